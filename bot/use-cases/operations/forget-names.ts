import { isDeepStrictEqual } from "node:util";
import { fieldStudyTexts } from "../../domain/citizen/field-study.ts";
import type { Directory, Person } from "../../domain/organisation.ts";
import { formerName } from "../../domain/retention.ts";
import { trialTexts } from "../../domain/trial.ts";
import type { Documents, Kind } from "../../store/documents.ts";
import { type Change, queryAll, type Reference, type Store, type Stored } from "../../store/store.ts";
import { untilNoConflict } from "../commit.ts";
import { patternOf, properWords } from "../trial/share-trial.ts";

/** What holds texts that may stand longer than a name. */
const kindsWithTexts = [
  "barrier",
  "citizenCase",
  "criteria",
  "decision",
  "fieldStudy",
  "quarterWords",
  "screening",
  "smallStep",
  "solutionCard",
  "trial",
] as const satisfies Kind[];

/** What may be shared is read without any name of the directory, single words among them; so are they here, or they would come back. */
const sharedTexts: Partial<Record<Kind, readonly string[]>> = { trial: trialTexts, fieldStudy: fieldStudyTexts };

interface Names {
  /** Full names and addresses. */
  full: readonly string[];
  /** First and last names by themselves. */
  words: readonly string[];
}

/**
 * Puts "tidligere leder" in the place of the names of people who are about to lose theirs, in every text that is kept and in how it was before.
 * What somebody else in the directory is called too stays. Nothing else of a document changes, so that it is no younger than it was. To be
 * called before the directory forgets the names; may be run again. Returns how many documents changed.
 */
export async function forgetNamesInTexts(
  store: Store,
  tenantId: string,
  directory: Directory,
  leavers: readonly Person[],
): Promise<number> {
  if (leavers.length === 0) return 0;
  const names = namesOf(directory, leavers);
  let count = 0;
  for (const kind of kindsWithTexts) {
    // A first name by itself says nothing to search for; what may be shared is little.
    const query = kind in sharedTexts ? {} : { saying: names.full };
    for await (const document of queryAll(store, tenantId, kind, query)) {
      if (withoutNamesOf(document, names) === null) continue;
      if (await untilNoConflict(() => forgetIn({ store, tenantId }, document, names))) count += 1;
    }
  }
  return count;
}

function namesOf({ people }: Directory, leavers: readonly Person[]): Names {
  const leaving = new Set(leavers.map(({ id }) => id));
  const others = [...people.values()].filter(({ id }) => !leaving.has(id)).map(({ name }) => name);
  const othersNames = new Set(others.map((name) => name.toLocaleLowerCase("da")));
  const othersWords = new Set(others.flatMap(properWords));
  const full = leavers
    .flatMap(({ name, upn }) => [name, upn])
    .filter((name) => /[\s@]/.test(name) && !othersNames.has(name.toLocaleLowerCase("da")));
  const words = leavers.flatMap(({ name }) => properWords(name)).filter((word) => !othersWords.has(word));
  return { full, words };
}

async function forgetIn(
  { store, tenantId }: { store: Store; tenantId: string },
  { kind, key }: Reference,
  names: Names,
): Promise<boolean> {
  const stored: Stored<Kind> | undefined = await store.read(tenantId, kind, key);
  const value = stored === undefined ? null : withoutNamesOf(stored, names);
  if (stored === undefined || value === null) return false;
  const { etag, expiresAt } = stored;
  // The value is the document's own, so it fits the kind.
  await store.commit(tenantId, [{ op: "replace", kind, key, etag, value, expiresAt } as Change]);
  return true;
}

/** The value without the names; null when there is none in it. */
function withoutNamesOf({ kind, value }: Stored<Kind>, { full, words }: Names): Documents[Kind] | null {
  const plain = inTexts(value, without(full, "giu")) as Record<string, unknown>;
  const isShared = "shareable" in value && value.shareable === true;
  for (const of of isShared ? (sharedTexts[kind] ?? []) : []) plain[of] = inTexts(plain[of], without(words, "gu"));
  return isDeepStrictEqual(plain, value) ? null : (plain as unknown as Documents[Kind]);
}

/** A genitive stays one. */
function without(names: readonly string[], flags: string): (text: string) => string {
  const pattern = patternOf(names, flags);
  const known = new Set(names.map((name) => name.toLocaleLowerCase("da")));
  return (text) =>
    text.replace(pattern, (found) => (known.has(found.toLocaleLowerCase("da")) ? formerName : `${formerName}s`));
}

/** The value with each of its texts as `change` makes it. */
function inTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => inTexts(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inTexts(item, change)]));
}
