import { addDays, addMonths, mondayOf, weeksBetween } from "../calendar.ts";
import { periodAt } from "../citizen/periods.ts";
import type { Directory, IsoDate, IsoWeek, Rollout } from "../organisation.ts";
import { rolloutStatusFacts } from "../vocabulary.ts";
import { historyWeeks, type TeamAdoption } from "./adoption.ts";
import { type RoundAnswer, type RoundKind, type RoundQuestion, roundQuestions } from "./round-questions.ts";

// Questions that are asked in rounds: whether anything is done about what is reported, each quarter; whether a team is ready, before a
// rollout; and whether it holds, three and twelve months after. One at a time, in the place of the question that takes turns.

/** One of a round's questions, as a check-in asks it. */
export interface AskedRound {
  kind: RoundKind;
  /** What it is about; absent for the quarterly round. */
  solutionId?: string;
  /** Of the quarterly round. */
  quarter?: string;
  question: RoundQuestion;
  /** Absent until it is answered; it may be left out. */
  answer?: RoundAnswer;
}

/** A team that has just begun cannot know whether anything is done, and is to know the card before it is asked for more. */
const weeksToKnow = 8;
/** So long before a rollout it is asked whether the team is ready. */
const readyDays = 56;
/** Months after the start, from and to. */
const holdsMonths = { holds3: [3, 6], holds12: [12, 15] } as const;

/** Under which name the team's history remembers that it was asked. */
export function roundKey({ kind, solutionId, quarter, question }: Omit<AskedRound, "answer">): string {
  return `${kind}:${solutionId ?? quarter}:${question}`;
}

/**
 * The question of a round that the week asks, or null for none: the quarter's first, then those about rollouts, whose time runs out first. Each is asked
 * until a check-in with it has been answered, and then not again.
 */
export function chooseRound(
  directory: Directory,
  adoption: TeamAdoption,
  week: IsoWeek,
  date: IsoDate,
): AskedRound | null {
  const quarter = quarterOf(week);
  const knows = weeksBetween(adoption.firstWeek, week) >= weeksToKnow;
  const quarterly: AskedRound[] = knows ? [{ kind: "done", quarter, question: "done" }] : [];
  const rounds = (directory.rolloutsByTeam.get(adoption.teamId) ?? [])
    .filter(({ solutionId }) => isKnown(directory, solutionId))
    .flatMap((rollout) => roundsOf(rollout, date))
    .filter(({ kind }) => kind === "ready" || knows)
    .toSorted((a, b) => (a.until < b.until ? -1 : 1))
    .flatMap(({ kind, solutionId }): AskedRound[] =>
      roundQuestions[kind].map((question) => ({ kind, solutionId, question })),
    );
  return [...quarterly, ...rounds].find((one) => adoption.rounds?.[roundKey(one)] === undefined) ?? null;
}

function isKnown(directory: Directory, solutionId: string): boolean {
  const solution = directory.solutions.get(solutionId);
  return solution !== undefined && !solution.retired;
}

/** The rounds about a rollout whose time it is, and when that runs out. */
function roundsOf(
  { solutionId, status, start }: Rollout,
  date: IsoDate,
): { kind: RoundKind; solutionId: string; until: IsoDate }[] {
  const { counts } = rolloutStatusFacts[status];
  if (start === null || counts === "over" || status === "exception") return [];
  if (date < start)
    return start <= addDays(date, readyDays) ? [{ kind: "ready" as const, solutionId, until: start }] : [];
  if (counts !== "used") return [];
  return (["holds3", "holds12"] as const).flatMap((kind) => {
    const [from, to] = holdsMonths[kind];
    const until = addMonths(start, to);
    return addMonths(start, from) <= date && date < until ? [{ kind, solutionId, until }] : [];
  });
}

/** The quarter that the week ends in. */
export function quarterOf(week: IsoWeek): string {
  return periodAt("quarter", addDays(mondayOf(week), 6)).id;
}

/** The history with what a check-in that is answered, or skipped with an answer, said in the round. */
export function recordRound(
  adoption: TeamAdoption,
  week: IsoWeek,
  { answer = null, ...asked }: Omit<AskedRound, "answer"> & { answer?: RoundAnswer | null | undefined },
): TeamAdoption {
  const known = Object.entries(adoption.rounds ?? {}).filter(([, one]) => weeksBetween(one.week, week) < historyWeeks);
  return { ...adoption, rounds: { ...Object.fromEntries(known), [roundKey(asked)]: { week, answer } } };
}
