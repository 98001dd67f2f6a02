import { composed } from "./composed.ts";

/** A longer one is no word that anybody looks for. */
const longestWord = 40;
/** As much of a text as is looked through; every text that is stored is shorter. */
const mostCharacters = 200_000;

/** How Danes write their letters where a keyboard has none of them, and neighbours where theirs look different. */
const danish: Readonly<Record<string, string>> = { æ: "ae", ä: "ae", ø: "oe", ö: "oe", å: "aa" };

/** A text as it is compared in a search: without case and accents, and æ, ø and å as they are spelled out. */
export function foldedText(text: string): string {
  const small = composed(text.slice(0, mostCharacters), "NFKC").toLocaleLowerCase("da");
  const spelled = small.replaceAll(/[æäøöå]/g, (letter) => danish[letter] ?? letter);
  return composed(spelled, "NFD").replaceAll(/\p{M}+/gu, "");
}

/** The words of a text as they are compared, each once. */
export function foldedWords(text: string): string[] {
  const words = foldedText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => word.slice(0, longestWord)))];
}

/** A word that is looked for: a document holds it when one of its words begins with `prefix`, or is one of `exactly`. */
export interface SoughtWord {
  prefix: string;
  exactly: readonly string[];
}

/** Whether the words hold every one that is looked for. */
export function holdAll(words: readonly string[], sought: readonly SoughtWord[]): boolean {
  return sought.every(({ prefix, exactly }) => words.some((word) => word.startsWith(prefix) || exactly.includes(word)));
}
