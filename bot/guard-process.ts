import { randomUUID } from "node:crypto";
import { errorFields, type Log } from "./telemetry.ts";

/** What is under way is finished within this time; what hangs then is part of what went wrong. */
const longestMs = 30_000;
/** What a library may print with. */
const printing = ["debug", "error", "info", "log", "trace", "warn"] as const;

/**
 * Takes over what belongs to nobody: decides in this one place what becomes of an error that nothing handles, and sees to it
 * that no library writes to the log past ours. To be called once, by whoever owns the process.
 *
 * An error outside every request is logged with a reference and without its message, which may quote what a person wrote.
 * What the process holds may then be half done, so `stop` finishes what is under way and the process ends with 1, for the
 * system around it to start it again. Whatever goes wrong inside a request is answered where it happens and never comes here.
 */
export function guardProcess(log: Log, stop: (signal: string) => Promise<void>): void {
  let isEnding = false;
  const end = (kind: string) => (error: unknown) => {
    log.error({ reference: randomUUID().slice(0, 8), kind, ...errorFields(error) }, "error outside every request");
    process.exitCode = 1;
    // A second one while the first is being dealt with changes nothing.
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(), longestMs).unref();
    const ended = () => process.exit();
    stop(kind).then(ended, ended);
  };
  process.on("uncaughtException", end("exception"));
  process.on("unhandledRejection", end("rejection"));
  // Node prints a warning with its message, which may be an address as somebody asked for it.
  process.removeAllListeners("warning");
  process.on("warning", (warning) => log.warn(errorFields(warning), "warning of Node"));
  for (const method of printing)
    console[method] = () => log.warn({ method }, "a library printed something, left out here");
}
