import type { AdoptionAnswer, Attention } from "../../../bot/api/contract.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import type { AttentionKind } from "./attention-groups.ts";

/** One thing that the sentence says, and where it leads: a kind of what waits, or one solution. */
export interface SentencePart {
  said: string;
  kind: AttentionKind;
  solutionId?: string;
}

type Words = TabText["overview"]["sentence"];

/** What to say of falling solutions by name before it becomes a number. */
const mostNamed = 2;

/** What is most worth knowing, in the order that it is said: silent teams, what falls, and what waits for the reader. */
export function sentenceParts(
  { silent, warnings, escalated, exceptions }: Attention,
  solutions: AdoptionAnswer["solutions"],
  words: Words,
): SentencePart[] {
  const falling = warnings.filter(({ rule }) => rule === "falling");
  const named = falling.map(({ solutionId }) => solutions.find(({ id }) => id === solutionId)?.name ?? solutionId);
  const waiting = escalated.length + exceptions.length;
  return [
    ...(silent.length === 0 ? [] : [{ said: words.silent(silent.length), kind: "silent" as const }]),
    ...(falling.length > mostNamed
      ? [{ said: words.manyFall(falling.length), kind: "falling" as const }]
      : falling.map(({ solutionId }, at) => {
          return { said: words.falls(named[at] ?? ""), kind: "falling" as const, solutionId };
        })),
    ...(waiting === 0
      ? []
      : [
          {
            said: words.waiting(waiting),
            kind: escalated.length > 0 ? ("escalated" as const) : ("exceptions" as const),
          },
        ]),
  ];
}
