import type { Barrier } from "../../domain/barrier/barrier.ts";
import type { BarrierAction } from "../../domain/barrier/barrier-actions.ts";
import { act } from "../../domain/barrier/barrier-lifecycle.ts";
import { newsOf } from "../../domain/barrier/barrier-news.ts";
import { withTrialWords } from "../../domain/barrier/barrier-texts.ts";
import { redrawMessage } from "../../domain/outreach.ts";
import { textChange } from "../../domain/rewriting.ts";
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
  const isReworded = before.what !== trial.what;
  if ((action === null && !isReworded) || trial.barrierId === null) return [];
  const stored = await store.read(actor.tenantId, "barrier", trial.barrierId);
  if (stored === undefined) return [];
  const worded = isReworded ? withNewWords({ actor, now }, stored.value, before, trial) : stored.value;
  const isDone = action !== null && (action.kind !== "postpone" || worded.status === "trial");
  const decision = isDone ? act(worded, action, actor.personId, now) : null;
  const isMoved = decision?.outcome === "changed";
  const barrier = isMoved ? decision.barrier : worded;
  if (barrier === stored.value) return [];
  return [
    { op: "replace", kind: "barrier", key: stored.key, etag: stored.etag, value: barrier },
    ...(isMoved ? newsOf(directory, barrier, now).map(enqueue) : []),
    ...(worded === stored.value ? [] : [enqueue(redrawMessage(aboutOf(barrier), now))]),
  ];
}

/** What the barrier's timeline says of the trial is what the trial says now: the former words are gone. */
function withNewWords({ actor, now }: Pick<Errand, "actor" | "now">, barrier: Barrier, before: Trial, trial: Trial) {
  const as = before.createdBy === actor.personId ? "writer" : "navigator";
  const change = textChange(trial.what, actor.personId, as, now);
  return withTrialWords(barrier, { id: trial.id, before: before.what }, trial.what, change);
}

function aboutOf({ id, teamId, events }: Barrier) {
  return { id, teamId, version: String(events.length) };
}

function actionAfter(before: Trial, { id, state, to, learned }: Trial): BarrierAction | null {
  if (before.state === "running" && state !== "running") return { kind: "endTrial", trialId: id, text: learned };
  return before.to === to ? null : { kind: "postpone", until: to };
}
