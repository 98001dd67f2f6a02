import type { PlainKind } from "./phrases.ts";

// The last resort for a short message: words that hardly stand in any other. A proposal, never more.

const cues: readonly (readonly [RegExp, PlainKind])[] = [
  [
    /^(?=.*\b(rett?e[st]?|aendres?|aendret|forkert\w*|fejl|wrong|mistake|correct\w*|redo)\b)(?=.*\b(mit|mine|svar\w*|kryds\w*|tryk\w*|klik\w*|tast\w*|answers?|button|rette)\b)/,
    "correct",
  ],
  [/\b(samme|uforandret|uaendret|uaendrede|plejer|sidst|same|unchanged|vanligt|saedvanlig\w*|usual)\b/, "asLast"],
  [
    /^(?=.*\b(denne|den her|this|ugens) (uge|week|gang|one|runde|omgang)\b)(?=.*\b(ikke|not|no|nej|ingen|gider|drop\w*|spring\w*|skip|uden|pass?)\b)/,
    "skip",
  ],
  [
    /\b(senere|later)\W*$|^(er |sidder |skal )?(til|i) (et )?\p{L}*moede\b|^(?=.*\b(lige nu|right now|tidspunkt|at the moment|i oejeblikket)\b)(?=.*\b(ikke|ingen|daarligt|skidt|not|no|busy|travl\w*)\b)|\b(stresset|presset|travl)\b/u,
    "later",
  ],
  [/^(ja|jo|jep|jaa|yes|yep|yeah|yup)\b(?!.*\b(ikke|not|n't|men|but)\b)/, "works"],
  [
    /^(?=.*\b(jeg|i|vi|mig|me)\b)(?=.*\b(bagud|glemt|skylder|naaet|mangler|behind|forgot\w*|missing|overblik|indberettet|overset)\b)/,
    "status",
  ],
  [
    /\b(forklar\w*|explain|vejled\w*|guide|instruks\w*|manual|forvirret|confused|fatter)\b|^(hvordan|how) (goer|do)\b/,
    "help",
  ],
  [/\b(spoergsmaal(ene)?|check-?in(net|et)?|spoergeskema\w*|questions?)\b/, "checkIn"],
  [
    /\b(tak|thanks|thx)\W*$|\b(glad for det|det hjalp|saa sejt|du er (sej|god|soed))\b|^(saa )?(fedt|skoent|dejligt|herligt|super|perfekt)\b/,
    "thanks",
  ],
];
const somebodyElse =
  /\b(borger\w*|beboer\w*|patient\w*|han|hun|ham|hende|kolleg\w*|medarbejder\w*|naboen|teamet|citizens?|he|she|they)\b/;
const mostWords = 9;

/** What its words are most likely about; null for a longer message, a question to others, or what somebody else does. */
export function cueIn(text: string): PlainKind | null {
  const trimmed = text.trim();
  if (trimmed.split(/\s+/).length > mostWords || somebodyElse.test(trimmed)) return null;
  return cues.find(([shape]) => shape.test(trimmed))?.[1] ?? null;
}
