import { birthYear, type CprSpan, passesModulus11, startsWithBirthDate } from "./find-numbers.ts";

// A CPR number as people write it around a machine that looks for ten digits in a row: a date of birth in any form, then
// whatever parts it from four more digits. Everything is bounded, and tried at the beginning of a number only.

const monthNames = "jan feb mar apr maj jun jul aug sep okt nov dec".split(" ");
const month =
  "(?<name>jan(?:uar)?y?|feb(?:ruar)?y?|mar(?:ts|ch)?|apr(?:il)?|ma[jy]|jun[ie]?|jul[iy]?|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const part = String.raw`[\s./–-]{1,3}`;

/** The ways of writing a date of birth; a short one may be any century's. */
const dates = [
  String.raw`(?<day>\d\d)(?<month>\d\d)(?<year>\d\d)`,
  String.raw`(?<day>\d\d)(?<month>\d\d)(?<year>(?:19|20)\d\d)`,
  String.raw`(?<year>(?:19|20)\d\d)(?<month>\d\d)(?<day>\d\d)`,
  String.raw`(?<day>\d{1,2})${part}(?<month>\d{1,2})${part}'?(?<year>(?:19|20)?\d\d)`,
  // Parted alike: "01.05.1990-01.05.1995" are two dates.
  String.raw`(?<year>(?:19|20)\d\d)(?<part>${part})(?<month>\d{1,2})\k<part>(?<day>\d{1,2})`,
  String.raw`(?<day>\d{1,2})(?:\.|te|de|st|nd|rd|th)?[\s,-]{0,3}${month}\.?[\s,-]{0,3}'?(?<year>(?:19|20)?\d\d)`,
];
const signs = String.raw`[^\p{L}\p{N}]`;
const serial = String.raw`(?<serial>\d{4})(?!\d)`;
/** After words, the four may be read aloud in pairs. */
const spoken = String.raw`(?<pairs>\d\d\s?\d\d)(?!\d)`;
/** What says that the number goes on: `010190 og så 1234`. */
const connecting =
  "cpr|cprnr|og|så|derefter|dernæst|herefter|efterfulgt|efter|fulgt|af|med|plus|minus|streg|bindestreg|skråstreg|komma|kolon|punktum|prik|mellemrum|de|sidste|fire|er|på|slutter|ender|resten|cifre|ciffer|tallene|koden|kode|løbenummer|løbenr|nummer|nummeret|nr|til|slut|i|enden|bagefter|and|then|dash|followed|by|ending|in|last|four|digits";
const words = String.raw`(?=${signs}{1,8}\p{L})${signs}{1,8}(?:(?:${connecting})(?!\p{L})${signs}{1,6}){1,8}`;

const plain = dates.map((date, at) => {
  // Only eight digits may stand close to the four; ten undivided are found elsewhere.
  const gap = `${signs}{${at === 1 || at === 2 ? 0 : 1},24}(?=\\d)`;
  return new RegExp(
    String.raw`(?<!\d)(?=(?<whole>${date}(?:(?<gap>${gap})${serial}|(?<said>${words})${spoken})))\d`,
    "giu",
  );
});
const said = dates.map(
  (date) =>
    new RegExp(
      String.raw`(?<!\p{L})(?:cpr|person\s?n(?:umme)?r)\D{0,30}(?=(?<whole>${date}(?!\d)(?<gap>\D{1,60})(?<serial>\d{4})(?!\d)))`,
      "giu",
    ),
);

/** `de sidste fire er 1234`, before or after a date of birth that stands near. */
const lastFour =
  /(?<!\p{L})(?:sidste\s(?:4|fire)|(?:4|fire)\ssidste|løbenumme?r(?:et)?|løbenr|kontrolcifre(?:ne)?|[x*]{4}|last\s(?:4|four))[^\d\n]{0,30}(?<serial>\d{4})(?!\d)/giu;
/** Most texts say nothing of the kind, and are not looked through for it. */
const saysMore = /cpr|person|sidste|løbe|kontrol|last|xxxx|\*{4}/iu;
const near = 200;
const anyDate = dates.map((date) => new RegExp(String.raw`(?<!\d)(?<whole>${date})(?!\d)`, "giu"));

