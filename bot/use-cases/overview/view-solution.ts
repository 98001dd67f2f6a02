import { isOpen } from "../../domain/barrier/barrier.ts";
import { causeFor } from "../../domain/barrier/causes.ts";
import { localDate } from "../../domain/calendar.ts";
import { suggestedShare } from "../../domain/decision/target.ts";
import { may, rolesOf } from "../../domain/permissions.ts";
import type { Trial } from "../../domain/trial.ts";
import type { BarrierCategory } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { queryAllTogether } from "../../store/store.ts";
import { viewAmbition } from "../check-in/keep-ambition.ts";
import type { Errand } from "../errand.ts";
import { type Tried, triedWith } from "./tried-with.ts";
import { visibleTeams } from "./visible-teams.ts";

/** What is in the way of one solution and what is tried with it, counted. */
export interface SolutionView {
  barriers: { category: BarrierCategory | null; open: number; closed: number }[];
  trials: { running: number; finished: number };
  /** That it is tried, where it is; not of one team, which nothing here points at. */
  tried?: Tried[];
  /** For a manager: the share that the ambitions come to that leaders have shared with them, in per cent. */
  suggested?: number;
}

/**
 * The barriers of a solution by category and its trials, over the teams that the person may see adoption of (in one team when it is
 * named). Counts only: a manager sees what is in the way, not who said it, and not that somebody asked for help about a
 * citizen. Throws `notFound` when no such team uses it.
 */
export async function viewSolution(
  errand: Errand,
  asked: { solutionId: string; teamId?: string | undefined; areaId?: string | undefined },
): Promise<SolutionView> {
  const { store, actor, directory, now } = errand;
  const teams = visibleTeams(errand, asked.areaId).filter(
    ({ id }) =>
      (asked.teamId === undefined || asked.teamId === id) &&
      (directory.rolloutsByTeam.get(id) ?? []).some(({ solutionId }) => solutionId === asked.solutionId),
  );
  if (teams.length === 0) throw new OmbordError("notFound");
  const visible = new Set(teams.map(({ id }) => id));
  const counts = new Map<BarrierCategory | null, { open: number; closed: number }>();
  const where = { solutionId: asked.solutionId, ...(asked.teamId === undefined ? {} : { teamId: asked.teamId }) };
  const [found, trials] = await queryAllTogether(store, actor.tenantId, [
    { kind: "barrier", query: { where } },
    { kind: "trial", query: { where: { solutionId: asked.solutionId } } },
  ]);
  for (const { value } of found) {
    if (!visible.has(value.teamId)) continue;
    const { category } = causeFor(value, may(directory, actor.personId, "seeBarriers", value.teamId, localDate(now)));
    const count = counts.get(category) ?? { open: 0, closed: 0 };
    count[isOpen(value) ? "open" : "closed"]++;
    counts.set(category, count);
  }
  const all = trials.map(({ value }) => value);
  const tried = triedWith(errand, all, visible);
  const barriers = [...counts].map(([category, count]) => ({ category, ...count }));
  return {
    barriers: barriers.sort((a, b) => b.open - a.open || b.closed - a.closed),
    trials: countTrials(all, visible),
    ...(asked.teamId === undefined && tried.length > 0 && { tried }),
    ...(await suggestionFor(errand, asked)),
  };
}

async function suggestionFor(
  errand: Errand,
  { solutionId, teamId }: { solutionId: string; teamId?: string | undefined },
): Promise<{ suggested?: number }> {
  const { directory, actor, now } = errand;
  const isManager = rolesOf(directory, actor.personId, localDate(now)).some(({ role }) => role === "manager");
  if (!isManager || teamId !== undefined) return {};
  const { shared } = await viewAmbition(errand);
  const suggested = suggestedShare(shared.flatMap(({ ambition }) => ambition.targets[solutionId] ?? []));
  return suggested === null ? {} : { suggested };
}

function countTrials(trials: readonly Trial[], teamIds: ReadonlySet<string>): SolutionView["trials"] {
  const shown = trials.filter((trial) => trial.teamIds.some((id) => teamIds.has(id)));
  const count = (state: Trial["state"]) => shown.filter((trial) => trial.state === state).length;
  return { running: count("running"), finished: count("finished") };
}
