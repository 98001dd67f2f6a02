import { once } from "node:events";
import { createServer, type IncomingMessage, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** What becomes of one request: an answer of the proxy's own, or a connection that is cut before or after the server has it. */
export type ProxyFault =
  | { status: number; headers?: Record<string, string>; body?: unknown }
  | "cutBefore"
  | "cutAfter"
  | undefined;

export interface Passing {
  method: string;
  path: string;
  isBatch: boolean;
  isQuery: boolean;
  /** Of the operations in a batch; 1 for anything else. */
  operations: number;
}

export interface FaultyProxy {
  url: string;
  /** Asked about every request; what it returns happens to it. */
  fault: (passing: Passing) => ProxyFault | Promise<ProxyFault>;
  close(): Promise<void>;
}

/** A proxy before a server that speaks the real protocol, which lets through what it is not told to spoil. */
export async function faultyProxy(target: string): Promise<FaultyProxy> {
  const proxy: FaultyProxy = { url: "", fault: () => undefined, close };
  const server = createServer({ keepAlive: true }, async (request, response) => {
    const body = await buffer(request);
    const fault = await proxy.fault(passingOf(request, body));
    if (fault === "cutBefore") return void request.socket.destroy();
    if (typeof fault === "object") {
      response.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
      return void response.end(JSON.stringify(fault.body ?? { code: "Fault", message: "as told" }));
    }
    const { method, url, headers } = request;
    const onward = send(new URL(url ?? "/", target), { method, headers: { ...headers, host: new URL(target).host } });
    onward.on("error", () => request.socket.destroy());
    onward.end(body);
    const [answer] = (await once(onward, "response")) as [IncomingMessage];
    const content = await buffer(answer);
    if (fault === "cutAfter") return void request.socket.destroy();
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    response.end(content);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  async function close(): Promise<void> {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
  return proxy;
}

function passingOf({ method = "", url: path = "", headers }: IncomingMessage, body: Buffer): Passing {
  const isBatch = headers["x-ms-cosmos-is-batch-request"] !== undefined;
  const isQuery = headers["content-type"] === "application/query+json";
  return { method, path, isBatch, isQuery, operations: isBatch ? JSON.parse(body.toString()).length : 1 };
}
