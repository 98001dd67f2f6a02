import { type DigitGroup, type NumberSpan, spanOf, windowOf } from "./find-numbers.ts";

/** How eight digits are grouped when nothing says that they are a phone number. */
const groupings = new Set(["8", "2-2-2-2", "4-4", "2-3-3", "3-2-3", "3-3-2", "2-6", "1-1-1-1-1-1-1-1"]);
const saysPhone =
  /(?<!\p{L})(?:tlf|tel|telefon\p{L}{0,12}|mobil\p{L}{0,12}|mob|ring\p{L}{0,4}|sms|kald|fastnet)[^\p{N}]{0,20}$/iu;
/** Numbers of things, and of places where nobody in particular answers. */
const ofThings =
  /(?<!\p{L})(?:cvr|ean|kle|imei|mac|sn|ip|id|gln|(?:se|p|cvr|ean|reg|vare|ordre|faktura|kontrakt|konto|serie|model|artikel|licens|rekvisition|bestillings?|projekt|budget|version)[\s.-]{0,2}(?:nr|num|numme?r|adresse|kode|id)?)(?:[\s.-]{0,2}(?:nr|numme?r|adressen?|nummeret|kode))?(?:et|en)?[^\p{L}\p{N}]{0,4}(?:er\s|hedder\s)?$/iu;
const ofPlaces =
  /(?<!\p{L})(?:hotline|support|helpdesk|servicedesk|omstilling|vagttelefon|akuttelefon|hovednummer|rådhus|kommune|borgerservice|vagtcentral|leverandør|it-afdeling|it-support|bibliotek|lægevagt|døgnvagt|jobcenter|callcenter|sundhedshus|servicecenter|vagten|reception)\p{L}{0,12}[^\p{N}]{0,40}$/iu;

/**
 * Danish phone numbers in a run: eight digits in any spacing, or twelve with 0045 and ten with +45 in front. A country code cannot
 * pass for a CPR number, as there is no day 45. Numbers that belong to a thing, a hotline or a town hall are nobody's.
 */
export function findPhoneNumbers(run: DigitGroup[], text: string): NumberSpan[] {
  const found: NumberSpan[] = [];
  let from = 0;
  while (from < run.length) {
    const window = phoneWindowAt(run, from, text);
    if (window.length > 0 && !isNobodys(window, wordsBefore(run, from, text))) found.push(spanOf(window));
    from += Math.max(1, window.length);
  }
  return found;
}

function phoneWindowAt(run: DigitGroup[], from: number, text: string): DigitGroup[] {
  const first = run[from];
  if (first === undefined) return [];
  const international = text[first.start - 1] === "+" || first.digits.startsWith("00");
  if (international && /^(00)?45\d{8}$/.test(first.digits)) return [first];
  const codeOnly = international && /^(00)?45$/.test(first.digits);
  const number = windowOf(run, codeOnly ? from + 1 : from, 8, 8);
  if (!codeOnly) return looksLikePhone(number, wordsBefore(run, from, text)) ? number : [];
  return number.length > 0 ? [first, ...number] : [];
}

function looksLikePhone(window: DigitGroup[], words: string): boolean {
  const [first, second] = window;
  if (first === undefined) return false;
  const isSaid = words !== "" && saysPhone.test(words);
  const gap = second?.gap;
  // First what is cheap: this is asked of every digit in a long run.
  if (!isSaid && window.some((group, index) => index > 0 && group.gap !== gap)) return false;
  if (isDate(window)) return false;
  if (isSaid) return true;
  if (gap === "\n" || (gap === "." && !/^[2-9]/.test(first.digits))) return false;
  const shape = shapeOf(window);
  if (!groupings.has(shape)) return false;
  // 2025-2026 and 2025 2026 are years, 1200-1500 is a span; 10.12.14.16 is a machine's address, and no number begins with 1.
  return shape !== "4-4" || (gap === " " && !window.every((group) => /^(19|20)/.test(group.digits)));
}

/** 20261121, 21112026, 21.11.2026 or 2026-11-21. */
function isDate(window: DigitGroup[]): boolean {
  if (window.length > 3 || !/^(?:8|[24]-2-[24])$/.test(shapeOf(window))) return false;
  const digits = window.map((group) => group.digits).join("");
  return /^(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|(?:[0-2]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d)$/.test(
    digits,
  );
}

function shapeOf(window: DigitGroup[]): string {
  return window.map(({ digits }) => digits.length).join("-");
}

/** 70 and 80 are numbers of firms. */
function isNobodys(window: DigitGroup[], words: string): boolean {
  const [first] = window;
  if (first === undefined || /^[78]0/.test(window.map(({ digits }) => digits).join(""))) return true;
  return words !== "" && (ofThings.test(words) || ofPlaces.test(words));
}

/** What says whose number it is stands before all digits that hang together. */
function wordsBefore(run: DigitGroup[], from: number, text: string): string {
  const start = run[from]?.start ?? 0;
  return from === 0 ? text.slice(Math.max(0, start - 60), start) : "";
}
