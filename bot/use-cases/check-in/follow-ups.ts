import type { Barrier } from "../../domain/barrier/barrier.ts";
import {
  addMonths,
  addWeeks,
  localDate,
  localInstant,
  weekOf,
  weekOfDate,
  weeksBetween,
} from "../../domain/calendar.ts";
import { type TeamAdoption, weekStateAt } from "../../domain/check-in/adoption.ts";
import type { BackFacts } from "../../domain/check-in/back.ts";
import type { Instant, IsoWeek } from "../../domain/organisation.ts";
import { oldestShownWeek, type SmallStep } from "../../domain/small-step/small-step.ts";
import { isUnderWay, type Trial } from "../../domain/trial.ts";
import { type Change, type Query, queryAllTogether, type Stored } from "../../store/store.ts";
import type { TenantContext } from "../errand.ts";

/** What a team's next check-in asks beside its questions. */
export interface FollowUps {
  /** Solved ones that the team has not answered about, and that no check-in has asked about yet. */
  barriers: Stored<"barrier">[];
  /** All that are under way for the team; it is asked about one of them, see {@link trialInTurn}. */
  trials: Trial[];
  /** All small steps that may be shown this week, whichever teams they are for. */
  steps: SmallStep[];
  /** What may be told on the receipt; left out where no check-in is opened. */
  back?: BackFacts;
}

/** One minute: no check-in asks about more than these and one trial at its top. */
const mostBarriers = 2;

/** How long it is told that something has worked somewhere. */
const triedMonths = 12;

/** By team; of one team, or of all when none is named. One read. How many others answered is counted where all are planned only. */
export async function readFollowUps(
  { store, tenantId, now }: TenantContext,
  teamId?: string,
): Promise<(teamId: string) => FollowUps> {
  const ofTeam = teamId === undefined ? {} : { teamId };
  const since = localInstant(addMonths(localDate(now), -triedMonths), 0);
  const before = teamId === undefined ? addWeeks(weekOf(now), -1) : [];
  const [barriers, trials, steps, working, finished, checkIns] = await queryAllTogether(store, tenantId, [
    { kind: "barrier", query: { where: { status: "resolved", ...ofTeam } } },
    { kind: "trial", query: { where: { state: "running" } } },
    { kind: "smallStep", query: stepsShown(now) },
    { kind: "barrier", query: { where: { status: "working", ...ofTeam } } },
    { kind: "trial", query: { where: { state: "finished" }, range: { field: "updatedAt", from: since } } },
    { kind: "checkIn", query: { where: { week: before } } },
  ]);
  const worked = finished
    .map(({ value }) => value)
    .filter(({ worked, shareable }) => worked === "yes" && shareable)
    .toSorted((a, b) => (a.to < b.to ? 1 : -1));
  const answered = new Set(checkIns.flatMap(({ value }) => (value.state === "answered" ? [value.teamId] : [])));
  return (team) => ({
    ...followUpsOf(team, { barriers, trials, steps }, now),
    back: {
      working: working.flatMap(({ value }) => (value.teamId === team ? begunOn(value) : [])),
      tried: worked.flatMap(({ teamIds, solutionId }) =>
        solutionId === null || teamIds.includes(team) ? [] : [solutionId],
      ),
      answered: answered.size - Number(answered.has(team)),
    },
  });
}

/** Who works on it, and since when. */
function begunOn({ solutionId, assignedTo: by, events }: Barrier): BackFacts["working"][number][] {
  const began = events.findLast(({ did, status }) => status === "working" || did === "assigned");
  return by === null || began === undefined ? [] : [{ solutionId, by, on: localDate(began.at) }];
}

/** The small steps that a card of this week may show: few, whatever the municipality's size. */
export function stepsShown(now: Instant): Query<"smallStep"> {
  return { range: { field: "week", from: oldestShownWeek(now) } };
}

export interface AllFollowUps {
  barriers: readonly Stored<"barrier">[];
  trials: readonly Stored<"trial">[];
  steps: readonly Stored<"smallStep">[];
}

/** Of these barriers and trials those that the team's next check-in asks about. */
export function followUpsOf(teamId: string, { barriers, trials, steps }: AllFollowUps, now: Instant): FollowUps {
  const isAsked = ({ teamId: team, status, askedIn }: Barrier) =>
    team === teamId && status === "resolved" && askedIn === null;
  return {
    barriers: barriers.filter(({ value }) => isAsked(value)).slice(0, mostBarriers),
    trials: trials.map(({ value }) => value).filter((trial) => isUnderWay(trial, teamId, localDate(now))),
    steps: steps.map(({ value }) => value),
  };
}

/**
 * The one of the trials under way that the team's check-in asks about in the week, or null when there is none. Several take
 * turns in the weeks that the team is asked in, not in those of the calendar: a team may be asked every second week only.
 */
export function trialInTurn(trials: readonly Trial[], history: TeamAdoption, week: IsoWeek): Trial | null {
  const byAge = trials.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const began = trials.map(({ from }) => weekOfDate(from)).toSorted()[0] ?? week;
  const since = Array.from({ length: Math.max(0, weeksBetween(began, week)) }, (_, n) => addWeeks(began, n));
  const timesAsked = since.filter((one) => weekStateAt(history, one) !== "notAsked").length;
  return byAge[timesAsked % byAge.length] ?? null;
}

/** The barriers remember that they were asked about, so that it happens once. */
export function askedChanges(barriers: readonly Stored<"barrier">[], week: IsoWeek): Change[] {
  return barriers.map(({ key, etag, value }) => {
    const asked: Barrier = { ...value, askedIn: week };
    return { op: "replace", kind: "barrier", key, etag, value: asked };
  });
}
