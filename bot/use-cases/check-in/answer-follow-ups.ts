import type { Instant, IsoWeek } from "../../domain/organisation.ts";
import type { TrialProgress } from "../../domain/trial.ts";
import { OmbordError } from "../../errors.ts";
import type { Store } from "../../store/store.ts";
import type { Actor } from "../actor.ts";
import { triageBarrier } from "../barrier/triage-barrier.ts";
import { noteTrial } from "../trial/note-trial.ts";

/** What a check-in was told beside its questions. */
export interface AlsoAnswered {
  works: { barrierId: string; works: boolean }[];
  trials: { trialId: string; going: TrialProgress }[];
}

/** Takes what was said about solved barriers and trials; what has moved on meanwhile, or is not theirs, needs no answer. */
export async function takeAlsoAnswered(
  store: Store,
  actor: Actor,
  { week, teamId }: { week: IsoWeek; teamId: string },
  { works, trials }: AlsoAnswered,
  now: Instant,
): Promise<void> {
  const steps = [
    ...works.map(({ barrierId, works: doesWork }) => {
      return () => triageBarrier(store, actor, barrierId, { action: doesWork ? "confirm" : "reopen" }, now);
    }),
    ...trials.map(
      ({ trialId, going }) =>
        () =>
          noteTrial(store, actor, trialId, { week, teamId, going }, now),
    ),
  ];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof OmbordError)) throw error;
    }
  }
}
