import { askCard, notUnderstoodCard, rhythmCard } from "../cards/said-cards.ts";
import { parseSubmit } from "../cards/submit.ts";
import { helpCard, sentenceCard } from "../cards/talk-cards.ts";
import { attachAnswerCard } from "../cards/team-barrier-card.ts";
import type { Card } from "../channel.ts";
import type { BarrierStory } from "../domain/barrier/barrier-story.ts";
import { localDate, weekOf } from "../domain/calendar.ts";
import type { CheckInView } from "../domain/check-in/check-in.ts";
import { askableRollouts } from "../domain/check-in/check-in.ts";
import { snoozeInstant } from "../domain/check-in/rhythm.ts";
import type { IsoDate } from "../domain/organisation.ts";
import { teamsWhere } from "../domain/permissions.ts";
import type { Understood } from "../domain/spoken/intent.ts";
import { understand } from "../domain/spoken/understand.ts";
import { OmbordError } from "../errors.ts";
import { answerCheckIn } from "../use-cases/check-in/answer-check-in.ts";
import { waitingForTeam } from "../use-cases/check-in/pending-questions.ts";
import { ledTeams } from "../use-cases/check-in/set-absence.ts";
import { type Rhythm, setRhythm } from "../use-cases/check-in/set-rhythm.ts";
import { standsInFor } from "../use-cases/check-in/show-check-in.ts";
import { snoozeCheckIn } from "../use-cases/check-in/snooze-check-in.ts";
import { undoReply } from "../use-cases/check-in/undo-reply.ts";
import { figureNames } from "../use-cases/overview/answer-question.ts";
import { checkInCards, eachAsked, myCheckIns, outgoing } from "./check-in-turns.ts";
import { shownTo } from "./team-barrier-turns.ts";
import { type OutgoingCard, sentenceOf, type Turn } from "./turn.ts";

// What somebody writes in their own chat: understood, proposed, and done only where it cannot be mistaken.

/** What the words are taken for, with what waits for this person's answer, which decides what a yes or no is about. */
export async function takenFor(turn: Turn, said: string): Promise<{ understood: Understood; waiting: BarrierStory[] }> {
  const figures = figureNames(turn.errand);
  const base = { today: localDate(turn.now), solutions: solutionsOf(turn), waitsForAnswer: false };
  const context = figures === undefined ? base : { ...base, figures };
  const understood = understand(said, context);
  const isAnswer =
    ["works", "worksNot", "barrier", "citizen", "unknown"].includes(understood.kind) || understood.isGuess;
  if (!isAnswer || (understood.isCertain && understood.kind === "barrier")) return { understood, waiting: [] };
  const waiting = await waitingForTeam(turn.errand);
  const waitsForAnswer = waiting.some(({ barrier }) => barrier.status === "resolved");
  return { understood: waitsForAnswer ? understand(said, { ...context, waitsForAnswer }) : understood, waiting };
}

/** A question that waits, where what was written may be its answer. */
export function answerTo({ understood, waiting }: Awaited<ReturnType<typeof takenFor>>): BarrierStory | undefined {
  return understood.kind === "unknown" || waiting.length > 0
    ? waiting.find(({ barrier }) => barrier.status === "asking")
    : undefined;
}

/** The answer to a question, filled in: one press sends it. */
export function attachAnswer(turn: Turn, story: BarrierStory, said: string): OutgoingCard[] {
  const summary = turn.text.loop.team.attachTitle;
  const { directory, actor } = turn.errand;
  const standsIn = standsInFor(directory, actor.personId, story.barrier.teamId, localDate(turn.now));
  return [{ card: attachAnswerCard(story, said.trim().slice(0, 1000), { text: turn.text, standsIn }), summary }];
}

function solutionsOf({ errand: { directory, actor, now } }: Turn) {
  const date = localDate(now);
  const teams = teamsWhere(directory, actor.personId, "report", date).slice(0, 40);
  const ids = new Set(
    teams.flatMap((team) => askableRollouts(directory, team, date).map(({ solutionId }) => solutionId)),
  );
  return [...ids].flatMap((id) => {
    const solution = directory.solutions.get(id);
    return solution === undefined ? [] : [{ id, names: [solution.name, ...Object.values(solution.localNames)] }];
  });
}

