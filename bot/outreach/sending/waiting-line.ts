import type { Instant } from "../../domain/organisation.ts";
import { later } from "../outreach.ts";
import { awaitedPurposes } from "./claim.ts";
import type { Job } from "./deliver.ts";

/** Those beyond this are left to the outbox for when the chat can take them: half a minute's worth of one chat. */
const mostOfChat = 60;
const ofChatEveryMs = 500;

/** Claimed messages that wait, one at a time of each chat in line with the pace. */
export interface WaitingLine {
  /** Takes a message in; or tells when the outbox is to look at it again, because its chat has enough. */
  enter(job: Job, now: Instant): Instant | null;
  /** Brings the next so many into line: first those that a person waits for. */
  take(count: number): Job[];
  /** The message has had its turn. */
  leave(job: Job): void;
  waiting(): number;
  /** Those that wait for others to the same chat. */
  heldUp(): number;
}

/** What waits for one chat, of which one message at a time is in line. */
interface Chat {
  waiting: number;
  isInLine: boolean;
  /** When the last of those that were left to the outbox is to be looked at again. */
  nextAt: Instant;
}

/** An empty line. */
export function waitingLine(): WaitingLine {
  const awaited: Job[] = [];
  const others: Job[] = [];
  const chats = new Map<string, Chat>();
  let waiting = 0;
  let heldUp = 0;

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

  return {
    enter(job, now) {
      const chat = chats.get(recipientOf(job)) ?? { waiting: 0, isInLine: false, nextAt: "" };
      chats.set(recipientOf(job), chat);
      if (chat.waiting < mostOfChat) {
        waiting += 1;
        chat.waiting += 1;
        if (chat.waiting > 1) heldUp += 1;
        (awaitedPurposes.includes(job.claimed.message.purpose) ? awaited : others).push(job);
        return null;
      }
      const first = later(now, mostOfChat * ofChatEveryMs);
      chat.nextAt = chat.nextAt < first ? first : later(chat.nextAt, ofChatEveryMs);
      return chat.nextAt;
    },
    take(count) {
      const first = takeFrom(awaited, count);
      return [...first, ...takeFrom(others, count - first.length)];
    },
    leave(job) {
      const chat = chats.get(recipientOf(job));
      if (chat === undefined) return;
      waiting -= 1;
      if (chat.waiting > 1) heldUp -= 1;
      chat.waiting -= 1;
      chat.isInLine = false;
      if (chat.waiting === 0) chats.delete(recipientOf(job));
    },
    waiting: () => waiting,
    heldUp: () => heldUp,
  };
}

function recipientOf(job: Job | undefined): string {
  return job?.claimed.message.recipient ?? "";
}
