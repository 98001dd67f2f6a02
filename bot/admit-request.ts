import type { Server as HttpServer, IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Server } from "restify";
import type { Log } from "./telemetry.ts";

/** What restify offers and its types leave out: a look at a request before anything else, which ends there with `false`. */
interface WithFirst {
  first(handler: (request: IncomingMessage, response: ServerResponse) => boolean): void;
}

/** Why something is no request that can be served. */
type Fault = "host" | "target" | "foreignHost";

/** A name or an address, and perhaps a port (RFC 9110, 7.2), without what only a few resolvers would take. */
const hostForm = /^(?:\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9._-]{0,252}))(?::\d{1,5})?$/i;
/** What may stand in a target (RFC 9112, 3.2), and what browsers leave as it is. No fragment: it never leaves the client. */
const originForm = /^\/[!"$-~]*$/;
const absoluteForm = /^https?:\/\//i;

/**
 * Stands in front of restify, which parses host and target before any handler and ends the process where it cannot: what
 * gets past here is a path on a host that both can be read. An absolute target becomes the path in it. `ownHosts` are the
 * only names that are answered, undefined for any: what a browser was sent here for under another name is not meant for us.
 * To be mounted before everything else.
 */
export function admitRequests(server: Server, log: Log, ownHosts?: ReadonlySet<string>): void {
  (server as Server & WithFirst).first((request, response) => {
    const fault = admit(request, ownHosts);
    if (fault === null) return true;
    log.info({ reason: fault }, "no request");
    refuse(response);
    return false;
  });
  answerOnly(server.server, log);
}

/** What stands in the way of serving the request; null for nothing, and then its target is a path. */
function admit(request: IncomingMessage, ownHosts: ReadonlySet<string> | undefined): Fault | null {
  const hosts = request.rawHeaders.filter((_, index, all) => index % 2 === 1 && /^host$/i.test(all[index - 1] ?? ""));
  // Probes of HTTP/1.0 name none.
  const [host = request.httpVersion === "1.0" ? "localhost" : ""] = hosts;
  if (hosts.length > 1 || !isHost(host)) return "host";
  if (ownHosts !== undefined && !ownHosts.has(nameIn(host))) return "foreignHost";
  const target = request.url ?? "";
  if (!absoluteForm.test(target)) return isPath(target) ? null : "target";
  const { authority, path } = partsOf(target);
  if (!isHost(authority) || !isPath(path)) return "target";
  if (ownHosts !== undefined && !ownHosts.has(nameIn(authority))) return "foreignHost";
  request.url = path;
  return null;
}

function isHost(host: string): boolean {
  return hostForm.test(host) && URL.canParse(`http://${host}/`);
}

function nameIn(host: string): string {
  return new URL(`http://${host}/`).hostname;
}

function isPath(target: string): boolean {
  if (!originForm.test(target)) return false;
  try {
    decodeURIComponent(target.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

/** As written: the path of an absolute target may be missing, also before a question mark. */
function partsOf(target: string): { authority: string; path: string } {
  const rest = target.replace(absoluteForm, "");
  const end = rest.search(/[/?#]/);
  if (end === -1) return { authority: rest, path: "/" };
  const path = rest.slice(end);
  return { authority: rest.slice(0, end), path: path.startsWith("/") ? path : `/${path}` };
}

const problem = JSON.stringify({ type: "about:blank", status: 400, title: "invalid" });

/** Says as little as restify's errors do once app.ts has replaced them. */
function refuse(response: ServerResponse): void {
  response.writeHead(400, {
    "Content-Type": "application/problem+json; charset=utf-8",
    "Content-Length": String(Buffer.byteLength(problem)),
    Connection: "close",
  });
  response.end(problem);
}

/**
 * A socket that somebody asks to be used for something else than HTTP (an upgrade, a tunnel) would be handed to restify,
 * which lets it lie, where no limit and no drain reaches it. Without a listener Node answers an upgrade as the request that
 * it is, and closes a tunnel.
 */
function answerOnly(server: HttpServer, log: Log): void {
  server.removeAllListeners("upgrade");
  // Restify's goes past everything that listens for requests; Node's own answer to `Expect: 100-continue` does not.
  server.removeAllListeners("checkContinue");
  // Node would refuse a request that names no host without a word to anybody.
  Object.assign(server, { requireHostHeader: false });
  // What cannot be read as HTTP at all Node has refused when it says so here.
  server.on("connection", (socket: Socket) => {
    socket.once("error", ({ code }: NodeJS.ErrnoException) => {
      if (code?.startsWith("HPE_")) log.info({ reason: code }, "no request");
    });
  });
}
