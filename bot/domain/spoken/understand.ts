import type { IsoDate } from "../organisation.ts";
import { absenceIn } from "./absence-words.ts";
import { type FigureNames, figuresAsked, isInTheWayAsked } from "./asked-figures.ts";
import { datesIn, type SaidDates } from "./dates.ts";
import { saidWords } from "./figure-names.ts";
import type { SpokenContext, Understood } from "./intent.ts";
import { type PlainKind, phraseOf } from "./phrases.ts";
import { folded, put, slipsBetween, stemOf } from "./words.ts";

/** Longer messages are stories, not requests. */
const mostLetters = 300;

/**
 * What somebody who writes to the bot means, in Danish or English. Pure: the same words on the same day mean the same.
 * What is not understood is `unknown`; nothing is ever done on a guess.
 */
export function understand(said: string, context: SpokenContext): Understood {
  if (said.length > mostLetters || said.trim() === "") return unknown;
  const meant = understandOthers(said, context);
  if (context.figures === undefined || !givesWay(meant, said, context.figures)) return meant;
  const question = figuresAsked(said, context.figures);
  // "Status" by itself is the teams' own.
  const isBare = question?.of === "figures" && question.solutionId === null && question.areaIds.length === 0;
  return question === null || (meant.kind === "status" && isBare)
    ? meant
    : { kind: "figures", question, isCertain: true };
}

/** Whether a question about figures goes before it: it was not understood, only guessed, or asked what waits. */
function givesWay({ kind, isCertain }: Understood, said: string, figures: FigureNames): boolean {
  if (kind === "unknown" || kind === "status") return true;
  if (kind === "barrier" && isInTheWayAsked(saidWords(said), figures)) return true;
  return !isCertain && ["checkIn", "greeting", "help", "thanks", "asLast"].includes(kind);
}

function understandOthers(said: string, context: SpokenContext): Understood {
  // "Barns 1. sygedag" is no first of the month.
  const whole = put(folded(said)).replaceAll(/\b[1-3]\. (?=syge)/g, "");
  const text = whole.replace(greeting, "");
  const dates = datesIn(text, context.today);
  const phrase = phraseOf(said);
  if (phrase !== null) return fromPhrase(phrase, context);
  return (
    rhythmIn(text) ??
    reminderIn(text, dates, context.today) ??
    absenceIn(text, dates, context.today) ??
    citizenIn(text) ??
    barrierIn(text, context) ??
    beginningOf(text, dates) ??
    clauseOf(said, context) ??
    beginningOf(whole, dates) ??
    unknown
  );
}

/** Before something else. */
const greeting = /^\s*(hej(sa)?|hi|hello|hey|goddag|god ?morgen)\b[\s,.!]*(ombord\b[\s,.!]*)?(?=\S)/;

/** "Travlt, vender tilbage": the first part that is a phrase by itself, as a proposal. */
function clauseOf(said: string, context: SpokenContext): Understood | null {
  const clauses = said.split(/[,.;:!?–]|\s-\s/).filter((clause) => clause.trim() !== "");
  if (clauses.length < 2) return null;
  for (const clause of clauses) {
    const phrase = phraseOf(clause);
    if (phrase === null || ["greeting", "thanks", "absence", "back", "works", "worksNot"].includes(phrase.kind))
      continue;
    return { ...fromPhrase(phrase, context), isCertain: false };
  }
  return null;
}

const unknown: Understood = { kind: "unknown", isCertain: false };

function fromPhrase({ kind, isExact }: { kind: PlainKind; isExact: boolean }, context: SpokenContext): Understood {
  if (kind === "absence") return { kind, spans: [{ from: null, to: null }], isCertain: false };
  if (kind === "remind") return { kind, on: null, isCertain: false };
  if (kind === "barrier") return { kind, solutionId: null, isCertain: isExact };
  // Nothing waits, and somebody says that it does not work: that is something new.
  if (kind === "worksNot" && !context.waitsForAnswer) return { kind: "barrier", solutionId: null, isCertain: false };
  return { kind, isCertain: isExact };
}

