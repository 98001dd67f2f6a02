import { emptyAdoption, type SolutionHistory, type TeamAdoption } from "../domain/check-in/adoption.ts";
import { mergeHistories } from "../domain/check-in/merge-histories.ts";
import type { IsoWeek, Rollout, Solution, Team } from "../domain/organisation.ts";
import type { Change } from "../store/store.ts";
import { inTurns } from "./in-turns.ts";
import { historiesFor } from "./plan-moves.ts";
import { type KindPlan, write } from "./plan-rows.ts";
import type { StoredDirectory } from "./stored-directory.ts";

/** Each team's change together with the change of its history, teams that stay apart from teams that go. */
export async function groupTeams(
  teams: KindPlan<"team">,
  rollouts: KindPlan<"rollout">,
  solutions: KindPlan<"solution">,
  stored: StoredDirectory,
  week: IsoWeek,
): Promise<{ active: Change[][]; retired: Change[][] }> {
  const changes = new Map([...teams.writes, ...teams.removals].map((change) => [change.key, change]));
  const rolloutsByTeam = Map.groupBy(rollouts.after.values(), (rollout) => rollout.teamId);
  const groups: { active: Change[][]; retired: Change[][] } = { active: [], retired: [] };
  for await (const some of inTurns(teams.after))
    for (const [teamId, team] of some) {
      const before = stored.adoption.get(teamId);
      const known = withHistories(before?.value, team, stored, week);
      const after = adoptionAfterImport(known, team, rolloutsByTeam.get(teamId) ?? [], solutions.after, week);
      const group = [changes.get(teamId), write("adoption", teamId, after, before)].filter((change) => change != null);
      if (group.length > 0) groups[team.retired ? "retired" : "active"].push(group);
    }
  return groups;
}

/** What is known of the team with what is known of those in whose place it comes. */
function withHistories(
  own: TeamAdoption | undefined,
  team: Team,
  stored: StoredDirectory,
  week: IsoWeek,
): TeamAdoption | undefined {
  const others = historiesFor(team, stored).flatMap((id) => stored.adoption.get(id)?.value ?? []);
  if (others.length === 0) return own;
  const weekless = { ...emptyAdoption(team, week) };
  return others.reduce(mergeHistories, own ?? weekless);
}

/**
 * The team's adoption document with name, area and rollouts as the directory has them now; the answers in it are kept.
 * A new team's history begins in this week.
 */
function adoptionAfterImport(
  before: TeamAdoption | undefined,
  team: Team,
  rollouts: readonly Rollout[],
  solutions: ReadonlyMap<string, Solution>,
  week: IsoWeek,
): TeamAdoption {
  const { retired: _, ...known } = before ?? emptyAdoption(team, week);
  const histories: Record<string, SolutionHistory> = {};
  for (const [id, history] of Object.entries(known.solutions)) histories[id] = { ...history, status: "retired" };
  for (const { solutionId, status, start } of rollouts) {
    const history = known.solutions[solutionId] ?? { levels: "", latest: {} };
    const isRetired = solutions.get(solutionId)?.retired === true;
    histories[solutionId] = { ...history, status: isRetired ? "retired" : status, start };
  }
  return {
    ...known,
    name: team.name,
    areaId: team.areaId,
    ...(team.retired ? { retired: true } : {}),
    solutions: histories,
  };
}
