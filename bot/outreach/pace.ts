import { giveBack, isAtRest, type Limit, noPlaces, type Places, readyAtMs } from "./sliding-window.ts";

/** How fast one tenant may be written to. Whatever goes to Teams for a tenant asks its one pace. */
export interface Pace {
  /**
   * Resolves when one more request may leave for this conversation; rejects when the signal aborts first. An urgent one,
   * for which a person is waiting, goes before all others.
   */
  permit(conversationId: string, options?: { urgent?: boolean; signal?: AbortSignal }): Promise<Permit>;
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

/** A place within the limits, taken until `ended` or `unused` is called; what is called after that changes nothing. */
export interface Permit {
  /** The request has been handed to the operating system. */
  left(): void;
  /** It was answered, or nobody waits for its answer any more. */
  ended(): void;
  /** Nothing was sent after all. */
  unused(): void;
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

// The limits of PLATFORM. Teams counts requests when they arrive, and of two that leave a second apart the first may take
// longer on its way: so much longer without breaking a limit.
const transitMs = 25;
/**
 * A request whose answer comes late may have arrived late, so its second begins so much later; but a slow answer is no
 * reason to stop, so not by more than this.
 */
const mostLateMs = 250;
/** The quickest of so many answers tells how long an answer takes that nothing has delayed. */
const rememberedAnswers = 64;
export const tenantPerSecond = 50;
const tenantWindowMs = 1_000 + transitMs;
const conversationLimits: readonly Limit[] = [
  { count: 7, ms: 1_000 + transitMs },
  { count: 8, ms: 2_000 + transitMs },
  { count: 60, ms: 30_000 + transitMs },
  { count: 1_800, ms: 3_600_000 + transitMs },
];

/** What a late timer has kept back may follow closer than usual, so many at most: more would be a burst. */
const mostBehind = 3;

const firstThrottleMs = 1_000;
const longestThrottleMs = 60_000;

/** When so many conversations are remembered, those at rest are forgotten. */
const manyConversations = 500;

interface Request {
  leftAtMs: number;
  /** Its second has begun. */
  isCounted: boolean;
}

interface Waiting {
  conversationId: string;
  grant: (permit: Permit) => void;
}

/** Keeps the limits of PLATFORM for one tenant. `speed` runs the clock faster, for tests that cannot take real minutes. */
export function createPace(speed = 1, timer: Timer = realTimer): Pace {
  const nowMs = () => timer.nowMs() * speed;
  const urgent: Waiting[] = [];
  const queued: Waiting[] = [];
  const tenantLimit: Limit = { count: tenantPerSecond, ms: tenantWindowMs };
  const tenantLimits = [tenantLimit];
  const tenant = noPlaces();
  const placesOf = rememberConversations();
  /** What nobody waits for leaves evenly, the next one at this moment: so a place is free soon for who does wait. */
  let evenlyAtMs = Number.NEGATIVE_INFINITY;
  let resumeAtMs = Number.NEGATIVE_INFINITY;
  let refusals = 0;
  let cancelWaking = () => {};
  let wakesAtMs = Number.POSITIVE_INFINITY;
  /** Requests that have left and are not counted yet, the oldest first; others may stand between them. */
  const underWay: Request[] = [];
  const answers = quickestOf(rememberedAnswers);

  /** Lets everything leave that may, and wakes up when more may. */
  function proceed(): void {
    stopWaking();
    for (;;) {
      const now = nowMs();
      const lateAtMs = countLate(now);
      const readyMs = readyAtMs(tenant, tenantLimits);
      const openAtMs = Math.max(resumeAtMs, Number.isFinite(readyMs) || readyMs < 0 ? readyMs : lateAtMs);
      const next = nextOf(urgent, openAtMs, now);
      const nextQueued = nextOf(queued, Math.max(openAtMs, evenlyAtMs), now);
      const soonest = next.atMs <= now || next.atMs <= nextQueued.atMs ? next : nextQueued;
      if (soonest.waiting === undefined) return;
      if (soonest.atMs > now) {
        wakesAtMs = soonest.atMs;
        cancelWaking = timer.after(Math.ceil((soonest.atMs - now) / speed), proceed);
        return;
      }
      grant(soonest.waiting, now);
    }
  }

  function stopWaking(): void {
    cancelWaking();
    wakesAtMs = Number.POSITIVE_INFINITY;
  }

  /** The first of a queue, open from then on, that may leave now; else the one that may leave soonest. */
  function nextOf(queue: readonly Waiting[], openAtMs: number, now: number): { waiting?: Waiting; atMs: number } {
    let soonest: { waiting?: Waiting; atMs: number } = { atMs: Number.POSITIVE_INFINITY };
    for (const waiting of queue) {
      const atMs = Math.max(openAtMs, readyAtMs(placesOf(waiting.conversationId, now), conversationLimits));
      if (atMs < soonest.atMs) soonest = { waiting, atMs };
      if (soonest.atMs <= Math.max(now, openAtMs)) break;
    }
    return soonest;
  }

  function spacingMs(): number {
    return tenantWindowMs / tenantLimit.count;
  }

  function grant(waiting: Waiting, now: number): void {
    takeOut(waiting);
    const conversation = placesOf(waiting.conversationId, now);
    evenlyAtMs = Math.max(evenlyAtMs, now - mostBehind * spacingMs()) + spacingMs();
    tenant.taken += 1;
    conversation.taken += 1;
    let request: Request | null = null;
    let isUnused = false;
    function left(): Request | null {
      if (request !== null || isUnused) return request;
      request = { leftAtMs: nowMs(), isCounted: false };
      underWay.push(request);
      giveBack(conversation, conversationLimits, request.leftAtMs);
      return request;
    }
    waiting.grant({
      left: () => void left(),
      ended() {
        const ending = left();
        if (ending === null || ending.isCounted) return;
        const now = nowMs();
        answers.remember(now - ending.leftAtMs);
        count(ending, now - answers.quickestMs());
        // An answer makes nothing leave that a timer is not just about to look at.
        if (wakesAtMs - now > spacingMs()) goOn();
      },
      unused() {
        if (request !== null || isUnused) return;
        isUnused = true;
        giveBack(conversation, conversationLimits, null);
        giveBack(tenant, tenantLimits, null);
        goOn();
      },
    });
  }

  function goOn(): void {
    if (urgent.length + queued.length > 0) proceed();
  }

  /** Its second begins when it can have arrived at the latest. */
  function count(request: Request, arrivedAtMs: number): void {
    request.isCounted = true;
    while (underWay[0]?.isCounted) underWay.shift();
    const { leftAtMs } = request;
    giveBack(tenant, tenantLimits, Math.min(Math.max(leftAtMs, arrivedAtMs), leftAtMs + mostLateMs));
  }

  /** Counts those whose answer is not waited for any longer; returns when the next one is. */
  function countLate(now: number): number {
    const patienceMs = answers.quickestMs() + mostLateMs;
    for (let oldest = underWay[0]; oldest !== undefined; oldest = underWay[0]) {
      const lateAtMs = oldest.leftAtMs + patienceMs;
      if (lateAtMs > now) return lateAtMs;
      count(oldest, now);
    }
    return Number.POSITIVE_INFINITY;
  }

  function takeOut(waiting: Waiting): void {
    for (const queue of [urgent, queued]) {
      const index = queue.indexOf(waiting);
      if (index >= 0) queue.splice(index, 1);
    }
  }

  function pause(ms: number): void {
    resumeAtMs = Math.max(resumeAtMs, nowMs() + ms);
  }

  return {
    pause,
    isFull(conversationId) {
      const now = nowMs();
      return readyAtMs(placesOf(conversationId, now), conversationLimits) > now;
    },
    permit(conversationId, { urgent: isUrgent = false, signal } = {}) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        function giveUp(): void {
          takeOut(waiting);
          // The limits of a conversation may hold for most of an hour: nothing waits that long for nobody, a process that
          // is to end least of all.
          if (urgent.length + queued.length === 0) stopWaking();
          reject(signal?.reason);
        }
        const waiting: Waiting = {
          conversationId,
          grant(permit) {
            signal?.removeEventListener("abort", giveUp);
            resolve(permit);
          },
        };
        signal?.addEventListener("abort", giveUp, { once: true });
        // A queue that begins has nothing to catch up with.
        if (queued.length === 0) evenlyAtMs = Math.max(evenlyAtMs, nowMs());
        (isUrgent ? urgent : queued).push(waiting);
        proceed();
      });
    },
    throttled(retryAfterMs) {
      // Requests that were under way together are refused together, which is one refusal.
      if (nowMs() >= resumeAtMs) refusals += 1;
      pause(Math.max(retryAfterMs ?? 0, Math.min(firstThrottleMs * 2 ** (refusals - 1), longestThrottleMs)));
    },
    succeeded() {
      refusals = 0;
    },
    limitTo(perSecond) {
      tenantLimit.count = Math.min(perSecond, tenantPerSecond);
      if (urgent.length + queued.length > 0) proceed();
    },
  };
}

/** The quickest of the latest so many answers. */
function quickestOf(most: number) {
  const answersMs: number[] = [];
  let oldest = 0;
  let quickestMs = 0;
  return {
    /** Zero as long as nothing is known: then a request counts from its answer on. */
    quickestMs: () => quickestMs,
    remember(answerMs: number): void {
      const gone = answersMs[oldest];
      answersMs[oldest] = answerMs;
      oldest = (oldest + 1) % most;
      if (gone === quickestMs || answersMs.length === 1) quickestMs = Math.min(...answersMs);
      else quickestMs = Math.min(quickestMs, answerMs);
    },
  };
}

/** What each conversation has sent lately; forgets those at rest when there are many. */
function rememberConversations(): (conversationId: string, nowMs: number) => Places {
  const known = new Map<string, Places>();
  let lookThroughAt = manyConversations;
  return (conversationId, nowMs) => {
    const found = known.get(conversationId);
    if (found !== undefined) return found;
    if (known.size >= lookThroughAt) {
      for (const [id, places] of known) if (isAtRest(places, conversationLimits, nowMs)) known.delete(id);
      lookThroughAt = Math.max(manyConversations, known.size * 2);
    }
    const places = noPlaces();
    known.set(conversationId, places);
    return places;
  };
}
