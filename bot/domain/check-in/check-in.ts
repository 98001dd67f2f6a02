import type { Barrier } from "../barrier/barrier.ts";
import { closesAt } from "../calendar.ts";
import type { Directory, HeldRollout, Instant, IsoDate, IsoWeek } from "../organisation.ts";
import type { ShownStep, StepOnCard } from "../small-step/shown-step.ts";
import {
  type ExtraAnswer,
  type ExtraQuestion,
  extraQuestions,
  rolloutStatusFacts,
  type UsageLevel,
} from "../vocabulary.ts";
import { recordWeek, type TeamAdoption } from "./adoption.ts";
import { firstWords, questionWords } from "./question-words.ts";
import type { RoundAnswer } from "./round-questions.ts";
import { type AskedRound, recordRound } from "./rounds.ts";
import type { Back, ShownBack } from "./something-back.ts";

/** One solution that a check-in asks about. */
export interface AskedSolution {
  solutionId: string;
  /** At most one solution of a check-in carries an extra question. */
  extra?: ExtraQuestion;
  /** What the team answered last time it was asked; the prefilled value. */
  previous?: UsageLevel;
}

export interface SolutionAnswer {
  level: UsageLevel;
  extra?: ExtraAnswer;
  /** The barrier that "Noget driller" opened this week. */
  barrierId?: string;
}

/** A sent card that shows this check-in, so that it can be updated in place. */
export interface SentCard {
  personId: string;
  activityId: string;
  sentAt: Instant;
}

export const checkInStates = ["open", "answered", "skipped", "missed"] as const;
export type CheckInState = (typeof checkInStates)[number];

/** One team's answers for one ISO week. */
export interface CheckIn {
  week: IsoWeek;
  teamId: string;
  state: CheckInState;
  asked: AskedSolution[];
  /** By solution id; empty until answered. */
  answers: Record<string, SolutionAnswer>;
  /** The barriers that were reported while the week was skipped, by solution id. */
  flagged?: Record<string, string>;
  answeredBy: string | null;
  answeredAt: Instant | null;
  /** When the week closes and answers can no longer be corrected. */
  closesAt: Instant;
  cards: SentCard[];
  /** Somebody asked to be reminded at this instant instead of at the usual one. */
  snoozedUntil?: Instant;
  /** Who asked for that: somebody else's reminder is not put off by it. Absent in what older versions stored. */
  snoozedBy?: string;
  /** The words that the question about use is asked in; absent in what older versions stored. */
  words?: number;
  /** The question of a round, in the place of the one that takes turns. */
  round?: AskedRound;
  /** Solved barriers and running trials that it also asks about, by id. */
  alsoAsks?: { barriers: string[]; trials: string[] };
  /** The small steps that stand on its card; absent where none do, and in what older versions stored. */
  steps?: StepOnCard[];
  /** What may be told on its receipt, the first that holds; absent where there was nothing, and in what older versions stored. */
  back?: Back[];
}

/** The team's rollouts that are asked about on the date: started, and neither waiting, an exception nor retired. */
export function askableRollouts(directory: Directory, teamId: string, date: IsoDate): HeldRollout[] {
  return (directory.rolloutsByTeam.get(teamId) ?? []).filter((rollout) => {
    const solution = directory.solutions.get(rollout.solutionId);
    const isUsed = rolloutStatusFacts[rollout.status].counts === "used";
    return isUsed && solution !== undefined && !solution.retired && (rollout.start === null || rollout.start <= date);
  });
}

/** An open check-in that nobody has answered or been sent; it closes when the week does. */
export function newCheckIn(week: IsoWeek, teamId: string, asked: AskedSolution[]): CheckIn {
  return {
    week,
    teamId,
    state: "open",
    asked,
    answers: {},
    answeredBy: null,
    answeredAt: null,
    closesAt: closesAt(week),
    cards: [],
    words: questionWords,
  };
}

/** What a leader sent: one entry per solution they answered. */
export interface GivenAnswer {
  solutionId: string;
  level: UsageLevel;
  extra?: ExtraAnswer;
  /** "Noget driller". */
  troubled: boolean;
}

/** What stands on the form beside the button that was pressed, whatever it says: only what was touched has a level. */
export interface TouchedAnswer extends Omit<GivenAnswer, "level"> {
  level?: UsageLevel;
}

/** The barrier that this week's check-in has opened for the solution, whether it was answered or skipped with it. */
export function reportedBarrier(
  { answers, flagged }: Pick<CheckIn, "answers" | "flagged">,
  solutionId: string,
): string | undefined {
  return answers[solutionId]?.barrierId ?? flagged?.[solutionId];
}

