import type { Understood } from "../domain/spoken/intent.ts";
import { waitingForTeam } from "../use-cases/check-in/pending-questions.ts";
import { endAbsence, openAbsence, saveAbsence, sayAbsence, sayBack, undoAbsence } from "./absence-turns.ts";
import { sayFigures, startMonthly, startQuarter, stopMonthly, stopQuarter } from "./asked-turns.ts";
import {
  chooseCategory,
  chooseTeam,
  describe,
  describeForm,
  later,
  report,
  startFromButton,
  startReport,
} from "./barrier-turns.ts";
import { sendBoth, sendBothAsLast, showBoth } from "./both-teams-turns.ts";
import { notInChannel, offerAgain, offerChannel, stopChannel, useChannel } from "./channel-turns.ts";
import {
  askEverySecondWeek,
  askEveryWeek,
  correct,
  myCheckIns,
  next,
  send,
  sendAsLast,
  showAgain,
  skipWeek,
  snooze,
  stepDone,
} from "./check-in-turns.ts";
import { leaveForm, openForm, saveCase, startCase } from "./citizen-turns.ts";
import { decisionDone, decisionDropped, decisionLater } from "./decision-turns.ts";
import { sayDialogue, talked } from "./dialogue-turns.ts";
import { answerFollowUp } from "./follow-up-turns.ts";
import { makeCommon, takeOne } from "./group-turns.ts";
import { askTeam, decideNotTo, decideToDo, decideToWait, liftOn, takeOver } from "./lift-turns.ts";
import { openDialog, submitDialog, type TaskAnswer } from "./message-extension.ts";
import type { Place } from "./place.ts";
import { eraseWords, openWords, saveWords, showReceipt } from "./rewrite-turns.ts";
import {
  answerTo,
  attachAnswer,
  help,
  notUnderstood,
  pressedRemind,
  pressedRhythm,
  pressedSkip,
  sayAsLast,
  sayCorrect,
  sayLater,
  sayRemind,
  sayRhythm,
  saySkip,
  sayThanks,
  sayWorks,
  showHelp,
  showMine,
  takenFor,
  undo,
} from "./said-turns.ts";
import { type SearchAnswer, searchCases } from "./search-extension.ts";
import { showStatusCard, status } from "./talk-turns.ts";
import {
  answerQuestion,
  confirmSolved,
  notTheAnswer,
  reopen,
  showNews,
  showTeamBarrier,
} from "./team-barrier-turns.ts";
import { ask, postpone, putAside, reuse, seenBefore, solve, take, tryOut } from "./triage-turns.ts";
import type { CommandHandler, OutgoingCard, Turn, VerbHandler } from "./turn.ts";

// Everything that Teams can ask of the bot, in one place.
//
// activity                     handled by
// message                      the intents below in one's own chat, the commands in a channel (receive.ts)
// invoke adaptiveCard/action   the verbs below (receive.ts)
// invoke composeExtension/*    the dialogs and the search below (receive.ts)
// installationUpdate           installation.ts
// conversationUpdate           installation.ts, when the bot is added to a team or a chat
// anything else                ignored, answered 200

/** What somebody writes to the bot in their own chat, by what it is taken for (bot/domain/spoken/understand.ts). */
const intents: {
  [K in Understood["kind"]]: (turn: Turn, said: Extract<Understood, { kind: K }>) => Cards | OutgoingCard[];
} = {
  checkIn: myCheckIns,
  skip: saySkip,
  later: sayLater,
  asLast: sayAsLast,
  correct: sayCorrect,
  remind: sayRemind,
  everySecondWeek: (turn, { isCertain }) => sayRhythm(turn, "everySecondWeek", isCertain),
  everyWeek: (turn, { isCertain }) => sayRhythm(turn, "everyWeek", isCertain),
  absence: sayAbsence,
  back: sayBack,
  barrier: (turn, { solutionId }) => startReport(turn, solutionId),
  citizen: startCase,
  works: async (turn) => sayWorks(turn, await waitingForTeam(turn.errand)),
  worksNot: async (turn) => sayWorks(turn, await waitingForTeam(turn.errand)),
  status,
  help: (turn) => help(turn),
  figures: sayFigures,
  greeting: (turn) => help(turn, turn.text.said.greeting(turn.person.name.split(" ")[0] ?? "")),
  thanks: sayThanks,
  channel: offerChannel,
  dialogue: sayDialogue,
  unknown: (turn) => notUnderstood(turn),
};
type Cards = Promise<OutgoingCard[]>;

/** Anything in one's own chat: what it was taken for, or the answer to a question that waits. */
export async function saidToBot(turn: Turn, said: string): Promise<OutgoingCard[]> {
  const taken = await takenFor(turn, said);
  const question = answerTo(taken);
  if (question !== undefined && said.trim() !== "") return attachAnswer(turn, question, said);
  const { understood } = taken;
  const act = intents[understood.kind] as (turn: Turn, said: Understood) => Cards | OutgoingCard[];
  return act(turn, understood);
}

/** In a channel everybody reads along, so that only its own set-up is spoken of there. */
export const channelCommands: { words: readonly string[]; handler: CommandHandler }[] = [
  { words: ["", "kanal", "brug kanalen", "channel", "use this channel"], handler: offerChannel },
  { words: ["hjælp", "help", "hi", "hej", "hello", "goddag", "start", "?"], handler: offerChannel },
];