const reminding =
  /\b(mind|minde|min|mid|mnd|midn|paamind|husk|prik) (til )?(mig|os)\b|\b(ping|nudge|poke|prompt) (me|us)\b|\bgiv (mig|os) (lige )?(til|indtil|tid til)\b|\bpaamindelse\b|\bremind (me|us)\b|\breminder\b|\b(skrive?|spoerge?|proeve?|vende?|tage?|ask|write|try|kom)( til)?( mig| me| den| det| tilbage| back)?( igen| again)?\b|\bvente? (til|med)\b|\bwait until\b/;
const remindingFirst =
  /^(mind|min|mid|mnd|ping|nudge|poke|prompt|prik|vend|try|write|paamind|remind|vent|wait|skriv|spoerg|proev|tag|ask|husk|kan du|kan vi|skal vi|vil du|can we|can you|could you|please|hej|giv)/;
/** Words that a reminder is said with. */
const reminderWords =
  /^(mind|mig|os|om|det|igen|lige|paa|til|i|den|d|venligst|tak|remind|me|us|about|it|on|again|please|hej|ja|ugens|check|in|at|of|the|this|svar|svare)$/;

/** "Jeg svarer på fredag", "kan først svare mandag". */
const promising =
  /^((jeg|vi|i|we|i'll|we'll) )?((svarer|goer det|tager det|naar det|ser paa det|kigger paa det)|(kan|naar) (det )?(ikke |foerst )(at )?(svare|goere det|naa det)|(will |can |can only )?(answer|reply|do it|look at it))\b/;

function reminderIn(text: string, dates: SaidDates, today: IsoDate): Understood | null {
  if (promising.test(text.trim()) && dates.first !== null && dates.first > today)
    return { kind: "remind", on: dates.first, isCertain: false };
  if (!reminding.test(text) || !remindingFirst.test(text.trim())) return null;
  const isNamed = /\b(mind|minde|min|mid|mnd|midn|paamind|husk|remind|ping|nudge|paamindelse|reminder)\b/.test(text);
  if (!isNamed && dates.first === null) return null;
  const on = dates.first !== null && dates.first > today ? dates.first : null;
  const isAll = dates.tokens.every(
    ({ word }, index) => dates.used.has(index) || /^\W$/.test(word) || reminderWords.test(word),
  );
  return { kind: "remind", on, isCertain: isNamed && isAll && dates.isExact && on !== null };
}

const secondWeek =
  /\bhver (anden|2|2\.) uge\b|\bhveranden uge\b|\bhver (14|fjortende)\.? dag\b|\bevery (second|other|two|2) weeks?\b/;
const everyWeek = /\bhver uge\b|\bevery week\b|\bugentligt\b/;
const asking = /\b(spoerg|spoerges|spoerge|spurgt|check-?in|noejes|ask|asked|skriv)\b/;

