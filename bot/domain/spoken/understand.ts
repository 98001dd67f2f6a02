import { absenceIn } from "./absence-words.ts";
import { kernelOf } from "./around.ts";
import { type FigureNames, figuresAsked, isInTheWayAsked } from "./asked-figures.ts";
import { barrierIn, citizenIn } from "./barrier-words.ts";
import { cueIn } from "./cues.ts";
import { datesIn } from "./dates.ts";
import { saidWords } from "./figure-names.ts";
import type { SpokenContext, Understood } from "./intent.ts";
import { type PlainKind, phraseOf } from "./phrases.ts";
import { reminderIn } from "./reminder-words.ts";
import { rhythmIn } from "./rhythm-words.ts";
import { sentenceIn } from "./sentences.ts";
import { spelled } from "./spelling.ts";
import { folded, put } from "./words.ts";

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
  const phrase = phraseOf(said);
  if (phrase !== null) return fromPhrase(phrase, context);
  const written = put(folded(said)).trim();
  const whole = spelled(written);
  // "Barns 1. sygedag" is no first of the month, and "6. ferieuge" no sixth.
  const found = sentenceOf(whole.replaceAll(/\b([1-9]\.|femte|sjette) (?=syge|ferieug)/g, ""), said, context);
  return whole === written ? found : { ...found, isCertain: false };
}

function sentenceOf(whole: string, said: string, context: SpokenContext): Understood {
  const text = kernelOf(whole);
  const dates = datesIn(text, context.today);
  const kernel = phraseOf(text);
  if (kernel !== null) return fromPhrase({ ...kernel, isExact: false }, context);
  return (
    rhythmIn(text) ??
    reminderIn(text, dates, context.today) ??
    absenceIn(text, dates, context.today) ??
    citizenIn(text) ??
    barrierIn(text, context) ??
    sentenceIn(text, dates) ??
    clauseOf(said, context) ??
    sentenceIn(whole, dates) ??
    cueOf(text) ??
    unknown
  );
}

function cueOf(text: string): Understood | null {
  const kind = cueIn(text);
  return kind === null || kind === "absence" || kind === "remind" || kind === "barrier"
    ? null
    : { kind, isCertain: false, isGuess: true };
}

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