export const otherwiseInChannel: CommandHandler = notInChannel;

/** What Teams asks about the forms that are opened on a message. */
export const dialogs: Readonly<Record<string, (turn: Turn, value: unknown) => Promise<TaskAnswer>>> = {
  "composeExtension/fetchTask": openDialog,
  "composeExtension/submitAction": submitDialog,
};

/** What Teams asks while somebody looks for a case to insert. */
export const searches: Readonly<Record<string, (turn: Turn, value: unknown) => Promise<SearchAnswer>>> = {
  "composeExtension/query": searchCases,
};

/** What a button on a card says. */
export const verbs: Readonly<Record<string, VerbHandler>> = {
  "checkIn/mine": showMine,
  "checkIn/show": showAgain,
  "checkIn/correct": correct,
  "checkIn/send": send,
  "checkIn/asLast": sendAsLast,
  "checkIn/skip": skipWeek,
  "checkIn/both": showBoth,
  "checkIn/sendBoth": sendBoth,
  "checkIn/asLastBoth": sendBothAsLast,
  "checkIn/snooze": snooze,
  "step/done": stepDone,
  "barrier/next": next,
  "checkIn/undo": undo,
  "rhythm/everySecondWeek": askEverySecondWeek,
  "rhythm/everyWeek": askEveryWeek,
  "absence/form": openAbsence,
  "absence/save": saveAbsence,
  "absence/end": endAbsence,
  "absence/undo": undoAbsence,
  "said/skip": pressedSkip,
  "said/remind": pressedRemind,
  "said/rhythm": pressedRhythm,
  "status/show": showStatusCard,
  "barrier/start": startFromButton,
  "barrier/show": showTeamBarrier,
  "barrier/news": showNews,
  "barrier/team": chooseTeam,
  "barrier/report": report,
  "barrier/form": describeForm,
  "barrier/category": chooseCategory,
  "barrier/describe": describe,
  "barrier/later": later,
  "barrier/words": openWords,
  "barrier/rewrite": saveWords,
  "barrier/eraseWords": eraseWords,
  "barrier/receipt": showReceipt,
  "barrier/take": take,
  "barrier/takeOne": takeOne,
  "barrier/common": makeCommon,
  "barrier/reuse": reuse,
  "barrier/ask": ask,
  "barrier/trial": tryOut,
  "barrier/solve": solve,
  "barrier/seenBefore": seenBefore,
  "barrier/wait": putAside,
  "barrier/postpone": postpone,
  "barrier/answer": answerQuestion,
  "barrier/notTheAnswer": notTheAnswer,
  "barrier/confirm": confirmSolved,
  "barrier/reopen": reopen,
  "lift/do": decideToDo,
  "lift/wait": decideToWait,
  "lift/decline": decideNotTo,
  "lift/ask": askTeam,
  "lift/take": takeOver,
  "lift/on": liftOn,
  "dialogue/talked": talked,
  "monthly/stop": stopMonthly,
  "monthly/start": startMonthly,
  "quarter/stop": stopQuarter,
  "quarter/start": startQuarter,
  "decision/done": decisionDone,
  "decision/later": decisionLater,
  "decision/drop": decisionDropped,
  "channel/offer": offerAgain,
  "channel/use": useChannel,
  "channel/stop": stopChannel,
  "citizen/form": openForm,
  "citizen/save": saveCase,
  "citizen/back": leaveForm,
  "citizen/followUp": answerFollowUp,
  "help/show": showHelp,
};

/** What a card in a channel asks for. Nothing about one's own teams is said where others read along. */
const channelVerbs: ReadonlySet<string> = new Set(["channel/offer", "channel/use", "channel/stop"]);
/** What navigators do, on the card in their channel or in their own chat. */
const navigatorVerbs: ReadonlySet<string> = new Set([
  "barrier/take",
  "barrier/takeOne",
  "barrier/common",
  "barrier/reuse",
  "barrier/ask",
  "barrier/trial",
  "barrier/solve",
  "barrier/seenBefore",
  "barrier/wait",
  "barrier/postpone",
]);

/** Whether a card with this button is ever sent to such a place: a press from anywhere else is not one. */
export function isPressedIn(verb: string, place: Place): boolean {
  if (place === "own") return !channelVerbs.has(verb);
  return place === "channel" && (channelVerbs.has(verb) || navigatorVerbs.has(verb));
}

/** Verbs whose use case reads the settings with what it decides on: they begin without a read of their own. */
export const decidingThemselves: ReadonlySet<string> = new Set([
  "checkIn/send",
  "checkIn/asLast",
  "checkIn/skip",
  "checkIn/show",
  "checkIn/correct",
  "checkIn/snooze",
  "step/done",
  "rhythm/everySecondWeek",
  "rhythm/everyWeek",
  ...navigatorVerbs,
  "barrier/report",
  "barrier/form",
  "barrier/category",
  "barrier/describe",
  "barrier/later",
  "barrier/words",
  "barrier/rewrite",
  "barrier/eraseWords",
  "barrier/receipt",
  "lift/do",
  "lift/wait",
  "lift/decline",
  "lift/ask",
  "lift/take",
  "lift/on",
  "barrier/answer",
  "barrier/confirm",
  "barrier/reopen",
]);
