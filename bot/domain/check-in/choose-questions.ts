import { addWeeks, weeksBetween } from "../calendar.ts";
import { type Directory, type IsoDate, type IsoWeek, isKnownLarge, type Solution } from "../organisation.ts";
import { type ExtraQuestion, extraQuestionIds } from "../vocabulary.ts";
import { latestLevel, type TeamAdoption, weeksAnswered, weeksInARow } from "./adoption.ts";
import { type AskedSolution, askableRollouts } from "./check-in.ts";
import { isDue } from "./due.ts";

/** One minute: no check-in asks about more than this; the other solutions take turns. */
export const maxAsked = 4;

/**
 * What this week's check-in asks: of the solutions that are due (due.ts) those that have waited longest (never asked first), at most
 * {@link maxAsked}, shown in their usual order; and one extra question, for the solution and question that have waited longest.
 */
export function chooseQuestions(
  directory: Directory,
  adoption: TeamAdoption,
  week: IsoWeek,
  date: IsoDate,
): AskedSolution[] {
  return choose(directory, adoption, { week, date, asksMore: false });
}

/** The same where there is something else to ask about: when no solution is due, the one that has waited longest. */
export function chooseQuestionsBeside(
  directory: Directory,
  adoption: TeamAdoption,
  week: IsoWeek,
  date: IsoDate,
): AskedSolution[] {
  return choose(directory, adoption, { week, date, asksMore: true });
}

function choose(
  directory: Directory,
  adoption: TeamAdoption,
  { week, date, asksMore }: { week: IsoWeek; date: IsoDate; asksMore: boolean },
): AskedSolution[] {
  const before = addWeeks(week, -1);
  const candidates = askableRollouts(directory, adoption.teamId, date).map(
    ({ solutionId, oldWayEnds = date }, place) => {
      const last = latestLevel(adoption, solutionId, before);
      const inARow = last === null ? 0 : weeksInARow(adoption, solutionId, last.week);
      const isNow = isDue(adoption, solutionId, week, place);
      const answered = weeksAnswered(adoption, solutionId);
      return { solutionId, last, inARow, isNow, answered, mayOldWayLive: oldWayEnds > date };
    },
  );
  const due = candidates.filter(({ isNow }) => isNow);
  const nothingDue = asksMore ? candidates : [];
  const chosen = (due.length > 0 ? due : nothingDue)
    .toSorted(
      (a, b) =>
        compare(a.last?.week ?? "", b.last?.week ?? "") ||
        // Of those asked last week, the one asked longest without a pause pauses next: else two would share one place.
        a.inARow - b.inARow ||
        a.answered - b.answered ||
        compare(a.solutionId, b.solutionId),
    )
    .slice(0, due.length > 0 ? maxAsked : 1);
  const extra = chooseExtra(directory, adoption, week, chosen);
  return candidates
    .filter((candidate) => chosen.includes(candidate))
    .map(({ solutionId, last }) => ({
      solutionId,
      ...(extra?.solutionId === solutionId ? { extra: extra.question } : {}),
      ...(last === null ? {} : { previous: last.level }),
    }));
}

/** Weeks before the same extra question is asked again about the same solution in the same team. */
const extraPauseWeeks = 4;

/** Until the date on which it is agreed to end, nobody is asked whether the old way still lives. */
interface ExtraCandidate {
  solutionId: string;
  mayOldWayLive: boolean;
}

function chooseExtra(directory: Directory, adoption: TeamAdoption, week: IsoWeek, chosen: readonly ExtraCandidate[]) {
  const candidates = chosen.flatMap(({ solutionId, mayOldWayLive }) =>
    extraQuestionIds
      .filter((question) => isAskedOf(question, directory.solutions.get(solutionId)))
      .filter((question) => question !== "carrier" || isKnownLarge(directory, adoption.teamId))
      .filter((question) => question !== "oldWay" || !mayOldWayLive)
      .map((question) => ({
        solutionId,
        question,
        lastWeek: adoption.solutions[solutionId]?.latest[question]?.week ?? "",
      })),
  );
  const rested = candidates.filter((c) => c.lastWeek === "" || weeksBetween(c.lastWeek, week) >= extraPauseWeeks);
  return rested.toSorted((a, b) => compare(a.lastWeek, b.lastWeek))[0];
}

/** Of which solutions each extra question is asked (docs/domain.md, The extra question). */
const extraAskedOf: Record<ExtraQuestion, (solution: Solution) => boolean> = {
  trust: ({ sharedRecords }) => sharedRecords,
  oldWay: ({ replaces }) => Boolean(replaces),
  carrier: () => true,
};

function isAskedOf(question: ExtraQuestion, solution: Solution | undefined): boolean {
  return solution !== undefined && extraAskedOf[question](solution);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
