import { z } from "zod";
import type { Barrier } from "../domain/barrier/barrier.ts";
import { type Directory, solutionName } from "../domain/organisation.ts";
import { type BarrierStatus, barrierCategoryIds, barrierStatuses } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import { filterChoices } from "../use-cases/barrier/barrier-choices.ts";
import { viewBarrierFigures } from "../use-cases/barrier/barrier-figures.ts";
import { openBarrier } from "../use-cases/barrier/barrier-story.ts";
import { describeBarrier } from "../use-cases/barrier/describe-barrier.ts";
import { type BarrierFilter, listBarriers } from "../use-cases/barrier/list-barriers.ts";
import { reportBarrier, reportChoices } from "../use-cases/barrier/report-barrier.ts";
import { readAround } from "../use-cases/barrier/surroundings.ts";
import { triageBarrier } from "../use-cases/barrier/triage-barrier.ts";
import { viewTimes } from "../use-cases/barrier/view-times.ts";
import { barrierDetail, barrierItem } from "./barrier-items.ts";
import { type Call, withDirectory } from "./call.ts";
import {
  type BarrierChoices,
  type BarrierDetailAnswer,
  type BarrierFiguresAnswer,
  type BarriersAnswer,
  type BarrierTimesAnswer,
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
  free: z.stringbool().optional(),
  visit: z.stringbool().optional(),
  late: z.stringbool().optional(),
  same: z.uuid().optional(),
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
    free: asked.free,
    visit: asked.visit,
    late: asked.late,
    sameAs: asked.same,
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
  return {
    items: items.map((barrier) => barrierItem(call, barrier, found.teams.get(barrier.id))),
    ...(next === undefined ? {} : { next }),
  };
}

export const choicesQuery = z.object({ report: z.literal("all").optional() });

/** What the list can be narrowed to, and where something new can be reported. */
export async function getBarrierChoices({ errand, query }: Call): Promise<BarrierChoices> {
  const { areas, solutions, teams } = filterChoices(errand);
  const everywhere = choicesQuery.parse(query).report !== undefined;
  const { teams: report, isCut } = reportChoices(errand, { everywhere });
  return {
    areas: areas.map(({ id: areaId, name, parentAreaId }) => ({ id: areaId, name, parentAreaId })),
    solutions,
    teams: teams.map(({ id: teamId, name, areaId }) => ({ id: teamId, name, areaId })),
    report,
    isCut,
  };
}

export const figuresQuery = z.object({
  weeks: z.coerce.number().int().min(1).max(104).default(12),
  area: id.optional(),
});

export async function getBarrierFigures({ errand, query }: Call): Promise<BarrierFiguresAnswer> {
  const { weeks: weekCount, area: areaId } = figuresQuery.parse(query);
  const { weeks, now } = await viewBarrierFigures(errand, { weekCount, areaId });
  const { open, untouched, oldestUntouched } = now;
  return { weeks, now: { open, untouched, oldestUntouchedSince: oldestUntouched?.createdAt ?? null } };
}

export const timesQuery = z.object({ area: id.optional() });

/** How long it takes, by solution and topic. */
export async function getBarrierTimes({ errand, query, directory }: Call): Promise<BarrierTimesAnswer> {
  const lines = await viewTimes(errand, timesQuery.parse(query).area);
  const named = (teamId: string) => ({ id: teamId, name: directory.teams.get(teamId)?.name ?? teamId });
  return {
    lines: lines.map(({ teamIds, againIn, ...line }) => ({
      ...line,
      solutionName: solutionName(directory, line.solutionId, ""),
      teams: teamIds.length,
      againIn: againIn.map(named),
    })),
  };
}

export async function getBarrier(call: Call): Promise<BarrierDetailAnswer> {
  const { errand, stored } = await openBarrier(call.errand, barrierId(call), []);
  return shown(call, errand.directory, stored.value);
}

async function shown(before: Call, directory: Directory, barrier: Barrier): Promise<BarrierDetailAnswer> {
  const call = withDirectory(before, directory);
  const linkedTo = barrier.sameAs ?? barrier.id;
  return barrierDetail(call, barrier, await readAround(call.errand, barrier, { shownOn: "page", linkedTo }));
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
