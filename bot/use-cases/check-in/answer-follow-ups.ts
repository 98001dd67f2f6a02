import type { IsoWeek } from "../../domain/organisation.ts";
import type { TrialProgress } from "../../domain/trial.ts";
import { OmbordError } from "../../errors.ts";
import { triageBarrier } from "../barrier/triage-barrier.ts";
import type { Errand } from "../errand.ts";
import { noteTrial } from "../trial/note-trial.ts";

/** What a check-in was told beside its questions. */
export interface FollowUpAnswers {
  works: { barrierId: string; works: boolean }[];
  trials: { trialId: string; going: TrialProgress }[];
}

/** Takes what was said about solved barriers and trials; what has moved on meanwhile, or is not theirs, needs no answer. */
export async function answerFollowUps(
  errand: Errand,
  { week, teamId }: { week: IsoWeek; teamId: string },
  { works, trials }: FollowUpAnswers,
): Promise<void> {
  const steps = [
    ...works.map(({ barrierId, works: doesWork }) => {
      return () => triageBarrier(errand, barrierId, { action: doesWork ? "confirm" : "reopen" });
    }),
    ...trials.map(
      ({ trialId, going }) =>
        () =>
          noteTrial(errand, trialId, { week, teamId, going }),
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
