import { endAbsence, openAbsence, saveAbsence, sayAbsence, sayBack } from "./absence-turns.ts";
import { chooseCategory, chooseTeam, describe, describeForm, later, report, startReport } from "./barrier-turns.ts";
import { notInChannel, offerAgain, offerChannel, stopChannel, useChannel } from "./channel-turns.ts";
import {
  askEverySecondWeek,
  askEveryWeek,
  correct,
  myCheckIns,
  sayNotThisWeek,
  sayTomorrow,
  send,
  sendAsLast,
  showAgain,
  showMine,
  skipWeek,
  snooze,
} from "./check-in-turns.ts";
import { leaveForm, openForm, saveCase, startCase } from "./citizen-turns.ts";
import { openDialog, submitDialog, type TaskAnswer } from "./message-extension.ts";
import type { Place } from "./place.ts";
import { help, showHelp, status } from "./talk-turns.ts";
import { answerOrHelp, answerQuestion, confirmSolved, notTheAnswer, reopen } from "./team-barrier-turns.ts";
import { ask, putAside, seenBefore, solve, take, takeOne, tryOut } from "./triage-turns.ts";
import type { CommandHandler, Turn, VerbHandler } from "./turn.ts";

// Everything that Teams can ask of the bot, in one place.
//
// activity                     handled by
// message                      the commands below (receive.ts)
// invoke adaptiveCard/action   the verbs below (receive.ts)
// invoke composeExtension/*    the dialogs below (receive.ts)
// installationUpdate           installation.ts
// conversationUpdate           installation.ts, when the bot is added to a team or a chat
// anything else                ignored, answered 200

/** What a person writes, in any case: exactly these words, or a sentence that begins with them. */
export const commands: { words: readonly string[]; begins?: readonly string[]; handler: CommandHandler }[] = [
  { words: ["ugens check-in", "check-in", "checkin", "check in", "ugens checkin", "uge"], handler: myCheckIns },
  { words: ["weekly check-in", "this week's check-in", "week"], handler: myCheckIns },
  {
    words: ["ikke i denne uge", "ikke denne uge", "spring over", "spring ugen over", "not this week", "skip this week"],
    handler: sayNotThisWeek,
  },
  { words: ["mind mig om det i morgen", "remind me tomorrow"], handler: sayTomorrow },
  { words: ["noget driller", "driller", "barriere"], handler: startReport },
  { words: ["something is in the way", "barrier", "problem"], handler: startReport },
  { words: ["borger", "en borger kan ikke være med", "borgersag", "citizen"], handler: startCase },
  { words: ["status"], handler: status },
  {
    words: ["jeg er væk", "fravær", "ferie", "i am away", "i'm away", "away"],
    begins: ["jeg er væk", "jeg er på ferie", "jeg har ferie", "i am away", "i'm away"],
    handler: sayAbsence,
  },
  { words: ["jeg er tilbage", "i am back", "i'm back"], handler: sayBack },
  { words: ["kanal", "brug kanalen", "channel", "use this channel"], handler: offerChannel },
  { words: ["hjælp", "help", "hi", "hej", "hello", "goddag", "start", "?"], handler: help },
];

export const otherwise: CommandHandler = answerOrHelp;

/** In a channel everybody reads along, so that only its own set-up is spoken of there. */
export const channelCommands: typeof commands = [
  { words: ["", "kanal", "brug kanalen", "channel", "use this channel"], handler: offerChannel },
  { words: ["hjælp", "help", "hi", "hej", "hello", "goddag", "start", "?"], handler: offerChannel },
];

export const otherwiseInChannel: CommandHandler = notInChannel;

/** What Teams asks about *Log noget, der driller* on a message. */
export const dialogs: Readonly<Record<string, (turn: Turn, value: unknown) => Promise<TaskAnswer>>> = {
  "composeExtension/fetchTask": openDialog,
  "composeExtension/submitAction": submitDialog,
};

/** What a button on a card says. */
export const verbs: Readonly<Record<string, VerbHandler>> = {
  "checkIn/mine": showMine,
  "checkIn/show": showAgain,
  "checkIn/correct": correct,
  "checkIn/send": send,
  "checkIn/asLast": sendAsLast,
  "checkIn/skip": skipWeek,
  "checkIn/snooze": snooze,
  "rhythm/everySecondWeek": askEverySecondWeek,
  "rhythm/everyWeek": askEveryWeek,
  "absence/form": openAbsence,
  "absence/save": saveAbsence,
  "absence/end": endAbsence,
  "barrier/team": chooseTeam,
  "barrier/report": report,
  "barrier/form": describeForm,
  "barrier/category": chooseCategory,
  "barrier/describe": describe,
  "barrier/later": later,
  "barrier/take": take,
  "barrier/takeOne": takeOne,
  "barrier/ask": ask,
  "barrier/trial": tryOut,
  "barrier/solve": solve,
  "barrier/seenBefore": seenBefore,
  "barrier/wait": putAside,
  "barrier/answer": answerQuestion,
  "barrier/notTheAnswer": notTheAnswer,
  "barrier/confirm": confirmSolved,
  "barrier/reopen": reopen,
  "channel/offer": offerAgain,
  "channel/use": useChannel,
  "channel/stop": stopChannel,
  "citizen/form": openForm,
  "citizen/save": saveCase,
  "citizen/back": leaveForm,
  "help/show": showHelp,
};

/** What a card in a channel asks for. Nothing about one's own teams is said where others read along. */
const channelVerbs: ReadonlySet<string> = new Set(["channel/offer", "channel/use", "channel/stop"]);
/** What navigators do, on the card in their channel or in their own chat. */
const navigatorVerbs: ReadonlySet<string> = new Set([
  "barrier/take",
  "barrier/takeOne",
  "barrier/ask",
  "barrier/trial",
  "barrier/solve",
  "barrier/seenBefore",
  "barrier/wait",
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
  "rhythm/everySecondWeek",
  "rhythm/everyWeek",
  ...navigatorVerbs,
  "barrier/report",
  "barrier/form",
  "barrier/category",
  "barrier/describe",
  "barrier/later",
  "barrier/answer",
  "barrier/confirm",
  "barrier/reopen",
]);
