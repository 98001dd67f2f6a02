import { z } from "zod";
import type { Barrier } from "../domain/barrier/barrier.ts";
import { maySeeBarrier } from "../domain/barrier/barrier-permissions.ts";
import { areaPath, type Directory, solutionName, teamIsIn } from "../domain/organisation.ts";
import { teamsWhere } from "../domain/permissions.ts";
import { type BarrierStatus, barrierCategoryIds, barrierStatuses } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import { barrierFigures } from "../use-cases/barrier/barrier-figures.ts";
import { openBarrier } from "../use-cases/barrier/barrier-story.ts";
import { describeBarrier } from "../use-cases/barrier/describe-barrier.ts";
import { type BarrierFilter, listBarriers } from "../use-cases/barrier/list-barriers.ts";
import { reportBarrier, reportChoices } from "../use-cases/barrier/report-barrier.ts";
import { readAround } from "../use-cases/barrier/surroundings.ts";
import { triageBarrier } from "../use-cases/barrier/triage-barrier.ts";
import { barrierDetail, barrierItem } from "./barrier-items.ts";
import { type Call, withDirectory } from "./call.ts";
import {
  type BarrierChoices,
  type BarrierDetailAnswer,
  type BarrierFiguresAnswer,
  type BarriersAnswer,
  barrierChange,
  barrierReport,
} from "./contract/barriers.ts";
import { id } from "./contract/values.ts";
import { openMark, sealMark } from "./page-marks.ts";

export const barrierFilterQuery = z.object({
  area: id.optional(),
  team: id.optional(),
  solution: id.optional(),
  category: z.enum(barrierCategoryIds).optional(),
  status: z
    .string()
    .max(200)
    .transform((list) => list.split(",") as BarrierStatus[])
    .pipe(z.array(z.enum(barrierStatuses)).max(barrierStatuses.length))
    .optional(),
  mine: z.stringbool().optional(),
  age: z.coerce.number().int().min(0).max(3650).optional(),
  q: z.string().max(200).optional(),
});
export const barriersQuery = barrierFilterQuery.extend({
  limit: z.coerce.number().int().min(1).max(500).default(200),
  page: z.string().max(1000).optional(),
});

/** What the query of a list of barriers asks for. */
export function barrierFilter({ query }: Pick<Call, "query">): BarrierFilter {
  const asked = barrierFilterQuery.parse(query);
  return {
    areaId: asked.area,
    teamId: asked.team,
    solutionId: asked.solution,
    category: asked.category,
    statuses: asked.status,
    mine: asked.mine,
    olderThanDays: asked.age,
    words: asked.q,
  };
}

export async function getBarriers(call: Call): Promise<BarriersAnswer> {
  const { limit, page: sealed } = barriersQuery.parse(call.query);
  const page = await openMark(call, "barriers", sealed);
  const found = await listBarriers(call.errand, barrierFilter(call), { limit, page });
  const { items } = found;
  const next = await sealMark(call, "barriers", found.next);
  return { items: items.map((barrier) => barrierItem(call, barrier)), ...(next === undefined ? {} : { next }) };
}

export const choicesQuery = z.object({ report: z.literal("all").optional() });

/** Areas and solutions of the teams whose barriers the person may meet. */
export async function getBarrierChoices(call: Call): Promise<BarrierChoices> {
  const { directory, person, today } = call;
  const lifted = { escalatedAt: call.now.toISOString() };
  const teams = [...directory.teams.values()].filter((team) =>
    maySeeBarrier(directory, person.id, { teamId: team.id, ...lifted }, today),
  );
  const areaIds = new Set(teams.flatMap((team) => areaPath(directory, team.areaId)));
  const solutionIds = new Set(
    teams.flatMap((team) => (directory.rolloutsByTeam.get(team.id) ?? []).map(({ solutionId }) => solutionId)),
  );
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "da");
  const everywhere = choicesQuery.parse(call.query).report !== undefined;
  const { teams: report, isCut } = reportChoices(call.errand, { everywhere });
  return {
    areas: [...areaIds]
      .flatMap((area) => directory.areas.get(area) ?? [])
      .map(({ id: areaId, name, parentAreaId }) => {
        return { id: areaId, name, parentAreaId };
      })
      .sort(byName),
    solutions: [...solutionIds]
      .map((solution) => ({ id: solution, name: solutionName(directory, solution, "") }))
      .sort(byName),
    teams: teams.map((team) => ({ id: team.id, name: team.name, areaId: team.areaId })).sort(byName),
    report,
    isCut,
  };
}

export const figuresQuery = z.object({
  weeks: z.coerce.number().int().min(1).max(104).default(12),
  area: id.optional(),
});

/** Counts only, so that everybody who may see how far a team has come may see them. */
export async function getBarrierFigures(call: Call): Promise<BarrierFiguresAnswer> {
  const { weeks: weekCount, area } = figuresQuery.parse(call.query);
  const { directory, person, today } = call;
  const isThere = (teamId: string) =>
    area === undefined || (directory.areas.has(area) && teamIsIn(directory, teamId, area));
  const counted = new Set(teamsWhere(directory, person.id, "seeAdoption", today).filter(isThere));
  if (area !== undefined && counted.size === 0) throw new OmbordError("notFound");
  const { weeks, now } = await barrierFigures(
    call.deps.store,
    call.tenantId,
    weekCount,
    (teamId) => counted.has(teamId),
    call.now.toISOString(),
  );
  const { open, untouched, oldestUntouched } = now;
  return { weeks, now: { open, untouched, oldestUntouchedSince: oldestUntouched?.createdAt ?? null } };
}

export async function getBarrier(call: Call): Promise<BarrierDetailAnswer> {
  const { errand, stored } = await openBarrier(call.errand, barrierId(call), []);
  return shown(call, errand.directory, stored.value);
}

async function shown(before: Call, directory: Directory, barrier: Barrier): Promise<BarrierDetailAnswer> {
  const call = withDirectory(before, directory);
  return barrierDetail(call, barrier, await readAround(call.errand, barrier, { shownOn: "page" }));
}

/** What cannot be an id answers like what does not exist. */
function barrierId(call: Call): string {
  const parsed = z.uuid().safeParse(call.params.id);
  if (!parsed.success) throw new OmbordError("notFound");
  return parsed.data;
}

export async function postBarrier(call: Call): Promise<BarrierDetailAnswer> {
  const given = barrierReport.parse(call.body);
  const { directory, barrier } = await reportBarrier(call.errand, given);
  call.deps.deliverSoon?.(call.tenantId);
  return shown(call, directory, barrier);
}

export async function patchBarrier(call: Call): Promise<BarrierDetailAnswer> {
  const key = barrierId(call);
  const body = barrierChange.safeParse(call.body);
  if (!body.success) {
    // What a person may not see answers the same whatever they send.
    await openBarrier(call.errand, key, []);
    throw body.error;
  }
  const answer = await change(call, key, body.data);
  call.deps.deliverSoon?.(call.tenantId);
  return answer;
}

async function change(call: Call, key: string, given: z.infer<typeof barrierChange>): Promise<BarrierDetailAnswer> {
  const version = call.ifMatch;
  if (given.action === "describe") {
    const { directory, barrier } = await describeBarrier(call.errand, key, given, { version });
    return shown(call, directory, barrier);
  }
  const result = await triageBarrier(call.errand, key, given, { version, shownOn: "page" });
  if (result.outcome === "taken") throw new OmbordError("conflict", "barrierTaken");
  return barrierDetail(withDirectory(call, result.directory), result.barrier, result.around);
}
