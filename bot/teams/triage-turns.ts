import { v7 as uuid } from "uuid";
import { navigatorCard } from "../cards/navigator-card.ts";
import { parseSubmit, type Submitted } from "../cards/submit.ts";
import type { Card } from "../channel.ts";
import type { Barrier } from "../domain/barrier/barrier.ts";
import { whatWorked } from "../domain/barrier/barrier-lifecycle.ts";
import { addDays, localDate } from "../domain/calendar.ts";
import { type Directory, teamIsIn } from "../domain/organisation.ts";
import { may } from "../domain/permissions.ts";
import { barrierStatusFacts, usualWaitingDays } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import type { Conversation } from "../store/documents.ts";
import { type Text, textFor } from "../text/text.ts";
import { openBarrier, tellStory } from "../use-cases/barrier/barrier-story.ts";
import { readAround, type Surroundings } from "../use-cases/barrier/surroundings.ts";
import {
  type GivenAction,
  type TriageFrom,
  type TriageResult,
  triageBarrier,
} from "../use-cases/barrier/triage-barrier.ts";
import { startTrial } from "../use-cases/trial/run-trial.ts";
import { channelKey } from "./channel-turns.ts";
import type { Said, Turn } from "./turn.ts";

// What navigators do with a barrier, on the card in their channel or in their own chat. A form that cannot be taken answers
// with a sentence for its writer, and the card stays as it is: everybody in the channel sees the card.

export async function take(turn: Turn, data: unknown): Promise<Card | Said> {
  return triage(turn, parseSubmit("barrier", data).barrier, { action: "take" });
}

/** *Vent en uge til*, on a card whose date has come. */
export async function postpone(turn: Turn, data: unknown): Promise<Card | Said> {
  const until = addDays(localDate(turn.now), usualWaitingDays);
  return triage(turn, parseSubmit("barrier", data).barrier, { action: "postpone", until });
}

export async function ask(turn: Turn, data: unknown): Promise<Card | Said> {
  const given = parseSubmit("barrierAsk", data);
  return triage(turn, given.barrier, { action: "ask", text: given.askText, confirmed: given.askConfirmed });
}

export async function solve(turn: Turn, data: unknown): Promise<Card | Said> {
  const { barrier, resolution, ...given } = parseSubmit("barrierSolve", data);
  if (resolution === undefined) throw new OmbordError("invalid", "notASolution");
  const { solveText, solveUntil, solveConfirmed } = given;
  const words = { text: solveText, until: solveUntil, confirmed: solveConfirmed };
  return triage(turn, barrier, { action: "solve", resolution, ...words });
}

export async function seenBefore(turn: Turn, data: unknown): Promise<Card | Said> {
  const { barrier, sameAs } = parseSubmit("barrierSame", data);
  if (sameAs === undefined) throw new OmbordError("invalid", "nothingChosen");
  return triage(turn, barrier, { action: "seenBefore", sameAs });
}

export async function putAside(turn: Turn, data: unknown): Promise<Card | Said> {
  const { next, ...given } = parseSubmit("barrierWait", data);
  if (next === undefined) throw new OmbordError("invalid", "nothingChosen");
  if (next === "park" && given.until === "") throw new OmbordError("invalid", "noDate");
  return triage(turn, given.barrier, asideAction(next, given));
}

type Aside = Submitted<"barrierWait">;

function asideAction(next: NonNullable<Aside["next"]>, given: Omit<Aside, "next">): GivenAction {
  const words = { text: given.waitText, confirmed: given.waitConfirmed };
  switch (next) {
    case "others":
    case "supplier":
      return { action: "wait", supplier: next === "supplier", ...words };
    case "park":
      return { action: "park", until: given.until, ...words };
    case "escalate":
    case "decline":
      return { action: next, ...words };
    default:
      return next satisfies never;
  }
}

