import { foldedText, foldedWords } from "./folded-words.ts";
import type { Instant, IsoDate } from "./organisation.ts";
import { type BenefitSide, benefitSides, type SolutionKind } from "./vocabulary.ts";

// What a solution is good for and what it asks, as managers and navigators have written it. It lies over what the files say: no import
// touches it. The shape follows KL's guide to realising benefits (2017) and K. Kristensen's columns (Kommunen.dk), see docs/domain.md.

/** What the solution is to bring to one side. Every text has passed the guard; null for nothing written. */
export interface Benefit {
  what: string | null;
  /** Who answers for it in the line: a function and no name. */
  owner: string | null;
  /** How it was before. */
  zero: string | null;
  target: string | null;
  /** How it is measured. */
  method: string | null;
  /** When it is measured. */
  on: IsoDate | null;
}

export const benefitTexts = ["what", "owner", "zero", "target", "method"] as const satisfies (keyof Benefit)[];

/** A solution's card. Key: the solution. Every text has passed the guard; null for nothing written. */
export interface SolutionCard {
  solutionId: string;
  /** The welfare task that it solves. */
  task: string | null;
  goodFor: string | null;
  /** The trade that has asked for it. */
  requestedBy: string | null;
  benefits: Partial<Record<BenefitSide, Benefit>>;
  drawbacks: string | null;
  /** The way of working that it needs. */
  workflow: string | null;
  /** Null: as the files say. */
  road: SolutionKind | null;
  /** Null: as the files say. */
  replaces: string | null;
  /** The last day of what it replaces. */
  replacesUntil: IsoDate | null;
  /** Who can help: a function and no name. */
  helper: string | null;
  by: string;
  at: Instant;
}

export const cardTexts = [
  "task",
  "goodFor",
  "requestedBy",
  "drawbacks",
  "workflow",
  "replaces",
  "helper",
] as const satisfies (keyof SolutionCard)[];
export type CardText = (typeof cardTexts)[number];

/** Whether nobody has written anything on it. A road or a date alone says nothing of what the solution is for. */
export function isEmptyCard(card: Pick<SolutionCard, CardText | "benefits">): boolean {
  const benefits = benefitSides.flatMap((side) => card.benefits[side] ?? []);
  return (
    cardTexts.every((of) => card[of] === null) && benefits.every((one) => benefitTexts.every((of) => one[of] === null))
  );
}

/** Shorter words say nothing of a task. */
const shortestWord = 4;

/**
 * Whether two tasks are the same as people write them: all words of the shorter one stand in the other, in whatever order and spelled
 * in large or small letters. Little words do not count, unless there are no others.
 */
export function isSameTask(one: string, other: string): boolean {
  const [first, second] = [wordsOfTask(one), wordsOfTask(other)];
  const [few, many] = first.length <= second.length ? [first, second] : [second, first];
  return few.length > 0 && few.every((word) => many.includes(word));
}

function wordsOfTask(task: string): string[] {
  const words = foldedWords(task);
  const long = words.filter((word) => word.length >= shortestWord);
  return long.length > 0 ? long : words;
}

/** The tasks that cards name, each once as it was written first, in the order of the alphabet: to choose from, so that one task has one name. */
export function tasksOf(cards: readonly Pick<SolutionCard, "task">[]): string[] {
  const tasks = cards.flatMap(({ task }) => task ?? []);
  const byWords = new Map(tasks.toReversed().map((task) => [foldedText(task), task]));
  return [...byWords.values()].sort((a, b) => a.localeCompare(b, "da"));
}
