import type { Card } from "../channel.ts";
import { localDate, weekdayOf, weekNumber } from "../domain/calendar.ts";
import { type AskedSolution, type CheckInView, reportedBarrier, sameAsLast } from "../domain/check-in/check-in.ts";
import type { Instant } from "../domain/organisation.ts";
import type { Text } from "../text/text.ts";
import { atStart } from "../text/wording.ts";
import {
  actionSet,
  bullets,
  type CardAction,
  card,
  choiceSet,
  choicesOf,
  type Element,
  execute,
  facts,
  heading,
  notice,
  paragraph,
  type Refresh,
  subtle,
  toggle,
} from "./card.ts";
import { howItWasSolved } from "./how-solved.ts";
import { stepActions, stepLines, stepToggles } from "./step-lines.ts";

/** What the leader had typed, by input id, when a form comes back. */
export type FormValues = Readonly<Record<string, string>>;

export interface CheckInCardOptions {
  text: Text;
  /** Ask Teams to refresh the card for this person. Left out where the client cannot (local mode). */
  refreshFor?: string | undefined;
  /** Show the form again although there is an answer: "Ret svar". */
  correcting?: boolean;
  values?: FormValues | undefined;
  error?: string | undefined;
  /** A question or a word at the top, such as what is waiting for confirmation. */
  note?: string | undefined;
  /** It was skipped or put off by words that were taken at once: *Fortryd*. */
  undo?: boolean;
}

/** The input of the round's question. */
export const roundInput = "round.answer";

/** The check-in in its true state: the form, the receipt, the skip or the closed week. */
export function checkInCard(view: CheckInView, options: CheckInCardOptions): Card {
  const { state } = view.checkIn;
  const isForm = !view.closed && (state === "open" || options.correcting === true);
  if (isForm) return formCard(view, options);
  if (state === "answered") return receiptCard(view, options);
  if (state === "skipped" && !view.closed) return skippedCard(view, options);
  return missedCard(view, options);
}

export type StandsIn = CheckInView["standsIn"];

/** Why something comes to a stand-in. */
export function standInWords({ leader, until }: NonNullable<StandsIn>, text: Text): string {
  return leader === null ? text.standIn.forTeam(until) : text.standIn.forLeader(leader, until);
}

/** A stand-in is told for whom, until when, and so why it comes to them; nothing for anybody else. */
export function standInLine(standsIn: StandsIn, text: Text): Element | null {
  return standsIn === null ? null : subtle(standInWords(standsIn, text));
}

/** Where a card's actions lead back to. */
export function originOf(view: CheckInView): { week: string; team: string } {
  return { week: view.checkIn.week, team: view.checkIn.teamId };
}

function refreshOf(view: CheckInView, options: CheckInCardOptions): Refresh | undefined {
  if (options.refreshFor === undefined) return undefined;
  return { personId: options.refreshFor, verb: "checkIn/show", data: originOf(view) };
}

