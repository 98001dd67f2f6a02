/** A text as patterns should see it, with the way back to what was written. */
export interface FoldedText {
  text: string;
  /** Where in the original each UTF-16 unit of `text` begins and ends. */
  starts: number[];
  ends: number[];
}

// One composing mark is enough for å and é; the rest are dropped, so that a pile of marks costs nothing to sort.
const letterWithMarks = /(\P{M})(\p{M}?)\p{M}*/gu;
const invisible = /^(?:[\p{Default_Ignorable_Code_Point}\p{Cf}]|(?!\s)\p{Cc})$/u;
const mark = /^\p{M}$/u;
const decimalDigit = /^\p{Nd}$/u;

/**
 * Folds what looks alike to the same characters: NFKC (full-width forms, ligatures, superscripts), decimal digits of
 * every script to 0–9, and nothing left of zero-width and control characters, direction marks and stray combining marks.
 * NFKC alone keeps Arabic-Indic and other scripts' digits apart, but a number typed with them is the same number.
 */
export function foldText(original: string): FoldedText {
  const folded: FoldedText = { text: "", starts: [], ends: [] };
  for (const match of original.matchAll(letterWithMarks)) {
    const [whole, base = "", firstMark = ""] = match;
    const piece = foldPiece(base, firstMark);
    folded.text += piece;
    for (let unit = 0; unit < piece.length; unit++) {
      folded.starts.push(match.index);
      folded.ends.push(match.index + whole.length);
    }
  }
  return folded;
}

function foldPiece(base: string, firstMark: string): string {
  if (invisible.test(base)) return "";
  if (firstMark === "" && base <= "~") return base;
  let piece = "";
  for (const character of (base + firstMark).normalize("NFKC")) {
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
