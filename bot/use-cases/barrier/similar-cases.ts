import { type Barrier, isOpen } from "../../domain/barrier/barrier.ts";
import { whatWorked } from "../../domain/barrier/barrier-lifecycle.ts";
import type { CommonTask, SimilarCase } from "../../domain/barrier/barrier-story.ts";
import { commonFrom, commonTasks } from "../../domain/barrier/common-task.ts";
import type { Directory } from "../../domain/organisation.ts";
import { barrierStatusFacts } from "../../domain/vocabulary.ts";

const mostSolved = 5;
const mostOpen = 8;

/**
 * Barriers about the same solution and of the same category (any category while it is not described): solved ones with
 * what worked, and open ones that it may be the same as. Only of teams that the reader may see.
 */
export function similarCases(
  directory: Directory,
  barrier: Barrier,
  others: readonly Barrier[],
  isVisible: (teamId: string) => boolean,
): { solved: SimilarCase[]; open: SimilarCase[] } {
  const similar = others
    .filter((other) => other.id !== barrier.id && isVisible(other.teamId))
    .filter((other) => barrier.category === null || other.category === barrier.category);
  const isSolved = (other: Barrier) => barrierStatusFacts[other.status].worked;
  const toCase = (other: Barrier) => caseOf(directory, other);
  return {
    solved: similar.filter(isSolved).slice(0, mostSolved).map(toCase),
    open: similar
      .filter((other) => isOpen(other) && !isSolved(other) && other.sameAs === null)
      .slice(0, mostOpen)
      .map(toCase),
  };
}

/** What the barrier may be one task with, of teams that the reader may see; empty where they are not of three teams. */
export function commonTaskOf(
  barrier: Barrier,
  others: readonly Barrier[],
  isVisible: (teamId: string) => boolean,
): CommonTask {
  const seen = [barrier, ...others.filter(({ id, teamId }) => id !== barrier.id && isVisible(teamId))];
  const group = commonTasks(seen.filter(({ solutionId }) => solutionId === barrier.solutionId)).find((members) =>
    members.some(({ id }) => id === barrier.id),
  );
  const teams = new Set(group?.map(({ teamId }) => teamId)).size;
  return group === undefined || teams < commonFrom ? { ids: [], teams: 0 } : { ids: group.map(({ id }) => id), teams };
}

function caseOf(directory: Directory, barrier: Barrier): SimilarCase {
  const { id, status, detail, consequence, resolution } = barrier;
  const teamName = directory.teams.get(barrier.teamId)?.name ?? barrier.teamId;
  return { id, teamName, status, detail, consequence, resolution, whatWorked: whatWorked(barrier) };
}
