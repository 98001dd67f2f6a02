import PQueue from "p-queue";
import { v7 as uuid } from "uuid";
import type { Channel } from "../channel.ts";
import type { Instant } from "../domain/organisation.ts";
import type { Store } from "../store/store.ts";
import type { Log } from "../telemetry.ts";
import type { PurposeHandlers } from "./messages/purposes.ts";
import { answersPerSecond, createPace, type Pace } from "./sending/pace.ts";

/** What a tick works with; one for the whole life of a process. */
export interface Outreach {
  store: Store;
  channel: Channel;
  log: Log;
  clock: () => Instant;
  purposes: PurposeHandlers;
  /** Sets this process apart from the others on the same store. */
  holder: string;
  paceOf: (tenantId: string) => Pace;
  /** How many dispatches of this process are under way, and how many of them hold the lease, by tenant. */
  dispatching: Map<string, number>;
  holding: Map<string, number>;
  /** Whether a person's chat may be asked for that nobody has told of. */
  findsChats: boolean;
  /** 0–1, for jitter. */
  random: () => number;
  timing: Timing;
  /** What has been planned already, by tenant; see plan.ts. */
  planned: Map<string, PlannedStages>;
  /** When stranded messages were last looked for in vain, by tenant, as `performance.now()` has it. */
  strandedLookMs: Map<string, number>;
  /** Lets a few tenants plan at a time: a process that starts would else load every municipality at once. */
  planning: PQueue;
}

export interface Timing {
  /** One try, from its turn to its answer. */
  sendTimeoutMs: number;
  /** How long a claimed message is left to whoever claimed it. */
  messageLeaseMs: number;
  /** How long a tenant's sending is left to one process without a sign of life. */
  tenantLeaseMs: number;
  /** Between the first two tries to record what was sent, when the store fails; the later ones come less often. */
  recordAgainMs: number;
}

export const plannedStages = ["closed", "barriers", "citizens", "digests", "opened", "reminded", "forgotten"] as const;
export type PlannedStage = (typeof plannedStages)[number];

export interface PlannedStages {
  /** Changes with everything that could change the plan: the settings, the directory, the date. */
  state: string;
  done: Set<PlannedStage>;
}

/** Teams answers slowly at times, and giving up on a message that arrived repeats it: patience is cheap, a lease is long. */
const defaultTiming: Timing = {
  sendTimeoutMs: 45_000,
  messageLeaseMs: 120_000,
  tenantLeaseMs: 20_000,
  recordAgainMs: 100,
};

// More at once plan sooner, but begin to send at once: beside a cold connector on the same two cores up to 54 of a tenant's
// requests then arrived within a second.
const mostPlanning = 4;

type Given = Pick<Outreach, "store" | "channel" | "log" | "clock" | "purposes"> &
  Partial<Pick<Outreach, "holder" | "random" | "timing" | "findsChats">> & {
    /** The pace of a tenant that is written to for the first time. */
    newPace?: (() => Pace) | undefined;
  };

/** Fills in everything that only tests choose themselves. Each tenant has a pace of its own, kept between ticks. */
export function createOutreach({ newPace = createPace, ...given }: Given): Outreach {
  const paces = new Map<string, Pace>();
  function paceOf(tenantId: string): Pace {
    const known = paces.get(tenantId);
    if (known !== undefined) return known;
    const pace = newPace();
    // Until it holds the tenant's lease it only answers people.
    pace.limitTo(answersPerSecond);
    paces.set(tenantId, pace);
    return pace;
  }
  const planning = new PQueue({ concurrency: mostPlanning });
  return {
    holder: uuid(),
    paceOf,
    findsChats: false,
    random: Math.random,
    timing: defaultTiming,
    planned: new Map(),
    strandedLookMs: new Map(),
    planning,
    dispatching: new Map(),
    holding: new Map(),
    ...given,
  };
}

/** The instant so many milliseconds after another. */
export function later(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString();
}

/** Adds to a count that is kept by tenant, and returns it. */
export function addTo(counts: Map<string, number>, tenantId: string, change: 1 | -1): number {
  const count = (counts.get(tenantId) ?? 0) + change;
  counts.set(tenantId, count);
  return count;
}
