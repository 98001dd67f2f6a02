import type { TeamAdoptionRow } from "../../../bot/api/contract.ts";
import { hasFallen } from "../../../bot/domain/check-in/change.ts";

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
      return Object.values(team.solutions).some(({ levels, before }) => hasFallen(levels, before));
    case "stale":
      return Object.values(team.solutions).some(({ latest }) => latest?.stale === true);
    case "troubled":
      return known.troubled.has(team.teamId);
    case "help":
      return known.silent.has(team.teamId) || isFound("falling", team, known) || isFound("troubled", team, known);
  }
}