export type AnswerDecision =
  | { outcome: "closed" }
  | { outcome: "unchanged"; checkIn: CheckIn }
  | {
      outcome: "stored";
      checkIn: CheckIn;
      /** Solutions for which a barrier is to be opened in the same commit, under these ids. */
      opened: { solutionId: string; barrierId: string }[];
      /** Barriers of this week whose flag was taken off. They are taken back where nobody has begun on them. */
      unflagged: { solutionId: string; barrierId: string }[];
    };

/**
 * Decides an answer or a correction. Answers to solutions that were not asked about are left out (a retired or forged id);
 * what the form says nothing of stays. A flag that is taken off in a correction takes the barrier back.
 */
export function answer(
  checkIn: CheckIn,
  given: readonly GivenAnswer[],
  by: string,
  now: Instant,
  newId: () => string,
): AnswerDecision {
  if (now >= checkIn.closesAt) return { outcome: "closed" };
  const answers: Record<string, SolutionAnswer> = {};
  const opened: { solutionId: string; barrierId: string }[] = [];
  const unflagged: { solutionId: string; barrierId: string }[] = [];
  const { flagged, ...rest } = checkIn;
  for (const asked of checkIn.asked) {
    const found = given.find((candidate) => candidate.solutionId === asked.solutionId);
    const known = checkIn.answers[asked.solutionId];
    if (found === undefined) {
      if (known !== undefined) answers[asked.solutionId] = known;
      continue;
    }
    let barrierId = reportedBarrier(checkIn, asked.solutionId);
    if (!found.troubled && barrierId !== undefined) {
      unflagged.push({ solutionId: asked.solutionId, barrierId });
      barrierId = undefined;
    }
    if (found.troubled && barrierId === undefined) {
      barrierId = newId();
      opened.push({ solutionId: asked.solutionId, barrierId });
    }
    const extra = fittingExtra(asked, found);
    answers[asked.solutionId] = {
      level: found.level,
      ...(extra === undefined ? {} : { extra }),
      ...(barrierId === undefined ? {} : { barrierId }),
    };
  }
  if (checkIn.state === "answered" && JSON.stringify(answers) === JSON.stringify(checkIn.answers)) {
    return { outcome: "unchanged", checkIn };
  }
  const left = Object.entries(flagged ?? {}).filter(([solutionId]) => answers[solutionId] === undefined);
  return {
    outcome: "stored",
    checkIn: {
      ...rest,
      ...(left.length === 0 ? {} : { flagged: Object.fromEntries(left) }),
      ...{ state: "answered", answers, answeredBy: by, answeredAt: now },
    },
    opened,
    unflagged,
  };
}

/** The extra answer, when it answers the question that was asked. */
function fittingExtra(asked: AskedSolution, given: GivenAnswer): ExtraAnswer | undefined {
  const possible: readonly ExtraAnswer[] = asked.extra === undefined ? [] : extraQuestions[asked.extra];
  return given.extra !== undefined && possible.includes(given.extra) ? given.extra : undefined;
}

/** The check-in without the solutions that were retired after it was opened, unless they are answered already. */
export function withoutRetired(directory: Directory, checkIn: CheckIn, date: IsoDate): CheckIn {
  const askable = new Set(askableRollouts(directory, checkIn.teamId, date).map(({ solutionId }) => solutionId));
  const isShown = ({ solutionId }: AskedSolution) =>
    askable.has(solutionId) || checkIn.answers[solutionId] !== undefined;
  return checkIn.asked.every(isShown) ? checkIn : { ...checkIn, asked: checkIn.asked.filter(isShown) };
}

/**
 * "Ikke i denne uge". An answer that is already given is kept; skipping twice changes nothing. What is flagged on the form is
 * reported all the same.
 */
export function skip(
  checkIn: CheckIn,
  by: string,
  now: Instant,
  { touched, newId }: { touched: readonly TouchedAnswer[]; newId: () => string } = { touched: [], newId: () => "" },
): AnswerDecision {
  if (now >= checkIn.closesAt) return { outcome: "closed" };
  if (checkIn.state !== "open") return { outcome: "unchanged", checkIn };
  const opened = checkIn.asked
    .filter(({ solutionId }) => touched.some((one) => one.solutionId === solutionId && one.troubled))
    .map(({ solutionId }) => ({ solutionId, barrierId: newId() }));
  const flagged = Object.fromEntries(opened.map(({ solutionId, barrierId }) => [solutionId, barrierId]));
  const skipped: CheckIn = { ...checkIn, state: "skipped", answeredBy: by, answeredAt: now };
  return { outcome: "stored", checkIn: opened.length === 0 ? skipped : { ...skipped, flagged }, opened, unflagged: [] };
}

