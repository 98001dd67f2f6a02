import type { Timer } from "../../bot/outreach/sending/pace.ts";

export interface FakeTimer extends Timer {
  /** Lets so much time pass, calling back whatever is due on the way, each at its moment or `lateMs` after it. */
  pass(ms: number, lateMs?: number): Promise<void>;
}

/** Time that passes only when it is told to. */
export function fakeTimer(): FakeTimer {
  let now = 0;
  let due: { atMs: number; call: () => void }[] = [];
  return {
    nowMs: () => now,
    after(ms, call) {
      const one = { atMs: now + ms, call };
      due.push(one);
      return () => {
        due = due.filter((other) => other !== one);
      };
    },
    async pass(ms, lateMs = 0) {
      const until = now + ms;
      for (;;) {
        await settle();
        const next = due.toSorted((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined || next.atMs + lateMs > until) break;
        due = due.filter((other) => other !== next);
        now = Math.max(now, next.atMs + lateMs);
        next.call();
      }
      now = until;
      await settle();
    },
  };
}

/** Lets every promise that can go on do so. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
