import { folded, slipsBetween, stemOf } from "./words.ts";

// Which solution, area or team somebody means who writes a part of its name, in whatever form the word takes.

/** Something that has names: the directory's own, and the trade's words for it. */
export interface Named {
  id: string;
  names: readonly string[];
  /** The area that it lies below; null at the top, absent for what lies nowhere. */
  parentId?: string | null;
}

/** A word of a message, or two that stand beside each other read as one; `at` are the places of its words. */
interface Said {
  word: string;
  stem: string;
  at: readonly number[];
}

/** The folded words of a text, each with its place; "ældreområdet" is two. */
export function saidWords(text: string): string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => placed.exec(word)?.slice(1) ?? [word])
    .filter((word) => word !== "");
}
const placed = /^(\p{L}{3,}?)(omraadet|omraade|distriktet|distrikt|afdelingen|afdeling)$/u;

function saidIn(words: readonly string[], taken: ReadonlySet<number>): Said[] {
  const free = words.flatMap((word, at) => (taken.has(at) ? [] : [{ word, at }]));
  const single = free.map(({ word, at }) => ({ word, stem: stemOf(word), at: [at] }));
  const pairs = free.flatMap(({ word, at }) => {
    const next = free.find((one) => one.at === at + 1);
    return next === undefined ? [] : [{ word: word + next.word, stem: stemOf(word + next.word), at: [at, next.at] }];
  });
  return [...single, ...pairs.filter(({ word }) => word.length >= 6)];
}

/** Parts of names that tell none apart. */
const joining = new Set("og for i af til den det de and the of".split(" "));

interface Part {
  word: string;
  stem: string;
  /** How many have it in their names. */
  holders: number;
}

/** The names in parts, made once for each list. */
const known = new WeakMap<readonly Named[], { one: Named; names: Part[][] }[]>();

function partsOf(list: readonly Named[]): { one: Named; names: Part[][] }[] {
  const found = known.get(list);
  if (found !== undefined) return found;
  const split = list.map((one) => ({ one, names: one.names.map((name) => saidWords(name).filter(isTelling)) }));
  const holders = new Map<string, Set<string>>();
  for (const { one, names } of split)
    for (const word of names.flat()) holders.set(stemOf(word), (holders.get(stemOf(word)) ?? new Set()).add(one.id));
  const made = split.map(({ one, names }) => ({
    one,
    names: names.map((words) =>
      words.map((word) => ({ word, stem: stemOf(word), holders: holders.get(stemOf(word))?.size ?? 0 })),
    ),
  }));
  known.set(list, made);
  return made;
}

function isTelling(word: string): boolean {
  return word.length > 1 && !joining.has(word);
}

/** How well a word fits a part of a name: 3 in any of its forms, 2 with a slip of the thumb, 1 as half of a long word; 0 not at all. */
function fit({ word, stem }: Said, part: Part): number {
  if (word === part.word || stem === part.stem) return 3;
  if (slipsBetween(stem, part.stem) !== null || slipsBetween(word, part.word) !== null) return 2;
  const isHalf = stem.length >= 5 && part.stem.length >= stem.length + 3;
  return isHalf && (part.stem.startsWith(stem) || part.stem.endsWith(stem)) ? 1 : 0;
}

/** What is meant, and the places of the words that say so. */
export interface NameMatch {
  id: string;
  score: number;
  at: readonly number[];
}

/**
 * What the words name best, those that fit equally well together; empty for nothing. A part that more than `most` have in their names
 * tells nothing by itself: then the whole name is wanted.
 */
export function namedIn(
  words: readonly string[],
  list: readonly Named[],
  taken: ReadonlySet<number>,
  most = 1,
): NameMatch[] {
  const said = saidIn(words, taken);
  const all = partsOf(list).flatMap(({ one, names }): NameMatch[] => {
    const fits = names.flatMap((parts) => meantBy(one.id, said, { parts, most }) ?? []);
    const best = fits.toSorted((a, b) => b.score - a.score)[0];
    return best === undefined ? [] : [best];
  });
  const highest = Math.max(0, ...all.map(({ score }) => score));
  return all.filter(({ score }) => score === highest);
}

function meantBy(
  id: string,
  said: readonly Said[],
  { parts, most }: { parts: readonly Part[]; most: number },
): NameMatch | null {
  const found = parts.map((part) => {
    const scored = said.map((one) => ({ one, score: fit(one, part) })).toSorted((a, b) => b.score - a.score);
    return { part, ...(scored[0] ?? { one: null, score: 0 }) };
  });
  const hits = found.filter(({ score }) => score > 0);
  const isWhole = hits.length === parts.length && parts.length > 0;
  if (!isWhole && !hits.some(({ part }) => part.holders <= most)) return null;
  const score = hits.reduce((sum, hit) => sum + hit.score, isWhole ? 1 : 0);
  return { id, score, at: [...new Set(hits.flatMap(({ one }) => one?.at ?? []))] };
}

/** So many areas can be answered for at once. */
export const mostPlaces = 6;

/** The areas that are meant: of one inside another, the inner one when each is named, the outer one when one word names both. */
export function placesIn(words: readonly string[], areas: readonly Named[], taken: ReadonlySet<number>): NameMatch[] {
  const found = namedIn(words, areas, taken, mostPlaces);
  const more = namedIn(words, areas, new Set([...taken, ...found.flatMap(({ at }) => at)]), mostPlaces);
  const parents = new Map(areas.map(({ id, parentId }) => [id, parentId ?? null]));
  const isBelow = (id: string, above: string) => {
    for (let next = parents.get(id) ?? null; next !== null; next = parents.get(next) ?? null)
      if (next === above) return true;
    return false;
  };
  // "hjemmeplejen nord": Nord within Hjemmeplejen, whichever of the words fits better.
  const inner = more.flatMap((one) => {
    const pair = found.find((other) => isBelow(one.id, other.id) || isBelow(other.id, one.id));
    return pair === undefined ? [] : [{ ...(isBelow(one.id, pair.id) ? one : pair), at: [...one.at, ...pair.at] }];
  });
  if (inner.length > 0) return inner;
  return found.filter(({ id }) => !found.some((other) => other.id !== id && isBelow(id, other.id)));
}
