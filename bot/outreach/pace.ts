import PQueue from "p-queue";

/** How fast one tenant may be written to. */
export interface Pace {
  /** Resolves when one more request may leave for this conversation; rejects when the signal aborts first. */
  turn(conversationId: string, signal?: AbortSignal): Promise<void>;
  /**
   * Resolves when the request itself may leave. Turns are spaced out already; what lies between a turn and its request
   * (a busy store, a busy processor) can bunch them again, and the limit counts requests.
   */
  leave(): Promise<void>;
  /** Lets nothing more leave for so long. */
  pause(ms: number): void;
  /** The other side asked the whole tenant to slow down: for as long as it said, else longer each time it asks again. */
  throttled(retryAfterMs?: number): void;
  succeeded(): void;
}

// Teams allows 50 requests a second per app and tenant. Ten in any 204 ms make at most 50 in any second, with room for
// the network to bunch them a little.
const tenantLimit = { intervalCap: 10, interval: 204 };
const departureLimit = { intervalCap: 50, interval: 1_010 };
// Per conversation: 7 in 1 s, 8 in 2 s, 60 in 30 s. Three in 1.8 s keep all three, also when the first had to wait for
// the tenant's turn and comes together with the next ones.
const conversationLimit = { intervalCap: 3, interval: 1_800 };

const firstThrottleMs = 1_000;
const longestThrottleMs = 60_000;

/** Conversations whose turns are remembered before those that are at rest are forgotten. */
const mostConversations = 200;

/** Keeps the limits of PLATFORM for one tenant. `speed` runs the clock faster, for tests that cannot take real minutes. */
export function createPace(speed = 1): Pace {
  const tenant = queue(tenantLimit, speed);
  const departures = queue(departureLimit, speed);
  const conversations = new Map<string, { queue: PQueue; usedAt: number }>();
  let resumeAt = 0;
  let refusals = 0;
  let waiting = 0;
  let resuming: NodeJS.Timeout | undefined;

  function conversationQueue(id: string): PQueue {
    if (conversations.size > mostConversations) forgetResting();
    const entry = conversations.get(id) ?? { queue: queue({ ...conversationLimit, concurrency: 1 }, speed), usedAt: 0 };
    entry.usedAt = performance.now();
    conversations.set(id, entry);
    return entry.queue;
  }

  function forgetResting(): void {
    const before = performance.now() - conversationLimit.interval / speed;
    for (const [id, entry] of conversations) {
      const isResting = entry.queue.size === 0 && entry.queue.pending === 0;
      if (isResting && entry.usedAt < before) conversations.delete(id);
    }
  }

  function pause(ms: number): void {
    const until = performance.now() + ms / speed;
    if (until <= resumeAt) return;
    resumeAt = until;
    tenant.pause();
    clearTimeout(resuming);
    resuming = setTimeout(() => tenant.start(), ms / speed);
    // A pause that nobody waits for does not keep a process alive that is stopping.
    if (waiting === 0) resuming.unref();
  }

  return {
    pause,
    async turn(conversationId, signal) {
      const options = signal === undefined ? {} : { signal };
      waiting += 1;
      resuming?.ref();
      try {
        await conversationQueue(conversationId).add(() => tenant.add(() => {}, options), options);
      } finally {
        waiting -= 1;
        if (waiting === 0) resuming?.unref();
      }
    },
    async leave() {
      await departures.add(() => {});
    },
    throttled(retryAfterMs) {
      // Requests that were under way together are refused together, which is one refusal.
      if (performance.now() >= resumeAt) refusals += 1;
      pause(Math.max(retryAfterMs ?? 0, Math.min(firstThrottleMs * 2 ** (refusals - 1), longestThrottleMs)));
    },
    succeeded() {
      refusals = 0;
    },
  };
}

function queue(limit: { intervalCap: number; interval: number; concurrency?: number }, speed: number): PQueue {
  return new PQueue({ ...limit, interval: limit.interval / speed, strict: true });
}
