import { localDate, weekOf } from "../../domain/calendar.ts";
import { type DeliveryState, deliveryState } from "../../domain/deliveries.ts";
import type { Directory, Instant } from "../../domain/organisation.ts";
import { checkInMessage, isUnreached, type Message, type PlannedMessage } from "../../domain/outreach.ts";
import { askedFor, isAdmin } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import { type Conversation, keys } from "../../store/documents.ts";
import { type Change, queryAll, queryAllTogether, type Store, type Stored } from "../../store/store.ts";
import type { Actor } from "../actor.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { ensureMessage } from "../ensure-message.ts";
import { loadDirectory } from "../load-directory.ts";
import { revive } from "./wake-messages.ts";

/** How this week's messages are doing. For the system itself and, after {@link demandAdmin}, for administrators. */
export async function viewDeliveries(
  store: Store,
  tenantId: string,
  directory: Directory,
  now: Instant,
): Promise<DeliveryState> {
  const week = weekOf(now);
  const [checkIns, unsent, chats] = await queryAllTogether(store, tenantId, [
    { kind: "checkIn", query: { where: { week } } },
    { kind: "message", query: { where: { state: ["pending", "sending", "failed"] } } },
    { kind: "conversation", query: {} },
  ]);
  return deliveryState({
    directory,
    week,
    now,
    checkIns: checkIns.map(({ value }) => value),
    unsent,
    chats: new Map(chats.map(({ key, value }) => [key, value])),
  });
}

/** Throws `notFound` for anybody but an administrator: what a person may not see answers like what does not exist. */
export function demandAdmin(directory: Directory, actor: Actor, now: Instant): void {
  if (!isAdmin(directory, actor.personId, localDate(now))) throw new OmbordError("notFound");
}

/**
 * Puts what has not arrived back on its way: the messages named, or all. A check-in or a reminder of a week that is over, or
 * of somebody who is not the one to ask any more, becomes this week's check-in of whoever is. Returns how many; what has
 * arrived meanwhile, or whose time is over, is left alone. The caller has made sure that the actor is an administrator.
 */
export async function resendFailed(
  store: Store,
  actor: Actor,
  messageKeys: readonly string[] | null,
  now: Instant,
): Promise<number> {
  const directory = await loadDirectory(store, actor.tenantId);
  const named = messageKeys === null ? null : new Set(messageKeys);
  const stuck: Stored<"message">[] = [];
  for await (const stored of queryAll(store, actor.tenantId, "message", { where: { state: ["failed", "pending"] } })) {
    const isStuck = stored.value.state === "failed" || isUnreached(stored.value);
    if (isStuck && (named === null || named.has(stored.key))) stuck.push(stored);
  }
  const done = new Set<string>();
  for (const stored of stuck) {
    const key = await resend({ store, actor, directory, now }, stored);
    if (key !== null) done.add(key);
  }
  return done.size;
}

interface Resending {
  store: Store;
  actor: Actor;
  directory: Directory;
  now: Instant;
}

/** The key of what is on its way now, or null. */
async function resend(resending: Resending, stored: Stored<"message">): Promise<string | null> {
  const { store, actor, now } = resending;
  const { tenantId, personId } = actor;
  if (isForSomebodyElseNow(resending, stored.value)) return sendThisWeeks(resending, stored.value);
  const place = await store.read(tenantId, "conversation", stored.value.recipient);
  // Nobody knows where to send it.
  if (place === undefined && stored.value.state !== "failed") return null;
  const entry = audit({ actor: { personId }, now }, "message.resent", "message", stored.key);
  if (!(await revive(store, tenantId, stored, now, [entry]))) return null;
  await letThrough(store, tenantId, stored.value.recipient, stored.key, now);
  return stored.key;
}

function isForSomebodyElseNow({ directory, now }: Resending, message: Message): boolean {
  if (message.purpose !== "checkIn" && message.purpose !== "reminder") return false;
  return now >= message.deadline || askedFor(directory, message.teamId, localDate(now))[0] !== message.recipient;
}

/** This week's check-in of the team for whoever is to be asked now, unless they have it or nobody is asked this week. */
async function sendThisWeeks({ store, actor, directory, now }: Resending, { teamId }: Message): Promise<string | null> {
  const { tenantId, personId } = actor;
  const asked = askedFor(directory, teamId, localDate(now))[0];
  const checkIn = await store.read(tenantId, "checkIn", keys.checkIn(weekOf(now), teamId));
  if (asked === undefined || checkIn?.value.state !== "open") return null;
  if (checkIn.value.cards.some((card) => card.personId === asked)) return null;
  const wanted = checkInMessage(checkIn.value, asked, now);
  const known = await store.read(tenantId, "message", wanted.key);
  const entry = audit({ actor: { personId }, now }, "message.resent", "message", wanted.key);
  const isOnItsWay =
    known === undefined || known.value.state === "cancelled"
      ? await ensured(store, tenantId, wanted, entry, now)
      : await revive(store, tenantId, known, now, [entry]);
  if (!isOnItsWay) return null;
  await letThrough(store, tenantId, asked, wanted.key, now);
  return wanted.key;
}

async function ensured(
  store: Store,
  tenantId: string,
  wanted: PlannedMessage,
  entry: Change,
  now: Instant,
): Promise<boolean> {
  return untilNoConflict(async () => {
    const change = await ensureMessage(store, tenantId, wanted, now);
    if (change === null) return false;
    await store.commit(tenantId, [change, entry]);
    return true;
  });
}

/** Nobody tells the bot when a closed chat is open again: only another try finds out, and this message is the one. */
async function letThrough(
  store: Store,
  tenantId: string,
  key: string,
  messageKey: string,
  now: Instant,
): Promise<void> {
  await untilNoConflict(async () => {
    const stored = await store.read(tenantId, "conversation", key);
    if (stored === undefined || stored.value.state === "installed") return;
    const value: Conversation =
      stored.value.personId === null
        ? reopened(stored.value, now)
        : { ...stored.value, probe: { by: messageKey, week: weekOf(now) } };
    await store.commit(tenantId, [{ op: "replace", kind: "conversation", key, etag: stored.etag, value }]);
  });
}

/** A channel that was left stays so. */
function reopened(channel: Conversation, now: Instant): Conversation {
  if (channel.state !== "blocked") return channel;
  const { reason: _, ...rest } = channel;
  return { ...rest, state: "installed", updatedAt: now };
}
