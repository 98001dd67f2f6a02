import type { TrialIdea } from "../cards/navigator-card.ts";
import type { Barrier } from "../domain/barrier.ts";
import type { Store } from "../store/store.ts";

const mostIdeas = 2;

/**
 * Finished trials about the same solution that did not fail: those of teams that the reader may see, and shareable ones from
 * everywhere, which name neither team nor person. The newest first. One query.
 */
export async function trialIdeas(
  store: Store,
  tenantId: string,
  barrier: Pick<Barrier, "solutionId">,
  isVisible: (teamId: string) => boolean,
): Promise<TrialIdea[]> {
  const { items } = await store.query(tenantId, "trial", {
    where: { solutionId: barrier.solutionId, state: "finished" },
    order: { field: "updatedAt", descending: true },
    limit: 50,
  });
  return items
    .map(({ value }) => value)
    .filter((trial) => trial.worked !== "no" && (trial.shareable || trial.teamIds.some(isVisible)))
    .slice(0, mostIdeas)
    .map(({ what, learned }) => ({ what, learned }));
}
