import { setTimeout as wait } from "node:timers/promises";

/**
 * Lets those who come within so many milliseconds go on at the same moment, so that what they write shares one sync to
 * disk. Whoever comes first waits the whole time.
 */
export function together(ms: number): () => Promise<void> {
  let next: Promise<void> | null = null;
  return () => {
    next ??= wait(ms).then(() => {
      next = null;
    });
    return next;
  };
}