/** Beside how often, only that it is enough, or wished for: "hver anden uge er fint". */
function isOnlyRhythm(text: string): boolean {
  const rest = text.replace(secondWeek, "").replace(everyWeek, "");
  const words = rest.split(/[^\p{L}']+/u).filter((word) => word !== "");
  return words.every((word) => wished.test(word));
}
const wished =
  /^(er|nok|fint|godt|ok|okay|rigeligt|rigelig|kun|bare|tak|det|i|stedet|for|mig|os|jeg|vi|vil|gerne|helst|hellere|foretraekker|once|in|please|is|enough|fine|good|only|just|instead|prefer|we|thanks|igen|again|maa|vaere)$/;

/** "Kan du nøjes med at spørge hver anden uge?": how often something else happens is nothing to the bot. */
function rhythmIn(text: string): Understood | null {
  const isShort = text.split(/\s+/).length <= 7;
  if (isShort && /\b(mindre tit|sjaeldnere|ikke saa tit|less often)\b/.test(text))
    return { kind: "everySecondWeek", isCertain: false };
  if (isShort && /\b(spoerg|ask)\b.*\b(oftere|more often)\b/.test(text)) return { kind: "everyWeek", isCertain: false };
  if (!asking.test(text) && !isOnlyRhythm(text)) return null;
  if (secondWeek.test(text)) return { kind: "everySecondWeek", isCertain: false };
  return everyWeek.test(text) ? { kind: "everyWeek", isCertain: false } : null;
}

const citizens =
  /\b(borger(en|e|ne)?|beboer(en)?|patient(en)?|(den|en|aeldre) aeldre|citizens?|residents?|patients?)\b/;
const cannot =
  /\b(kan ikke|kan hverken|kan kun|vil ikke|oensker ikke|tør ikke|toer ikke|har ikke|ikke kan|ikke vil|ikke har|har ingen|uden|kommer ikke|naegter|afviser|svaert ved|refuses|struggles|magter ikke|forstaar ikke|mangler|cannot|can't|cant|can not|does not|doesn't|will not|won't|has no|without|unable)\b/;

/** Somebody cannot take part: what stands in the way of them is chosen on the form, never taken from the words. */
function citizenIn(text: string): Understood | null {
  return citizens.test(text) && cannot.test(text) ? { kind: "citizen", isCertain: false } : null;
}

const troubles =
  /\b(drill\w*|boevl\w*|besvaer\w*|fejl\w*|nede|ned|langsomt?|haenger|hakker|fryser|crasher|gaar ned|lukker ned|i stykker|fejler|ikke tid|ingen tid|ikke komme|problem\w*|barriere\w*|noget galt|bryder sammen|brudt sammen|logge ind|logge paa|login|mangler|wrong|down|slow|broken|crash\w*|error\w*|trouble\w*|issue\w*|stuck|in the way|acting up|doed|stopper|staar stille|larmer|forsvind\\w*|forsvundet|afbryd\\w*|dead|frozen|freez\\w*|stops|stopped)\b|\b(kan|vil|virker|fungerer|dur|svarer|opdaterer|gemmer|starter|aabner) (slet |stadig |bare |overhovedet )?ikke\b|\b(does not|doesn't|cannot|can't|won't|isn't|not) (work|open|load|save|start|log|working)\w*/;
const nothingWrong =
  /\b(intet|ingenting|ikke noget|ingen|nothing|no|ikke laengere|ikke mere|no longer)\b.{0,24}\b(drill\w*|problem\w*|fejl|boevl|trouble|issues?|wrong)\b|\bdriller ikke\b/;
/** What people work with beside the solutions that are asked about. */
const things =
  /\b(net|nettet|internettet|netvaerket|wifi|wi-fi|computer\w*|pc'?\w*|tablet\w*|ipad\w*|telefon\w*|mobil\w*|skaerm\w*|printer\w*|system\w*|app|appen|apps|program\w*|login|robot\w*|internet|network|phone\w*|screen\w*)\b/;
const troubling =
  /\b(noget|something)\b.{0,12}\b(drill\w*|wrong|in the way)|\bdriller\b|\bdrilelr\b|\bdirller\b|\bdrillr\b|\bdriler\b|\bdrillerr\b/;

/** Something that is named does not work, or something teases, whatever it is. */
function barrierIn(text: string, { solutions }: SpokenContext): Understood | null {
  if (nothingWrong.test(text)) return { kind: "checkIn", isCertain: false };
  const solutionId = solutionIn(text, solutions);
  const isTroubled =
    troubles.test(text) || text.split(/[^\p{L}]+/u).some((word) => slipsBetween(word, "driller") !== null);
  if ((solutionId !== null || things.test(text)) && isTroubled)
    return { kind: "barrier", solutionId, isCertain: false };
  const isPlain =
    troubling.test(text) ||
    /\b(virker|fungerer) (slet |stadig |bare )?ikke\b|\b(doesn't|does not|not) work(ing)?\b/.test(text) ||
    /\bnoget (er |virker )?(helt |rivende )?(galt|forkert|underligt|i stykker)\b/.test(text) ||
    /\bkan (slet |stadig |bare )?ikke (logge (ind|paa)|komme ind)\b|\b(can't|cannot|can not) (log|sign|get) (in|on)\b/.test(
      text,
    );
  return isPlain || (isTroubled && /^noget\b|^something\b/.test(text))
    ? { kind: "barrier", solutionId: null, isCertain: false }
    : null;
}

/** The one solution that is named, in whatever form the word takes; null for none and for several. */
export function solutionIn(text: string, solutions: SpokenContext["solutions"]): string | null {
  const words = folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3)
    .map(stemOf);
  const found = solutions.filter(({ names }) => names.some((name) => isNamed(words, name)));
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

function isNamed(words: readonly string[], name: string): boolean {
  const parts = folded(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length >= 4 || /\d/.test(part))
    .map(stemOf);
  return (
    parts.length > 0 && parts.every((part) => words.some((word) => word === part || slipsBetween(word, part) !== null))
  );
}

const beginnings: readonly (readonly [RegExp, PlainKind])[] = [
  [/^(nej|naeh?|no)\b.*\b(ikke|not|stadig|still|driller)\b|\bstadig ikke\b|\bstill (not|doesn't)\b/, "worksNot"],
  [
    /^(ja|jep|jo|yes|yep)\b.*\b(virker|koerer|loest|fint|godt|works|fine|good|fixed|solved)\b|\b(det|nu|it) (virker|koerer|works)\b/,
    "works",
  ],
  [/\b(spring(e|er)? (.{0,20} )?over|skip (this|the) week)\b/, "skip"],
  [
    /\bsom sidst\b|\bsamme (som|svar)\b|\bsame (answers? )?as (last|before)\b|\bved det gamle\b|\bingen aendring\w*\b|\buaendret\b|\bsom (det |vi )?plejer\b|\bno changes?\b|\bunchanged\b/,
    "asLast",
  ],
  [/^(hvem|who)\b.*\b(se|ser|laese|laeser|faar|see|sees|reads?)\b/, "help"],
  [/^(hvad|what)\b.*\b(mangler|venter|svare paa|waits|waiting)\b|\bventer paa mig\b|\bwaits for me\b/, "status"],
  [
    /^(hvad|hvordan|hvorfor|what|how|why)\b.{0,16}\b(kan|skal|bruger|goer|melder|spoerger|skriver|svarer|can|do|should) (jeg|du|man|vi|i|you|we)\b/,
    "help",
  ],
  [/^(hvem|hvad|hvornaar|hvor|who|what|where)\b.*\b(stedfortraeder\w*|stand-?in|meldt|reported|status)\b/, "status"],
  [/\b(ret|rette|aendre) (mit |mine |et |i )?svar\w*\b|\b(change|correct|edit) (my|the) answers?\b/, "correct"],
  [/\b(drop\w*|pass|ingen svar|intet svar|no answer)\b.*\b(uge|ugen|week)\b/, "skip"],
  [/\bnaar det ikke\b.*\b(denne|den her) uge\b/, "skip"],
  [/\b(intet|ikke (sket )?noget|nothing) (nyt|new)\b/, "asLast"],
  [/\b(trykke|trykkede|trykket|svare|svarede|svaret|vaelge|valgte|valgt) forkert\b/, "correct"],
  [
    /\bikke tid\b|\b(har|er) (\S+ ){0,2}travlt\b|\bmaa vente\b|^ikke i (dag|morgen)\b|^not today\b|^senere\b|^later\b|\bmidt i (noget|det)\b|\b(sidder i|er i|in a) (moede|meeting)\b|\bjeg naar det ikke\b|\bpasser (det )?ikke\b|\bno time\b|\bi am (too )?busy\b/,
    "later",
  ],
  [/^(hej|hi|hello|hey|goddag|godmorgen)\b(?!.*\w.*\w.*\w.*\w.*\w.*\w.*\w.*\w)/, "greeting"],
  [/^(mange |tusind )?tak\b|^thanks?\b/, "thanks"],
];

/** Sentences with more in them than is understood: a proposal at most. Somebody else's doings are none. */
function beginningOf(text: string, { tokens }: SaidDates): Understood | null {
  if (tokens.length > 14) return null;
  const found = beginnings.find(([shape]) => shape.test(text.trim()))?.[1];
  if (found === undefined || found === "absence" || found === "remind" || found === "barrier") return null;
  return { kind: found, isCertain: false };
}
