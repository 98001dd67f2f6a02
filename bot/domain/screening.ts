import type { Instant, IsoDate } from "./organisation.ts";
import type { PersonalDataKind, ScreenedKind, Verdict } from "./vocabulary.ts";

// What an adviser in law is asked about something that is in the way, a trial or a solution, before money is spent. The adviser sees what is
// asked here and nothing else. The shape follows K. Kristensen's column on law that is in early (Kommunen.dk), see docs/domain.md.

/** What is told of it by whoever asks; every text has passed the guard, and is null where nothing is written. */
export const screeningTexts = [
  "question",
  "development",
  "operation",
  "beforePurchase",
  "beforeTest",
  "beforeOperation",
] as const;
export type ScreeningText = (typeof screeningTexts)[number];

/** What the adviser has answered. */
export interface ScreeningAnswer {
  verdict: Verdict;
  /** What follows from it; null once it is taken out. */
  text: string | null;
  by: string;
  at: Instant;
}

/** A question to the adviser. The key is its id. */
export interface Screening extends Record<ScreeningText, string | null> {
  id: string;
  about: ScreenedKind;
  /** The id of what it is about. */
  aboutId: string;
  /** `kind:id` of what it is about, to be found by. */
  subject: string;
  /** The teams that it is about; none where a solution is in no team yet. */
  teamIds: string[];
  solutionId: string | null;
  personalData: PersonalDataKind;
  due: IsoDate;
  by: string;
  createdAt: Instant;
  state: "open" | "answered";
  answer: ScreeningAnswer | null;
  /** When it was told that the answer is late; once. */
  lateAt: Instant | null;
  updatedAt: Instant;
}

/** The answer is wanted within a week or two. */
export const screeningDays = { least: 7, most: 14 } as const;
/** As decisions: what was found out about a solution outlives whoever found it out. */
export const screeningYears = 5;

/** What a screening is found by. */
export function subjectOf(about: ScreenedKind, id: string): string {
  return `${about}:${id}`;
}

/** A screening that nobody has answered. */
export function newScreening(
  asked: Omit<Screening, "subject" | "state" | "answer" | "lateAt" | "createdAt" | "updatedAt">,
  now: Instant,
): Screening {
  const subject = subjectOf(asked.about, asked.aboutId);
  return { ...asked, subject, state: "open", answer: null, lateAt: null, createdAt: now, updatedAt: now };
}

/** Whether it is to be told today that the answer is late: its day has passed without one, and it has not been told. */
export function isToBeTold({ state, due, lateAt }: Screening, today: IsoDate): boolean {
  return state === "open" && due < today && lateAt === null;
}

/** Without what anybody wrote; what was found stays. */
export function withoutTexts(screening: Screening, now: Instant): Screening {
  const none = Object.fromEntries(screeningTexts.map((of) => [of, null])) as Record<ScreeningText, null>;
  const { answer } = screening;
  return { ...screening, ...none, answer: answer === null ? null : { ...answer, text: null }, updatedAt: now };
}
