import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createHttpServer } from "@vercel/cosmosdb-server";

let endpoint: Promise<string> | undefined;

/** One Cosmos DB imitation for all tests of a file, in this process; each test takes a database of its own. */
export function cosmosServer(): Promise<string> {
  endpoint ??= start();
  return endpoint;
}

async function start(): Promise<string> {
  const server = createHttpServer({ keepAlive: true });
  // Neither the server nor a connection that is kept alive holds up the end of the tests.
  server.on("connection", (socket) => socket.unref());
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
