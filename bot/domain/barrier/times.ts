import type { BarrierCategory } from "../vocabulary.ts";
import type { Barrier } from "./barrier.ts";
import { hoursBetween, median } from "./durations.ts";
import { firstReaction } from "./waiting.ts";

// How long things take, what comes back, and where the same thing is met again: of solutions and topics, never of people.

/** What was reported about one solution within one topic. */
export interface TopicTimes {
  solutionId: string;
  /** Null for what nobody has described yet. */
  category: BarrierCategory | null;
  reported: number;
  /** Median hours from being reported; null where nothing has come so far. */
  hoursToReaction: number | null;
  hoursToSolved: number | null;
  hoursToConfirmed: number | null;
  /** How many were in the way still after they had been solved. */
  cameBack: number;
  /** The teams that have met it, and of these the ones that met it again after it was closed with them. */
  teamIds: string[];
  againIn: string[];
}

/** A line for each solution and topic, the most reported first. */
export function timesOf(barriers: readonly Barrier[]): TopicTimes[] {
  const counted = barriers.filter(({ status }) => status !== "withdrawn");
  const groups = Map.groupBy(counted, ({ solutionId, category }) => `${solutionId}\n${category ?? ""}`);
  return [...groups.values()]
    .flatMap((group) => (group[0] === undefined ? [] : [lineOf(group[0], group)]))
    .sort(mostFirst);
}

function lineOf({ solutionId, category }: Barrier, group: readonly Barrier[]): TopicTimes {
  const hoursTo = (when: (barrier: Barrier) => string | undefined) =>
    median(
      group.flatMap((barrier) => {
        const at = when(barrier);
        return at === undefined ? [] : [hoursBetween(barrier.createdAt, at)];
      }),
    );
  return {
    solutionId,
    category,
    reported: group.length,
    hoursToReaction: hoursTo((barrier) => firstReaction(barrier)?.at),
    hoursToSolved: hoursTo(({ events }) => events.find(({ status }) => status === "resolved")?.at),
    hoursToConfirmed: hoursTo(({ events }) => events.find(isConfirmation)?.at),
    cameBack: group.filter(cameBack).length,
    teamIds: [...new Set(group.map(({ teamId }) => teamId))],
    againIn: teamsAgain(group),
  };
}

/** By the team itself. */
function isConfirmation({ status, by }: Barrier["events"][number]): boolean {
  return status === "confirmed" && by !== "system";
}

/** The team has said that it is in the way still after it was solved. */
function cameBack({ events }: Barrier): boolean {
  const solved = events.findIndex(({ status }) => status === "resolved");
  return solved >= 0 && events.slice(solved + 1).some(({ status, by }) => status === "working" && by !== "system");
}

/** Teams that reported the same again after it had been closed. */
function teamsAgain(group: readonly Barrier[]): string[] {
  const byTeam = Map.groupBy(group, ({ teamId, detail }) => `${teamId}\n${detail ?? ""}`);
  const again = [...byTeam.values()].filter((reports) =>
    reports.some(({ closedAt }) => closedAt !== null && reports.some(({ createdAt }) => createdAt > closedAt)),
  );
  return [...new Set(again.flatMap(([first]) => first?.teamId ?? []))];
}

function mostFirst(a: TopicTimes, b: TopicTimes): number {
  return b.reported - a.reported || (a.solutionId < b.solutionId ? -1 : 1);
}
