import type { Directory } from "../../domain/organisation.ts";
import { errorFields } from "../../telemetry.ts";
import type { Outreach } from "../outreach.ts";
import type { Claimed } from "./claim.ts";
import { deliver, type Job, type Outcome, putOff } from "./deliver.ts";
import { type WaitingLine, waitingLine } from "./waiting-line.ts";

/** Messages that wait for their turn with the pace; few, so that what a person waits for is soon there. */
const mostInLine = 24;

/** Claimed messages of one tenant on their way out. */
export interface SendingQueue extends Pick<WaitingLine, "heldUp"> {
  /** What a person waits for goes before the others that are not in line yet. */
  add(claimed: readonly Claimed[], directory: Directory): void;
  /** Claimed and not begun. */
  waiting(): number;
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
  const line = waitingLine();
  const running = runningJobs(tell, (error) => {
    // Its lease runs out, and it is tried again.
    outreach.log.error({ tenantId, ...errorFields(error) }, "message left to its lease");
  });
  let inLine = 0;
  /** Somebody has been told that there is room for more. */
  let isShort = false;

  function start(job: Job): void {
    // A chat that takes no more for now, which may be most of an hour, holds up no other.
    const places = outreach.paceOf(tenantId).isFull(job.claimed.message.recipient) ? 0 : 1;
    inLine += places;
    function begun(): void {
      line.leave(job);
      inLine -= places;
      advance();
    }
    running.add(deliver(job, begun, signal));
  }

  /** Brings the next into line as soon as half the line is free. */
  function advance(): void {
    if (inLine >= mostInLine / 2) return;
    const next = line.take(mostInLine - inLine);
    if (next.length > 0) next.forEach(start);
    else if (!isShort) {
      isShort = true;
      running.wake();
    }
  }

  return {
    add(claimed, directory) {
      for (const one of claimed) {
        const purpose = outreach.purposes[one.message.purpose];
        if (purpose === undefined) continue;
        const job = { outreach, tenantId, purpose, claimed: one, directory };
        const laterAt = line.enter(job, outreach.clock());
        if (laterAt !== null) running.add(putOff(job, laterAt));
      }
      isShort = false;
      advance();
    },
    waiting: line.waiting,
    heldUp: line.heldUp,
    underWay: running.count,
    changed: running.changed,
    settled: running.settled,
  };
}

function runningJobs(tell: (outcome: Outcome) => void, failed: (error: unknown) => void) {
  // A number and not a set of promises: what every message enters and leaves keeps them alive in V8's old generation.
  let count = 0;
  let wake = () => {};
  let allEnded = () => {};
  return {
    count: () => count,
    wake: () => wake(),
    add(outcome: Promise<Outcome>): void {
      count += 1;
      void outcome.then(tell, failed).then(() => {
        count -= 1;
        if (count > 0) return;
        wake();
        allEnded();
      });
    },
    changed: (ms: number) =>
      new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timeout);
          resolve();
        };
      }),
    async settled(): Promise<void> {
      while (count > 0) {
        await new Promise<void>((resolve) => {
          allEnded = resolve;
        });
      }
    },
  };
}
