import { LRUCache } from "lru-cache";

/** How fast one tenant may be written to. Whatever goes to Teams for a tenant asks its one pace. */
export interface Pace {
  /**
   * Resolves when one more request may leave for this conversation; rejects when the signal aborts first. An urgent one,
   * for which a person is waiting, goes before all others.
   */
  permit(conversationId: string, options?: { urgent?: boolean; signal?: AbortSignal }): Promise<void>;
  /** Whether the conversation's own limits let nothing more leave to it at this moment. */
  isFull(conversationId: string): boolean;
  /** Lets nothing more leave for so long. */
  pause(ms: number): void;
  /** The other side asked the whole tenant to slow down: for as long as it said, else longer each time it asks again. */
  throttled(retryAfterMs?: number): void;
  succeeded(): void;
  /** Sends no more than so many requests a second: the others belong to other processes. */
  limitTo(perSecond: number): void;
}

/** Where a pace has its time from; tests bring their own. Never the wall clock, which can be set back. */
export interface Timer {
  nowMs(): number;
  /** Calls back once; returns what takes that back. */
  after(ms: number, call: () => void): () => void;
}

const realTimer: Timer = {
  nowMs: () => performance.now(),
  after(ms, call) {
    const timeout = setTimeout(call, ms);
    return () => clearTimeout(timeout);
  },
};

/**
 * Teams takes 50 requests a second from an app for a tenant. What is left free is for requests that are late on their way, and for
 * the answers of other processes.
 */
export const tenantPerSecond = 40;
/** What a process may answer people with while another sends the tenant's messages. */
export const answersPerSecond = 5;
/** So many may follow each other at once after a rest; more would be a burst. */
const burst = 5;
/** What Teams takes from an app for one conversation; a few milliseconds more, for one that took longer on its way. */
const conversationLimits = [
  { count: 7, ms: 1_025 },
  { count: 8, ms: 2_025 },
  { count: 60, ms: 30_025 },
  { count: 1_800, ms: 3_600_025 },
];
const longestMemoryOfOne = 1_800;
const mostConversations = 5_000;
const firstThrottleMs = 1_000;
const longestThrottleMs = 60_000;

interface Waiting {
  conversationId: string;
  grant: () => void;
}

/** Which of those that wait may leave soonest, and when. */
interface Next {
  waiting?: Waiting;
  atMs: number;
}

/** A token bucket for one tenant. `speed` runs the clock faster, for tests that cannot take real minutes. */
export function createPace(speed = 1, timer: Timer = realTimer): Pace {
  const nowMs = () => timer.nowMs() * speed;
  const urgent: Waiting[] = [];
  const queued: Waiting[] = [];
  const bucket = tokenBucket();
  const conversations = rememberConversations();
  let cancelWaking = () => {};

  /** Lets everything leave that may, and wakes up when more may. */
  function proceed(): void {
    cancelWaking();
    for (;;) {
      const now = nowMs();
      const openAtMs = bucket.openAtMs(now);
      const answer = soonest(urgent, openAtMs, conversations.readyAtMs);
      const other = soonest(queued, openAtMs, conversations.readyAtMs);
      const next = answer.atMs <= Math.max(now, other.atMs) ? answer : other;
      if (next.waiting === undefined) return;
      if (next.atMs > now) {
        cancelWaking = timer.after(Math.ceil((next.atMs - now) / speed), proceed);
        return;
      }
      bucket.take();
      conversations.note(next.waiting.conversationId, now);
      remove(next.waiting);
      next.waiting.grant();
    }
  }

  function remove(waiting: Waiting): void {
    for (const queue of [urgent, queued]) {
      const index = queue.indexOf(waiting);
      if (index >= 0) queue.splice(index, 1);
    }
    // A conversation may be full for most of an hour: no timer waits that long for nobody.
    if (urgent.length + queued.length === 0) cancelWaking();
  }

  return {
    pause: (ms) => bucket.pause(nowMs(), ms),
    isFull: (conversationId) => conversations.readyAtMs(conversationId) > nowMs(),
    permit(conversationId, { urgent: isUrgent = false, signal } = {}) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const waiting = { conversationId, grant };
        function grant(): void {
          signal?.removeEventListener("abort", giveUp);
          resolve();
        }
        function giveUp(): void {
          remove(waiting);
          reject(signal?.reason);
        }
        signal?.addEventListener("abort", giveUp, { once: true });
        (isUrgent ? urgent : queued).push(waiting);
        proceed();
      });
    },
    throttled: (retryAfterMs) => bucket.throttled(nowMs(), retryAfterMs),
    succeeded: bucket.succeeded,
    limitTo(perSecond) {
      bucket.limitTo(perSecond);
      if (urgent.length + queued.length > 0) proceed();
    },
  };
}

/** The first of a queue, open from then on, that may leave as soon as it opens; else the one that may leave soonest. */
function soonest(queue: readonly Waiting[], openAtMs: number, readyAtMs: (conversationId: string) => number): Next {
  let found: Next = { atMs: Number.POSITIVE_INFINITY };
  for (const waiting of queue) {
    const atMs = Math.max(openAtMs, readyAtMs(waiting.conversationId));
    if (atMs < found.atMs) found = { waiting, atMs };
    if (atMs === openAtMs) break;
  }
  return found;
}

/** How many a tenant takes: it fills by one each `spacingMs`, and holds {@link burst} at most. */
function tokenBucket() {
  let spacingMs = 1_000 / tenantPerSecond;
  /** When the last of what it held was taken, or will be there to take. */
  let emptyAtMs = Number.NEGATIVE_INFINITY;
  let resumeAtMs = Number.NEGATIVE_INFINITY;
  let refusals = 0;

  function pause(nowMs: number, ms: number): void {
    resumeAtMs = Math.max(resumeAtMs, nowMs + ms);
  }

  return {
    pause,
    openAtMs(nowMs: number): number {
      emptyAtMs = Math.max(emptyAtMs, nowMs - burst * spacingMs);
      return Math.max(resumeAtMs, emptyAtMs + spacingMs);
    },
    take(): void {
      emptyAtMs += spacingMs;
    },
    limitTo(perSecond: number): void {
      spacingMs = 1_000 / Math.min(perSecond, tenantPerSecond);
    },
    throttled(nowMs: number, retryAfterMs = 0): void {
      // Requests that were under way together are refused together, which is one refusal.
      if (nowMs >= resumeAtMs) refusals += 1;
      pause(nowMs, Math.max(retryAfterMs, Math.min(firstThrottleMs * 2 ** (refusals - 1), longestThrottleMs)));
    },
    succeeded(): void {
      refusals = 0;
    },
  };
}

/** What each conversation has been sent lately, and when it takes more. */
function rememberConversations() {
  const leftAtMs = new LRUCache<string, number[]>({ max: mostConversations });
  return {
    readyAtMs(conversationId: string): number {
      const times = leftAtMs.get(conversationId) ?? [];
      return Math.max(
        ...conversationLimits.map(({ count, ms }) => (times.at(-count) ?? Number.NEGATIVE_INFINITY) + ms),
      );
    },
    note(conversationId: string, nowMs: number): void {
      const times = leftAtMs.get(conversationId) ?? [];
      times.push(nowMs);
      if (times.length > longestMemoryOfOne) times.shift();
      leftAtMs.set(conversationId, times);
    },
  };
}
