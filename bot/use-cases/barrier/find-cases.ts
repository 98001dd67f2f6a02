import type { CaseToShow } from "../../cards/case-card.ts";
import { whatWorked } from "../../domain/barrier/barrier-lifecycle.ts";
import { barrierStatuses, barrierStatusFacts } from "../../domain/vocabulary.ts";
import type { Errand } from "../errand.ts";
import { listTrials } from "../trial/list-trials.ts";
import { withoutNames, withoutNamesIn } from "../trial/share-trial.ts";
import { listBarriers } from "./list-barriers.ts";

/** As many of each as somebody looks through. */
const mostOfEach = 12;
const workedStatuses = barrierStatuses.filter((status) => barrierStatusFacts[status].worked);

/**
 * Cases like what is written, of the teams that the person may see, and trials that are over, of theirs and of the library: the last
 * changed first, all of them where nothing is written. Names of people, teams and areas are taken out of their words.
 */
export async function findCases(errand: Errand, words: string): Promise<CaseToShow[]> {
  const { directory } = errand;
  const [{ items }, trials] = await Promise.all([
    listBarriers(errand, { words, statuses: workedStatuses }, { limit: mostOfEach }),
    listTrials(errand, { words, state: "finished" }),
  ]);
  const plain = (text: string | null) => (text === null ? null : withoutNamesIn(directory, text));
  const solved = items.map((barrier): CaseToShow => {
    const { solutionId, detail, consequence, resolution } = barrier;
    const solution = directory.solutions.get(solutionId)?.name ?? solutionId;
    const shownTexts = { consequence: plain(consequence), whatWorked: plain(whatWorked(barrier)) };
    return { kind: "solved", solution, detail, resolution, ...shownTexts };
  });
  const tried = trials.map(({ trial }): CaseToShow => {
    const { what, solution, citizenReason, worked, learned } = withoutNames(directory, trial);
    return { kind: "trial", solution, citizenReason, what, worked, learned };
  });
  return [...solved.slice(0, mostOfEach), ...tried.filter(isTold).slice(0, mostOfEach)];
}

/** What lost its words says nothing to others. */
function isTold(found: CaseToShow): boolean {
  return found.kind === "solved" || found.what !== "";
}