function formCard(view: CheckInView, options: CheckInCardOptions): Card {
  const { text } = options;
  const origin = originOf(view);
  const isAnswered = view.checkIn.state === "answered";
  const seen = view.checkIn.answeredAt;
  const questions = view.checkIn.asked;
  const isEmpty = questions.length === 0 && view.checkIn.round === undefined;
  const snoozed =
    view.snoozedUntil === null ? null : paragraph(text.snooze.promised(weekdayName(view.snoozedUntil, text)));
  const canRepeat = !isAnswered && sameAsLast(view.checkIn) !== null;
  return card(
    [
      heading(text.checkIn.title(weekNumber(view.checkIn.week))),
      subtle(view.teamName),
      standInLine(view.standsIn, text),
      isAnswered || view.beside === undefined ? null : actionSet([execute(text.checkIn.both, "checkIn/both", origin)]),
      options.note === undefined ? null : paragraph(options.note),
      isAnswered ? null : snoozed,
      paragraph(isEmpty ? text.checkIn.nothingToAsk : questions.length === 0 ? text.rounds.alone : text.checkIn.intro),
      notice(options.error),
      ...askedElements(view, options),
      { ...subtle(text.common.purpose), size: "Small", spacing: "Medium" },
    ],
    [
      // The colour is on what most weeks need: a card in a chat cannot move it when something is touched.
      canRepeat ? execute(text.checkIn.asLast, "checkIn/asLast", origin, { style: "positive" }) : null,
      isEmpty
        ? null
        : execute(text.common.send, "checkIn/send", { ...origin, seen }, canRepeat ? {} : { style: "positive" }),
      isAnswered ? null : execute(text.checkIn.skip, "checkIn/skip", origin),
      execute(text.checkIn.citizen, "citizen/form", { ...origin, correcting: options.correcting === true }),
      isAnswered ? null : execute(text.absence.button, "absence/form", origin),
      view.canSnooze && view.snoozedUntil === null
        ? execute(text.snooze.button, "checkIn/snooze", origin, { seldom: true })
        : null,
      options.undo ? execute(text.common.undo, "checkIn/undo", origin, { withoutInputs: true }) : null,
      isAnswered ? execute(text.common.back, "checkIn/show", origin, { withoutInputs: true }) : null,
    ],
    refreshOf(view, options),
  );
}

/** All that is asked about one team. */
export function askedElements(view: CheckInView, options: CheckInCardOptions): Element[] {
  return [
    ...solvedQuestions(view, options),
    ...view.checkIn.asked.flatMap((asked, index) => questionOf(view, asked, index, options)),
    ...trialQuestions(view, options),
    ...extraQuestion(view, options),
    ...roundQuestion(view, options),
    ...stepLines(view, options.text),
    ...stepToggles(view, options),
  ];
}

/** Whether what was solved works now; asked at the top, once. */
function solvedQuestions(view: CheckInView, { text, values, correcting }: CheckInCardOptions): Element[] {
  if (correcting) return [];
  const { team } = text.loop;
  const choices = [
    { title: team.yes, value: "yes" },
    { title: team.no, value: "no" },
  ];
  return view.toConfirm.map(({ barrierId, solutionName, barrier }) => {
    const name = atStart(solutionName);
    const how = howItWasSolved({ barrier }, text);
    const asked = how === null ? team.checkInAsksPlain(name) : team.checkInAsks(name, how);
    return choiceSet(`works.${barrierId}`, asked, choices, { value: values?.[`works.${barrierId}`], expanded: true });
  });
}

function trialQuestions(view: CheckInView, { text, values }: CheckInCardOptions): Element[] {
  const { trial } = text.loop;
  return view.trials.map(({ id, what }) => ({
    ...choiceSet(`trial.${id}`, trial.checkIn(what || text.rewriting.gone), choicesOf(trial.going), {
      value: values?.[`trial.${id}`],
      placeholder: text.common.choose,
    }),
    separator: true,
    spacing: "Medium",
  }));
}

function questionOf(
  view: CheckInView,
  asked: AskedSolution,
  index: number,
  { text, values }: CheckInCardOptions,
): Element[] {
  const id = asked.solutionId;
  const name = view.solutionNames[id] ?? id;
  const given = view.checkIn.answers[id];
  const isTroubled = values?.[`trouble.${id}`] ?? String(reportedBarrier(view.checkIn, id) !== undefined);
  const level = choiceSet(`level.${id}`, text.checkIn.question(name), choicesOf(text.usage), {
    value: values?.[`level.${id}`] ?? given?.level ?? asked.previous,
    placeholder: text.common.choose,
  });
  const oldWay = view.oldWays[id];
  return [
    { ...level, separator: index > 0, spacing: "Medium" },
    ...(oldWay === undefined || oldWay.days <= 0
      ? []
      : [{ ...subtle(text.oldWay.ends(text.date(oldWay.ends), oldWay.days)), spacing: "Small" }]),
    { ...toggle(`trouble.${id}`, text.checkIn.troubled, isTroubled === "true"), label: undefined, spacing: "Small" },
  ];
}

