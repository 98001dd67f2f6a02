import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** Somebody else's server, over real HTTP, that behaves as the test says. */
export interface ForeignServer {
  url: string;
  /** What it was asked for, in order. */
  asked: string[];
  stop(): Promise<void>;
}

export async function startForeign(answer: RequestListener): Promise<ForeignServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
