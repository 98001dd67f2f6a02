import { pino } from "pino";
import type { Dimensions, Metric } from "./metrics.ts";

/** A log line is a static message plus fields; no field ever holds what a person wrote, a name or a UPN. */
export interface Log {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** One thing that took time: a request that came in, or a call that went out. */
export interface Span {
  kind: "request" | "dependency";
  /** From a fixed list, such as `POST /api/messages`; never an address as it was asked for. */
  name: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  milliseconds: number;
  isOk: boolean;
  /** Codes and numbers only. */
  attributes?: Record<string, string | number>;
}

/** What is measured: the metrics of metrics.ts, and spans. */
export interface Telemetry {
  count<M extends Metric>(metric: M, dimensions: Dimensions<M>): void;
  record<M extends Metric>(metric: M, value: number, dimensions: Dimensions<M>): void;
  /** Asked about once a minute. */
  observe(read: () => Promise<Record<string, number>>, metricNames: readonly Metric[]): void;
  span(span: Span): void;
  /** Sends what has not been sent. */
  stop(): Promise<void>;
}

/** Measures nothing, loads nothing, sends nothing. */
export const noTelemetry: Telemetry = { count() {}, record() {}, observe() {}, span() {}, async stop() {} };

export const silentLog: Log = { info() {}, warn() {}, error() {} };

/** What may be logged of an error: its kind, its code and where it happened, but not its message, which may quote input. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const code =
    "code" in error && (typeof error.code === "string" || typeof error.code === "number") ? error.code : undefined;
  return { error: error.name, code, at: frames.slice(0, 6).map((line) => line.trim()) };
}
