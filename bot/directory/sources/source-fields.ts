import { z } from "zod";
import { holdsCpr } from "../../domain/personal-data/inspect-patterns.ts";

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

/** A name or a text that people read. */
export const readText = z.string().max(2000).transform(withoutNumbers);

/** What something is joined by, such as a user name: with such a number in it, it joins nothing. */
export const joinText = z
  .string()
  .max(2000)
  .transform((text) => (withoutNumbers(text) === text ? text : ""));

/** The id of something in a source. A uuid may have ten digits side by side; one that is nothing else is no id. */
export const sourceId = z
  .string()
  .max(100)
  .toLowerCase()
  .transform((id) => (/^\d{6}[-\u2010-\u2015 ]?\d{4}$/.test(id.trim()) ? "" : id));
