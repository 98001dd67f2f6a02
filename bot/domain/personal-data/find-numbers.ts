/** Digits that stand together, with their place in the text. */
export interface DigitGroup {
  digits: string;
  start: number;
  end: number;
  /** The separators between the previous group of the run and this one; empty for the first. */
  gap: string;
}

/** A found number: from its first digit to after its last. */
export interface NumberSpan {
  start: number;
  end: number;
}

export interface CprSpan extends NumberSpan {
  /** Whether the modulus-11 check holds. It may change the wording only: since 2007 valid numbers can fail it. */
  certain: boolean;
}

const longestGap = 4;
const zero = 48;
// Digits per group in the ways a CPR number is written. Five pairs are not among them: two phone numbers, two KLE
// numbers or a date and a time side by side hold five pairs too.
const writtenShapes = new Set(["10", "6-4", "6-2-2", "2-2-2-4", "2-4-4", "4-2-4", "4-6"]);
const onlySeparators = /^[\s\p{Pd}\u2212\u2043\u02d7_./\\\u2044\u2215\u00b7\u2022\u2027\u2219\u22c5\u3002\u2800]*$/u;

/**
 * The digit groups of a folded text, gathered into runs whose groups are at most four separators apart (any white
 * space, dash, slash or dot).
 */
export function digitGroups(text: string): DigitGroup[][] {
  const runs: DigitGroup[][] = [];
  let run: DigitGroup[] = [];
  let previousEnd = Number.NEGATIVE_INFINITY;
  /** What was between the groups before; most are parted alike. */
  let known = "";
  for (let start = 0; start < text.length; start++) {
    if (!isDigit(text, start)) continue;
    let end = start + 1;
    while (isDigit(text, end)) end++;
    const gap = start - previousEnd <= longestGap ? text.slice(previousEnd, start) : null;
    const joined = gap !== null && ((gap === known && gap !== "") || onlySeparators.test(gap));
    if (joined) known = gap;
    else {
      run = [];
      runs.push(run);
    }
    run.push({ digits: text.slice(start, end), start, end, gap: joined ? gap : "" });
    previousEnd = end;
    start = end;
  }
  return runs;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/**
 * The CPR numbers in a run: whole groups that make ten digits, begin with a birth date, and hang together (see
 * `hangsTogether`), or twelve with all four digits of the year (see `fullYearNumber`). So "uge 47 010190-1234" is found
 * behind its neighbour, while ten of a longer number's digits, or the beginning of "21.11.2026 09.05", are not.
 */
export function* findCprNumbers(run: DigitGroup[]): Generator<CprSpan, void> {
  let from = 0;
  while (from < run.length) {
    const number = fullYearNumber(run, from) ?? plainNumber(run, from);
    // "78 01.05.1990-1234": the longer number is the one that is meant.
    const next = number?.window.findIndex((_, at) => at > 0 && fullYearNumber(run, from + at) !== null) ?? -1;
    if (next > 0) {
      from += next;
      continue;
    }
    if (number !== null) yield { ...spanOf(number.window), certain: passesModulus11(number.digits) };
    from += number?.window.length ?? 1;
  }
}

/** A number of ten digits, and the groups that it is written in. */
interface WrittenNumber {
  digits: string;
  window: DigitGroup[];
}

function plainNumber(run: DigitGroup[], from: number): WrittenNumber | null {
  if (!mayBeginWithDay(run, from)) return null;
  const window = windowOf(run, from, 10);
  if (window.length === 0) return null;
  let digits = "";
  for (const group of window) digits += group.digits;
  return startsWithBirthDate(digits) && hangsTogether(run, from, window) ? { digits, window } : null;
}

/** By its first two digits alone, which most groups do not get past. */
function mayBeginWithDay(run: DigitGroup[], from: number): boolean {
  const first = run[from]?.digits ?? "";
  return isDay(twoDigits(first.length > 1 ? first : first + (run[from + 1]?.digits ?? ""), 0));
}

/** By hand: `Number` of a part makes a string for each number in a long text. */
function twoDigits(digits: string, at: number): number {
  return (digits.charCodeAt(at) - zero) * 10 + digits.charCodeAt(at + 1) - zero;
}

/** 1–31, or 61–91 for a replacement number. */
function isDay(field: number): boolean {
  return (field >= 1 && field <= 31) || (field >= 61 && field <= 91);
}

const sameLine = /^[^\n\r]*$/;

/**
 * 01.05.1990-1234, 1/5 1990 1234 or 01051990-1234: a date with its whole year, then four digits together on the same
 * line. The first of these digits must point to that very century, which no time of day after a date since 2000 does.
 */
function fullYearNumber(run: DigitGroup[], from: number): WrittenNumber | null {
  if (!mayHoldFullYear(run, from)) return null;
  const [first, ...others] = run.slice(from, from + 4);
  if (first === undefined) return null;
  const isJoined = first.digits.length === 8;
  const rest = isJoined ? others.slice(0, 1) : others;
  if (!rest.every(({ gap }) => sameLine.test(gap))) return null;
  const parts = [...(isJoined ? dateParts(first.digits) : [first.digits]), ...rest.map(({ digits }) => digits)];
  const [day = "", month = "", year = "", serial = ""] = parts;
  if (!/^\d{1,2} \d{1,2} (?:19|20)\d\d \d{4}$/.test(`${day} ${month} ${year} ${serial}`)) return null;
  const digits = day.padStart(2, "0") + month.padStart(2, "0") + year.slice(2) + serial;
  return startsWithBirthDate(digits) && birthYear(digits) === Number(year)
    ? { digits, window: [first, ...rest] }
    : null;
}

/** By the number of digits alone, which most groups do not get past. */
function mayHoldFullYear(run: DigitGroup[], from: number): boolean {
  const digitsAt = (ahead: number) => run[from + ahead]?.digits.length ?? 0;
  if (digitsAt(0) === 8) return digitsAt(1) === 4;
  return digitsAt(0) <= 2 && digitsAt(1) <= 2 && digitsAt(2) === 4 && digitsAt(3) === 4;
}

function dateParts(digits: string): string[] {
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
}

/** The groups from here on that make exactly so many digits, or none; at most `mostGroups` of them. */
export function windowOf(run: DigitGroup[], from: number, digits: number, mostGroups: number = digits): DigitGroup[] {
  const last = Math.min(run.length, from + mostGroups);
  let sum = 0;
  for (let to = from; to < last && sum < digits; to++) {
    sum += run[to]?.digits.length ?? 0;
    if (sum === digits) return run.slice(from, to + 1);
  }
  return [];
}

/** From the first digit of the groups to after the last. */
export function spanOf(window: DigitGroup[]): NumberSpan {
  return { start: window[0]?.start ?? 0, end: window.at(-1)?.end ?? 0 };
}

/** Whether ten digits begin with a day in a month of the birth year (29 February 1900 never was), or a replacement number's. */
export function startsWithBirthDate(digits: string): boolean {
  const dayField = twoDigits(digits, 0);
  const month = twoDigits(digits, 2);
  if (!isDay(dayField) || month < 1 || month > 12) return false;
  return (dayField > 60 ? dayField - 60 : dayField) <= daysIn(birthYear(digits), month);
}

/** By hand: a date object for each number in a long text takes longer than all the rest. */
function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/**
 * The four-digit year that digits 5–7 of a CPR number stand for. Digit 7 points to the century: 0–3 the 1900s; 4 and 9
 * the 2000s for 00–36, else the 1900s; 5–8 the 2000s for 00–57, else the 1800s (CPR-kontoret, "Personnummeret i CPR").
 */
export function birthYear(cprNumber: string): number {
  const yy = Number(cprNumber.slice(4, 6));
  const seventh = Number(cprNumber[6]);
  if (seventh <= 3) return 1900 + yy;
  if (seventh === 4 || seventh === 9) return yy <= 36 ? 2000 + yy : 1900 + yy;
  return yy <= 57 ? 2000 + yy : 1800 + yy;
}

/** The check sum; valid numbers have failed it since 2007. */
export function passesModulus11(digits: string): boolean {
  const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
  return weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11 === 0;
}

/**
 * Whether ten digits are one number rather than parts of neighbours: written like a CPR number, or nothing inside it
 * parts more than what parts it from the rest of the run. A date with its four-digit year, then something else, is not.
 */
function hangsTogether(run: DigitGroup[], from: number, window: DigitGroup[]): boolean {
  if (beginsWithFullDate(window) || isAddressOfMachine(window)) return false;
  // No number is written in more than four groups, so more of them can only hang together by their gaps.
  const shape = window.length > 4 ? "" : window.map((group) => group.digits.length).join("-");
  if (writtenShapes.has(shape)) return true;
  const before = from === 0 ? Number.POSITIVE_INFINITY : gapWidth(window[0]?.gap ?? "");
  const after = gapWidth(run[from + window.length]?.gap ?? null);
  return Math.max(...window.slice(1).map((group) => gapWidth(group.gap))) <= Math.min(before, after);
}

/** 10.112.90.123 */
function isAddressOfMachine(window: DigitGroup[]): boolean {
  return (
    window.length === 4 && window.every(({ digits, gap }, at) => Number(digits) <= 255 && (at === 0 || gap === "."))
  );
}

/** How strongly a gap parts two groups: a dot or dash, a space or slash, several such, a line or column; null the end. */
function gapWidth(gap: string | null): number {
  if (gap === null) return Number.POSITIVE_INFINITY;
  if (/[\n\r\t]/.test(gap)) return 4;
  if (!/[\s/]/.test(gap)) return 1;
  return gap.length > 1 ? 3 : 2;
}

/** 21.11.2026, 1/5/2026 or 1/5-2026, parted otherwise from what follows: a CPR number of ten digits has two for the year. */
function beginsWithFullDate(window: DigitGroup[]): boolean {
  const [day, month, year, next] = window;
  if (day === undefined || month === undefined || year === undefined || next === undefined) return false;
  const dated = /^(?:([./-])\1|\/-)$/.test(month.gap + year.gap) && next.gap !== year.gap;
  return dated && day.digits.length <= 2 && month.digits.length <= 2 && /^(19|20)\d\d$/.test(year.digits);
}
