import { localDate, weekOf } from "../../domain/calendar.ts";
import { type DeliveryState, deliveryState } from "../../domain/deliveries.ts";
import { isUnreached } from "../../domain/message-outcome.ts";
import type { Instant } from "../../domain/organisation.ts";
import { checkInMessage, type Message, type PlannedMessage } from "../../domain/outreach.ts";
import { askedFor, isAdmin } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import { type Conversation, keys } from "../../store/documents.ts";
import { type Change, queryAll, queryAllTogether, type Stored } from "../../store/store.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { ensureMessage } from "../ensure-message.ts";
import { contextOf, type DirectoryContext, type Errand, type TenantContext } from "../errand.ts";
import { revive } from "./wake-messages.ts";

/** How this week's messages are doing. For the system itself and, after {@link demandAdmin}, for administrators. */
export async function viewDeliveries({ store, tenantId, directory, now }: DirectoryContext): Promise<DeliveryState> {
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
export function demandAdmin({ directory, actor, now }: Errand): void {
  if (!isAdmin(directory, actor.personId, localDate(now))) throw new OmbordError("notFound");
}

/**
 * Puts what has not arrived back on its way: the messages named, or all. A check-in or a reminder of a week that is over, or
 * of somebody who is not the one to ask any more, becomes this week's check-in of whoever is. Returns how many; what has
 * arrived meanwhile, or whose time is over, is left alone. Throws what {@link demandAdmin} throws.
 */
export async function resendFailed(errand: Errand, messageKeys: readonly string[] | null): Promise<number> {
  demandAdmin(errand);
  const { store, actor } = errand;
  const named = messageKeys === null ? null : new Set(messageKeys);
  const stuck: Stored<"message">[] = [];
  for await (const stored of queryAll(store, actor.tenantId, "message", { where: { state: ["failed", "pending"] } })) {
    const isStuck = stored.value.state === "failed" || isUnreached(stored.value);
    if (isStuck && (named === null || named.has(stored.key))) stuck.push(stored);
  }
  const done = new Set<string>();
  for (const stored of stuck) {
    const key = await resend(errand, stored);
    if (key !== null) done.add(key);
  }
  return done.size;
}

/** The key of what is on its way now, or null. */
async function resend(errand: Errand, stored: Stored<"message">): Promise<string | null> {
  const context = contextOf(errand);
  if (isForSomebodyElseNow(errand, stored.value)) return sendThisWeeks(errand, stored.value);
  const place = await context.store.read(context.tenantId, "conversation", stored.value.recipient);
  // Nobody knows where to send it.
  if (place === undefined && stored.value.state !== "failed") return null;
  const entry = audit(errand, "message.resent", "message", stored.key);
  if (!(await revive(context, stored, [entry]))) return null;
  await letThrough(context, stored.value.recipient, stored.key);
  return stored.key;
}

function isForSomebodyElseNow({ directory, now }: Errand, message: Message): boolean {
  if (message.purpose !== "checkIn" && message.purpose !== "reminder") return false;
  return now >= message.deadline || askedFor(directory, message.teamId, localDate(now))[0] !== message.recipient;
}

/** This week's check-in of the team for whoever is to be asked now, unless they have it or nobody is asked this week. */
async function sendThisWeeks(errand: Errand, { teamId }: Message): Promise<string | null> {
  const context = contextOf(errand);
  const { store, tenantId, directory, now } = context;
  const asked = askedFor(directory, teamId, localDate(now))[0];
  const checkIn = await store.read(tenantId, "checkIn", keys.checkIn(weekOf(now), teamId));
  if (asked === undefined || checkIn?.value.state !== "open") return null;
  if (checkIn.value.cards.some((card) => card.personId === asked)) return null;
  const wanted = checkInMessage(checkIn.value, asked, now);
  const known = await store.read(tenantId, "message", wanted.key);
  const entry = audit(errand, "message.resent", "message", wanted.key);
  const isOnItsWay =
    known === undefined || known.value.state === "cancelled"
      ? await ensured(context, wanted, entry)
      : await revive(context, known, [entry]);
  if (!isOnItsWay) return null;
  await letThrough(context, asked, wanted.key);
  return wanted.key;
}

async function ensured(context: TenantContext, wanted: PlannedMessage, entry: Change): Promise<boolean> {
  return untilNoConflict(async () => {
    const change = await ensureMessage(context, wanted);
    if (change === null) return false;
    await context.store.commit(context.tenantId, [change, entry]);
    return true;
  });
}

/** Nobody tells the bot when a closed chat is open again: only another try finds out, and this message is the one. */
async function letThrough({ store, tenantId, now }: TenantContext, key: string, messageKey: string): Promise<void> {
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
