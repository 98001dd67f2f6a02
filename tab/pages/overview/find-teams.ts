import type { TeamAdoptionRow } from "../../../bot/api/contract.ts";
import { score } from "../../../bot/domain/vocabulary.ts";

/** What one looks for among many teams; `help` is any of the others, but for an estimate that is only old. */
export const teamFilters = ["notAnswered", "falling", "stale", "troubled", "help"] as const;
export type TeamFilter = (typeof teamFilters)[number];

/** What is known of teams beside their estimates, by team id; both are of those who look after others only. */
export interface KnownOfTeams {
  /** Something is in the way that is not solved. */
  troubled: ReadonlySet<string>;
  /** Have not answered for some weeks running. */
  silent: ReadonlySet<string>;
}

/** Whether the team is one of those that are looked for. */
export function isFound(filter: TeamFilter, team: TeamAdoptionRow, known: KnownOfTeams): boolean {
  switch (filter) {
    case "notAnswered":
      return ["open", "missed"].includes(team.states.at(-1) ?? "notAsked");
    case "falling":
      return Object.values(team.solutions).some(({ levels }) => isFalling(levels));
    case "stale":
      return Object.values(team.solutions).some(({ latest }) => latest?.stale === true);
    case "troubled":
      return known.troubled.has(team.teamId);
    case "help":
      return known.silent.has(team.teamId) || isFound("falling", team, known) || isFound("troubled", team, known);
  }
}

/** As for the early warnings, a fall shows over six weeks. */
const fallWeeks = 6;
/** Estimates go up and down by a step: some of them together tell a fall from a bad week. */
const together = 3;
const step = 0.25;

/** Whether the newest estimates lie a step or more below those from before the last six weeks. */
export function isFalling(levels: TeamAdoptionRow["solutions"][string]["levels"]): boolean {
  const scores = levels.map((level) => level && score(level));
  const known = (from: number, to?: number) => scores.slice(from, to).filter((value) => value !== null);
  const now = known(-fallWeeks).slice(-together);
  const before = known(0, -fallWeeks).slice(-together);
  if (now.length < 2 || before.length < 2) return false;
  return mean(before) - mean(now) >= step;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