/** The question that takes turns: the last on the card, and it may be left out. */
function extraQuestion(view: CheckInView, { text, values }: CheckInCardOptions): Element[] {
  return view.checkIn.asked.flatMap(({ solutionId: id, extra }) => {
    if (extra === undefined) return [];
    const { ask, answers } = text.extra[extra];
    const oldWay = extra === "oldWay" ? view.oldWays[id] : undefined;
    const plain = ask(view.solutionNames[id] ?? id);
    const isClosed = oldWay !== undefined && oldWay.days <= 0;
    const asked = text.checkIn.mayBeLeft(isClosed ? text.oldWay.closed(text.date(oldWay.ends), plain) : plain);
    const value = values?.[`extra.${id}`] ?? view.checkIn.answers[id]?.extra;
    const question = choiceSet(`extra.${id}`, asked, choicesOf(answers), { value, expanded: true });
    return [{ ...question, separator: true, spacing: "Medium" }];
  });
}

/** The question of a round: in the place of the one that takes turns, and it may be left out as well. */
function roundQuestion(
  { checkIn: { round, asked: others }, solutionNames }: CheckInView,
  { text, values }: CheckInCardOptions,
): Element[] {
  if (round === undefined) return [];
  const asked = text.rounds.questions[round.question](solutionNames[round.solutionId ?? ""] ?? "");
  const value = values?.[roundInput] ?? round.answer;
  const isAlone = others.length === 0;
  const choices = choicesOf(text.rounds.answers);
  const label = isAlone ? asked : text.checkIn.mayBeLeft(asked);
  const question = choiceSet(roundInput, label, choices, { value, expanded: true });
  return [{ ...question, separator: true, spacing: "Medium" }];
}

function receiptCard(view: CheckInView, options: CheckInCardOptions): Card {
  const { text } = options;
  const origin = originOf(view);
  const isTroubled = view.checkIn.asked.some(
    ({ solutionId }) => reportedBarrier(view.checkIn, solutionId) !== undefined,
  );
  const [next] = view.undescribed;
  return card(
    [
      heading(text.checkIn.receiptTitle(weekNumber(view.checkIn.week))),
      subtle(view.teamName),
      notice(options.error),
      paragraph(options.note ?? (isTroubled ? text.checkIn.receiptTroubled : text.checkIn.receiptPlain)),
      factsOf(view, text),
      backLine(view, text),
      ...reportedLines(view, text),
      ...stepLines(view, text),
      view.answeredByOther === null ? null : subtle(text.checkIn.answeredBy(view.answeredByOther)),
      view.closed ? subtle(text.checkIn.closedNote) : null,
      rhythmLine(view, text),
    ],
    [
      next === undefined
        ? null
        : execute(text.checkIn.describe, "barrier/form", { barrier: next.barrierId, ...origin }, { style: "positive" }),
      view.closed ? null : execute(text.checkIn.correct, "checkIn/correct", origin),
      execute(text.checkIn.citizen, "citizen/form", origin),
      ...stepActions(view, text),
      ...wordsActions(view, text),
      rhythmAction(view, text),
    ],
    refreshOf(view, options),
  );
}

/** Something back, from what is true. */
export function backLine({ back }: CheckInView, text: Text): Element | null {
  return back === null ? null : paragraph(text.back(back));
}

/** A team where nothing changes is offered to be asked less; one that is asked less can always change that. */
function rhythmLine(view: CheckInView, text: Text): Element | null {
  if (view.rhythm === "offerEverySecond") return { ...paragraph(text.rhythm.offer), separator: true };
  return view.rhythm === "everySecond" ? subtle(text.rhythm.isEverySecond) : null;
}

