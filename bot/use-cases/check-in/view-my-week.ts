import type { Barrier } from "../../domain/barrier/barrier.ts";
import { addDays, localDate, localInstant, weekOf } from "../../domain/calendar.ts";
import type { CheckInView } from "../../domain/check-in/check-in.ts";
import { type Directory, type Instant, type IsoWeek, solutionName, type Team } from "../../domain/organisation.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { keys } from "../../store/documents.ts";
import { queryAll, type Store } from "../../store/store.ts";
import type { Errand } from "../errand.ts";
import { type AlsoAsked, alsoAsked } from "./follow-ups.ts";
import { opening } from "./open-check-in.ts";
import { viewOf } from "./show-check-in.ts";

export interface MyTeam {
  id: string;
  name: string;
  /** Null when there is nothing to ask the team about. */
  checkIn: CheckInView | null;
  /** Newest change first: what is open, and what was closed within {@link rememberedDays}. */
  barriers: { barrier: Barrier; solutionName: string }[];
}

/** How long the page tells what became of a barrier. */
const rememberedDays = 28;

/**
 * The week of somebody who answers for teams. A check-in that the timer has not opened yet is shown as it will be asked;
 * looking at it writes nothing. Reads two documents per team, the recent barriers of all of them, and what a check-in itself
 * names; two queries more, whatever the number of teams, when one of them is not opened yet.
 */
export async function viewMyWeek(at: Errand): Promise<{ week: IsoWeek; teams: MyTeam[] }> {
  const { store, actor, directory, now } = at;
  const week = weekOf(now);
  const teams = answeringTeams(directory, actor.personId, now);
  const barriers = await recentBarriers(store, actor.tenantId, teams, now);
  const alsoOf = alsoOfTeams(store, actor.tenantId, teams, now);
  const mine: MyTeam[] = [];
  for (const team of teams) {
    mine.push({
      id: team.id,
      name: team.name,
      checkIn: await currentCheckIn(at, team.id, alsoOf),
      barriers: (barriers.get(team.id) ?? []).map((barrier) => ({
        barrier,
        solutionName: solutionName(directory, barrier.solutionId, team.id),
      })),
    });
  }
  return { week, teams: mine };
}

function answeringTeams(directory: Directory, personId: string, now: Instant): Team[] {
  return teamsWhere(directory, personId, "answerCheckIn", localDate(now))
    .flatMap((teamId) => directory.teams.get(teamId) ?? [])
    .filter((team) => !team.retired)
    .toSorted((a, b) => a.name.localeCompare(b.name, "da"));
}

/** What a team is asked beside its questions, read once for all of them, when the first is asked for. */
function alsoOfTeams(store: Store, tenantId: string, teams: Team[], now: Instant) {
  const only = teams.length === 1 ? teams[0]?.id : undefined;
  let reading: ReturnType<typeof alsoAsked> | undefined;
  return async (teamId: string): Promise<AlsoAsked> => {
    reading ??= alsoAsked(store, tenantId, now, only);
    return (await reading)(teamId);
  };
}

async function currentCheckIn(
  at: Errand,
  teamId: string,
  alsoOf: (teamId: string) => Promise<AlsoAsked>,
): Promise<CheckInView | null> {
  const { store, actor, now } = at;
  const [stored, adoption] = await store.readMany(actor.tenantId, [
    { kind: "checkIn", key: keys.checkIn(weekOf(now), teamId) },
    { kind: "adoption", key: teamId },
  ]);
  const checkIn = stored?.value ?? opening(at, teamId, adoption, await alsoOf(teamId))?.checkIn;
  return checkIn === undefined ? null : viewOf(at, checkIn);
}

async function recentBarriers(
  store: Store,
  tenantId: string,
  teams: Team[],
  now: Instant,
): Promise<Map<string, Barrier[]>> {
  const since = localInstant(addDays(localDate(now), -rememberedDays), 0);
  const found: Barrier[] = [];
  if (teams.length === 0) return new Map();
  const where = { teamId: teams.map((team) => team.id) };
  for await (const { value } of queryAll(store, tenantId, "barrier", { where })) {
    if (value.closedAt === null || value.closedAt >= since) found.push(value);
  }
  found.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  return Map.groupBy(found, (barrier) => barrier.teamId);
}
