import type { Server, ServerResponse } from "node:http";

/** Whoever takes longer to be answered than this is cut off. */
export const deadlineMs = 20_000;
const sweepMs = 50;

/**
 * Prepares a server to be closed without cutting anybody off. The function it returns takes no new connection, answers
 * what is under way or still comes in on open connections, asks each client to close its own, and resolves when all are
 * gone; whoever takes longer than twenty seconds is cut off.
 */
export function prepareDrain(server: Server): () => Promise<void> {
  const underWay = new Set<ServerResponse>();
  let isClosing = false;
  server.prependListener("request", (_request, response: ServerResponse) => {
    if (isClosing) response.setHeader("Connection", "close");
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
  });
  return () =>
    new Promise((resolve) => {
      isClosing = true;
      for (const response of underWay) {
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
