import { findNames } from "./find-names.ts";
import { type FoldedText, foldText } from "./folded-text.ts";
import { apart, type Beside, type Finding, holdsCpr, patternsIn, place } from "./inspect-patterns.ts";
import { longestMessage } from "./written-cpr.ts";

export type { Finding } from "./inspect-patterns.ts";

// With the lists of names, so on the server only; the browser has inspect-patterns.ts.

const number =
  "en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tyve";
const rooms =
  "stue|stuen|værelse|værelset|værelsesnr|vær|rum|bolig|boligen|lejlighed|lejligheden|lejl|seng|sengen|sengeplads|plejebolig|ældrebolig|sengestue|enestue|room|apartment|flat|dør|opgang|hybel|nr|nummer|hus|plads|bord";
const diagnoses =
  "demen[st]\\p{L}{0,6}|dimens|al?t?[sz]?h?[ez]i?mer\\p{L}{0,3}|alzh?eimers?|alts?heimers?|park[ie]n[gk]?s[oe]n\\p{L}{0,2}|diabet\\p{L}{0,8}|sukkersyge?|\\p{L}{0,14}kræft\\p{L}{0,4}|cancer|kol|kols|epilep\\p{L}{0,6}|skitzo\\p{L}{0,8}|ski[tz]?zo\\p{L}{0,8}|schizo\\p{L}{0,8}|bipolar\\p{L}{0,3}|depress\\p{L}{0,6}|angst\\p{L}{0,12}|autis\\p{L}{0,6}|asperger\\p{L}{0,3}|adhd|ptsd|[sm]?s?[ck]lerose?\\p{L}{0,4}|apople\\p{L}{0,6}|\\p{L}{0,6}hjerneskade\\p{L}{0,3}|blodprop\\p{L}{0,6}|hjerneblødning\\p{L}{0,3}|afasi\\p{L}{0,3}|psyko(?:se|tisk|ser)\\p{L}{0,3}|ocd|borderline|anore\\p{L}{0,5}|bulimi|alkoholi\\p{L}{0,6}|alkoholmisbrug\\p{L}{0,3}|alkoholdemens|misbruger|misbrug|narkoman|hiv|hepatitis|downs?|cerebral|spasti\\p{L}{0,5}|gigt|leddegigt|slidgigt|osteoporose|knogleskør\\p{L}{0,4}|hjertesvigt|hjertestop|hjerteinsufficiens|nyresvigt|dialyse\\p{L}{0,4}|amputer\\p{L}{0,4}|stomi\\p{L}{0,3}|inkontinen\\p{L}{0,4}|døv|blind|svagsynet|svagtseende|udviklingshæm\\p{L}{0,6}|senhjerneskade\\p{L}{0,2}|lammet|lammelse|hoftebrud|terminal|selvmord\\p{L}{0,10}|tryksår|delir\\p{L}{0,4}|mrsa|sindslid\\p{L}{0,6}|sindssyg|tvangstanker|psykisk\\ssyg\\p{L}{0,2}|als|astma|hjertesyg|kræftsyg|parese|halvsidig\\p{L}{0,10}|neuropati|makula\\p{L}{0,12}|grå\\sstær|grøn\\sstær|ordblind|tourett?es?|huntingtons?|crohns?|colitis|migræne|fibromyalgi|hjernerystelse|hjernetumor|leukæmi|lymfom|lungebetændelse|korsakoff|delirium|manio\\p{L}{0,6}|manisk|paranoi\\p{L}{0,3}|udbrændt|cystisk|kronisk\\s\\p{L}{3,12}|autoimmun|lupus|sarkoidose|narkolepsi|søvnapnø|spiseforstyr\\p{L}{0,6}|personlighedsforstyr\\p{L}{0,6}|retarder\\p{L}{0,3}|dysleksi|kognitiv\\ssvækk\\p{L}{0,5}|blødersyg\\p{L}{0,3}|muskelsvind|hofteopereret";