function rhythmAction(view: CheckInView, text: Text): CardAction | null {
  const origin = originOf(view);
  if (view.rhythm === "offerEverySecond") return execute(text.rhythm.accept, "rhythm/everySecondWeek", origin);
  return view.rhythm === "everySecond" ? execute(text.rhythm.undo, "rhythm/everyWeek", origin) : null;
}

/** The weekday of an instant in Denmark, as in "tirsdag". */
function weekdayName(instant: Instant, text: Text): string {
  return text.weekdays[weekdayOf(localDate(instant)) - 1] ?? "";
}

/** What was answered; nothing where only a round's question was. */
export function factsOf(view: CheckInView, text: Text): Element | null {
  const told = view.checkIn.asked.flatMap(({ solutionId }) => {
    const given = view.checkIn.answers[solutionId];
    if (given === undefined) return [];
    const trouble = given.barrierId === undefined ? "" : ` · ${text.checkIn.troubled}`;
    const name = atStart(view.solutionNames[solutionId] ?? solutionId);
    const aim = view.targets[solutionId];
    const target = aim === undefined ? "" : ` · ${text.checkIn.target(text.usage[aim])}`;
    return [[name, text.usage[given.level] + target + trouble] as const];
  });
  return told.length === 0 ? null : facts(told);
}

/** What was reported, in the words that were chosen or typed, and who gets it. */
function reportedLines({ reported, solutionNames, helpers }: CheckInView, text: Text): Element[] {
  if (reported.length === 0) return [];
  const lines = reported.map(({ solutionId, what }) => {
    const topic = what.detail === null ? "" : text.detail[what.detail];
    const words = what.consequence === null ? topic : `${topic} – ${what.consequence}`;
    return `${atStart(solutionNames[solutionId] ?? solutionId)}: ${words}`;
  });
  return [bullets(lines), subtle(text.barrier.goesTo(helpers))];
}

/** To put right what the reader wrote. */
function wordsActions(view: CheckInView, text: Text): CardAction[] {
  const own = view.reported.filter(({ isOwn, what }) => isOwn && what.consequence !== null).slice(0, 2);
  return own.map(({ solutionId, barrierId }) => {
    const of = view.solutionNames[solutionId] ?? solutionId;
    const title = own.length === 1 ? text.rewriting.open : text.rewriting.openLabel(of);
    return execute(title, "barrier/words", { barrier: barrierId, ...originOf(view) });
  });
}

function skippedCard(view: CheckInView, options: CheckInCardOptions): Card {
  const { text } = options;
  const origin = originOf(view);
  const [next] = view.undescribed;
  const isTroubled = Object.keys(view.checkIn.flagged ?? {}).length > 0;
  return card(
    [
      heading(text.checkIn.skippedTitle(weekNumber(view.checkIn.week))),
      subtle(view.teamName),
      notice(options.error),
      paragraph(options.note ?? (isTroubled ? text.checkIn.receiptTroubled : text.checkIn.skippedBody)),
      view.answeredByOther === null ? null : subtle(text.checkIn.skippedBy(view.answeredByOther)),
      ...stepLines(view, text),
    ],
    [
      options.undo ? execute(text.common.undo, "checkIn/undo", origin) : null,
      next === undefined
        ? null
        : execute(text.checkIn.describe, "barrier/form", { barrier: next.barrierId, ...origin }, { style: "positive" }),
      execute(text.checkIn.answerAnyway, "checkIn/correct", origin),
      execute(text.checkIn.citizen, "citizen/form", origin),
      ...stepActions(view, text),
    ],
    refreshOf(view, options),
  );
}

function missedCard(view: CheckInView, { text, note }: CheckInCardOptions): Card {
  const isSkipped = view.checkIn.state === "skipped";
  return card([
    heading((isSkipped ? text.checkIn.skippedTitle : text.checkIn.missedTitle)(weekNumber(view.checkIn.week))),
    subtle(view.teamName),
    paragraph(note ?? (isSkipped ? text.checkIn.closedNote : text.checkIn.missedBody)),
  ]);
}
