import type { IncomingHttpHeaders } from "node:http";
import type { Card, Channel, SendFailure, SendOptions, SendResult } from "../channel.ts";
import type { Conversation } from "../store/documents.ts";
import type { ConnectorToken } from "./connector-token.ts";
import { type Answered, jsonPoster, NeverLeft, type Origin, TooSlow } from "./post-json.ts";

/** How long the Bot Connector may take to answer before the attempt is given up, where the caller has no limit of its own. */
const answerTimeoutMs = 15_000;

/**
 * Sends through the Bot Connector's REST interface, one attempt a call: whether to try again is decided in one place,
 * the dispatcher (the SDK's own client retries sends that may have arrived, and cannot be told not to).
 */
export function connectorChannel(token: ConnectorToken): Channel {
  const post = jsonPoster();

  async function call(
    method: "POST" | "PUT",
    conversation: Conversation,
    activityId: string,
    card: Card,
    summary: string,
    { timeoutMs = answerTimeoutMs }: SendOptions = {},
  ): Promise<SendResult> {
    const endsMs = performance.now() + timeoutMs;
    let bearer: string | null;
    try {
      bearer = await token();
    } catch {
      // Whatever the reason, nothing was sent; the SDK's error quotes what Entra said about the credential.
      return { ok: false, retry: true, reason: "unavailable" };
    }
    const type = { "content-type": "application/json; charset=utf-8" };
    const sendNow = async () => {
      const service = serviceAt(conversation.serviceUrl);
      return post({
        method,
        origin: service,
        path: service.base + pathOf(conversation, activityId),
        headers: bearer === null ? type : { ...type, authorization: `Bearer ${bearer}` },
        body: JSON.stringify(messageOf(conversation, activityId, card, summary)),
        endsMs,
      });
    };
    // Returned and not awaited, so that nothing holds on to the card while the answer is on its way.
    return resultOf(sendNow(), activityId);
  }

  return {
    send: (conversation, card, summary, options) => call("POST", conversation, "", card, summary, options),
    update: (conversation, activityId, card, summary, options) =>
      call("PUT", conversation, activityId, card, summary, options),
  };
}

async function resultOf(posted: Promise<Answered>, activityId: string): Promise<SendResult> {
  try {
    const answer = await posted;
    const isOk = answer.status >= 200 && answer.status < 300;
    return isOk ? { ok: true, activityId: idOf(answer.body) ?? activityId } : failureOf(answer, activityId !== "");
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

/** They are few, and every message goes to one of them. */
const services = new Map<string, Service>();
const mostServices = 100;

/** Throws a `TypeError` for what is no address of the web. */
function serviceAt(serviceUrl: string): Service {
  const known = services.get(serviceUrl);
  if (known !== undefined) return known;
  const { protocol, hostname, port, pathname } = new URL(serviceUrl);
  if (protocol !== "http:" && protocol !== "https:") throw new TypeError("not an address of the web");
  const base = pathname.replace(/\/*$/, "/");
  // An IPv6 address without its brackets, as a socket wants it.
  const service: Service = { protocol, hostname: hostname.replace(/^\[|\]$/g, ""), port, base };
  if (services.size >= mostServices) services.clear();
  services.set(serviceUrl, service);
  return service;
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

function idOf(body: unknown): string | undefined {
  return typeof body === "object" && body !== null && "id" in body && typeof body.id === "string" ? body.id : undefined;
}

/** Which answers may be tried again, and what they mean: PLATFORM, limits and errors of the Bot Connector in Teams. */
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
    case 403:
      return { ok: false, retry: false, reason: forbiddenReason(body) };
    case 404:
      return { ok: false, retry: false, reason: isUpdate && isCardGone(body) ? "cardGone" : "gone" };
    default:
      return { ok: false, retry: false, reason: "rejected" };
  }
}

/** The chat is there, and the card in it is not: somebody has deleted it. */
function isCardGone(body: unknown): boolean {
  return /ActivityNotFound/i.test(JSON.stringify(body ?? ""));
}

function forbiddenReason(body: unknown): "blocked" | "notInstalled" {
  return /block/i.test(JSON.stringify(body ?? "")) ? "blocked" : "notInstalled";
}

/** Seconds or an HTTP date, as milliseconds from now; undefined for anything else. */
function retryAfterOf({ "retry-after": header }: IncomingHttpHeaders): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
