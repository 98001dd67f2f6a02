import { randomUUID } from "node:crypto";
import { z } from "zod";
import { sentenceCard } from "../cards/talk-cards.ts";
import type { Card } from "../channel.ts";
import { isBlocked } from "../domain/personal-data/personal-data.ts";
import { OmbordError } from "../errors.ts";
import { metrics } from "../metrics.ts";
import { errorFields } from "../telemetry.ts";
import { type Text, textFor } from "../text/text.ts";
import { personAtHand } from "../use-cases/load-directory.ts";
import { beginTurn, languageOf, type Sender, sendCard, senderOf } from "./begin-turn.ts";
import { channelsChanged } from "./channel-events.ts";
import { answerGuest } from "./guest.ts";
import type { Incoming } from "./incoming.ts";
import { botAdded, installationChanged } from "./installation.ts";
import { formAsTyped, saidInDialog, type TaskAnswer } from "./message-extension.ts";
import { wordsSaid } from "./message-text.ts";
import type { Place } from "./place.ts";
import {
  channelCommands,
  decidingThemselves,
  dialogs,
  isPressedIn,
  otherwiseInChannel,
  saidToBot,
  searches,
  verbs,
} from "./routes.ts";
import { type SearchAnswer, saidInSearch } from "./search-extension.ts";
import { alive, signOfLife } from "./sign-of-life.ts";
import { blockedText, unknownPerson } from "./talk-turns.ts";
import { withTeamsNow } from "./teams-now.ts";
import { saidInThread, threadOf } from "./thread-turns.ts";
import {
  type CommandHandler,
  type OutgoingCard,
  type Said,
  sentenceOf,
  type TeamsServices,
  type Turn,
} from "./turn.ts";

/** The body of an answered `adaptiveCard/action`; HTTP is 200 whatever it says. */
export interface InvokeAnswer {
  statusCode: 200 | 400 | 500;
  type:
    | "application/vnd.microsoft.card.adaptive"
    | "application/vnd.microsoft.activity.message"
    | "application/vnd.microsoft.error";
  value: Card | string | { code: string; message: string };
}

/** What is sent back for an activity: the body of an invoke's answer, or nothing. */
export async function receive(
  services: TeamsServices,
  activity: Incoming,
): Promise<InvokeAnswer | TaskAnswer | SearchAnswer | undefined> {
  const now = services.clock().toISOString();
  const sender = senderOf(activity, services, now);
  const dialog = Object.hasOwn(dialogs, activity.name ?? "") ? dialogs[activity.name ?? ""] : undefined;
  if (sender !== null && (activity.type === "invoke" || activity.type === "message")) {
    try {
      services.personPace.keep(sender.tenantId, sender.personId);
    } catch (error) {
      return refuseHasty(services, activity, sender, error);
    }
  }
  const search = Object.hasOwn(searches, activity.name ?? "") ? searches[activity.name ?? ""] : undefined;
  if (activity.type === "invoke" && search !== undefined) return inSearch(services, activity, sender, { search, now });
  if (activity.type === "invoke" && dialog !== undefined) return inDialog(services, activity, sender, { dialog, now });
  if (activity.type === "invoke") return invoked(services, activity, sender, now);
  // Teams tells of channels without saying who has done it.
  if (await channelsChanged(services, activity, now)) return undefined;
  if (sender === null) return answerGuest(services, activity, now);
  if (activity.type === "installationUpdate") await installationChanged(services, activity, sender, now);
  if (activity.type === "conversationUpdate") await botAdded(services, activity, sender, now);
  if (activity.type === "message") await messaged(services, activity, sender, now);
  return undefined;
}

