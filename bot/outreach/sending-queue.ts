import type { Directory } from "../domain/organisation.ts";
import { awaitedPurposes, type Claimed } from "./claim.ts";
import { deliver, type Job, type Outcome } from "./deliver.ts";
import type { Outreach } from "./outreach.ts";

/** Messages that wait for their turn with the pace; few, so that what a person waits for is soon there. */
export const mostInLine = 24;

/** Claimed messages of one tenant on their way out. */
export interface SendingQueue {
  /** What a person waits for goes before the others that are not in line yet. */
  add(claimed: readonly Claimed[], directory: Directory): void;
  /** Claimed and not begun. */
  waiting(): number;
  /** Begun, or in line, and not finished. */
  underWay(): number;
  /** How many have begun so far. */
  begun(): number;
  /** Resolves when there is room for more, or nothing is left; or when so much time has passed. */
  changed(ms: number): Promise<void>;
  /** Lets whoever waits for a change look. */
  ring(): void;
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
  const underWay = new Set<Promise<void>>();
  let inLine = 0;
  let begun = 0;
  /** Somebody has been told that there is room for more. */
  let isShort = false;
  let wake = () => {};

  function start(job: Job): void {
    inLine += 1;
    const work = deliver(job, onBegun, signal)
      .then(tell)
      .catch((error: unknown) => {
        // Its lease runs out, and it is tried again.
        outreach.log.error({ tenantId, error: nameOf(error) }, "message left to its lease");
      })
      .finally(() => {
        underWay.delete(work);
        if (underWay.size === 0) wake();
      });
    underWay.add(work);
  }

  function onBegun(): void {
    inLine -= 1;
    begun += 1;
    if (begun % mostInLine === 0) wake();
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
    const first = awaited.splice(0, count);
    return [...first, ...others.splice(0, count - first.length)];
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  return {
    add(claimed, directory) {
      for (const one of claimed) {
        const purpose = outreach.purposes[one.message.purpose];
        if (purpose === undefined) continue;
        const job = { outreach, tenantId, purpose, claimed: one, directory };
        (awaitedPurposes.includes(one.message.purpose) ? awaited : others).push(job);
      }
      isShort = false;
      advance();
    },
    waiting: () => awaited.length + others.length + inLine,
    underWay: () => underWay.size,
    begun: () => begun,
    changed: (ms) =>
      new Promise((resolve) => {
        const timeout = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timeout);
          resolve();
        };
      }),
    ring: () => wake(),
    settled,
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
