import { createHash } from "node:crypto";
import type { Directory } from "../domain/organisation.ts";
import { type Finding, inspectText } from "../domain/personal-data/personal-data.ts";
import { GuardError, type GuardedWords, OmbordError } from "../errors.ts";
import type { Errand } from "./errand.ts";

/** How much a person may write in one field. */
export const maxTextLength = 1000;

/** The writer's word that it is no citizen: for whatever the text says, or for the very words that were asked about. */
export type Confirmation = boolean | string;

interface Known {
  confirmed?: Confirmation | undefined;
  /** What the municipality calls its solutions, teams and areas is nobody's name. */
  directory?: Pick<Directory, "solutions" | "teams" | "areas"> | undefined;
}

/**
 * The free texts of a form on their way to the store, by the names of their fields: trimmed, sized and held against the personal-data
 * guard together. Null for nothing written. Throws {@link GuardError} with what was found where: `personalData` for what tells
 * who somebody is, confirmed or not, `invalid`/`personalDataWarning` for what the writer has yet to confirm; `tooLarge`.
 */
export function guardTexts<F extends string>(
  given: Readonly<Record<F, string | null | undefined>>,
  { confirmed = false, directory }: Known,
): Record<F, string | null> {
  const fields = Object.entries<string | null | undefined>(given).map(([field, text]) => ({
    field,
    text: text?.trim() ?? "",
  }));
  if (fields.some(({ text }) => text.length > maxTextLength)) throw new OmbordError("tooLarge");
  const found = lookThrough(Object.fromEntries(fields.map(({ field, text }) => [field, text])), directory);
  const refused = found.length === 0 ? null : refusal(found);
  if (
    refused !== null &&
    (refused.confirmation === undefined || (confirmed !== true && confirmed !== refused.confirmation))
  ) {
    throw refused;
  }
  return Object.fromEntries(fields.map(({ field, text }) => [field, text === "" ? null : text])) as Record<
    F,
    string | null
  >;
}

/** What {@link guardTexts} would throw for words that somebody has yet to send, with the room for a little more than fits; null for nothing. */
export function wordsRefused(
  { directory }: Pick<Errand, "directory">,
  words: string,
  field = "text",
): GuardError | null {
  const found = lookThrough({ [field]: words }, directory);
  return found.length === 0 ? null : refusal(found);
}

type Found = GuardedWords & Pick<Finding, "severity">;

function lookThrough(texts: Readonly<Record<string, string>>, directory: Known["directory"]): Found[] {
  const ours = oursIn(directory);
  return Object.entries(texts).flatMap(([field, text]) =>
    inspectText(text, ours).map((finding) => {
      const words = text.slice(finding.index, finding.index + finding.length);
      return {
        field,
        kind: finding.kind,
        severity: finding.severity,
        words,
        ...("beside" in finding ? { beside: finding.beside } : {}),
      };
    }),
  );
}

/** What is refused whatever is confirmed comes before what is asked about. */
function refusal(found: readonly Found[]): GuardError {
  const blocking = found.filter(({ severity }) => severity === "block");
  const shown = (blocking.length > 0 ? blocking : found).map(withoutDigits);
  return new GuardError(shown, blocking.length > 0 ? undefined : confirmationOf(shown));
}

function oursIn(directory: Known["directory"]): string[] {
  if (directory === undefined) return [];
  return [directory.solutions, directory.teams, directory.areas].flatMap((all) =>
    [...all.values()].map(({ name }) => name),
  );
}

/** A CPR number is not said back in full. */
function withoutDigits({ field, kind, words, beside }: Found): GuardedWords {
  const shown = kind === "cpr" ? words.replaceAll(/(?<=\d.{0,60}\d.{0,60})\d/gsu, "•") : words;
  return { field, kind, words: shown.slice(0, 60), ...(beside === undefined ? {} : { beside }) };
}

/** The same for the same words in the same fields, and for nothing else. */
function confirmationOf(found: readonly GuardedWords[]): string {
  return createHash("sha256").update(JSON.stringify(found)).digest("base64url").slice(0, 22);
}
