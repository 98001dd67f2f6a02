import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** How long a client may take, in milliseconds. */
export interface ClientLimits {
  headersMs: number;
  /** Headers and body. */
  requestMs: number;
  /** To take what it has been answered. */
  answerMs: number;
  /** Between two requests on one connection; longer than the load balancers in front keep theirs. */
  idleMs: number;
  /** How often this is looked at. */
  checkMs: number;
  /** When whoever is still there is cut off after the service has been told to stop. */
  deadlineMs: number;
}

/** Whoever takes longer to be answered than this is cut off when the service stops. */
export const deadlineMs = 20_000;

const defaults: ClientLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  answerMs: 120_000,
  idleMs: 65_000,
  checkMs: 5_000,
  deadlineMs,
};

/** Whoever has connected and said nothing by then has nothing under way. */
const silentMs = 500;
const sweepMs = 50;

/** What is known of an open connection. */
interface Connection {
  /** The last answer that it was promised. */
  latest?: ServerResponse;
  /** Since when something has been waiting for the client to take it. */
  waitingSince?: number;
}

/**
 * Watches over every connection of a server, whatever its state, from before it listens: clients are cut off that send or
 * read so slowly that they only hold a connection.
 *
 * Returns what closes the server without cutting anybody else off: it takes no new connection, answers what is under way or
 * still comes in on open connections, asks each client to close its own, and resolves when all are gone; whoever takes longer
 * than twenty seconds is cut off.
 */
export function watchConnections(server: Server, limits: ClientLimits = defaults): () => Promise<void> {
  Object.assign(server, {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    // An option of createServer, which restify calls without any.
    connectionsCheckingInterval: limits.checkMs,
  });
  // By connection, of which there are few, and not by request: a set that every request enters and leaves makes itself anew
  // all the time, and through the sets that it was, V8 kept every request until the next full collection.
  const open = new Map<Socket, Connection>();
  let isClosing = false;
  server.prependListener("connection", (socket) => {
    const connection: Connection = {};
    open.set(socket, connection);
    socket.on("drain", () => delete connection.waitingSince);
    socket.once("close", () => open.delete(socket));
  });
  server.prependListener("request", ({ socket }, response: ServerResponse) => {
    if (isClosing) response.setHeader("Connection", "close");
    const connection = open.get(socket);
    if (connection !== undefined) connection.latest = response;
  });
  // Node's own limits end with the request: an answer may lie for as long as the client likes.
  const checking = setInterval(() => cutOffSlowReaders(open, limits.answerMs), limits.checkMs);
  checking.unref();
  server.once("close", () => clearInterval(checking));

  return () =>
    new Promise((resolve) => {
      isClosing = true;
      for (const { latest } of open.values()) {
        if (latest !== undefined && !latest.headersSent) latest.setHeader("Connection", "close");
      }
      // Answers whose headers went out before leave their connection open.
      const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
      const silent = setTimeout(() => closeAll(open, (socket) => socket.bytesRead === 0), silentMs);
      const deadline = setTimeout(() => closeAll(open, () => true), limits.deadlineMs);
      server.close(() => {
        clearInterval(sweep);
        clearTimeout(silent);
        clearTimeout(deadline);
        resolve();
      });
    });
}

function cutOffSlowReaders(open: Map<Socket, Connection>, answerMs: number): void {
  const now = performance.now();
  for (const [socket, connection] of open) {
    if (socket.writableLength === 0) delete connection.waitingSince;
    else connection.waitingSince ??= now;
    if (connection.waitingSince !== undefined && now - connection.waitingSince > answerMs) socket.destroy();
  }
}

function closeAll(open: Map<Socket, Connection>, which: (socket: Socket) => boolean): void {
  for (const socket of open.keys()) if (which(socket)) socket.destroy();
}
