import { pino } from "pino";

/** A log line is a static message plus fields; no field ever holds what a person wrote, a name or a UPN. */
export interface Log {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

export const silentLog: Log = { info() {}, warn() {}, error() {} };

/** What may be logged of an error: its kind, its code and where it happened, but not its message, which may quote input. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const code =
    "code" in error && (typeof error.code === "string" || typeof error.code === "number") ? error.code : undefined;
  return { error: error.name, code, at: frames.slice(0, 6).map((line) => line.trim()) };
}
