import { setTimeout as wait } from "node:timers/promises";
import type { z } from "zod";
import type { SourceName } from "../../domain/sources.ts";
import { SourceTrouble } from "./source-trouble.ts";

/** How long and how much a foreign server is given. */
export interface SourceLimits {
  /** One answer, from asking to its last byte. */
  requestMs: number;
  /** All of a source, with waiting. */
  pullMs: number;
  bytes: number;
  /** All answers of a source together. */
  allBytes: number;
  pages: number;
  /** The longest that a server may ask us to wait before we ask again. */
  patienceMs: number;
}

export const sourceLimits: SourceLimits = {
  requestMs: 60_000,
  pullMs: 600_000,
  bytes: 48 * 1024 * 1024,
  allBytes: 96 * 1024 * 1024,
  pages: 400,
  patienceMs: 120_000,
};

const tries = 4;
const pauseMs = 2_000;
const reconnectMs = 20;

/** One source being pulled. */
export interface Pull {
  source: SourceName;
  limits: SourceLimits;
  /** In milliseconds since 1970. */
  endsAt: number;
  /** What has been read of it so far, in bytes. */
  taken: number;
}

export function beginPull(source: SourceName, limits: SourceLimits = sourceLimits): Pull {
  return { source, limits, endsAt: Date.now() + limits.pullMs, taken: 0 };
}

/** What an optional part of a source answers where the municipality has not switched it on. */
interface Asked {
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
  /** Answers 403 and 404 mean that there is nothing here. */
  isOptional?: boolean;
}

/**
 * What a server answers, as the schema has it: what the schema does not name is dropped here and is nowhere else. Waits as long
 * as the server asks for. Throws {@link SourceTrouble}, which holds nothing of the answer.
 */
export async function fetchJson<S extends z.ZodType>(
  pull: Pull,
  url: string,
  schema: S,
  asked: Asked = {},
): Promise<z.output<S> | null> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send(pull, url, asked);
    if ("again" in response) {
      const isOver = attempt === tries || response.again > pull.limits.patienceMs;
      const left = pull.endsAt - Date.now();
      if (isOver || response.again > left) throw new SourceTrouble(pull.source, response.code);
      await wait(response.again);
      continue;
    }
    return response.text === null ? null : parse(pull, response.text, schema);
  }
}

type Answer = { text: string | null } | { again: number; code: "throttled" | "unavailable" | "unreachable" };

async function send(pull: Pull, url: string, { method = "GET", headers, body, isOptional }: Asked): Promise<Answer> {
  const left = pull.endsAt - Date.now();
  if (left <= 0) throw new SourceTrouble(pull.source, "tooSlow");
  const signal = AbortSignal.timeout(Math.min(pull.limits.requestMs, left));
  let isAnswering = false;
  try {
    const response = await fetch(url, {
      method,
      // A key or a token is for this server alone.
      redirect: "error",
      headers: asBytes({ Accept: "application/json", ...headers }),
      body: body ?? null,
      signal,
    });
    isAnswering = true;
    if (response.ok) return { text: await readText(pull, response) };
    await response.body?.cancel();
    return answerTo(pull, response, isOptional === true);
  } catch (error) {
    if (error instanceof SourceTrouble) throw error;
    // A connection that was kept from the answer before may be closed at this very moment.
    if (!signal.aborted && !isAnswering) return { again: reconnectMs, code: "unreachable" };
    throw new SourceTrouble(pull.source, signal.aborted ? "tooSlow" : "cutShort");
  }
}

/** A key or a token may hold any letters: they go out as UTF-8, where `fetch` takes none beyond Latin-1. */
function asBytes(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(value, "utf8").toString("latin1")]),
  );
}

function answerTo({ source }: Pull, response: Response, isOptional: boolean): Answer {
  const { status } = response;
  if (isOptional && (status === 404 || status === 403)) return { text: null };
  if (status === 401 || status === 403) throw new SourceTrouble(source, "refused");
  if (status === 404 || status === 410) throw new SourceTrouble(source, "switchedOff");
  if (status === 429) return { again: retryAfterMs(response), code: "throttled" };
  if (status >= 500) return { again: retryAfterMs(response), code: "unavailable" };
  throw new SourceTrouble(source, "drifted");
}

/** Seconds or a date, as the standard has it. */
function retryAfterMs(response: Response): number {
  const given = response.headers.get("retry-after") ?? "";
  if (/^\d{1,6}$/.test(given)) return Number(given) * 1000;
  const at = Date.parse(given);
  return Number.isNaN(at) ? pauseMs : Math.max(0, at - Date.now());
}

/** No more is ever held than the limit, whatever the server says of its answer's length. */
async function readText(pull: Pull, response: Response): Promise<string> {
  const { source, limits } = pull;
  const most = Math.min(limits.bytes, limits.allBytes - pull.taken);
  if (Number(response.headers.get("content-length") ?? 0) > most) {
    await response.body?.cancel();
    throw new SourceTrouble(source, "tooLarge");
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > most) throw new SourceTrouble(source, "tooLarge");
    chunks.push(chunk);
  }
  pull.taken += size;
  return Buffer.concat(chunks).toString("utf8");
}

/** What could not be read is not told: a parser's own message quotes what it stopped at. */
function parse<S extends z.ZodType>({ source }: Pull, text: string, schema: S): z.output<S> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SourceTrouble(source, "cutShort");
  }
  const result = schema.safeParse(json);
  if (!result.success) throw new SourceTrouble(source, "drifted");
  return result.data;
}
