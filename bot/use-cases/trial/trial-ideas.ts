import type { TrialIdea } from "../../cards/navigator-card.ts";
import type { Barrier } from "../../domain/barrier/barrier.ts";
import { localDate } from "../../domain/calendar.ts";
import type { Directory, Instant } from "../../domain/organisation.ts";
import { may } from "../../domain/permissions.ts";
import { fitsBarrier, type Trial } from "../../domain/trial.ts";
import type { Store } from "../../store/store.ts";
import type { Actor } from "../actor.ts";
import { withoutNames } from "./share-trial.ts";

const mostIdeas = 2;
/** Finished trials looked through, newest first. */
const mostLookedAt = 200;

/**
 * Finished trials that fit the barrier and did not fail: those of teams that the reader may see, and shareable ones from
 * everywhere, which name neither team nor person. The same solution first, then the newest. One query.
 */
export async function trialIdeas(
  store: Store,
  tenantId: string,
  directory: Directory,
  barrier: Pick<Barrier, "solutionId" | "category">,
  isVisible: (teamId: string) => boolean,
): Promise<TrialIdea[]> {
  const { items } = await store.query(tenantId, "trial", {
    where: { state: "finished" },
    order: { field: "updatedAt", descending: true },
    limit: mostLookedAt,
  });
  const isSame = (trial: Trial) => trial.solutionId === barrier.solutionId;
  const fitting = items.map(({ value }) => value).filter((trial) => fitsBarrier(trial, barrier));
  return [...fitting.filter(isSame), ...fitting.filter((trial) => !isSame(trial))]
    .filter((trial) => trial.worked !== "no" && (trial.shareable || trial.teamIds.some(isVisible)))
    .slice(0, mostIdeas)
    .map((trial) => (trial.teamIds.some(isVisible) ? trial : withoutNames(directory, trial)))
    .map(({ what, learned }) => ({ what, learned }));
}

/** The same for one person. */
export function trialIdeasFor(
  store: Store,
  { tenantId, personId }: Actor,
  directory: Directory,
  barrier: Pick<Barrier, "solutionId" | "category">,
  now: Instant,
): Promise<TrialIdea[]> {
  const isVisible = (teamId: string) => may(directory, personId, "seeBarriers", teamId, localDate(now));
  return trialIdeas(store, tenantId, directory, barrier, isVisible);
}