/** "Ja, det virker": the card of what was solved last, with its two buttons; a yes to nothing is told so. */
export function sayWorks(turn: Turn, waiting: readonly BarrierStory[]): OutgoingCard[] {
  const newest = waiting.find(({ barrier }) => barrier.status === "resolved");
  if (newest === undefined) return notUnderstood(turn, turn.text.said.nothingWaits);
  return [{ card: shownTo(turn.errand, newest.barrier, { text: turn.text }), summary: turn.text.said.worksTitle }];
}

/** One sentence and the likeliest buttons. */
export function notUnderstood(turn: Turn, sentence = turn.text.said.unknown): OutgoingCard[] {
  return [{ card: notUnderstoodCard(sentence, roleOf(turn), turn.text), summary: sentence }];
}

export function sayThanks(turn: Turn): OutgoingCard[] {
  const { thanksTitle, thanks } = turn.text.said;
  return [{ card: sentenceCard(thanksTitle, thanks), summary: thanksTitle }];
}

/** `hjælp`, and a greeting. */
export function help(turn: Turn, lead?: string): OutgoingCard[] {
  return [{ card: helpFor(turn, lead), summary: turn.text.help.title }];
}

export async function showHelp(turn: Turn): Promise<Card> {
  return helpFor(turn);
}

function helpFor(turn: Turn, lead?: string): Card {
  const role = roleOf(turn);
  const isOffered = (words: string) => {
    const { kind } = understand(words, { today: localDate(turn.now), solutions: [], waitsForAnswer: false });
    return (
      role === "leader" ||
      kind === "status" ||
      kind === "help" ||
      (role === "navigator" && /barrier|citizen/.test(kind))
    );
  };
  const figures = figureNames(turn.errand);
  const { ask, asManager } = turn.text.asked.help;
  const more = figures === undefined ? [] : [ask, ...(figures.isManager ? asManager : [])];
  return helpCard(turn.text, role, { lead, isOffered, more });
}

export type ChatRole = "leader" | "navigator" | "other";

/** What somebody mostly does here: answers for teams, helps teams, or looks on. */
function roleOf({ errand: { directory, actor, now } }: Turn): ChatRole {
  const date = localDate(now);
  if (teamsWhere(directory, actor.personId, "answerCheckIn", date).length > 0) return "leader";
  return teamsWhere(directory, actor.personId, "report", date).length > 0 ? "navigator" : "other";
}

/** `ikke i denne uge`: skips what the person is asked, for all their teams; what is answered stays as it is. */
export async function saySkip(turn: Turn, { isCertain }: Pick<Understood, "isCertain">): Promise<OutgoingCard[]> {
  const { text } = turn;
  if (!isCertain) {
    return [
      {
        card: askCard(text.said.skipTitle, text.said.skip, [[text.checkIn.skip, "said/skip", {}]]),
        summary: text.said.skipTitle,
      },
    ];
  }
  return eachAsked(turn, async (view) => {
    const { week, teamId } = view.checkIn;
    const result = await answerCheckIn(turn.errand, { week, teamId }, { kind: "skip" });
    if (result.hasMessages) turn.deliverSoon(turn.actor.tenantId);
    return outgoing(turn, result.view, { undo: true });
  });
}

/** `mind mig om det på fredag`; `on` is a day after today, or null for the next working day. */
export async function sayRemind(turn: Turn, said: { on: IsoDate | null; isCertain: boolean }): Promise<OutgoingCard[]> {
  const { text, now } = turn;
  const at = snoozeInstant(weekOf(now), turn.errand.directory.settings, now, said.on ?? undefined);
  const summary = text.said.remindTitle;
  if (at === null) {
    const sentence = text.errors.snoozeTooLate ?? "";
    return [
      {
        card: askCard(summary, sentence, [
          [text.welcome.begin, "checkIn/mine", {}],
          [text.checkIn.skip, "said/skip", {}],
        ]),
        summary,
      },
    ];
  }
  const day = localDate(at);
  if (!said.isCertain) {
    return [
      {
        card: askCard(summary, text.said.remind(text.dayInWords(day)), [
          [text.said.remindYes, "said/remind", { on: day }],
        ]),
        summary,
      },
    ];
  }
  return eachAsked(turn, async (view) =>
    outgoing(turn, await snoozeCheckIn(turn.errand, whereOf(view), day), { undo: true }),
  );
}

