import type { Barrier } from "../../domain/barrier/barrier.ts";
import { addDays, localDate, localInstant, weekOf } from "../../domain/calendar.ts";
import type { CheckInView } from "../../domain/check-in/check-in.ts";
import { type Instant, type IsoWeek, solutionName, type Team } from "../../domain/organisation.ts";
import { answersNow, teamsWhere } from "../../domain/permissions.ts";
import { groupsOf, maxReferences } from "../../store/change-rules.ts";
import { keys } from "../../store/documents.ts";
import { ofKind, queryAllTogether } from "../../store/store.ts";
import { type Errand, readTogether } from "../errand.ts";
import { followUpsOf, stepsShown } from "./follow-ups.ts";
import { opening } from "./open-check-in.ts";
import { standsInFor, viewAmong } from "./show-check-in.ts";

export interface MyTeam {
  id: string;
  name: string;
  /** Whom the person stands in for by now; null for a team of their own. */
  standsIn: CheckInView["standsIn"];
  /** Null when there is nothing to ask the team about. */
  checkIn: CheckInView | null;
  /** Newest change first: what is open, and what was closed within {@link rememberedDays}. */
  barriers: { barrier: Barrier; solutionName: string }[];
}

/** How long the page tells what became of a barrier. */
const rememberedDays = 28;
/** Read together, two documents each, with the settings. */
const teamsTogether = Math.floor((maxReferences - 1) / 2);

/**
 * The week of somebody who answers for teams. A check-in that the timer has not opened yet is shown as it will be asked;
 * looking at it writes nothing. Two reads, whatever the number of teams that a person can answer for.
 */
export async function viewMyWeek(errand: Errand): Promise<{ week: IsoWeek; teams: MyTeam[] }> {
  const [first = [], ...others] = groupsOf(answeringTeams(errand), teamsTogether);
  const { errand: at, found } = await readTogether(errand, first.flatMap(referencesOf(errand.now)));
  const { store, actor, directory, now } = at;
  const teams = answeringTeams(at);
  // Somebody has changed the directory since this process read it.
  const known = new Set([first, ...others].flat().map(({ id }) => id));
  if (teams.some(({ id }) => !known.has(id))) return viewMyWeek(at);
  const more = await Promise.all(
    others.map((group) => store.readMany(actor.tenantId, group.flatMap(referencesOf(now)))),
  );
  const documents = [...found, ...more.flat()];
  const checkIns = new Map(ofKind("checkIn", documents).map(({ value }) => [value.teamId, value]));
  const adoptions = new Map(ofKind("adoption", documents).map((stored) => [stored.key, stored]));
  const asksOfTrials = teams.some(({ id }) => checkIns.get(id)?.alsoAsks !== undefined || !checkIns.has(id));
  const [barriers, trials, steps] = await queryAllTogether(store, actor.tenantId, [
    { kind: "barrier", query: { where: { teamId: teams.map(({ id }) => id) } } },
    { kind: "trial", query: { where: { state: asksOfTrials ? "running" : [] } } },
    { kind: "smallStep", query: stepsShown(now) },
  ]);
  const recent = recentByTeam(
    barriers.map(({ value }) => value),
    now,
  );
  const mine = teams.map(({ id, name }): MyTeam => {
    const followUps = followUpsOf(id, { barriers, trials, steps }, now);
    const checkIn = checkIns.get(id) ?? opening(at, id, adoptions.get(id), followUps)?.checkIn;
    return {
      id,
      name,
      standsIn: standsInFor(directory, actor.personId, id, localDate(now)),
      checkIn: checkIn === undefined ? null : viewAmong(at, checkIn, [...barriers, ...trials, ...steps]),
      barriers: (recent.get(id) ?? []).map((barrier) => ({
        barrier,
        solutionName: solutionName(directory, barrier.solutionId, id),
      })),
    };
  });
  return { week: weekOf(now), teams: mine };
}

function answeringTeams({ directory, actor, now }: Errand): Team[] {
  return teamsWhere(directory, actor.personId, "answerCheckIn", localDate(now))
    .flatMap((teamId) => directory.teams.get(teamId) ?? [])
    .filter((team) => !team.retired && answersNow(directory, actor.personId, team.id, localDate(now)))
    .toSorted((a, b) => a.name.localeCompare(b.name, "da"));
}

/** What is read of each team. */
const referencesOf = (now: Instant) => (team: Team) => [
  { kind: "checkIn" as const, key: keys.checkIn(weekOf(now), team.id) },
  { kind: "adoption" as const, key: team.id },
];

function recentByTeam(barriers: readonly Barrier[], now: Instant): Map<string, Barrier[]> {
  const since = localInstant(addDays(localDate(now), -rememberedDays), 0);
  const recent = barriers
    .filter(({ closedAt }) => closedAt === null || closedAt >= since)
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  return Map.groupBy(recent, (barrier) => barrier.teamId);
}