export async function tryOut(turn: Turn, data: unknown): Promise<Card | Said> {
  const given = parseSubmit("barrierTrial", data);
  const from = localDate(turn.now);
  const trial = {
    id: uuid(),
    barrierId: given.barrier,
    what: given.trialWhat,
    hope: given.trialHope,
    from,
    to: addDays(from, given.trialWeeks * 7 - 1),
    confirmed: given.trialConfirmed,
  };
  const started = await startTrial(turn.errand, trial, fromHere(turn));
  turn.deliverSoon(turn.actor.tenantId);
  if (started.shown === undefined) throw new OmbordError("notFound");
  return cardHere(turn, { ...started, ...started.shown });
}

/** *Brug det her*: what worked elsewhere is told to the team, which is asked whether it fits. */
export async function reuse(turn: Turn, data: unknown): Promise<Card | Said> {
  const { barrier, from } = parseSubmit("barrierReuse", data);
  const { stored } = await openBarrier(turn.errand, from, []);
  if (!barrierStatusFacts[stored.value.status].worked) throw new OmbordError("invalid", "barrierNotNow");
  const text = whatWorked(stored.value);
  return triage(turn, barrier, { action: "solve", resolution: "reused", text, confirmed: true });
}

export async function triage(turn: Turn, id: string, given: GivenAction): Promise<Card | Said> {
  const result = await act(turn, id, given, fromHere(turn));
  return result.outcome === "taken" ? taken(turn, result) : cardHere(turn, result);
}

export async function act(turn: Turn, id: string, given: GivenAction, from: TriageFrom): Promise<TriageResult> {
  const result = await triageBarrier(turn.errand, id, given, from);
  turn.deliverSoon(turn.actor.tenantId);
  return result;
}

/** What is read for the card that answers. */
function fromHere(turn: Turn) {
  const channel = turn.isPersonalChat ? undefined : channelKey(turn.conversation.conversationId);
  return { activityId: pressedCard(turn), shownOn: "card" as const, channel };
}

/** In a chat the answer itself is the card; a channel's card is updated for everybody, whoever pressed. */
export function pressedCard(turn: Turn): string | undefined {
  return turn.isPersonalChat ? turn.cardId : undefined;
}

export function taken(turn: Turn, { by, barrier, directory }: Extract<TriageResult, { outcome: "taken" }>): Said {
  const { takenBy, givenTo, somebody } = turn.text.loop.navigator;
  const name = directory.people.get(by)?.name;
  // Whoever was only given it has not said yet that they have it.
  if (barrier.status === "seen") return { type: "said", text: givenTo(name ?? somebody.toLocaleLowerCase("da")) };
  return { type: "said", text: takenBy(name ?? somebody) };
}

/** The barrier's card as it stands now. */
export async function cardOf(turn: Turn, id: string): Promise<Card> {
  const references = turn.isPersonalChat
    ? []
    : [{ kind: "conversation" as const, key: channelKey(turn.conversation.conversationId) }];
  const { errand, stored, found } = await openBarrier(turn.errand, id, references);
  const around = await readAround(errand, stored.value, { shownOn: "card" });
  return cardHere(turn, { directory: errand.directory, barrier: stored.value, around, channel: found[0]?.value });
}

interface Drawn {
  directory: Directory;
  barrier: Barrier;
  around: Surroundings;
  channel: Conversation | undefined;
}

/** The barrier's card as this place may see it. */
function cardHere(turn: Turn, { directory, barrier, around, channel }: Drawn): Card {
  const { actor, now } = turn;
  const scope = channel?.scope ?? barrier.teamId;
  const isVisible = (teamId: string) =>
    turn.isPersonalChat
      ? may(directory, actor.personId, "seeBarriers", teamId, localDate(now))
      : teamIsIn(directory, teamId, scope);
  const { story, ideas } = tellStory(directory, barrier, around, isVisible);
  return navigatorCard(story, { text: sharedText(turn), ideas });
}

export function sharedText(turn: Turn): Text {
  return turn.isPersonalChat ? turn.text : textFor("da");
}
