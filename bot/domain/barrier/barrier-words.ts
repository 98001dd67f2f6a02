import { foldedWords } from "../folded-words.ts";
import type { Barrier } from "./barrier.ts";

/** So many of a very long story; the last ones are left out. */
const mostWords = 600;

/** What a barrier is marked with beside its own words, each with the id of what a reader knows by name. */
export type BarrierMark = "team" | "solution" | "person" | "category" | "detail" | "status" | "resolution" | "card";

/** A mark as it stands among the words: no word that anybody writes has a colon. */
export function markOf(mark: BarrierMark, id: string): string {
  return `${mark}:${id}`;
}

/**
 * What a barrier is found by: the words that were written about it, and marks for the team, the solution, the people and the choices,
 * whose names are looked up when somebody searches. Made from the barrier itself, so that a text that goes takes its words along.
 */
export function barrierWords(barrier: Barrier): string[] {
  // What is read may be older than any of this.
  const events = barrier.events ?? [];
  const texts = [barrier.consequence, ...events.map(({ text }) => text)].filter((text) => typeof text === "string");
  const people = [barrier.reportedBy, barrier.assignedTo, ...events.map(({ by }) => by)];
  const marks: [BarrierMark, string | null | undefined][] = [
    ["team", barrier.teamId],
    ["solution", barrier.solutionId],
    ["category", barrier.category],
    ["detail", barrier.detail],
    ["status", barrier.status],
    ["resolution", barrier.resolution],
    ...(barrier.cards ?? []).map(({ activityId }): [BarrierMark, string] => ["card", activityId]),
    ...people.map((id): [BarrierMark, string | null | undefined] => ["person", id]),
  ];
  const marked = marks.flatMap(([mark, id]) => (typeof id === "string" ? [markOf(mark, id)] : []));
  return [...new Set([...marked, ...foldedWords(texts.join(" \n"))])].slice(0, mostWords);
}
