import type { IncomingHttpHeaders } from "node:http";
import type { Card, Channel, SendFailure, SendOptions } from "../channel.ts";
import type { Conversation } from "../store/documents.ts";
import type { ConnectorToken } from "./connector-token.ts";
import { type Answered, jsonPoster, NeverLeft, type Origin, TooSlow } from "./post-json.ts";

/** How long the Bot Connector may take to answer before the attempt is given up, where the caller has no limit of its own. */
const answerTimeoutMs = 15_000;

/** One request to the Bot Connector. */
interface Call {
  method: "POST" | "PUT";
  serviceUrl: string;
  /** Below the service's own address. */
  path: string;
  body: () => unknown;
  isUpdate?: boolean;
  options: SendOptions | undefined;
}

type Outcome = { ok: true; id: string | undefined } | SendFailure;

/**
 * Sends through the Bot Connector's REST interface, one attempt a call: whether to try again is decided in one place,
 * the dispatcher (the SDK's own client retries sends that may have arrived, and cannot be told not to). Only a token that
 * was refused is replaced at once, where there is another.
 */
export function connectorChannel(token: ConnectorToken): Channel {
  const post = jsonPoster();

  async function call(request: Call): Promise<Outcome> {
    const endsMs = performance.now() + (request.options?.timeoutMs ?? answerTimeoutMs);
    const first = await bearerOf(() => token());
    if (typeof first === "object" && first !== null) return first;
    const outcome = await attempt(request, first, endsMs);
    if (outcome.ok || outcome.reason !== "signInRefused" || first === null) return outcome;
    const other = await bearerOf(() => token(first));
    if (typeof other === "object" || other === first) return outcome;
    return attempt(request, other, endsMs);
  }

  /** Returns the promise of the answer, so that nothing holds on to the card while it is on its way. */
  function attempt({ method, serviceUrl, path, body, isUpdate }: Call, bearer: string | null, endsMs: number) {
    const type = { "content-type": "application/json; charset=utf-8" };
    const sendNow = async () => {
      const service = serviceAt(serviceUrl);
      return post({
        method,
        origin: service,
        path: service.base + path,
        headers: bearer === null ? type : { ...type, authorization: `Bearer ${bearer}` },
        body: JSON.stringify(body()),
        endsMs,
      });
    };
    return resultOf(sendNow(), isUpdate === true);
  }

  return {
    async send(conversation, card, summary, options) {
      const body = () => messageOf(conversation, "", card, summary);
      const { serviceUrl } = conversation;
      const sent = await call({ method: "POST", serviceUrl, path: pathOf(conversation, ""), body, options });
      return sent.ok ? { ok: true, activityId: sent.id ?? "" } : sent;
    },
    async update(conversation, activityId, card, summary, options) {
      const body = () => messageOf(conversation, activityId, card, summary);
      const { serviceUrl } = conversation;
      const path = pathOf(conversation, activityId);
      const sent = await call({ method: "PUT", serviceUrl, path, body, options, isUpdate: true });
      return sent.ok ? { ok: true, activityId: sent.id ?? activityId } : sent;
    },
    async open(conversation, tenantId, options) {
      const body = () => chatOf(conversation, tenantId);
      const { serviceUrl } = conversation;
      const made = await call({ method: "POST", serviceUrl, path: "v3/conversations", body, options });
      if (!made.ok) return made;
      return made.id === undefined
        ? { ok: false, retry: false, anotherDay: true, reason: "unavailable" }
        : { ok: true, conversationId: made.id };
    },
  };
}

/** A token, null where none is needed, or why there is none: nothing was sent then, and the SDK's error quotes too much. */
async function bearerOf(ask: () => Promise<string | null>): Promise<string | null | SendFailure> {
  try {
    return await ask();
  } catch (error) {
    // The library wraps every error alike; only Entra's own words tell a refusal from a line that is down.
    const isRefused = error instanceof Error && /AADSTS\d|_client\b/.test(error.message);
    return { ok: false, retry: true, reason: isRefused ? "signInRefused" : "unavailable" };
  }
}

