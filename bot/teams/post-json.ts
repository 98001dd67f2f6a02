import http, { type ClientRequest, type IncomingHttpHeaders } from "node:http";
import https from "node:https";

export interface Posting {
  method: "POST" | "PUT";
  origin: Origin;
  path: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
  /** Called when everything has been handed to the operating system. */
  left: () => void;
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

// Connections are kept for a moment only: a message must not go into one that the other side is just closing.
const idleMs = 4_000;
const kept = { keepAlive: true, timeout: idleMs, maxFreeSockets: 256 };
/** An answer to a message is an id; whoever sends more than this is not the Bot Connector. */
const mostAnswerBytes = 64 * 1024;

/**
 * One request and its answer, with connections of its own that are used again. A third of the processor time of `fetch`,
 * and it tells when the request has left. Rejects with {@link TooSlow}, or the system's error.
 */
export function jsonPoster(): (posting: Posting) => Promise<Answered> {
  const clients = {
    "http:": { request: http.request, agent: new http.Agent(kept) },
    "https:": { request: https.request, agent: new https.Agent(kept) },
  };
  return ({ method, origin, path, headers, body, timeoutMs, left }) => {
    const { request, agent } = clients[origin.protocol];
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
    const answered = answerOf(sent, timeoutMs, left);
    // As a text it goes out together with the headers.
    sent.end(body);
    return answered;
  };
}

function answerOf(sent: ClientRequest, timeoutMs: number, left: () => void): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(() => {
      reject(new TooSlow());
      sent.destroy();
    }, timeoutMs);
    function fail(error: Error): void {
      clearTimeout(timeout);
      reject(error);
    }
    sent.once("finish", left);
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
        clearTimeout(timeout);
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
