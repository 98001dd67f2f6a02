import lists from "./names.json" with { type: "json" };
import { called, houses, shapeOf, stopWords, verbs } from "./words-around-names.ts";

// The lists are large: this runs on the server only.

/** A name in a text: from its first letter to after its last. */
export interface NameSpan {
  start: number;
  end: number;
}

interface Word {
  text: string;
  lower: string;
  start: number;
  end: number;
  isCapital: boolean;
  isShout: boolean;
  /** Nothing but its place may be why it has a capital. */
  opens: boolean;
}

/** By rank: the commonest name has 0. */
const ranked = (names: string) => new Map(names.split(" ").map((name, rank): [string, number] => [name, rank]));
const firstNames = ranked(lists.first);
const lastNames = ranked(lists.last);
/** Names that are Danish words too. */
const danishWords = new Set(lists.words.split(" "));
/** The shapes of common names, for those that are misspelled. */
const shapes = new Set(
  [...firstNames, ...lastNames]
    .filter(([name, rank]) => rank < 2500 && name.length > 4 && !danishWords.has(name))
    .map(([name]) => shapeOf(name)),
);

/** How common a name has to be to be one where it could be something else. */
const usual = 500;
const common = 2500;

const titles = new Set("hr herr fru frk frøken fr familien ægteparret mr mrs ms dr".split(" "));
/** Who is named is often said right before. */
const people = new Set(
  "borger borgeren borgerens beboer beboeren patient patienten pårørende datter datteren datters søn sønnen hustru hustruen ægtefælle ægtefællen mand manden kone konen enke enken nabo naboen bror broren søster søsteren mor moren far faren mormor morfar farmor farfar hedder hed kaldes navn navnet navngivne moster tante onkel samlever samleveren kæreste kæresten barnebarn barnebarnet svigerdatter svigersøn niece nevø værge værgen kontaktperson ven veninde veninden citizen resident".split(
    " ",
  ),
);

/**
 * The names of people in a folded text: with a title, in full, or alone where nothing else is written so. `isOurs` says whether a
 * word, in lower case, is part of what the municipality itself calls something. One pass over the words.
 */
export function findNames(folded: string, isOurs: (start: number, end: number) => boolean = () => false): NameSpan[] {
  const words = wordsOf(folded).map((word) =>
    isOurs(word.start, word.end) ? { ...word, lower: "", isCapital: false } : word,
  );
  const found: NameSpan[] = [];
  for (let at = 0; at < words.length; at++) {
    const count = nameAt(words, at, folded);
    const [from, to] = [words[at], words[at + count - 1]];
    if (count === 0 || from === undefined || to === undefined) continue;
    found.push({ start: from.start, end: to.end });
    at += count - 1;
  }
  return found;
}

/** A longer one is no name. */
const longestWord = 40;