/** No message in Teams is longer, and no field by far; a number in one piece is found behind it too. */
export const longestMessage = 30_000;
const mayHoldNumber = /\d[\dOoIl|]{3}|\d\d[\s.-]\d\d|[OoIl|]\d[\dOoIl|]{2}/;
const mayBeDigit = /[\dOoIl|]/g;
/** `1. jan 90` and four more. */
const fewestDigits = 7;

/**
 * CPR numbers in a folded text that are parted by signs, markup or words, or hold all four digits of the year: `(010190) 1234`,
 * `010119901234`, `1. jan. 90 - 1234`, `010190 de sidste fire er 1234`. A year of four digits must be that of the seventh digit.
 */
export function findWrittenCpr(whole: string): CprSpan[] {
  const folded = whole.slice(0, longestMessage);
  if (!mayHoldNumber.test(folded) || (folded.match(mayBeDigit)?.length ?? 0) < fewestDigits) return [];
  const readings = new Set([folded, withoutMarkup(folded)].flatMap((text) => [text, withDigits(text)]));
  return [...readings].flatMap((text) => [
    ...(saysMore.test(text) ? [...plain, ...said] : plain).flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap(numberIn),
    ),
    ...(saysMore.test(text) ? partedByMore(text) : []),
  ]);
}

/** Markup and entities as spaces: `<b>010190</b>&nbsp;1234`. */
function withoutMarkup(text: string): string {
  return text.replaceAll(/<\/?[a-z][^<>]{0,80}>|&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});/giu, (tag) =>
    " ".repeat(tag.length),
  );
}

/** The letters that are typed for 0 and 1, in what is a number else: `01019O-l234`. */
function withDigits(text: string): string {
  if (!/\d[OoIl|]|[OoIl|]\d/.test(text)) return text;
  return text.replaceAll(/(?<![\p{L}\p{N}])[\dOoIl|]{2,12}(?![\p{L}\p{N}])/gu, (word) => {
    const digits = word.replaceAll(/\D/g, "").length;
    if (digits * 2 < word.length) return word;
    return word.replaceAll(/[Oo]/g, "0").replaceAll(/[Il|]/g, "1");
  });
}

function numberIn(match: RegExpExecArray): CprSpan[] {
  const {
    whole = "",
    said: words = "",
    gap = words,
    pairs = "",
    serial: last = pairs,
    year = "",
    ...parts
  } = match.groups ?? {};
  const digits = cprDigits({ ...parts, year }, last);
  if (digits === null || !mayPart(gap, year)) return [];
  const start = match.index + (whole.startsWith(match[0]) ? 0 : match[0].length);
  return [{ start, end: start + whole.length, certain: passesModulus11(digits) }];
}

/** After a whole date of this century comes a quantity as often, on a line of its own or after a colon. */
function mayPart(gap: string, year: string): boolean {
  if (year.length === 2) return true;
  return !/[\n\r]/.test(gap) && (year.startsWith("19") || !/[,:;]/.test(gap));
}

/** The ten digits, or null where they begin with no date of birth. */
function cprDigits({ day = "", month = "", name, year = "" }: Record<string, string>, last: string): string | null {
  const number = name === undefined ? month : String(monthNumber(name));
  const digits = day.padStart(2, "0") + number.padStart(2, "0") + year.slice(-2) + last.replaceAll(/\D/g, "");
  if (!startsWithBirthDate(digits)) return null;
  return year.length === 2 || birthYear(digits) === Number(year) ? digits : null;
}

function monthNumber(name: string): number {
  const short = name.toLowerCase().slice(0, 3).replace("may", "maj").replace("oct", "okt");
  return monthNames.indexOf(short) + 1;
}

function partedByMore(text: string): CprSpan[] {
  return [...text.matchAll(lastFour)].flatMap((match) => {
    const from = Math.max(0, match.index - near);
    const around = text.slice(from, match.index + match[0].length + near);
    const dated = anyDate.some((pattern) =>
      [...around.matchAll(pattern)].some(({ groups = {} }) => cprDigits(groups, match.groups?.serial ?? "") !== null),
    );
    const end = match.index + match[0].length;
    return dated ? [{ start: end - (match.groups?.serial?.length ?? 0), end, certain: false }] : [];
  });
}
