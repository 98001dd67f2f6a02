import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";

type Operation = "createConversation" | "send" | "update" | "delete" | "members";

/** One request as it came in, in order, with what became of it. */
export interface Received {
  /** Milliseconds since 1970 by the connector's own clock. */
  at: number;
  operation: Operation;
  conversationId: string;
  /** The id given or named; empty where there is none. */
  activityId: string;
  /** The body; null when bodies are not kept. */
  body: unknown;
  /** What was answered: a status, or that nothing was. */
  outcome: number | "hung" | "dropped";
  /** Whether the message was delivered, whatever was answered. */
  delivered: boolean;
}

/** What to do with requests that match; the first rule that matches decides. */
interface Rule {
  operation?: Operation;
  conversationId?: string;
  /** Only these of the requests that match, counted from 1. */
  nth?: number[];
  /** Only the first so many of the requests that match. */
  first?: number;
  status?: number;
  /** Seconds or an HTTP date, as the header says it. */
  retryAfter?: string;
  code?: string;
  delayMs?: number;
  /** Waits for this, within one process. */
  until?: Promise<void>;
  /** Never answers. */
  hang?: boolean;
  /** Cuts the connection: before the message counts as delivered, or after (the answer is lost). */
  drop?: "before" | "after";
}

interface Member {
  id: string;
  aadObjectId: string;
  name: string;
  userPrincipalName?: string;
}

interface FakeConnectorOptions {
  port?: number;
  members?: Member[];
  /** False forgets bodies, for runs of many thousands. */
  keepBodies?: boolean;
}

export interface FakeConnector {
  /** The service URL. */
  url: string;
  received: Received[];
  /** Replaces the rules, and counts matches from 1 again. */
  rules(rules: Rule[]): void;
  reset(): void;
  close(): Promise<void>;
}

type CountedRule = { rule: Rule; matches: number };

const codes: Record<number, string> = {
  400: "BadSyntax",
  401: "Unauthorized",
  403: "BotNotInConversationRoster",
  404: "ConversationNotFound",
  412: "PreconditionFailed",
  413: "MessageSizeTooBig",
  429: "Throttled",
};

/**
 * A Bot Connector over real HTTP: it remembers everything and misbehaves as told.
 * Beside the connector's own paths it answers `GET /_control/received?from=<index>`, `PUT /_control/rules`
 * and `DELETE /_control`, so that it can be driven when it runs as a process of its own.
 */
export async function startFakeConnector(options: FakeConnectorOptions = {}): Promise<FakeConnector> {
  const members = options.members ?? [];
  const received: Received[] = [];
  const known = new Set<string>();
  let counted: CountedRule[] = [];
  let lastId = Date.now();

  function rules(list: Rule[]): void {
    counted = list.map((rule) => ({ rule, matches: 0 }));
  }
  function reset(): void {
    received.length = 0;
    counted = [];
  }

  async function connector(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const named = operationOf(request.method ?? "", path);
    if (!named) return fail(response, 404, "NotFound");
    const body = await readJson(request);
    const entry: Received = { at: Date.now(), ...named, body: null, outcome: 0, delivered: false };
    if (options.keepBodies !== false) entry.body = body;
    received.push(entry);
    const rule = decide(counted, entry);
    if (rule.delayMs) await wait(rule.delayMs);
    await rule.until;
    if (rule.drop === "before" || rule.hang) return abandon(request, entry, rule);
    if (rule.status && rule.status >= 400) {
      entry.outcome = rule.status;
      if (rule.retryAfter) response.setHeader("Retry-After", rule.retryAfter);
      return fail(response, rule.status, rule.code ?? codes[rule.status] ?? "ServiceError");
    }
    const [status, answer] = deliver(entry, body);
    entry.delivered = status < 400;
    if (rule.drop === "after") return abandon(request, entry, rule);
    entry.outcome = status;
    reply(response, status, answer);
  }

  function deliver(entry: Received, body: unknown): [number, unknown] {
    const activity = `${entry.conversationId} ${entry.activityId}`;
    switch (entry.operation) {
      case "createConversation": {
        const id = memberOf(body);
        entry.conversationId = id === undefined ? `19:${++lastId}@thread.v2` : `a:${id}`;
        return [201, { id: entry.conversationId }];
      }
      case "send":
        entry.activityId = String(++lastId);
        known.add(`${entry.conversationId} ${entry.activityId}`);
        return [201, { id: entry.activityId }];
      case "update":
      case "delete":
        if (!known.has(activity)) return [404, errorBody("ActivityNotFoundInConversation")];
        if (entry.operation === "delete") known.delete(activity);
        return [200, { id: entry.activityId }];
      case "members": {
        if (entry.activityId === "") return [200, members];
        const member = members.find(
          ({ id, aadObjectId }) => entry.activityId === id || entry.activityId === aadObjectId,
        );
        return member ? [200, member] : [404, errorBody("MemberNotFoundInConversation")];
      }
    }
  }

  async function control(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (request.method === "GET")
      return reply(response, 200, received.slice(Number(url.searchParams.get("from") ?? 0)));
    if (request.method === "PUT") rules((await readJson(request)) as Rule[]);
    if (request.method === "DELETE") reset();
    reply(response, 200, {});
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const answered = url.pathname.startsWith("/_control")
      ? control(request, response, url)
      : connector(request, response, url.pathname);
    answered.catch(() => fail(response, 400, "BadSyntax"));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    rules,
    reset,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function operationOf(method: string, path: string) {
  const [v3, conversations, conversationId = "", part = "", id = ""] = path.split("/").slice(1).map(decodeURIComponent);
  if (v3 !== "v3" || conversations !== "conversations") return undefined;
  const named = (operation: Operation, activityId: string) => ({ operation, conversationId, activityId });
  if (method === "POST" && conversationId === "") return named("createConversation", "");
  if (method === "POST" && part === "activities") return named("send", "");
  if (method === "PUT" && part === "activities") return named("update", id);
  if (method === "DELETE" && part === "activities") return named("delete", id);
  if (method === "GET" && part === "members") return named("members", id);
  return undefined;
}

function decide(counted: CountedRule[], entry: Received): Rule {
  for (const one of counted) {
    const { rule } = one;
    if (rule.operation !== undefined && rule.operation !== entry.operation) continue;
    if (rule.conversationId !== undefined && rule.conversationId !== entry.conversationId) continue;
    one.matches += 1;
    if (rule.first !== undefined && one.matches > rule.first) continue;
    if (rule.nth !== undefined && !rule.nth.includes(one.matches)) continue;
    return rule;
  }
  return {};
}

function abandon(request: IncomingMessage, entry: Received, rule: Rule): void {
  entry.outcome = rule.hang ? "hung" : "dropped";
  if (!rule.hang) request.socket.destroy();
}

function memberOf(body: unknown): string | undefined {
  const { members, isGroup } = body as { members?: { id?: string }[]; isGroup?: boolean };
  return isGroup ? undefined : members?.[0]?.id;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

function errorBody(code: string) {
  return { error: { code, message: `The fake connector answers ${code}.` } };
}

function fail(response: ServerResponse, status: number, code: string): void {
  reply(response, status, errorBody(code));
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { port: { type: "string" }, "no-bodies": { type: "boolean" } } });
  const connector = await startFakeConnector({ port: Number(values.port ?? 0), keepBodies: !values["no-bodies"] });
  console.log(new URL(connector.url).port);
}
