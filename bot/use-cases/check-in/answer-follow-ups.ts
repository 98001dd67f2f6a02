import type { CheckInView } from "../../domain/check-in/check-in.ts";
import type { IsoWeek } from "../../domain/organisation.ts";
import type { TrialProgress } from "../../domain/trial.ts";
import { OmbordError } from "../../errors.ts";
import { triageBarrier } from "../barrier/triage-barrier.ts";
import type { Errand } from "../errand.ts";
import { markStep } from "../small-step/small-steps.ts";
import { noteTrial } from "../trial/note-trial.ts";

/** What a check-in was told beside its questions. */
export interface FollowUpAnswers {
  works: { barrierId: string; works: boolean }[];
  trials: { trialId: string; going: TrialProgress }[];
  /** The ids of small steps that the team has done. */
  steps: string[];
}

/** Takes what was said about solved barriers, trials and small steps; what has moved on meanwhile, or is not theirs, needs no answer. Returns the ids of the small steps that are done by it. */
export async function answerFollowUps(
  errand: Errand,
  { week, teamId }: { week: IsoWeek; teamId: string },
  { works, trials, steps }: FollowUpAnswers,
): Promise<{ done: string[] }> {
  const done: string[] = [];
  const told = [
    ...works.map(({ barrierId, works: doesWork }) => {
      return () => triageBarrier(errand, barrierId, { action: doesWork ? "confirm" : "reopen" });
    }),
    ...trials.map(
      ({ trialId, going }) =>
        () =>
          noteTrial(errand, trialId, { week, teamId, going }),
    ),
    ...steps.map((id) => async () => void done.push((await markStep(errand, { id, teamId, isDone: true })).id)),
  ];
  for (const tell of told) {
    try {
      await tell();
    } catch (error) {
      if (!(error instanceof OmbordError)) throw error;
    }
  }
  return { done };
}

/** The view with the small steps that have just been done. */
export function withDone(view: CheckInView, { done }: { done: readonly string[] }): CheckInView {
  return { ...view, steps: view.steps.map((step) => (done.includes(step.id) ? { ...step, isDone: true } : step)) };
}