async function resultOf(posted: Promise<Answered>, isUpdate: boolean): Promise<Outcome> {
  try {
    const answer = await posted;
    const isOk = answer.status >= 200 && answer.status < 300;
    return isOk ? { ok: true, id: idOf(answer.body) } : failureOf(answer, isUpdate);
  } catch (error) {
    const reason = error instanceof TooSlow || error instanceof NeverLeft ? "timeout" : "network";
    return { ok: false, retry: true, reason, uncertain: !neverArrived(error) };
  }
}

/** Nothing was sent when there was nobody to send it to. */
function neverArrived(error: unknown): boolean {
  if (error instanceof NeverLeft) return true;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ERR_INVALID_URL"].includes(code);
}

interface Service extends Origin {
  /** The path that all of its own begin with. */
  base: string;
}

/** Throws a `TypeError` for what is no address of the web. */
function serviceAt(serviceUrl: string): Service {
  const { protocol, hostname, port, pathname } = new URL(serviceUrl);
  if (protocol !== "http:" && protocol !== "https:") throw new TypeError("not an address of the web");
  const base = pathname.replace(/\/*$/, "/");
  // An IPv6 address without its brackets, as a socket wants it.
  return { protocol, hostname: hostname.replace(/^\[|\]$/g, ""), port, base };
}

function pathOf(conversation: Conversation, activityId: string): string {
  const path = `v3/conversations/${encodeURIComponent(conversation.conversationId)}/activities`;
  return activityId === "" ? path : `${path}/${encodeURIComponent(activityId)}`;
}

function messageOf(conversation: Conversation, activityId: string, card: Card, summary: string) {
  return {
    type: "message",
    ...(activityId === "" ? {} : { id: activityId }),
    from: { id: conversation.botId },
    conversation: { id: conversation.conversationId },
    channelId: conversation.channelId,
    summary,
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: card }],
  };
}

/** Teams finds a person's chat with the bot by their Entra id, and makes it where there is none. */
function chatOf({ personId, botId }: Conversation, tenantId: string) {
  return {
    isGroup: false,
    bot: { id: botId },
    members: [{ id: personId }],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  };
}

function idOf(body: unknown): string | undefined {
  return typeof body === "object" && body !== null && "id" in body && typeof body.id === "string" ? body.id : undefined;
}

/** Which answers may be tried again, and what they mean: Microsoft, *Status codes from bot conversational APIs*. */
function failureOf({ status, headers, body }: Answered, isUpdate: boolean): SendFailure {
  const retryAfterMs = retryAfterOf(headers);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  switch (status) {
    case 429:
      return { ok: false, retry: true, throttled: true, reason: "throttled", ...wait };
    case 412:
    case 503:
      return { ok: false, retry: true, reason: "unavailable", ...wait };
    case 502:
    case 504:
      return { ok: false, retry: true, reason: "unavailable", uncertain: true, ...wait };
    case 401:
      return { ok: false, retry: true, reason: "signInRefused" };
    case 403:
      return { ok: false, retry: false, reason: forbiddenReason(body) };
    case 404:
      return { ok: false, retry: false, reason: isUpdate && isCardGone(body) ? "cardGone" : "gone" };
    default:
      return status >= 500
        ? { ok: false, retry: false, anotherDay: true, reason: "unavailable", uncertain: true }
        : { ok: false, retry: false, anotherDay: true, reason: "rejected" };
  }
}

/** The chat is there, and the card in it is not: somebody has deleted it. */
function isCardGone(body: unknown): boolean {
  return /ActivityNotFound/i.test(JSON.stringify(body ?? ""));
}

/** By the code, or by the words where there is none. What is not among them the bot may not do. */
const forbidden: [RegExp, SendFailure["reason"]][] = [
  [/DisabledByAdmin|admin[^"]{0,40}(disabled|blocked)/i, "disabledByAdmin"],
  [/Blocked|DisabledByUser/i, "blocked"],
  [
    /NotInConversationRoster|ForbiddenOperation|not (installed|part of)|n't (installed|part of)|AppNotInstalled/i,
    "notInstalled",
  ],
];

function forbiddenReason(body: unknown): SendFailure["reason"] {
  const said = JSON.stringify(body ?? "");
  return forbidden.find(([words]) => words.test(said))?.[1] ?? "notPermitted";
}

/** Seconds or an HTTP date, as milliseconds from now; undefined for anything else. */
function retryAfterOf({ "retry-after": header }: IncomingHttpHeaders): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
