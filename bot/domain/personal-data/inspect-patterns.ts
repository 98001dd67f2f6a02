import { type CprSpan, type DigitGroup, digitGroups, findCprNumbers, type NumberSpan } from "./find-numbers.ts";
import { type FoldedText, foldText } from "./folded-text.ts";
import { findPhoneNumbers } from "./phone-numbers.ts";
import { findWrittenCpr } from "./written-cpr.ts";

// Runs in the browser too: nothing of Node here, and no list of names. Rules: docs/domain.md, "The guard against personal data".

/** What the guard found, in UTF-16 units of the original text. `block` is never stored; `warn` the writer may confirm. */
export type Finding = { index: number; length: number } & (
  | { kind: "cpr"; severity: "block"; certain: boolean }
  /** A name with a room, a year of birth or a diagnosis beside it. */
  | { kind: "identified"; severity: "block"; beside: Beside }
  | { kind: WarningKind; severity: "warn" }
);

export type Beside = "room" | "birthYear" | "diagnosis";
export type WarningKind = "email" | "phone" | "name" | PatternKind;
type PatternKind = "address" | "postalTown" | "caseNumber" | "birthDate" | "titledName";

// Every pattern is tried at the beginning of a word only and has no unbounded repetition inside another, so that
// the time is proportional to the text.
const domain = String.raw`[\p{L}\p{N}-]{1,63}(?:\s?(?:\.|\(dot\)|\[dot\]|punktum|prik)\s?[\p{L}\p{N}-]{2,63}){1,4}`;
const emailPatterns = [
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  new RegExp(
    String.raw`(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}\s{0,2}(?:\(\s?(?:at|a|@)\s?\)|\[\s?(?:at|a|@)\s?\]|\{(?:at|@)\}|<at>|snabel-?a|@|\sat\s)\s{0,2}${domain}`,
    "giu",
  ),
];
/** Where nobody in particular reads. */
const sharedBox =
  /^(?:it|info|mail|post|sikkerpost|digitalpost|kontakt|support|service|hotline|help|noreply|no-reply|borgerservice|kommune|raadhus|rådhus|admin|administration|visitation|journal|hr|job|kundeservice|bestilling|faktura|bogholderi|velfaerdsteknologi|velfærdsteknologi|digitalisering|hjaelp|hjælp|presse|servicedesk|helpdesk)[\p{L}\p{N}_.-]{0,30}\s{0,2}[@([{<s]/iu;

const counted =
  "teams?|gange?|borgere?|beboere?|medarbejdere?|ansatte|kolleger|skærme?|tablets?|enheder|pladser|stk|minutter|min|timer?|dage?|uger?|måneder|år|ud|af|pct|procent|personer|brugere|afdelinger|huse|ledere|svar|opgaver|besøg|kr|kroner|til|mod";
const houseNumber = String.raw`,?\s{1,3}(?:nr\.?\s?)?\d{1,3}(?!\d|[.,]\d|\s?[%-]\s?\d|\s?%|\s(?:${counted})(?!\p{L}))`;
const streetEndings = "vej|vejen|gade|gaden|allé|alléen|stræde|strædet|boulevard|boulevarden";
// Common words too (arbejdsplads 2, haven 3), so these count only in a capitalised name.
const placeEndings =
  "plads|pladsen|torv|torvet|vænge|vænget|vang|vangen|park|parken|have|haven|bakke|bakken|sti|stien|kaj|kajen|toft|toften|tofte|lund|lunden|krog|krogen|eng|engen|brink|brinken|skrænt|skrænten|bryn|brynet|krat|krattet|høj|højen|mark|marken|dal|dalen|bjerg|bjerget|kær|kæret|mose|mosen|sø|søen|ås|åsen|vold|volden|lyng|lyngen|hede|heden|skov|skoven|bæk|bækken|strand|stranden|bro|broen|mølle|møllen|kilde|kilden|løkke|løkken|løkkerne|kanten|bue|buen|ager|ageren|holm|holmen|hegn|hegnet|dige|diget|slette|sletten|skel|skellet|dam|dammen|ledet|led|hulen|knolden|banken|banke|bred|bredden|svinget|sving|hjørne|hjørnet|have|haverne|parkvej|kvarter|kvarteret|stræde|passage|slippe|slippen|plan|planen|kvisten|flak|næs|næsset|klint|klinten|vig|vigen|å|åen|odde|odden|leddet|eje|kig|blik|udsigt|udsigten|dalene|bakkerne|engene|vænget|tværvej|gang|gangen";
const streetWords =
  "Vej|Gade|Allé|allé|Alle|Stræde|Boulevard|Plads|Torv|Vænge|Park|Have|Bakke|Kaj|Vang|Toft|Mark|Høj|Dal|Eng|Strand|Sø|Skov|Bro|Mose|Kær";
// A home or a team may be called like a street.
const notAHome = String.raw`(?<!(?:^|[^\p{L}])(?:team|afdeling|afd\.|afsnit|enhed|enheden|plejecenter|plejecentret|plejehjem|plejehjemmet|center|centret|bosted|bostedet|distrikt|gruppe|hus|børnehave|børnehaven|skole|skolen|lokale|mødelokale|projekt|uge)\s)`;
const addressPatterns = [
  new RegExp(String.raw`(?<!\p{L})(?:\p{L}{1,40}(?:${streetEndings})|\p{L}{4,40}alle)${houseNumber}`, "giu"),
  new RegExp(String.raw`(?<!\p{L})${notAHome}\p{Lu}\p{L}{0,40}(?:${placeEndings})${houseNumber}`, "gu"),
  new RegExp(String.raw`(?<!\p{L})${notAHome}\p{Lu}[\p{L}.]{1,40}\s{1,3}(?:${streetWords})${houseNumber}`, "gu"),
  // "Ved Kæret 3", "Bag Haven 12".
  new RegExp(
    String.raw`(?<!\p{L})(?:Ved|Bag|Over|Under|Mellem|Langs)\s(?!(?:Stuen|Afdelingen|Enheden|Ugen|Etagen|Skærmen|Siden|Rummet|Lokalet)(?!\p{L}))\p{Lu}\p{L}{1,30}(?:et|en|a|erne|ene|å)${houseNumber}`,
    "gu",
  ),
  // Whatever it is called, somebody lives there.
  new RegExp(
    String.raw`(?<!\p{L})(?:bor|boende|adressen?|flyttet|flytter|leveres?|leveret|kør|kører|kørt|hjemme|sendt|sendes)(?:\s(?:på|i|til|er|ud|hjemme|nu)){0,3}:?\s\p{Lu}[\p{L}.]{1,40}(?:\s\p{Lu}\p{L}{1,40}){0,2}${houseNumber}`,
    "gu",
  ),
];
/** Whose address it is that anybody may know. */
const publicPlace =
  /(?<!\p{L})(?:rådhus|borgerservice|bibliotek|jobcent|sundhedshus|sundhedscent|plejecent|plejehjem|kontor|hjælpemiddeldepot|depot|lager|mødes|mødet|mødested|kursus|kurset|undervisning|kommunen|afdelingen|administration|leverandør|butik|hovedindgang|vi\sholder\stil|holder\stil)\p{L}{0,8}[^\p{N}]{0,30}$/iu;

const months =
  "jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const numericDate = String.raw`\d{1,4}[\s./-]{1,3}\d{1,2}(?:[\s./-]{1,3}\d{2,4})?`;
const writtenDate = String.raw`\d{1,2}\.?\s{0,2}(?:${months})(?!\p{L})(?:\.?\s{1,2}\d{2,4})?`;
const ordinals =
  "første|anden|andet|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|ellevte|tolvte|\\p{L}{3,8}(?:tende|dende|yvende)|\\p{L}{2,6}ogtyvende|tredivte|enogtredivte";
const tens =
  "ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tyve|tredive|fyrre|halvtreds|tres|halvfjerds|firs|halvfems";
const units = "en|et|to|tre|fire|fem|seks|syv|otte|ni";
const yearInWords = String.raw`(?:(?:nitten|tyve|to\s?tusind)\s?-?\s?(?:hundrede?)?\s?-?\s?(?:og)?\s?-?\s?(?:(?:${units})?(?:og)?(?:${tens})|(?:${units}))|(?:(?:${units})og)?(?:${tens}))`;
const dateInWords = String.raw`(?:${ordinals})(?!\p{L})\s{0,2}(?:i\s)?(?:${months}|${ordinals})(?!\p{L})`;
const born = String.raw`(?<!\p{L})(?:f(?:ø|oe)dt|f(?:ø|oe)dselsda(?:g|to)(?:en)?|f(?:ø|oe)dselsår(?:et)?|født\.?|fødsd\.?|fylder\s(?:rundt|år|\d{2,3}(?:\sår)?)|born)(?!\p{L})[\s:]{0,3}(?:(?:er|den|d\.|i|on|in|tilbage|helt|året|år)\s{0,2}){0,4}`;

const patterns: Record<PatternKind, RegExp[]> = {
  address: addressPatterns,
  // 2001–2099 are years and no postal codes; below 0800 there are none.
  postalTown: [/(?<![\p{L}\p{N}.,/])(?!20(?!00)|0[0-7])\d{4}\s{1,2}\p{Lu}\p{Ll}{1,40}/gu],
  caseNumber: [
    /(?<!\p{L})(?:sags?|journal|j)[\s.-]{0,2}(?:nr|nummer(?:et)?|id)\.?[\s:#.-]{0,4}(?:er\s)?\p{L}{0,6}[-/]?\d[\d./-]{0,30}/giu,
  ],
  birthDate: [
    new RegExp(
      String.raw`${born}(?:${writtenDate}|${numericDate}|'?(?:\d{8}|\d{6}|19\d\d|20[01]\d|\d\d)(?![\d:%]|['’-]?\s?erne|\s?(?:år|dage|uger|gange|pct))|${dateInWords}|(?:den\s)?${yearInWords}(?!\p{L}))(?!\d)`,
      "giu",
    ),
    /(?<!\p{L})(?:f\.|årgang)\s?'?(?:19\d\d|\d\d(?=\D|$))(?!\s?(?:år|stk|timer|gange)(?!\p{L}))/giu,
    /(?<!\p{L})nitten\s?-?\s?hundrede?\s?-?\s?(?:og\s?-?\s?)?\p{L}{3,20}/giu,
    /(?<!\p{L})(?:cpr|person\s?n(?:umme)?r)\.?[\s:.-]{0,4}(?:(?:er|begynder|starter|med|på)\s){0,3}\d{6}(?!\d)/giu,
  ],
  // Not "HR", which is a department.
  titledName: [
    /(?<!\p{L})(?:[Hh]r|[Hh]err|[Ff]ru|[Ff]rk|[Ff]røken|FRU|FRK|Mr|Mrs|Ms)\.?\s{1,3}(?!(?:Og|Eller)\b)\p{Lu}[\p{L}'-]{1,40}/gu,
  ],
};

/**
 * What digits and patterns tell of a person, by its place in the text: all that the browser looks for. The modulus-11 check decides only
 * `certain`. Time is proportional to the length of the text.
 */
export function inspectPatterns(text: string): Finding[] {
  return patternsIn(text, foldText(text));
}

/** As {@link inspectPatterns}, for a text that has been folded. */
export function patternsIn(text: string, folded: FoldedText): Finding[] {
  const runs = digitGroups(folded.text);
  const cprNumbers = cprIn(folded.text, runs).map(({ certain, ...span }): Finding => {
    return { kind: "cpr", severity: "block", ...place(folded, span), certain };
  });
  const phones = runs.flatMap((run) => findPhoneNumbers(run, folded.text));
  const warnings = [
    ...phones.map((span): Finding => ({ kind: "phone", severity: "warn", ...place(folded, span) })),
    ...patternFindings(folded),
  ];
  return apart(text, [cprNumbers, warnings]);
}

/** Whether the text holds a CPR number. */
export function holdsCpr(text: string): boolean {
  const folded = foldText(text).text;
  return cprIn(folded, digitGroups(folded)).length > 0;
}

function cprIn(folded: string, runs: DigitGroup[][]): CprSpan[] {
  const taken = new Uint8Array(folded.length);
  const spans = [...runs.flatMap((run) => [...findCprNumbers(run)]), ...findWrittenCpr(folded)];
  return spans.filter(({ start, end }) => {
    const isFree = !taken.subarray(start, end).includes(1);
    if (isFree) taken.fill(1, start, end);
    return isFree;
  });
}

/** Of several lists, each without what an earlier one covers; in order of their place. */
export function apart(text: string, lists: Finding[][]): Finding[] {
  const covered = new Uint8Array(text.length);
  const outermost = lists.flat().filter(({ index, length }) => {
    const isFree = !covered.subarray(index, index + length).includes(1);
    if (isFree) covered.fill(1, index, index + length);
    return isFree;
  });
  return outermost.sort((a, b) => a.index - b.index);
}

function patternFindings(folded: FoldedText): Finding[] {
  const all: [WarningKind, RegExp[]][] = [
    ["email", emailPatterns],
    ...(Object.entries(patterns) as [PatternKind, RegExp[]][]),
  ];
  return all.flatMap(([kind, alternatives]) =>
    alternatives
      .flatMap((pattern) => [...folded.text.matchAll(pattern)])
      .filter((match) => !isNobodys(kind, match[0], folded.text.slice(Math.max(0, match.index - 60), match.index)))
      .map((match): Finding => {
        const span = { start: match.index, end: match.index + match[0].length };
        return { kind, severity: "warn", ...place(folded, span) };
      }),
  );
}

/** A word beside it may lift a warning. */
function isNobodys(kind: WarningKind, found: string, before: string): boolean {
  if (kind === "email") return sharedBox.test(found);
  return (kind === "address" || kind === "postalTown") && publicPlace.test(before);
}

/** From the folded text back to what was written. */
export function place(folded: FoldedText, { start, end }: NumberSpan): { index: number; length: number } {
  if (folded.starts === null || folded.ends === null) return { index: start, length: end - start };
  const index = folded.starts[start] ?? 0;
  return { index, length: (folded.ends[end - 1] ?? index) - index };
}
