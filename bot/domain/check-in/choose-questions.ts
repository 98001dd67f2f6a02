import { addWeeks, weeksBetween } from "../calendar.ts";
import { type Directory, type IsoDate, type IsoWeek, isKnownLarge, type Solution } from "../organisation.ts";
import { type ExtraQuestion, extraPhases, extraQuestionIds } from "../vocabulary.ts";
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
  const candidates = askableRollouts(directory, adoption.teamId, date).map(({ solutionId, oldWayEnds }, place) => {
    const last = latestLevel(adoption, solutionId, before);
    const inARow = last === null ? 0 : weeksInARow(adoption, solutionId, last.week);
    const isNow = isDue(adoption, solutionId, week, place);
    const answered = weeksAnswered(adoption, solutionId);
    return { solutionId, last, inARow, isNow, answered, oldWayEnds };
  });
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
  const extra = chooseExtra(directory, adoption, { week, date }, chosen);
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

interface ExtraCandidate {
  solutionId: string;
  /** The date on which the old way ends, where one is decided. */
  oldWayEnds?: IsoDate | undefined;
}

function chooseExtra(
  directory: Directory,
  adoption: TeamAdoption,
  { week, date }: { week: IsoWeek; date: IsoDate },
  chosen: readonly ExtraCandidate[],
) {
  const candidates = chosen.flatMap(({ solutionId, oldWayEnds }) =>
    extraQuestionIds
      .filter((question) => isAskedOf(question, directory.solutions.get(solutionId), { oldWayEnds, date }))
      .filter((question) => question !== "carrier" || isKnownLarge(directory, adoption.teamId))
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
  goOn: () => true,
  learnt: () => true,
};

/** In its phase; whether the old way still lives is asked in any, once the date has come on which it is decided to end, and not before. */
function isAskedOf(
  question: ExtraQuestion,
  solution: Solution | undefined,
  { oldWayEnds, date }: { oldWayEnds: IsoDate | undefined; date: IsoDate },
): boolean {
  if (solution === undefined || !extraAskedOf[question](solution)) return false;
  if (question === "oldWay" && oldWayEnds !== undefined) return oldWayEnds <= date;
  return extraPhases[question].includes(solution.phase);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
