import type { Server } from "node:http";

/** How long a client may take, in milliseconds. */
export interface ClientLimits {
  headersMs: number;
  /** Headers and body. */
  requestMs: number;
  /** Between two requests on one connection; longer than the load balancers in front keep theirs. */
  idleMs: number;
  /** How often this is looked at. */
  checkMs: number;
}

const defaults: ClientLimits = { headersMs: 10_000, requestMs: 30_000, idleMs: 65_000, checkMs: 5_000 };

/** Cuts off clients that send so slowly that they only hold a connection. To be called before the server listens. */
export function limitSlowClients(server: Server, limits: ClientLimits = defaults): void {
  Object.assign(server, {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    // An option of createServer, which restify calls without any.
    connectionsCheckingInterval: limits.checkMs,
  });
}
