import type { Card, Channel, SendFailure, SendResult } from "../channel.ts";
import type { Conversation } from "../store/documents.ts";
import type { ConnectorToken } from "./connector-token.ts";

/** How long the Bot Connector may take to answer before the attempt is given up, where the caller has no limit of its own. */
const answerTimeoutMs = 15_000;

/**
 * Sends through the Bot Connector's REST interface, one attempt a call: whether to try again is decided in one place,
 * the dispatcher (the SDK's own client retries sends that may have arrived, and cannot be told not to).
 */
export function connectorChannel(token: ConnectorToken): Channel {
  return {
    send: (conversation, card, summary, signal) => call(token, "POST", conversation, "", card, summary, signal),
    update: (conversation, activityId, card, summary, signal) =>
      call(token, "PUT", conversation, activityId, card, summary, signal),
  };
}

async function call(
  token: ConnectorToken,
  method: "POST" | "PUT",
  conversation: Conversation,
  activityId: string,
  card: Card,
  summary: string,
  signal?: AbortSignal,
): Promise<SendResult> {
  let bearer: string | null;
  try {
    bearer = await token();
  } catch {
    // Whatever the reason, nothing was sent; the SDK's error quotes what Entra said about the credential.
    return { ok: false, retry: true, reason: "unavailable" };
  }
  try {
    const response = await fetch(addressOf(conversation, activityId), {
      method,
      headers: {
        "content-type": "application/json; charset=utf-8",
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify(messageOf(conversation, activityId, card, summary)),
      signal: signal ?? AbortSignal.timeout(answerTimeoutMs),
    });
    const body = await response.json().catch(() => null);
    return response.ok ? { ok: true, activityId: idOf(body) ?? activityId } : failureOf(response, body);
  } catch (error) {
    const isTimeout = error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
    return { ok: false, retry: true, reason: isTimeout ? "timeout" : "network", uncertain: !neverConnected(error) };
  }
}

/** Nothing was sent when there was nobody to send it to. */
function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"].includes(code);
}

function addressOf(conversation: Conversation, activityId: string): string {
  const base = conversation.serviceUrl.replace(/\/*$/, "/");
  const path = `v3/conversations/${encodeURIComponent(conversation.conversationId)}/activities`;
  return activityId === "" ? base + path : `${base}${path}/${encodeURIComponent(activityId)}`;
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
function failureOf(response: Response, body: unknown): SendFailure {
  const retryAfterMs = retryAfterOf(response.headers.get("retry-after"));
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  switch (response.status) {
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
      return { ok: false, retry: false, reason: "gone" };
    default:
      return { ok: false, retry: false, reason: "rejected" };
  }
}

function forbiddenReason(body: unknown): "blocked" | "notInstalled" {
  return /block/i.test(JSON.stringify(body ?? "")) ? "blocked" : "notInstalled";
}

/** Seconds or an HTTP date, as milliseconds from now; undefined for anything else. */
function retryAfterOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
