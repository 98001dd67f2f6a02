import { act, type BarrierAction } from "../../domain/barrier/barrier-lifecycle.ts";
import { newsOf } from "../../domain/barrier/barrier-news.ts";
import type { Trial } from "../../domain/trial.ts";
import type { Change } from "../../store/store.ts";
import { enqueue } from "../commit.ts";
import type { Errand } from "../errand.ts";

/**
 * What a trial that ends, or that is to last until another day, does to the barrier that it began with: its timeline says so, and
 * whoever has it is asked what becomes of it. None for a trial that began with no barrier. One read.
 */
export async function barrierAfterTrial(
  { store, actor, directory, now }: Errand,
  before: Trial,
  trial: Trial,
): Promise<Change[]> {
  const action = actionAfter(before, trial);
  if (action === null || trial.barrierId === null) return [];
  const stored = await store.read(actor.tenantId, "barrier", trial.barrierId);
  if (stored === undefined) return [];
  const isTried = stored.value.status === "trial";
  if (action.kind === "postpone" && !isTried) return [];
  const decision = act(stored.value, action, actor.personId, now);
  if (decision.outcome !== "changed") return [];
  return [
    { op: "replace", kind: "barrier", key: stored.key, etag: stored.etag, value: decision.barrier },
    ...newsOf(directory, decision.barrier, now).map(enqueue),
  ];
}

function actionAfter(before: Trial, { id, state, to, learned }: Trial): BarrierAction | null {
  if (before.state === "running" && state !== "running") return { kind: "endTrial", trialId: id, text: learned };
  return before.to === to ? null : { kind: "postpone", until: to };
}