/** "Ikke nu", "har ikke tid": later this week, or not at all. */
export function sayLater(turn: Turn): OutgoingCard[] {
  const { text, now } = turn;
  const at = snoozeInstant(weekOf(now), turn.errand.directory.settings, now);
  const skip = [text.checkIn.skip, "said/skip", {}] as const;
  const summary = text.said.laterTitle;
  if (at === null) return [{ card: askCard(summary, text.said.laterTooLate, [skip]), summary }];
  const day = localDate(at);
  const remind = [text.said.remindYes, "said/remind", { on: day }] as const;
  return [{ card: askCard(summary, text.said.later(text.dayInWords(day)), [remind, skip]), summary }];
}

function whereOf({ checkIn: { week, teamId } }: CheckInView) {
  return { week, teamId };
}

/** "Som sidst": this week's cards, where one press says so. */
export async function sayAsLast(turn: Turn): Promise<OutgoingCard[]> {
  return checkInCards(turn, ({ checkIn }) => (checkIn.state === "open" ? { note: turn.text.said.asLast } : {}));
}

/** "Ret svar": the answers of this week, ready to be changed. */
export async function sayCorrect(turn: Turn): Promise<OutgoingCard[]> {
  return checkInCards(turn, ({ checkIn, closed }) => ({ correcting: checkIn.state !== "open" && !closed }));
}

/** "Hver anden uge": done at once for a leader of one team; for several they choose. */
export async function sayRhythm(turn: Turn, rhythm: Rhythm, isCertain: boolean): Promise<OutgoingCard[]> {
  const { directory, actor, now } = turn.errand;
  const teams = ledTeams(directory, actor.personId, localDate(now));
  const summary = turn.text.said.rhythmTitle;
  if (teams.length === 0) return notUnderstood(turn, turn.text.said.notTheirRhythm);
  if (isCertain && teams.length === 1) return [{ card: await chosenRhythm(turn, rhythm, teams), summary }];
  const named = teams.map((id) => ({ id, name: directory.teams.get(id)?.name ?? id }));
  return [{ card: rhythmCard(rhythm, named, turn.text), summary }];
}

async function chosenRhythm(turn: Turn, rhythm: Rhythm, teams: readonly string[]): Promise<Card> {
  for (const team of teams) await setRhythm(turn.errand, team, rhythm);
  const { said, common, rhythm: words } = turn.text;
  const sentence = rhythm === "everySecondWeek" ? words.isEverySecond : words.isEveryWeek;
  const other = rhythm === "everySecondWeek" ? "everyWeek" : "everySecondWeek";
  return askCard(said.rhythmTitle, sentence, [[common.undo, "said/rhythm", { rhythm: other, teams: teams.join(",") }]]);
}

// The buttons of these cards.

export async function pressedSkip(turn: Turn): Promise<Card> {
  return inPlace(turn, await saySkip(turn, { isCertain: true }));
}

export async function pressedRemind(turn: Turn, data: unknown): Promise<Card> {
  const { on } = parseSubmit("saidRemind", data);
  return inPlace(turn, await sayRemind(turn, { on, isCertain: true }));
}

export async function pressedRhythm(turn: Turn, data: unknown): Promise<Card> {
  const { rhythm, teams } = parseSubmit("saidRhythm", data);
  if (teams.length === 0) throw new OmbordError("invalid", "nothingChosen");
  return chosenRhythm(turn, rhythm, teams);
}

/** *Fortryd* on a week that was skipped or put off just now: it is asked again, as it was. */
export async function undo(turn: Turn, data: unknown): Promise<Card> {
  const { week, team } = parseSubmit("checkIn", data);
  try {
    return outgoing(turn, await undoReply(turn.errand, { week, teamId: team })).card;
  } catch (error) {
    if (!(error instanceof OmbordError) || error.code !== "closed") throw error;
    return sentenceCard(turn.text.common.stop, sentenceOf(error, turn.text));
  }
}

/** The first takes the place of the card that was pressed, the others follow as messages. */
async function inPlace(turn: Turn, [first, ...others]: OutgoingCard[]): Promise<Card> {
  if (first === undefined) throw new OmbordError("notFound");
  if (first.checkIn !== undefined) await turn.rememberAs(first.checkIn);
  turn.inBackground(turn.actor.personId, async () => {
    for (const other of others) await turn.send(other);
  });
  return first.card;
}

/** From the welcome card. */
export async function showMine(turn: Turn): Promise<Card> {
  return inPlace(turn, await myCheckIns(turn));
}