const year = "(?:19\\d\\d|200\\d|201[0-5])";
const besides: [Beside, RegExp][] = [
  [
    "room",
    new RegExp(
      String.raw`(?<!\p{L})(?:(?:${rooms})\.?\s{0,2}(?:nr\.?|nummer)?\s{0,2}(?:\d{1,4}\s?[a-zæøå]?(?![\p{L}\d])|(?:${number})(?!\p{L}))|(?:på|i|fra|nede\si|oppe\si)\s(?:nr\.?\s?)?\d{1,3}\s?[-']?\s?(?:eren|'eren)|(?:på|i|fra)\s\d{1,3}\s?[a-h](?![\p{L}\d])|bor\s(?:på|i|oppe\si|nede\si)\s(?:nr\.?\s?)?\d{1,4}(?![\p{L}\d])|\d{1,3}\.?\s?(?:sal|etage)(?!\p{L})|\d{1,3}\.?\s(?:th|tv|mf)(?!\p{L}))`,
      "giu",
    ),
  ],
  [
    "birthYear",
    new RegExp(
      String.raw`(?<![\p{L}\d])(?:f\.?\s?'?${year}|f\.\s?'?\d\d(?!\d)|fra\s(?:årgang\s)?19\d\d|${year}(?=\s?$)|\d{2,3}\s?[- ]?årig\p{L}{0,2}|\d{2,3}\sår\sgammel|på\s(?:[6-9]\d|10\d)(?:\sår)?(?![\d%.,])|født\p{L}{0,3}\s(?:i\s)?\d{2}|årgang\s'?\d\d|er\s(?:[6-9]\d|10\d)(?:\sår)?(?=[\s,.]|$))`,
      "giu",
    ),
  ],
  [
    "birthYear",
    new RegExp(
      String.raw`[(,]\s?(?:f\.?\s?)?(?:'?${year}(?!\d)|(?:[3-9]\d|10\d)\sår(?=[\s,.)]|$)|(?:[6-9]\d|10\d)\s?[,)])`,
      "giu",
    ),
  ],
  ["diagnosis", new RegExp(String.raw`(?<!\p{L})(?:${diagnoses})(?![\p{L}-])`, "giu")],
];

/** How far from a name what tells who it is may stand. */
const besideReach = 160;

/**
 * Everything in the text that identifies, or may identify, a person, by its place in the text. `ours` are names that the municipality has
 * given to solutions and teams, which are nobody's. Time is proportional to the length of the text.
 */
export function inspectText(text: string, ours: Iterable<string> = []): Finding[] {
  const folded = foldText(text);
  const patterns = patternsIn(text, folded);
  const names = findNames(folded.text.slice(0, longestMessage), oursIn(folded.text, ours)).map((span): Finding => {
    return { kind: "name", severity: "warn", ...place(folded, span) };
  });
  const found = apart(text, [patterns, names]);
  if (!found.some(isNamed)) return found;
  return withBesides(folded, found);
}

/** Whether the text tells who somebody is, so that it must not be stored, logged or shown to anybody but its writer. */
export function isBlocked(text: string, ours: Iterable<string> = []): boolean {
  if (holdsCpr(text)) return true;
  // Nobody is named in most texts, and no more has to be looked for there.
  if (findNames(foldText(text.slice(0, longestMessage)).text).length === 0) return false;
  return inspectText(text, ours).some(({ severity }) => severity === "block");
}

function isNamed({ kind }: Finding): boolean {
  return kind === "name" || kind === "titledName";
}

/** Where the text says what is ours. */
function oursIn(folded: string, ours: Iterable<string>): (start: number, end: number) => boolean {
  const lower = folded.toLowerCase();
  const taken = new Uint8Array(folded.length);
  for (const name of ours) {
    const words = name.trim().toLowerCase();
    if (words.length < 2) continue;
    for (let at = lower.indexOf(words); at >= 0; at = lower.indexOf(words, at + words.length)) {
      taken.fill(1, at, at + words.length);
    }
  }
  return (start, end) => taken[start] === 1 && taken[end - 1] === 1;
}

function withBesides(folded: FoldedText, found: Finding[]): Finding[] {
  const telling = besides.flatMap(([beside, pattern]) =>
    [...folded.text.matchAll(pattern)].map((match) => {
      return { beside, ...place(folded, { start: match.index, end: match.index + match[0].length }) };
    }),
  );
  for (const { kind, index, length } of found) {
    if (kind === "birthDate") telling.push({ beside: "birthYear", index, length });
  }
  telling.sort((a, b) => a.index - b.index);
  let next = 0;
  return found.map((finding): Finding => {
    if (!isNamed(finding)) return finding;
    const { index, length } = finding;
    while (next < telling.length && (telling[next]?.index ?? 0) + (telling[next]?.length ?? 0) < index - besideReach)
      next += 1;
    const near = telling.slice(next, next + 8).find((one) => {
      const isApart = one.index + one.length <= index || one.index >= index + length;
      return isApart && one.index <= index + length + besideReach && one.index + one.length >= index - besideReach;
    });
    return near === undefined ? finding : { kind: "identified", severity: "block", index, length, beside: near.beside };
  });
}
