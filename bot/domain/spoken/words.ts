// Words as a thumb writes them: in any case, without Danish letters, with a letter too many, too few or in the wrong place.

/** One word, number or sign of a message. */
export interface Token {
  /** Folded: lower case, `æ ø å` as `ae oe aa`. A date in figures is one token, and so is each sign. */
  word: string;
}

/** The text in lower case with `æ ø å` as `ae oe aa`, straight apostrophes, and nothing that is not seen. */
export function folded(text: string): string {
  return text
    .normalize("NFC")
    .toLocaleLowerCase("da")
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(/[’‘´`]/g, "'")
    .replaceAll("æ", "ae")
    .replaceAll("ø", "oe")
    .replaceAll("å", "aa")
    .replaceAll("é", "e");
}

const tokenShape =
  /\d{4}-\d{2}-\d{2}|\d{1,2}([./-])\d{1,2}(?:\1(?:\d{4}|\d{2})(?!\d)|-\d{4}(?!\d))?(?!\d)|\d+(?:st|nd|rd|th)\b|\d+|\p{L}+(?:'\p{L}+)?|[.,;:!?–—+&/()"'«»-]/gu;

/** The folded words, figures and signs of a text, in their order; what is none of these, such as an emoji, is left out. */
export function tokensOf(text: string): Token[] {
  return [...folded(text).matchAll(tokenShape)].map(([word]) => ({ word }));
}

/** Ordinary words that lie one slip from a word with a meaning here, and are none. */
const ordinary: ReadonlySet<string> = new Set(
  `serie serier serien gaar gang gaas varsel mandat mindes minde minder mindre mindst sidste hvor hved frit fryd fred fald foelger foelge
  kursen varer vare borgen bager sorger griller trille triller drikker spring sprang tilbud tilbage anden ande fravaelg
  fravalg fraveg virke virket virkede orlog barsk forlov lager sager spoerger kommer sommer skriv svaer svaert
  kurset hjaelper hjaelpe morgen maaned maaneder dage dagen marked starter status staten ferm verden maend ferien fridag fridage virkelig haender haenge hanger drille faerre fejre fejrer`.split(
    /\s+/,
  ),
);

/** Whether a word is one of its own, however near it lies to another. */
export function isOrdinary(word: string): boolean {
  return ordinary.has(word);
}

/** Short words that two letters change places in, or one is typed twice: too short for a slip, but no other word. */
const thumbed: ReadonlyMap<string, string> = new Map(
  "jeg har til fra mig paa syg fri".split(" ").flatMap((word) => {
    const [a = "", b = "", c = ""] = word;
    const forms = [`${b}${a}${c}`, `${a}${c}${b}`, `${a}${a}${b}${c}`, `${a}${b}${b}${c}`, `${a}${b}${c}${c}`];
    return forms
      .filter((form) => !/^(fir|tilt|gim|rah)$/.test(form) && form !== word)
      .map((form) => [form, word] as const);
  }),
);
const compounds = /\b(syge?|rask|barsels?|foraeldre|omsorgs|kursus|af)[ -](meld\w*|orlov\w*|dage?|spadser\w*)\b/g;

/** The folded text with short words put right, letters that are drawn out ("syyyg") once, and with what is written in two words that is one. */
export function put(text: string): string {
  return text
    .replaceAll(/\p{L}+/gu, (word) => (/^(.)\1+$/u.test(word) ? word : word.replaceAll(/(\p{L})\1{2,}/gu, "$1")))
    .replaceAll(/\bjeg re\b/g, "jeg er")
    .replaceAll(/\b(ikk|ike|ikek|iikke|ikkke|kike|ikker)\b/g, "ikke")
    .replaceAll(/\b(ueg|ugge|ueg|uqe|ugw)\b/g, "uge")
    .replaceAll(/\bvak\b/g, "vaek")
    .replaceAll(/\bpa\b/g, "paa")
    .replaceAll(/\p{L}+/gu, (word) => thumbed.get(word) ?? word)
    .replaceAll(compounds, "$1$2");
}

/** How many slips a word of this length may hold and still be that word. */
function slipsIn(length: number): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/** How many slips lie between a written word and one that is meant; null when it is another word. Both are folded. */
export function slipsBetween(written: string, meant: string): number | null {
  if (written === meant) return 0;
  const most = slipsIn(meant.length);
  if (most === 0 || written.length < 4 || Math.abs(written.length - meant.length) > most || ordinary.has(written)) {
    return null;
  }
  const slips = distance(single(written), single(meant), most);
  return slips <= most ? slips : null;
}

/** Each Danish letter as one again: a thumb swaps letters, not halves of them. */
export function single(word: string): string {
  return word.replaceAll("ae", "æ").replaceAll("oe", "ø").replaceAll("aa", "å");
}

/**
 * Letters to put in, take out or change, and neighbours to swap, between the two (optimal string alignment); above `most` it
 * is enough to say so. What both begin and end with is left out first: most words differ in more than a slip at once.
 */
export function distance(written: string, meant: string, most: number): number {
  let begin = 0;
  while (begin < written.length && written[begin] === meant[begin]) begin += 1;
  let end = 0;
  const left = Math.min(written.length, meant.length) - begin;
  while (end < left && written.at(-1 - end) === meant.at(-1 - end)) end += 1;
  const a = written.slice(begin, written.length - end);
  const b = meant.slice(begin, meant.length - end);
  // One slip touches two letters at most.
  if (most === 1 && Math.max(a.length, b.length) > 2) return most + 1;
  return aligned(a, b, most);
}

function aligned(a: string, b: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (isSame ? 0 : 1));
      next.push(isSwapped ? Math.min(cost, (before[j - 2] ?? 0) + 1) : cost);
    }
    if (Math.min(...next) > most && Math.min(...row) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** What a written word means among named meanings: the only nearest one, or null. Nothing is nearer than the word itself. */
export function nearest<T>(written: string, meanings: ReadonlyMap<string, T>): { meaning: T; slips: number } | null {
  const exact = meanings.get(written);
  if (exact !== undefined) return { meaning: exact, slips: 0 };
  if (written.length < 4 || !/^\p{L}/u.test(written)) return null;
  let best: { meaning: T; slips: number } | null = null;
  let isTied = false;
  for (const [word, meaning] of meanings) {
    const slips = slipsBetween(written, word);
    if (slips === null || (best !== null && slips > best.slips)) continue;
    isTied = best !== null && slips === best.slips && best.meaning !== meaning;
    best = { meaning, slips };
  }
  return isTied ? null : best;
}

/** Each word of a list, folded, with what it means. */
export function meaning<T>(entries: readonly (readonly [words: string, meaning: T])[]): ReadonlyMap<string, T> {
  return new Map(
    entries.flatMap(([words, one]) =>
      folded(words)
        .split(/\s+/)
        .map((word) => [word, one] as const),
    ),
  );
}

/** A word without the endings of Danish nouns. */
export function stemOf(word: string): string {
  const stem = word.replace(/(ernes|erne|enes|ene|ens|ets|en|et|er|ns|s|n|t)$/, "");
  return stem.length >= 4 ? stem : word;
}