/**
 * "Som sidst": last week's levels for what was not touched, with the flags, extra answers and changed levels of the form;
 * null when a solution has neither.
 */
export function sameAsLast(checkIn: CheckIn, touched: readonly TouchedAnswer[] = []): GivenAnswer[] | null {
  const given = checkIn.asked.map(({ solutionId, previous }) => {
    const { level = previous, ...more } = touched.find((one) => one.solutionId === solutionId) ?? { troubled: false };
    return level === undefined ? null : { ...more, solutionId, level };
  });
  return given.every((entry) => entry !== null) && given.length > 0 ? given : null;
}

/** The team's history with this check-in written into it. */
export function recordCheckIn(adoption: TeamAdoption, checkIn: CheckIn): TeamAdoption {
  const answers = Object.entries(checkIn.answers);
  return recordWeek(withRound(adoption, checkIn), {
    week: checkIn.week,
    state: checkIn.state,
    words: checkIn.words ?? firstWords,
    levels: Object.fromEntries(answers.map(([solutionId, given]) => [solutionId, given.level])),
    extras: checkIn.asked.flatMap(({ solutionId, extra }) => {
      const given = checkIn.answers[solutionId]?.extra;
      return extra !== undefined && given !== undefined ? [{ solutionId, question: extra, answer: given }] : [];
    }),
  });
}

/** A round's question is over once a check-in with it was answered; one that was skipped says something only where it was answered. */
function withRound(adoption: TeamAdoption, { week, state, round }: CheckIn): TeamAdoption {
  const isOver = state === "answered" || (state === "skipped" && round?.answer !== undefined);
  return round === undefined || !isOver ? adoption : recordRound(adoption, week, round);
}

/** The check-in with what was said to the round's question that it asks; what it does not ask is left out. */
export function answerRound(checkIn: CheckIn, answer: RoundAnswer | undefined): CheckIn {
  if (checkIn.round === undefined || answer === undefined || checkIn.round.answer === answer) return checkIn;
  return { ...checkIn, round: { ...checkIn.round, answer } };
}

/** A check-in as its reader is shown it, whatever the reader does next. */
export interface CheckInView {
  checkIn: CheckIn;
  teamName: string;
  /** The trade's own names, by solution id. */
  solutionNames: Record<string, string>;
  /** The name of whoever answered, when it was not the reader. */
  answeredByOther: string | null;
  /** The week is over, or the reader may no longer answer for the team. */
  closed: boolean;
  /** Whether the week has a working day left on which to be reminded. */
  canSnooze: boolean;
  /** Whom the reader stands in for, and until when; null for a leader of the team. A leader's name is null where nobody's is known. */
  standsIn: { leader: string | null; until: IsoDate | null } | null;
  /** The one other team that the reader is asked for as well; absent with none or several. */
  beside?: string;
  /** When the reader asked to be reminded; null when that has passed. */
  snoozedUntil: Instant | null;
  /** Whether the team is asked every second week, or its leader may be offered that. */
  rhythm: "weekly" | "offerEverySecond" | "everySecond";
  /** This week's barriers that nobody has described yet, in the order asked. */
  undescribed: { solutionId: string; barrierId: string }[];
  /** What was reported with it, as far as it is described, in the order asked; known only where barriers were read. */
  reported: {
    solutionId: string;
    barrierId: string;
    what: Pick<Barrier, "consequence" | "detail">;
    /** The reader wrote it, and may put it right. */
    isOwn: boolean;
  }[];
  /** The names of those who are told what is in the way, as the directory is today. */
  helpers: string[];
  /** Solved barriers that still wait for the team's yes or no. */
  toConfirm: { barrierId: string; solutionName: string; barrier: Barrier }[];
  /** The level that the reader aims for, by solution id: their own ambition, never somebody else's. */
  targets: Record<string, UsageLevel>;
  /** When the old way ends, by solution id: the date, and the days until then; none or fewer when it has come. */
  oldWays: Record<string, { ends: IsoDate; days: number }>;
  /** Trials that the team takes part in. */
  trials: { id: string; what: string }[];
  /** Small steps that stand on the card, the one for now first. */
  steps: ShownStep[];
  /** Something back, on the receipt; null where there is nothing to say, and before it is answered. */
  back: ShownBack | null;
}