function wordsOf(text: string): Word[] {
  const letters = text.match(/\p{Lu}/gu)?.length ?? 0;
  const isLoud = letters > 12 && letters > (text.match(/\p{Ll}/gu)?.length ?? 0) * 2;
  const words: Word[] = [];
  let end = 0;
  let before = "";
  for (const { 0: written, index } of text.matchAll(/\p{L}+(?:['’-]\p{L}+)*/gu)) {
    const between = text.slice(end, index);
    const opens =
      end === 0 || /[!?:\n\r•*"”“«»(–]|^\s*[-–]\s/.test(between) || (between.includes(".") && !isShortened(before));
    end = index + written.length;
    before = written;
    // @Anne is a colleague.
    if (written.length > longestWord || between.endsWith("@")) continue;
    const isShout = written.length > 1 && written === written.toUpperCase();
    const isCapital = /^\p{Lu}/u.test(written) && !/\p{Ll}\p{Lu}/u.test(written);
    const lower = written.toLowerCase();
    words.push({
      text: written,
      lower,
      start: index,
      end,
      isCapital,
      isShout: isShout && !isLoud,
      opens: opens || isLoud,
    });
  }
  return words;
}

function isShortened(word: string): boolean {
  return (
    word.length === 1 || /^(?:hr|fr|frk|nr|ca|bl|pga|vedr|kl|st|tlf|dr|mr|mrs|evt|f|eks|dvs|jf|inkl|afd)$/i.test(word)
  );
}

/** How many words from here on are one name; 0 for none. */
function nameAt(words: Word[], at: number, text: string): number {
  const word = words[at];
  if (word === undefined || word.lower === "") return 0;
  const titled = titles.has(word.lower) && !(word.text === "HR") ? titledAt(words, at, text) : 0;
  if (titled > 0) return titled;
  if (stopWords.has(word.lower)) return 0;
  const before = words[at - 1];
  if (before !== undefined && called.has(before.lower) && isBeside(words, at - 1, text)) return 0;
  const length = lengthOf(words, at, text);
  const after = words[at + length];
  if (word.isCapital && after !== undefined && houses.has(after.lower) && isBeside(words, at + length - 1, text))
    return 0;
  if (length > 1) return length;
  return isNameAlone(word, words[at - 1], words[at + 1], isExplained(text.slice(word.end, word.end + 20))) ? 1 : 0;
}

/** A name that is a word too is no word where a bracket, a birth year or a room follows: "Lis (78)", "Hans, født 1938", "Lis på stue 4". */
function isExplained(after: string): boolean {
  return /^ \(|^, (?:født|f\.) ?\d|^,? (?:i|på|fra) (?:\d|stue|vær|bolig|lejl|seng|nr)/iu.test(after);
}

function titledAt(words: Word[], at: number, text: string): number {
  const next = words[at + 1];
  if (next === undefined || !isBeside(words, at, text) || stopWords.has(next.lower)) return 0;
  const known = lastRank(next) ?? firstRank(next);
  const isKnown = known !== undefined && (!danishWords.has(next.lower) || known < usual);
  if (!next.isCapital && !isKnown) return 0;
  return 1 + Math.max(1, lengthOf(words, at + 1, text));
}

/** A first name, or an initial, with all that follows it: `Anne Marie K. Holm`. 1 for a word alone. */
function lengthOf(words: Word[], at: number, text: string): number {
  let count = 1;
  let isSure = isSureFirst(words[at]) || (firstRank(words[at]) ?? usual) < usual;
  const beginsWithName = firstRank(words[at]) !== undefined;
  while (count < 5 && isBeside(words, at + count - 1, text)) {
    const next = words[at + count];
    if (next === undefined || next.lower === "" || !goesOn(words[at], next, isSure)) break;
    isSure ||= isSureLast(next);
    count += 1;
  }
  // An initial belongs to what comes after it.
  while (count > 1 && words[at + count - 1]?.text.length === 1) count -= 1;
  const isWhole = isSure && (beginsWithName || isForeign(words[at], words[at + 1]) || isInitial(words[at]));
  return isWhole ? count : 1;
}

function isInitial(word: Word | undefined): boolean {
  return word?.text.length === 1 && word.isCapital && !/^[IÅ]$/.test(word.text);
}

/** An unknown name before one that is known: `Xhevahire Hansen`. */
function isForeign(word: Word | undefined, next: Word | undefined): boolean {
  if (word === undefined || next === undefined || !word.isCapital || word.isShout || word.opens) return false;
  return next.isCapital && isSureLast(next) && word.text.length > 2;
}

function goesOn(first: Word | undefined, next: Word, isSure: boolean): boolean {
  if (stopWords.has(next.lower) || houses.has(next.lower)) return false;
  if (isInitial(next) || /^(?:von|van|de|af|el|al|la|da)$/.test(next.text)) return first?.isCapital === true;
  const rank = lastRank(next) ?? firstRank(next);
  if (next.isCapital && !next.isShout === !first?.isShout)
    return rank !== undefined || looksLikeLastName(next) || (isSure && !next.isShout);
  return rank !== undefined && rank < common && !danishWords.has(next.lower) && !verbs.has(next.lower);
}

/** Only white space, a dot after an initial or a hyphen is between this word and the next. */
function isBeside(words: Word[], at: number, text: string): boolean {
  const [word, next] = [words[at], words[at + 1]];
  if (word === undefined || next === undefined || next.start - word.end > 3) return false;
  const between = text.slice(word.end, next.start);
  return /^[ \t]{1,3}$/.test(between) || (/^\.\s?$/.test(between) && isShortened(word.text));
}

function isNameAlone(word: Word, before: Word | undefined, next: Word | undefined, isTold: boolean): boolean {
  const first = firstRank(word);
  const isWord = danishWords.has(baseOf(word.lower));
  // EVA and IDA are what is made of first letters as often.
  if (word.isShout && (!isSureFirst(word) || (word.text.length < 4 && (first ?? usual) >= usual))) return false;
  if (!word.isCapital) return isLowerName(word, first, isWord);
  if (before !== undefined && people.has(before.lower) && !word.opens) return word.text.length > 2 && !word.isShout;
  if (isSureLast(word) && (lastRank(word) ?? common) < (word.opens ? usual : common)) return true;
  if (first === undefined)
    return !word.opens && !word.isShout && word.text.length > 4 && shapes.has(shapeOf(baseOf(word.lower)));
  if (!isWord) return word.opens ? first < 6000 : true;
  if (first >= (word.opens ? usual : common)) return false;
  return !word.opens || isTold || (next !== undefined && verbs.has(next.lower));
}

/** Without its capital a name has to be a common one that is no word. */
function isLowerName(word: Word, first: number | undefined, isWord: boolean): boolean {
  if (isWord || word.text.length < 3) return false;
  if (first !== undefined && first < common) return true;
  return /(?:sen|gaard|gård)s?$/.test(word.lower) && (lastRank(word) ?? common) < usual;
}

function isSureFirst(word: Word | undefined): boolean {
  const rank = firstRank(word);
  return rank !== undefined && !danishWords.has(baseOf(word?.lower ?? ""));
}

function isSureLast(word: Word): boolean {
  return (lastRank(word) !== undefined && !danishWords.has(baseOf(word.lower))) || looksLikeLastName(word);
}

function looksLikeLastName(word: Word): boolean {
  return (
    word.isCapital &&
    !danishWords.has(word.lower) &&
    /\p{L}{3}(?:sen|gaard|gård|strup|quist|kvist|sson|ović|evic|ovic|oglu|ska|ski|sky)s?$/u.test(word.lower)
  );
}

function firstRank(word: Word | undefined): number | undefined {
  return rankIn(firstNames, word?.lower ?? "");
}

function lastRank(word: Word | undefined): number | undefined {
  return rankIn(lastNames, word?.lower ?? "");
}

/** Also of `Mettes`, `Lars'` and `Anne-Marie`. */
function rankIn(names: ReadonlyMap<string, number>, lower: string): number | undefined {
  if (stopWords.has(lower)) return undefined;
  const known = names.get(lower) ?? names.get(lower.replace(/['’]s?$|s$/, ""));
  if (known !== undefined || !lower.includes("-")) return known;
  const parts = lower.split("-");
  const ranks = parts.map((part) => firstNames.get(baseOf(part)) ?? lastNames.get(baseOf(part)));
  return ranks.every((rank) => rank !== undefined) && parts.every((part) => !stopWords.has(part))
    ? ranks[0]
    : undefined;
}

/** Without the s of what belongs to somebody. */
function baseOf(lower: string): string {
  if (firstNames.has(lower) || lastNames.has(lower)) return lower;
  return lower.replace(/['’]s?$|s$/, "");
}
