import { markOf } from "../../domain/barrier/barrier-words.ts";
import { foldedText, foldedWords, type SoughtWord } from "../../domain/folded-words.ts";
import type { Directory } from "../../domain/organisation.ts";
import { textFor } from "../../text/text.ts";
import type { Errand } from "../errand.ts";

/** More words than anybody looks for at once. */
const mostWords = 12;
/** A part of a name that is this long is found inside it too, as in »besøg« for »skærmbesøg«. */
const longEnough = 3;

/**
 * What is written into the search field, word by word: each is the beginning of a word that was written, or of the name of a team, of
 * a solution under any of its names, of a person, a category, a detail, a status or what it was solved by.
 */
export function soughtWords({ directory, actor }: Errand, written: string): SoughtWord[] {
  const words = foldedWords(written).slice(0, mostWords);
  if (words.length === 0) return [];
  const named = everyName(directory, actor.personId);
  return words.map((prefix) => ({
    prefix,
    exactly: [...new Set(named.flatMap(({ mark, name }) => (isIn(name, prefix) ? [mark] : [])))],
  }));
}

function isIn(name: string, part: string): boolean {
  if (part.length >= longEnough) return name.includes(part);
  return name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(part));
}

interface Named {
  mark: string;
  /** Folded. */
  name: string;
}

/** Every name that stands on a barrier, in the words of whoever reads it. */
function everyName(directory: Directory, readerId: string): Named[] {
  const text = textFor(directory.people.get(readerId)?.language ?? "da");
  const labels = (["category", "detail", "resolution"] as const).flatMap((mark) =>
    Object.entries<string>(text[mark]).map(([id, name]) => ({ mark: markOf(mark, id), name })),
  );
  const statuses = Object.entries(text.barrierStatus).map(([id, name]) => ({ mark: markOf("status", id), name }));
  const solutions = [...directory.solutions.values()].flatMap(({ id, name, localNames }) =>
    [name, ...Object.values(localNames)].map((known) => ({ mark: markOf("solution", id), name: known })),
  );
  const teams = [...directory.teams.values()].map(({ id, name }) => ({ mark: markOf("team", id), name }));
  const people = [...directory.people.values()].map(({ id, name }) => ({ mark: markOf("person", id), name }));
  return [...labels, ...statuses, ...solutions, ...teams, ...people].map(({ mark, name }) => ({
    mark,
    name: foldedText(name),
  }));
}
