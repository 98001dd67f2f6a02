import { errorFields, type Log } from "./telemetry.ts";

/** What is done after an answer, and that nobody waits for. */
export interface Background {
  /** What has the same key is done one after the other. */
  run(key: string, work: () => Promise<void>): void;
  isBusy(): boolean;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

/** Keeps count of what is under way, so that a process that stops can finish it. An error goes to the log. */
export function createBackground(log: Log): Background {
  const running = new Map<string, Promise<void>>();
  return {
    run(key, work) {
      const before = running.get(key) ?? Promise.resolve();
      const done = before
        .then(work)
        .catch((error: unknown) => log.error(errorFields(error), "background work failed"))
        .finally(() => {
          if (running.get(key) === done) running.delete(key);
        });
      running.set(key, done);
    },
    isBusy: () => running.size > 0,
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
