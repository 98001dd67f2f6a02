import type { TrialIdea } from "../../cards/navigator-card.ts";
import type { Barrier } from "../../domain/barrier/barrier.ts";
import type { Directory } from "../../domain/organisation.ts";
import { fitsBarrier, type Trial } from "../../domain/trial.ts";
import { withoutNames } from "./share-trial.ts";

const mostIdeas = 2;

/**
 * Of these finished trials those that fit the barrier and did not fail: of teams that the reader may see, and shareable ones
 * from everywhere, which name neither team nor person. The same solution first, then the newest.
 */
export function trialIdeas(
  directory: Directory,
  barrier: Pick<Barrier, "solutionId" | "category">,
  finished: readonly Trial[],
  isVisible: (teamId: string) => boolean,
): TrialIdea[] {
  const isSame = (trial: Trial) => trial.solutionId === barrier.solutionId;
  const fitting = finished.filter((trial) => fitsBarrier(trial, barrier));
  return [...fitting.filter(isSame), ...fitting.filter((trial) => !isSame(trial))]
    .filter((trial) => trial.what !== "" && trial.worked !== "no" && (trial.shareable || trial.teamIds.some(isVisible)))
    .slice(0, mostIdeas)
    .map((trial) => (trial.teamIds.some(isVisible) ? trial : withoutNames(directory, trial)))
    .map(({ what, learned }) => ({ what, learned }));
}
