import { localDate } from "../../domain/calendar.ts";
import { asOfToday, groupsOf } from "../../domain/citizen-case.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { isAboutCitizens } from "../../domain/trial.ts";
import {
  type CitizenAlternative,
  type CitizenReasonGroup,
  citizenAlternatives,
  citizenReasonGroups,
} from "../../domain/vocabulary.ts";
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

/** What has worked for a group of reasons and a solution, as far as they are named. Figures of the person's own notes only: none for managers. */
export async function viewIdeas(
  errand: Errand,
  asked: { solutionId?: string | undefined; group?: CitizenReasonGroup | undefined },
): Promise<Ideas> {
  const { store, actor, directory, now } = errand;
  const teamIds = teamsWhere(directory, actor.personId, "seeCitizenCases", localDate(now));
  const counts = new Map<CitizenAlternative, number>();
  if (teamIds.length > 0) {
    for await (const { value } of queryAll(store, actor.tenantId, "citizenCase", { where: { teamId: teamIds } })) {
      const one = asOfToday(value);
      const isAbout =
        (asked.solutionId === undefined || one.solutionId === asked.solutionId) &&
        (asked.group === undefined || groupsOf(one).includes(asked.group));
      if (!isAbout || (one.outcome !== "digital" && one.outcome !== "hybrid")) continue;
      for (const way of one.instead) counts.set(way, (counts.get(way) ?? 0) + 1);
    }
  }
  const worked = citizenAlternatives.flatMap((id) => (counts.has(id) ? [{ id, count: counts.get(id) ?? 0 }] : []));
  return {
    worked: worked.sort((a, b) => b.count - a.count).slice(0, mostWays),
    trials: await trialsAbout(errand, asked),
  };
}

async function trialsAbout(
  errand: Errand,
  { solutionId, group }: { solutionId?: string | undefined; group?: CitizenReasonGroup | undefined },
): Promise<TrialEntry[]> {
  const reasons: readonly string[] = group === undefined ? [] : citizenReasonGroups[group];
  const found = await listTrials(errand, { state: "finished" });
  const isAbout = ({ trial }: TrialEntry) =>
    isAboutCitizens(trial) &&
    ((group === undefined && solutionId === undefined) ||
      trial.solutionId === solutionId ||
      (trial.citizenReason !== null && reasons.includes(trial.citizenReason)));
  return found.filter((one) => one.trial.what !== "" && one.trial.worked !== "no" && isAbout(one)).slice(0, mostTrials);
}
