/** What becomes of everything that points at a person. */
export interface Replacement {
  /** Finds the person's id where it stands by itself, also within a longer key such as `id:leader:team`. */
  id: RegExp;
  /** Takes the place of the id. */
  pseudonym: string;
  /** Find what names the person in free text: the full name, the user principal name. */
  names: RegExp[];
  /** Finds at least all of these, quickly: it looks at nothing that stands around them. */
  any: RegExp;
  /** The same as plain texts, in whatever case and with any blanks between their words. */
  texts: string[];
}

/** What names nobody, in any language. */
export const removedName = "[…]";

/** How to find a person, and what to put instead. */
export function replacementOf(
  person: { id: string; name?: string | undefined; upn?: string | undefined },
  pseudonym: string,
): Replacement {
  const names = [person.upn, person.name].filter((name) => name !== undefined && name.trim() !== "");
  const found = [person.id, ...names].map((name) => escaped(name ?? "").replaceAll(/\s+/g, "\\s+"));
  return {
    texts: [person.id, ...names].map((text) => (text ?? "").trim()),
    any: new RegExp(found.join("|"), "iu"),
    id: new RegExp(`(?<![\\p{L}\\p{N}-])${escaped(person.id)}(?![\\p{L}\\p{N}-])`, "giu"),
    pseudonym,
    names: names.map((name) => new RegExp(escaped(name ?? "").replaceAll(/\s+/g, "\\s+"), "giu")),
  };
}

/** Whether the text points at the person by id. */
export function mentions(text: string, { id }: Replacement): boolean {
  return text.search(id) >= 0;
}

/** The value with every id and name of the person replaced, in keys too; equal to the value when there is none. */
export function withoutPerson(value: unknown, replacement: Replacement): unknown {
  if (typeof value === "string") return cleaned(value, replacement);
  if (Array.isArray(value)) return value.map((item) => withoutPerson(item, replacement));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    cleaned(key, replacement),
    withoutPerson(item, replacement),
  ]);
  return Object.fromEntries(entries);
}

function cleaned(text: string, { id, pseudonym, names }: Replacement): string {
  return names.reduce((rest, name) => rest.replaceAll(name, removedName), text.replaceAll(id, pseudonym));
}

function escaped(text: string): string {
  return text.trim().replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
