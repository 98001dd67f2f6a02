import http, { type ClientRequest, type IncomingHttpHeaders } from "node:http";
import https from "node:https";

export interface Posting {
  method: "POST" | "PUT";
  origin: Origin;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** By `performance.now()`: nothing leaves after that, and no answer is waited for. */
  endsMs: number;
}

/** Where a service is, taken apart once for all that goes there. */
export interface Origin {
  protocol: "http:" | "https:";
  hostname: string;
  port: string;
}

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  /** Null when it is no JSON. */
  body: unknown;
}

/** No answer came in time. */
export class TooSlow extends Error {
  override name = "TooSlow";
}

/** Its time was up before anything had left. */
export class NeverLeft extends Error {
  override name = "NeverLeft";
}

// Connections are keepAliveOptions for a moment only: a message must not go into one that the other side is just closing.
const idleMs = 4_000;
/** About what a Monday morning of every municipality has in use at once: what is closed too soon is opened again, with TLS. */
const mostKept = 512;
const keepAliveOptions = { keepAlive: true, timeout: idleMs, maxFreeSockets: mostKept };
/** An answer to a message is an id; whoever sends more than this is not the Bot Connector. */
const mostAnswerBytes = 64 * 1024;

/**
 * One request and its answer, with connections of its own that are used again: a third of the processor time of `fetch`.
 * Rejects with {@link TooSlow}, {@link NeverLeft}, or the system's error.
 */
export function jsonPoster(): (posting: Posting) => Promise<Answered> {
  const clients = {
    "http:": { request: http.request, agent: new http.Agent(keepAliveOptions), connected: "connect" },
    "https:": { request: https.request, agent: new https.Agent(keepAliveOptions), connected: "secureConnect" },
  };
  return ({ method, origin, path, headers, body, endsMs }) => {
    const { request, agent, connected } = clients[origin.protocol];
    const sent = request({
      protocol: origin.protocol,
      hostname: origin.hostname,
      port: origin.port,
      path,
      method,
      agent,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
    });
    // Apart from here, so that what waits for the answer does not hold on to the body.
    const answered = answerOf(sent, endsMs - performance.now());
    // Not before there is a connection: a process that stands still meanwhile would send what others have sent by then.
    function leave(): void {
      if (performance.now() < endsMs) sent.end(body);
      else sent.destroy(new NeverLeft());
    }
    // As a text it goes out together with the headers.
    sent.once("socket", (socket) => (sent.reusedSocket ? leave() : socket.once(connected, leave)));
    return answered;
  };
}

function answerOf(sent: ClientRequest, timeoutMs: number): Promise<Answered> {
  return new Promise((resolve, reject) => {
    let giving: NodeJS.Immediate | undefined;
    // A process that stood still reads what has arrived in the meantime before it gives up.
    const timeout = setTimeout(() => {
      giving = setImmediate(giveUp);
    }, timeoutMs);
    function giveUp(): void {
      reject(sent.writableEnded ? new TooSlow() : new NeverLeft());
      sent.destroy();
    }
    function over(): void {
      clearTimeout(timeout);
      clearImmediate(giving);
    }
    function fail(error: Error): void {
      over();
      reject(error);
    }
    sent.once("error", fail);
    sent.once("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > mostAnswerBytes) sent.destroy(new Error("the answer is too long"));
        else chunks.push(chunk);
      });
      response.once("error", fail);
      response.once("end", () => {
        over();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parsed(chunks) });
      });
    });
  });
}

function parsed(chunks: Buffer[]): unknown {
  const [only] = chunks;
  const text = chunks.length === 1 && only !== undefined ? only.toString() : Buffer.concat(chunks).toString();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
