import { absenceOn } from "../check-in/absence.ts";
import { activeTeams, areaPath, type Directory, type IsoDate, teamIsIn } from "../organisation.ts";
import { askedFor, holdersOf, navigatorsNearest } from "../permissions.ts";
import { decisionKindFacts, rolloutStatusFacts } from "../vocabulary.ts";
import { type Decision, readersOf } from "./decision.ts";

// Who hears of what a manager decides about a solution or a trial. What is decided about a lift is told with the barrier.

/**
 * Whether the decision is news to others: what is decided about a solution or a trial, and of an early warning what changes something
 * for its teams. What has ended before it was told is no news. What else becomes of a warning is the managers' own.
 */
export function isNewsToOthers({ kind, about, state }: Decision): boolean {
  const holds = state === "open" || !decisionKindFacts[kind].isLasting;
  return holds && about.kind !== "barrier" && readersOf(kind, about.kind) !== "managers";
}

/** The teams that it is about: those of the trial, or those within its scope that have the solution. */
export function teamsConcerned(directory: Directory, decision: Decision, trialTeams: readonly string[]): string[] {
  const { about, scope, solutionId } = decision;
  if (about.kind === "trial") return trialTeams.filter((id) => activeTeams(directory).some((team) => team.id === id));
  return activeTeams(directory)
    .filter(({ id }) => teamIsIn(directory, id, scope))
    .filter(({ id }) =>
      (directory.rolloutsByTeam.get(id) ?? []).some(
        (rollout) => rollout.solutionId === solutionId && rolloutStatusFacts[rollout.status].counts !== "over",
      ),
    )
    .map(({ id }) => id);
}

/**
 * Those who are told, each once: whoever answers for each of the teams (who leads it where everybody is away), its navigators, and the
 * managers between the team and where it was decided; never who decided.
 */
export function peopleConcerned(
  directory: Directory,
  decision: Decision,
  { teamIds, date }: { teamIds: readonly string[]; date: IsoDate },
): string[] {
  const found = teamIds.flatMap((id) => {
    const asked = askedFor(directory, id, date);
    const answers = asked.length > 0 ? asked : holdersOf(directory, "leader", [id], date);
    return [...answers, ...navigatorsNearest(directory, id, date), ...managersWithin(directory, decision, id, date)];
  });
  return [...new Set(found)].filter((personId) => personId !== decision.by);
}

function managersWithin(directory: Directory, { scope }: Decision, teamId: string, date: IsoDate): string[] {
  const team = directory.teams.get(teamId);
  const path = team === undefined ? [] : [...areaPath(directory, team.areaId), "*"];
  return holdersOf(directory, "manager", path.slice(0, path.indexOf(scope) + 1), date);
}

/** The last day of the absence that the person is in; null for who is there. */
export function awayThrough(directory: Directory, personId: string, date: IsoDate): IsoDate | null {
  return absenceOn(directory.people.get(personId) ?? {}, date)?.to ?? null;
}
