import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Channel, SendFailure } from "./channel.ts";
import { unsentSince } from "./domain/message-outcome.ts";
import { metrics } from "./metrics.ts";
import type { Operation } from "./store/change-rules.ts";
import { type Kind, keys } from "./store/documents.ts";
import type { Query, Reference, Store } from "./store/store.ts";
import { noTelemetry, type Telemetry } from "./telemetry.ts";

// What is measured, at the edges of the service: what comes in, the store, and what goes out.

/** Runs something and tells how long it took and whether it failed, but never with what. */
async function timed<T>(telemetry: Telemetry, name: string, work: () => Promise<T>): Promise<T> {
  const startedAt = Date.now();
  const before = performance.now();
  const tell = (isOk: boolean) =>
    telemetry.span({ kind: "dependency", name, startedAt, milliseconds: performance.now() - before, isOk });
  try {
    const result = await work();
    tell(true);
    return result;
  } catch (error) {
    tell(false);
    throw error;
  }
}

/** The store, with a span for every operation and a count of the answers that were stored. */
export function measuredStore(store: Store, telemetry: Telemetry): Store {
  if (telemetry === noTelemetry) return store;
  return {
    maxChanges: store.maxChanges,
    read: <K extends Kind>(tenantId: string, kind: K, key: string) =>
      timed(telemetry, "store read", () => store.read(tenantId, kind, key)),
    readMany: <const R extends readonly Reference[]>(tenantId: string, references: R) =>
      timed(telemetry, "store readMany", () => store.readMany(tenantId, references)),
    query: <K extends Kind>(tenantId: string, kind: K, query?: Query<K>) =>
      timed(telemetry, "store query", () => store.query(tenantId, kind, query)),
    queryMany: (tenantId, queries) => timed(telemetry, "store query", () => store.queryMany(tenantId, queries)),
    etags: (tenantId, kind) => timed(telemetry, "store etags", () => store.etags(tenantId, kind)),
    async commit(tenantId, changes) {
      const etags = await timed(telemetry, "store commit", () => store.commit(tenantId, changes));
      for (const change of changes) {
        if (change.op === "create" && change.kind === "audit" && change.value.did === "checkIn.answered") {
          telemetry.count(metrics.answers, {});
        }
      }
      return etags;
    },
    tenantIds: () => store.tenantIds(),
    scrub: () => timed(telemetry, "store scrub", () => store.scrub()),
    ping: () => store.ping(),
    close: () => store.close(),
  };
}

/** For the store's `onOperation`: what an operation cost on Cosmos DB. */
export function measureRequestUnits(telemetry: Telemetry): (operation: Operation) => void {
  return ({ name, requestCharge }) => {
    if (requestCharge > 0) telemetry.record(metrics.requestUnits, requestCharge, { operation: name });
  };
}

/** The channel, with a span and a result for every attempt to send. */
export function measuredChannel(channel: Channel, telemetry: Telemetry): Channel {
  if (telemetry === noTelemetry) return channel;
  async function attempt<T extends { ok: true } | SendFailure>(name: string, sent: Promise<T>): Promise<T> {
    const startedAt = Date.now();
    const before = performance.now();
    const result = await sent;
    telemetry.count(metrics.sends, { result: result.ok ? "sent" : result.reason });
    const milliseconds = performance.now() - before;
    telemetry.span({ kind: "dependency", name, startedAt, milliseconds, isOk: result.ok });
    return result;
  }
  const { open } = channel;
  return {
    send: (...args) => attempt("connector send", channel.send(...args)),
    update: (...args) => attempt("connector update", channel.update(...args)),
    ...(open && { open: (...args) => attempt("connector open", open(...args)) }),
  };
}

/** A span for every request, named after its route and not after its address. */
export function measureRequests(server: Server, telemetry: Telemetry): void {
  if (telemetry === noTelemetry) return;
  server.prependListener("request", (request: IncomingMessage & Routed, response: ServerResponse) => {
    const startedAt = Date.now();
    const before = performance.now();
    response.once("close", () => {
      const name = `${request.method} ${request.getRoute?.()?.path ?? "unknown"}`;
      const { statusCode, writableFinished } = response;
      const isOk = writableFinished && statusCode < 500;
      const attributes = { "http.response.status_code": statusCode };
      const milliseconds = performance.now() - before;
      telemetry.span({ kind: "request", name, startedAt, milliseconds, isOk, attributes });
    });
  });
}

interface Routed {
  getRoute?: () => { path?: unknown } | undefined;
}

/** For how many nights the sources have failed; nothing is told where none are set up. */
export function measureSync(store: Store, tenantId: string | null, telemetry: Telemetry): void {
  if (tenantId === null) return;
  telemetry.observe(async () => {
    const known = await store.read(tenantId, "sync", keys.sync);
    return { [metrics.failedNights]: known?.value.run.failedNights ?? 0 };
  }, [metrics.failedNights]);
}

/** More than this many unsent messages of one tenant are not counted one by one. */
const mostCounted = 1000;
/** A message that is tried again is looked at within this time. */
const longestPauseMs = 10 * 60_000;

/** How many messages should have been sent and are not, and for how long the oldest has waited. */
export function measureOutbox(store: Store, tenants: readonly string[], clock: () => Date, telemetry: Telemetry): void {
  telemetry.observe(async () => {
    const now = clock();
    let size = 0;
    let oldest = now.getTime();
    for (const tenantId of tenants) {
      const { items } = await store.query(tenantId, "message", {
        where: { state: ["pending", "sending"] },
        range: { field: "dueAt", before: new Date(now.getTime() + longestPauseMs).toISOString() },
        order: { field: "dueAt" },
        limit: mostCounted,
      });
      for (const { value } of items) {
        const since = unsentSince(value, now.toISOString());
        if (since === null) continue;
        size++;
        oldest = Math.min(oldest, Date.parse(since));
      }
    }
    return { [metrics.outboxSize]: size, [metrics.outboxAge]: (now.getTime() - oldest) / 1000 };
  }, [metrics.outboxSize, metrics.outboxAge]);
}
