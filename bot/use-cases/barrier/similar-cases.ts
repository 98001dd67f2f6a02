import { type Barrier, isOpen } from "../../domain/barrier/barrier.ts";
import { whatWorked } from "../../domain/barrier/barrier-lifecycle.ts";
import type { SimilarCase } from "../../domain/barrier/barrier-story.ts";
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

function caseOf(directory: Directory, barrier: Barrier): SimilarCase {
  const { id, status, detail, consequence, resolution } = barrier;
  const teamName = directory.teams.get(barrier.teamId)?.name ?? barrier.teamId;
  return { id, teamName, status, detail, consequence, resolution, whatWorked: whatWorked(barrier) };
}
