import type { Directory, Instant } from "../../domain/organisation.ts";
import { errorFields } from "../../telemetry.ts";
import { later, type Outreach } from "../outreach.ts";
import { awaitedPurposes, type Claimed } from "./claim.ts";
import { deliver, type Job, type Outcome, putOff } from "./deliver.ts";

/** Messages that wait for their turn with the pace; few, so that what a person waits for is soon there. */
const mostInLine = 24;
/** Those beyond this are left to the outbox for when the chat can take them: half a minute's worth of one chat. */
const mostOfChat = 60;
const ofChatEveryMs = 500;

/** Claimed messages of one tenant on their way out. */
export interface SendingQueue {
  /** What a person waits for goes before the others that are not in line yet. */
  add(claimed: readonly Claimed[], directory: Directory): void;
  /** Claimed and not begun. */
  waiting(): number;
  /** Those of them that wait for others to the same chat, and not for the tenant's turn. */
  heldUp(): number;
  /** Begun, or in line, and not finished. */
  underWay(): number;
  /** Resolves when there is room for more, or nothing is left; or when so much time has passed. */
  changed(ms: number): Promise<void>;
  /** Resolves when everything is finished. */
  settled(): Promise<void>;
}

/**
 * Sends claimed messages in the order in which they come, some at a time in line with the tenant's pace. After an abort
 * they are given back. `tell` hears what became of each.
 */
export function sendingQueue(
  outreach: Outreach,
  tenantId: string,
  signal: AbortSignal,
  tell: (outcome: Outcome) => void,
): SendingQueue {
  const awaited: Job[] = [];
  const others: Job[] = [];
  const chats = new Map<string, Chat>();
  let inLine = 0;
  let waiting = 0;
  let heldUp = 0;
  /** Somebody has been told that there is room for more. */
  let isShort = false;
  let wake = () => {};
  // A number and not a set of promises: what every message enters and leaves keeps them alive in V8's old generation.
  let underWay = 0;
  let allEnded = () => {};

  function start(job: Job): void {
    // A chat that takes no more for now, which may be most of an hour, holds up no other.
    const places = outreach.paceOf(tenantId).isFull(recipientOf(job)) ? 0 : 1;
    inLine += places;
    finish(deliver(job, () => onBegun(job, places), signal));
  }

  function finish(outcome: Promise<Outcome>): void {
    underWay += 1;
    void outcome
      .then(tell, (error: unknown) => {
        // Its lease runs out, and it is tried again.
        outreach.log.error({ tenantId, ...errorFields(error) }, "message left to its lease");
      })
      .then(() => {
        underWay -= 1;
        if (underWay > 0) return;
        wake();
        allEnded();
      });
  }

  function onBegun(job: Job, places: number): void {
    leave(job);
    inLine -= places;
    advance();
  }

  /** Brings the next into line as soon as half the line is free. */
  function advance(): void {
    if (inLine >= mostInLine / 2) return;
    const next = take(mostInLine - inLine);
    if (next.length > 0) next.forEach(start);
    else if (!isShort) {
      isShort = true;
      wake();
    }
  }

  function take(count: number): Job[] {
    const first = takeFrom(awaited, count);
    return [...first, ...takeFrom(others, count - first.length)];
  }

  function takeFrom(jobs: Job[], count: number): Job[] {
    const taken: Job[] = [];
    for (let at = 0; at < jobs.length && taken.length < count; ) {
      const chat = chats.get(recipientOf(jobs[at]));
      if (chat === undefined || chat.isInLine) at += 1;
      else {
        chat.isInLine = true;
        taken.push(...jobs.splice(at, 1));
      }
    }
    return taken;
  }

  /** Takes a message in, or leaves it to the outbox: then the chat has enough. */
  function enter(job: Job): void {
    const chat = chats.get(recipientOf(job)) ?? { waiting: 0, isInLine: false, nextAt: "" };
    chats.set(recipientOf(job), chat);
    if (chat.waiting < mostOfChat) {
      waiting += 1;
      chat.waiting += 1;
      if (chat.waiting > 1) heldUp += 1;
      (awaitedPurposes.includes(job.claimed.message.purpose) ? awaited : others).push(job);
      return;
    }
    const first = later(outreach.clock(), mostOfChat * ofChatEveryMs);
    chat.nextAt = chat.nextAt < first ? first : later(chat.nextAt, ofChatEveryMs);
    finish(putOff(job, chat.nextAt));
  }

  function leave(job: Job): void {
    const chat = chats.get(recipientOf(job));
    if (chat === undefined) return;
    waiting -= 1;
    if (chat.waiting > 1) heldUp -= 1;
    chat.waiting -= 1;
    chat.isInLine = false;
    if (chat.waiting === 0) chats.delete(recipientOf(job));
  }

  async function settled(): Promise<void> {
    while (underWay > 0) {
      await new Promise<void>((resolve) => {
        allEnded = resolve;
      });
    }
  }

  return {
    add(claimed, directory) {
      for (const one of claimed) {
        const purpose = outreach.purposes[one.message.purpose];
        if (purpose === undefined) continue;
        enter({ outreach, tenantId, purpose, claimed: one, directory });
      }
      isShort = false;
      advance();
    },
    waiting: () => waiting,
    heldUp: () => heldUp,
    underWay: () => underWay,
    changed: (ms) =>
      new Promise((resolve) => {
        const timeout = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timeout);
          resolve();
        };
      }),
    settled,
  };
}

/** What waits for one chat, of which one message at a time is in line. */
interface Chat {
  waiting: number;
  isInLine: boolean;
  /** When the last of those that were left to the outbox is to be looked at again. */
  nextAt: Instant;
}

function recipientOf(job: Job | undefined): string {
  return job?.claimed.message.recipient ?? "";
}
