import { localDate } from "../../domain/calendar.ts";
import { type AskedAbout, waysThatHelped } from "../../domain/citizen/offered.ts";
import { asOfToday } from "../../domain/citizen-case.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { isAboutCitizens } from "../../domain/trial.ts";
import { type CitizenAlternative, citizenReasonGroups } from "../../domain/vocabulary.ts";
import { queryAll } from "../../store/store.ts";
import type { Errand } from "../errand.ts";
import { listTrials, type TrialEntry } from "../trial/list-trials.ts";

export interface Ideas {
  /** Ways after which the citizen came along, wholly or in part, in the notes that the person may see; the most frequent first. */
  worked: { id: CitizenAlternative; count: number }[];
  /** Finished trials about the same that did not fail, the newest first. */
  trials: TrialEntry[];
}

const mostTrials = 5;
const mostWays = 5;

/** What has worked for a group of reasons and a solution, as far as they are named. Figures of the person's own notes only: managers see what is published of it (`Published.worked`). */
export async function viewIdeas(errand: Errand, asked: AskedAbout): Promise<Ideas> {
  const { store, actor, directory, now } = errand;
  const teamIds = teamsWhere(directory, actor.personId, "seeCitizenCases", localDate(now));
  const cases =
    teamIds.length === 0
      ? []
      : await Array.fromAsync(
          queryAll(store, actor.tenantId, "citizenCase", { where: { teamId: teamIds } }),
          ({ value }) => asOfToday(value),
        );
  return {
    worked: waysThatHelped(cases, asked).slice(0, mostWays),
    trials: await trialsAbout(errand, asked),
  };
}

async function trialsAbout(errand: Errand, { solutionId, group }: AskedAbout): Promise<TrialEntry[]> {
  const reasons: readonly string[] = group === undefined ? [] : citizenReasonGroups[group];
  const found = await listTrials(errand, { state: "finished" });
  const isAbout = ({ trial }: TrialEntry) =>
    isAboutCitizens(trial) &&
    ((group === undefined && solutionId === undefined) ||
      trial.solutionId === solutionId ||
      (trial.citizenReason !== null && reasons.includes(trial.citizenReason)));
  return found.filter((one) => one.trial.what !== "" && one.trial.worked !== "no" && isAbout(one)).slice(0, mostTrials);
}
