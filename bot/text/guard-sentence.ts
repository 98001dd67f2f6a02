import type { GuardError, GuardedWords } from "../errors.ts";
import type { GuardText } from "./da/guard.ts";

/** More than these are told by the next attempt. */
const mostTold = 3;

/** What was found, where, and the way on: `Det ligner et navn: »Mette« i »Lidt mere«. Ret det, eller …`. */
export function guardSentence({ found, confirmation }: GuardError, text: GuardText): string {
  const told = [...new Set(found.slice(0, mostTold).map((one) => `${foundSentence(one, text, true)}.`))];
  if (confirmation !== undefined) return [...told, text.askCitizen].join(" ");
  const ways = new Set(found.map(({ kind }) => (kind === "cpr" ? text.removeNumber : text.removeName)));
  return [...told, ...ways].join(" ");
}

/** One of them, beside its own field. */
export function fieldSentence(one: GuardedWords, isAsked: boolean, text: GuardText): string {
  const way = isAsked ? text.askCitizen : one.kind === "cpr" ? text.removeNumber : text.removeName;
  return `${foundSentence(one, text, false)}. ${way}`;
}

function foundSentence({ field, kind, beside, words }: GuardedWords, text: GuardText, withField: boolean): string {
  const what = kind === "identified" ? text.beside[beside ?? "room"] : text.kinds[kind];
  const label = withField ? text.fields[field] : undefined;
  return [text.looksLike(what, words), ...(label === undefined ? [] : [text.inField(label)])].join(" ");
}