/** What was asked is done before Teams is answered; what there is to say about it is sent after. */
async function messaged(services: TeamsServices, activity: Incoming, sender: Sender, now: string): Promise<void> {
  const { tenantId } = sender;
  const turn = await beginTurn(services, sender, now);
  if (turn === null) {
    const answer = await unknownPerson(services, tenantId, activity);
    services.inBackground(sender.personId, async () => void (await sendCard(services, sender, answer)));
    return;
  }
  const { isOpened } = await signOfLife(services, sender, now);
  const messages = await answersTo(turn, sender, wordsSaid(activity.text ?? ""));
  services.inBackground(sender.personId, async () => {
    for (const message of messages) await turn.send(message);
    // Not sooner: the card that was just asked for must not come twice.
    if (isOpened) services.deliverSoon(tenantId);
  });
}

async function answersTo(turn: Turn, sender: Sender, said: string): Promise<OutgoingCard[]> {
  try {
    const messages = isBlocked(said)
      ? await blockedText(turn, said)
      : await commandFor(said, sender.place, threadOf(turn.conversation.conversationId) !== null)(turn, said);
    countTurn(turn, "message");
    return messages;
  } catch (error) {
    const { message } = problemOf(error, turn.text, turn, "message");
    const body = [{ type: "TextBlock", text: message, wrap: true }];
    return [{ card: { type: "AdaptiveCard", version: "1.5", body }, summary: message }];
  }
}

/** No command is longer, with the bot's name in front. */
const commandAtMost = 300;

function commandFor(said: string, place: Place, isThread: boolean): CommandHandler {
  if (place === "own") return saidToBot;
  // A meeting or a group has nothing to set up, and reads along.
  if (place === "group") return otherwiseInChannel;
  const words = (said.length > commandAtMost ? "" : said)
    // Zero-width characters come along when words are copied.
    .replaceAll(/\p{Cf}/gu, "")
    .toLocaleLowerCase("da")
    .replaceAll(/[!.,]+|(?<=\S)\s*\?+\s*$/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const otherwise = isThread ? saidInThread : otherwiseInChannel;
  // In the thread of a card nothing is set up by a mention alone.
  if (isThread && words === "") return saidInThread;
  return channelCommands.find((command) => command.words.includes(words))?.handler ?? otherwise;
}

const action = z.object({
  action: z.object({ verb: z.string().max(100), data: z.unknown().optional() }),
});

async function invoked(
  services: TeamsServices,
  activity: Incoming,
  sender: Sender | null,
  now: string,
): Promise<InvokeAnswer> {
  let text = textFor(languageOf(activity));
  let name = "unknown";
  try {
    const parsed = action.safeParse(activity.value);
    const verb = activity.name === "adaptiveCard/action" && parsed.success ? parsed.data.action.verb : "";
    const handler = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (!parsed.success || handler === undefined) throw new OmbordError("invalid");
    name = verb;
    const asked = { cardId: activity.replyToId, decidesItself: decidingThemselves.has(verb) };
    const turn = sender === null ? null : await beginTurn(services, sender, now, asked);
    if (sender === null || turn === null) throw new OmbordError("notFound", "unknownPerson");
    text = turn.text;
    if (!isPressedIn(verb, sender.place)) throw new OmbordError("forbidden", "pressedElsewhere");
    const card = await alive(
      services,
      sender,
      now,
      handler(turn, withTeamsNow(turn.errand.directory, parsed.data.action.data)),
    );
    countTurn(services, name);
    if (isSaid(card)) return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: card.text };
    return { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: card };
  } catch (error) {
    const { statusCode, code, message } = problemOf(error, text, services, name);
    return { statusCode, type: "application/vnd.microsoft.error", value: { code, message } };
  }
}

/** A dialog has no other way to say what went wrong than to say it in its own place. */
async function inDialog(
  services: TeamsServices,
  activity: Incoming,
  sender: Sender | null,
  { dialog, now }: { dialog: (turn: Turn, value: unknown) => Promise<TaskAnswer>; now: string },
): Promise<TaskAnswer> {
  const dialogName = activity.name ?? "";
  let text = textFor(languageOf(activity));
  try {
    const turn = sender === null ? null : await beginTurn(services, sender, now);
    if (sender === null || turn === null) throw new OmbordError("notFound", "unknownPerson");
    text = turn.text;
    const answer = await alive(services, sender, now, dialog(turn, activity.value));
    countTurn(services, dialogName);
    return answer;
  } catch (error) {
    return refusedDialog(services, activity, sender, {
      text,
      now,
      error: problemOf(error, text, services, dialogName).message,
    });
  }
}

