import type { IsoDate } from "../organisation.ts";
import type { FigureNames, FigureQuestion } from "./asked-figures.ts";
import type { SaidSpan } from "./dates.ts";
import type { PlainKind } from "./phrases.ts";

/** What is known about the one who writes, as far as it helps to understand them. */
export interface SpokenContext {
  today: IsoDate;
  /** What their teams use, by all its names. */
  solutions: readonly { id: string; names: readonly string[] }[];
  /** Something that was solved waits for their yes or no. */
  waitsForAnswer: boolean;
  /** What they may ask figures about; absent for whoever sees none but their own teams'. */
  figures?: FigureNames;
}

/** What a message is taken for. Nothing of its words is kept but dates and a solution. */
export type Intent =
  | { kind: "absence"; spans: SaidSpan[] }
  | { kind: "remind"; on: IsoDate | null }
  | { kind: "barrier"; solutionId: string | null }
  | { kind: "figures"; question: FigureQuestion }
  | { kind: Exclude<PlainKind, "absence" | "remind" | "barrier"> | "unknown" };

/** `isCertain`: nothing was guessed, and every word of it is accounted for; anything else is only proposed. */
export type Understood = Intent & {
  isCertain: boolean;
  /** Guessed from single words: it gives way to whatever waits for this person's words. */
  isGuess?: boolean;
};
