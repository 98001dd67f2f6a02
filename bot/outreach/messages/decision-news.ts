import { type DecisionNews, decisionNewsCard, decisionNewsTitle } from "../../cards/decision-news-card.ts";
import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import { awayThrough, isNewsToOthers } from "../../domain/decision/concerned.ts";
import type { Decision } from "../../domain/decision/decision.ts";
import { done } from "../../domain/message-outcome.ts";
import { newsInstant } from "../../domain/news-hours.ts";
import { type Directory, solutionName } from "../../domain/organisation.ts";
import { type Change, ofKind, queryAll, type Stored } from "../../store/store.ts";
import { textFor } from "../../text/text.ts";
import { maySeeDecision } from "../../use-cases/decision/see-decision.ts";
import { concerned, concernedNow, tellConcerned } from "../../use-cases/decision/tell-decision.ts";
import { replacement } from "../sending/claim.ts";
import { type MessageToSend, type Prepared, type PurposeHandler, reachable } from "./purposes.ts";
import type { TabLink } from "./tab-link.ts";
import { newsTime } from "./team-news.ts";

/** More in one card would be a list that nobody reads; the rest comes the next day. */
const mostTogether = 6;
const notWanted: Prepared = { act: "cancel", reason: "notWanted" };

/**
 * What a manager has decided about a solution or a trial, to whoever it concerns: one message finds them, and each has their own, in
 * working hours, with everything else that is decided, and as the day's only news.
 */
export function decisionNewsPurpose(linkTo: TabLink, isAtOnce = false): PurposeHandler {
  return {
    neverRepeat: false,
    prepare: (sending) => prepare(sending, linkTo, isAtOnce),
    recorded: recordedBeside,
  };
}

async function prepare(sending: MessageToSend, linkTo: TabLink, isAtOnce: boolean): Promise<Prepared> {
  const { store, tenantId, message, now } = sending;
  const stored = await store.read(tenantId, "decision", message.subject);
  if (stored === undefined) return notWanted;
  if (message.activityId !== null) return redrawn(sending, stored.value, linkTo);
  if (!isNewsToOthers(stored.value)) return notWanted;
  if (message.recipient === concerned) {
    await tellConcerned(sending, stored.value);
    return { act: "cancel", reason: "passedOn" };
  }
  if (!(await concernedNow(sending, stored.value)).includes(message.recipient)) {
    // Whoever has come in their place is told instead.
    await tellConcerned(sending, stored.value);
    return { act: "cancel", reason: "notAsked" };
  }
  const reached = reachable(sending.conversation);
  if ("reason" in reached) return { act: "wait", reason: reached.reason };
  const until = isAtOnce ? now : timeFor(sending, reached.conversation);
  if (until > now) return { act: "later", until };
  const others = await waitingBeside(sending);
  const also = others.map(({ id }) => id);
  return {
    act: "send",
    conversation: reached.conversation,
    ...shown(sending, [stored.value, ...others], linkTo),
    isTheDays: true,
    ...(also.length === 0 ? {} : { also }),
  };
}

/** In working hours, one message a day; who is away hears of it when they are back. */
function timeFor(sending: MessageToSend, { value }: Stored<"conversation">): string {
  const { directory, message, key, now } = sending;
  const away = awayThrough(directory, message.recipient, localDate(now));
  if (away === null) return newsTime(sending, value, key);
  return newsInstant(localInstant(addDays(away, 1), 0), directory.settings, undefined);
}

/** Other decisions of which news waits for the same person, and is wanted still. */
async function waitingBeside(sending: MessageToSend): Promise<Decision[]> {
  const { message } = sending;
  const subjects = (await newsWaiting(sending))
    .map(({ value }) => value.subject)
    .filter((id) => id !== message.subject);
  const wanted: Decision[] = [];
  for (const decision of await decisionsOf(sending, subjects)) {
    if (wanted.length >= mostTogether - 1) break;
    const isTheirs = isNewsToOthers(decision) && (await concernedNow(sending, decision)).includes(message.recipient);
    if (isTheirs) wanted.push(decision);
  }
  return wanted;
}

async function newsWaiting({ store, tenantId, key, message }: MessageToSend): Promise<Stored<"message">[]> {
  const where = { personId: message.recipient, purpose: "decisionMade", state: ["pending", "sending"] };
  const found = await Array.fromAsync(queryAll(store, tenantId, "message", { where }));
  return found.filter((one) => one.key !== key && one.value.activityId === null);
}

async function decisionsOf({ store, tenantId }: MessageToSend, ids: readonly string[]): Promise<Decision[]> {
  const asked = [...new Set(ids)].slice(0, 50).map((key) => ({ kind: "decision" as const, key }));
  if (asked.length === 0) return [];
  return ofKind("decision", await store.readMany(tenantId, asked)).map(({ value }) => value);
}

/** A card that tells of it, as it is by now. */
async function redrawn(sending: MessageToSend, decision: Decision, linkTo: TabLink): Promise<Prepared> {
  const { message } = sending;
  const reached = reachable(sending.conversation);
  if ("reason" in reached || message.activityId === null) return notWanted;
  const decisions = [decision, ...(await decisionsOf(sending, message.also ?? []))];
  const { conversation } = reached;
  return { act: "update", conversation, activityId: message.activityId, ...shown(sending, decisions, linkTo) };
}

function shown(sending: MessageToSend, decisions: readonly Decision[], linkTo: TabLink) {
  const { store, tenantId, directory, message, now } = sending;
  const text = textFor(directory.people.get(message.recipient)?.language ?? "da");
  const errand = { store, actor: { tenantId, personId: message.recipient }, directory, now };
  const readsLog = decisions.some((one) => maySeeDecision(errand, one));
  const news = decisions.map((one) => toldOf(directory, one));
  return {
    card: decisionNewsCard(news, readsLog ? linkTo("/overview/decisions") : null, text),
    summary: decisionNewsTitle(news, text),
  };
}

function toldOf(directory: Directory, decision: Decision): DecisionNews {
  const { scope, solutionId, by, as } = decision;
  const place = directory.teams.get(scope)?.name ?? directory.areas.get(scope)?.name ?? directory.settings.name;
  const area = as === null ? undefined : directory.areas.get(as.scope)?.name;
  return {
    decision,
    place,
    solutionName: solutionName(directory, solutionId ?? "", scope),
    replaces: directory.solutions.get(solutionId ?? "")?.replaces ?? null,
    names: { [by]: directory.people.get(by)?.name ?? "" },
    areas: as === null || area === undefined ? {} : { [as.scope]: area },
  };
}

/** What waited to tell of the decisions that were told of beside the message's own is through. */
async function recordedBeside(sending: MessageToSend): Promise<Change[]> {
  const also = sending.message.also ?? [];
  if (also.length === 0) return [];
  const told = (await newsWaiting(sending)).filter(({ value }) => also.includes(value.subject));
  return told.map(({ key, etag, value }) => replacement(key, etag, done(value, "cancelled", "passedOn", sending.now)));
}