/** What went wrong is said where the results would stand. */
async function inSearch(
  services: TeamsServices,
  activity: Incoming,
  sender: Sender | null,
  { search, now }: { search: (turn: Turn, value: unknown) => Promise<SearchAnswer>; now: string },
): Promise<SearchAnswer> {
  const name = activity.name ?? "";
  let text = textFor(languageOf(activity));
  try {
    const turn = sender === null ? null : await beginTurn(services, sender, now);
    if (sender === null || turn === null) throw new OmbordError("notFound", "unknownPerson");
    text = turn.text;
    const answer = await alive(services, sender, now, search(turn, activity.value));
    countTurn(services, name);
    return answer;
  } catch (error) {
    return saidInSearch(problemOf(error, text, services, name).message);
  }
}

/** What was typed into it is kept. */
function refusedDialog(
  { store }: TeamsServices,
  { name, value }: Incoming,
  actor: Sender | null,
  { text, now, error }: { text: Text; now: string; error: string },
): TaskAnswer {
  const isSent = name === "composeExtension/submitAction" && actor !== null;
  const form = isSent ? formAsTyped(store, { text, actor, now, value, error }) : undefined;
  return form ?? saidInDialog(text, error);
}

/** Says so where the person looks, and reads nothing for it; the form that they pressed on keeps what they typed. */
function refuseHasty(
  services: TeamsServices,
  activity: Incoming,
  sender: Sender,
  error: unknown,
): InvokeAnswer | TaskAnswer | SearchAnswer | undefined {
  const person = personAtHand(services.store, sender.tenantId, sender.personId);
  const text = textFor(person?.language ?? languageOf(activity));
  const { statusCode, code, message } = problemOf(error, text, services, activity.type);
  if (activity.type === "invoke") {
    if (Object.hasOwn(searches, activity.name ?? "")) return saidInSearch(message);
    if (Object.hasOwn(dialogs, activity.name ?? "")) {
      const now = services.clock().toISOString();
      return refusedDialog(services, activity, sender, { text, now, error: message });
    }
    return { statusCode, type: "application/vnd.microsoft.error", value: { code, message } };
  }
  const isFirst = error instanceof OmbordError && error.details.first === 1;
  const said = { card: sentenceCard(text.common.stop, message), summary: message };
  if (isFirst) services.inBackground(sender.personId, async () => void (await sendCard(services, sender, said)));
  return undefined;
}

function isSaid(answer: Card | Said): answer is Said {
  return answer.type === "said";
}

/** Counts a turn by what was asked for: a verb of the table, a dialog, or a message of any words. */
function countTurn(services: TeamsServices, turn: string, outcome = "ok"): void {
  services.telemetry.count(metrics.turns, { verb: turn, outcome });
}

/** What the person is told, and what the log learns: never what was written. */
function problemOf(
  error: unknown,
  text: Text,
  services: TeamsServices,
  turn: string,
): { statusCode: 400 | 500; code: string; message: string } {
  countTurn(services, turn, error instanceof OmbordError ? error.code : "unexpected");
  if (error instanceof OmbordError) {
    services.log.info({ turn, code: error.code, sentence: error.sentence, ...error.details }, "turn refused");
    return { statusCode: 400, code: error.code, message: sentenceOf(error, text) };
  }
  const reference = randomUUID().slice(0, 8);
  services.log.error({ turn, reference, ...errorFields(error) }, "turn failed");
  return { statusCode: 500, code: "unexpected", message: text.unexpected(reference) };
}
