import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Whoever takes longer to be answered than this is cut off. */
export const deadlineMs = 20_000;
const sweepMs = 50;

/**
 * Prepares a server to be closed without cutting anybody off. The function it returns takes no new connection, answers
 * what is under way or still comes in on open connections, asks each client to close its own, and resolves when all are
 * gone; whoever takes longer than twenty seconds is cut off.
 */
export function prepareDrain(server: Server): () => Promise<void> {
  // By connection, of which there are few, and not by request: a set that every request enters and leaves makes itself anew
  // all the time, and through the sets that it was, V8 kept every request until the next full collection.
  const latest = new Map<Socket, ServerResponse>();
  let isClosing = false;
  server.prependListener("request", ({ socket }, response: ServerResponse) => {
    if (isClosing) response.setHeader("Connection", "close");
    if (!latest.has(socket)) socket.once("close", () => latest.delete(socket));
    latest.set(socket, response);
  });
  return () =>
    new Promise((resolve) => {
      isClosing = true;
      for (const response of latest.values()) {
        if (!response.headersSent) response.setHeader("Connection", "close");
      }
      // Answers whose headers went out before leave their connection open.
      const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
      const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs);
      server.close(() => {
        clearInterval(sweep);
        clearTimeout(deadline);
        resolve();
      });
    });
}
