/** A text as patterns should see it, with the way back to what was written. */
export interface FoldedText {
  text: string;
  /** Where in the original each UTF-16 unit of `text` begins and ends; null where it is the original itself. */
  starts: number[] | null;
  ends: number[] | null;
}

const asItIs = /^[\t\n\r\x20-\x7e]*$/;
const invisible = /^(?:[\p{Default_Ignorable_Code_Point}\p{Cf}]|(?!\s)\p{Cc})$/u;
const mark = /^\p{M}$/u;
const decimalDigit = /^\p{Nd}$/u;
/** What no sign with digits goes beyond, such as ⒇ before its last bracket; one Arabic ligature would become eighteen letters. */
const longestPiece = 3;
const fractionSlash = "\u2044";

/**
 * Folds what looks alike to the same characters: NFKC (full-width forms, ligatures, superscripts), decimal digits of
 * every script to 0–9, and nothing left of zero-width and control characters, direction marks and stray combining marks.
 * NFKC alone keeps Arabic-Indic and other scripts' digits apart, but a number typed with them is the same number.
 * One composing mark is enough for å and é; the rest are dropped, so that a pile of marks costs nothing to sort.
 */
export function foldText(original: string): FoldedText {
  if (asItIs.test(original)) return { text: original, starts: null, ends: null };
  const pieces = new Map<string, string>();
  const starts: number[] = [];
  const ends: number[] = [];
  let text = "";
  for (let at = 0; at < original.length; ) {
    const base = characterAt(original, at);
    const marksAt = at + base.length;
    const end = endOfMarks(original, marksAt);
    const letter = end === marksAt ? base : base + characterAt(original, marksAt);
    let piece = pieces.get(letter);
    if (piece === undefined) {
      piece = mark.test(base) ? "" : foldPiece(base, letter);
      pieces.set(letter, piece);
    }
    text += piece;
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(at);
      ends.push(end);
    }
    at = end;
  }
  return { text, starts, ends };
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

function endOfMarks(text: string, from: number): number {
  let at = from;
  // Below U+0300 there are no marks.
  while (at < text.length && text.charCodeAt(at) >= 0x300 && mark.test(characterAt(text, at))) {
    at += characterAt(text, at).length;
  }
  return at;
}

function foldPiece(base: string, letter: string): string {
  if (invisible.test(base)) return "";
  if (letter === base && base <= "~") return base;
  let piece = "";
  for (const character of letter.normalize("NFKC")) {
    // ½ is no part of a number that anybody writes.
    if (character === fractionSlash && base !== fractionSlash) return base;
    if (piece.length >= longestPiece) break;
    if (!mark.test(character)) piece += decimalDigit.test(character) ? digitValue(character) : character;
  }
  return piece;
}

/** Unicode keeps the digits of a script in one unbroken row, 0 to 9 (Myanmar has two rows on end), so place tells value. */
function digitValue(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (decimalDigit.test(String.fromCodePoint(codePoint - value - 1))) value++;
  return String(value % 10);
}
