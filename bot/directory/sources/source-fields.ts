import { z } from "zod";
import { composed } from "../../domain/composed.ts";
import { holdsCpr } from "../../domain/personal-data/inspect-patterns.ts";
import { limits } from "../files.ts";
import { readId } from "../read-id.ts";

// What a foreign answer's fields are read as. A civil registration number may stand in any of them, whatever it is called: it is
// taken out here, where the answer is parsed, so that nothing behind this place has it.

/** Ten digits may be such a number, whether or not their day exists. */
const tenDigits = /(?<!\d)\d{6}[-\u2010-\u2015 ]?\d{4}(?!\d)/g;
/** Fewer are never one; most texts have none. */
const sixDigits = /(?:\d\D*){6}/;
const instead = "…";

/** The text without what looks like a civil registration number. */
export function withoutNumbers(text: string): string {
  if (!sixDigits.test(text)) return text;
  const shown = text.replaceAll(tenDigits, instead);
  return holdsCpr(shown) ? instead : shown;
}

/**
 * A name as the import takes it: one line without what nobody sees, and no longer than a name may be. One odd letter in a system that is
 * not ours is no reason to take nothing of it.
 */
export function plainName(text: string): string {
  const shown = withoutNumbers(visible(text));
  return shown.length > limits.textLength
    ? `${shown
        .slice(0, limits.textLength - 1)
        .toWellFormed()
        .trim()}…`
    : shown;
}

function visible(text: string): string {
  const line = text.replaceAll(/\p{Cf}/gu, "").replaceAll(/[\p{Cc}\s]+/gu, " ");
  return composed(line.toWellFormed(), "NFC").trim();
}

/** A name or a text that people read. */
export const readText = z.string().transform(plainName);

/** What something is joined by, such as a user name: with such a number in it, it joins nothing. */
export function plainKey(text: string): string {
  const shown = visible(text);
  return withoutNumbers(shown) === shown ? shown : "";
}

/** The same of a field. */
export const joinText = z.string().max(2000).transform(plainKey);

/**
 * The id of something in a source, as the import takes ids; none where it does not. A uuid may have ten digits side by side; one that is
 * nothing else is no id.
 */
export const sourceId = z
  .string()
  .max(2000)
  .toLowerCase()
  .transform((id) => (typeof readId(id.trim()) !== "string" || /^\d{6}[-.]?\d{4}$/.test(id.trim()) ? "" : id.trim()));
