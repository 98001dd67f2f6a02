import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { createDefaultHttpClient, type HttpClient, type PipelineRequest } from "@azure/core-rest-pipeline";

/** One operation of the store, while it lasts. */
export interface Attempts {
  /** When nothing is tried again any more, on the clock of `performance.now`. */
  until: number;
  /** What was answered last instead of what was asked for, such as `503` or `429 in batch`: codes only. */
  failure?: string | undefined;
  /** Something was sent twice, so the first time may have done what the second is refused for. */
  isRepeated?: boolean;
}

const current = new AsyncLocalStorage<Attempts>();

/** Runs an operation whose requests are tried again while there is time; `attempts` tells how that went. */
export function withPatience<T>(attempts: Attempts, run: () => Promise<T>): Promise<T> {
  return current.run(attempts, run);
}

/** A request without an answer is given up after so long: more than what a busy server takes, and less than the SDK's minute. */
const attemptMs = 20_000;
const firstPauseMs = 25;
const longestPauseMs = 1_000;

/** What passes by itself, and what says nothing about the request: timeouts, moved partitions, throttling, conflicts of the server's own. */
const passing = /^(408|410|429|449|500|502|503|504)\b/;

/**
 * The HTTP client of the SDK, which tries again what passes by itself, also inside a batch. A write may be sent twice: each
 * is conditional, and who is refused the second time looks for what stands (cosmos-write.ts).
 */
export function patientClient(next: HttpClient = createDefaultHttpClient()): HttpClient {
  async function sendRequest(request: PipelineRequest) {
    const attempts = current.getStore() ?? { until: 0 };
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await attemptOnce(next, request);
      attempts.failure = outcome.failure;
      const pauseMs = Math.max(outcome.pauseMs, backoffMs(attempt));
      const isOver = !outcome.passes || performance.now() + pauseMs > attempts.until;
      if (!isOver) {
        attempts.isRepeated = true;
        await wait(pauseMs);
      } else if (outcome.response !== undefined && outcome.failure !== containerMissing) return outcome.response;
      // A code that the SDK does not know: it is not to begin again.
      else throw Object.assign(new Error("Cosmos DB does not answer"), { code: "noAnswer" });
    }
  }
  return { sendRequest };
}

async function attemptOnce(next: HttpClient, request: PipelineRequest) {
  const given = request.abortSignal as AbortSignal | undefined;
  const limit = AbortSignal.timeout(attemptMs);
  request.abortSignal = given === undefined ? limit : AbortSignal.any([given, limit]);
  try {
    const response = await next.sendRequest(request);
    const { status, headers } = response;
    const failure = failureOf(request, status, headers.get("x-ms-substatus"), response.bodyAsText);
    const pauseMs = Number(headers.get("x-ms-retry-after-ms") ?? 0) || 0;
    return { response, failure, pauseMs, passes: failure !== undefined && passing.test(failure) };
  } catch (error) {
    if (given?.aborted) throw error;
    const failure = limit.aborted ? "timeout" : codeOf(error);
    return { response: undefined, failure, pauseMs: 0, passes: true };
  } finally {
    request.abortSignal = given;
  }
}

/** Exists already, condition not met: what was asked is answered. */
const answers = new Set([409, 412]);

function failureOf(request: PipelineRequest, status: number, substatus: string | undefined, body?: string | null) {
  // Only an item can be missing; to reads of items the container looks the same but for the substatus.
  const isMissingItem = status === 404 && substatus !== "1003" && request.url.includes("/docs/");
  if (status >= 400 && !answers.has(status) && !isMissingItem) {
    return substatus === undefined || substatus === "0" ? `${status}` : `${status}/${substatus}`;
  }
  if (status !== 207 || !body) return undefined;
  const results = JSON.parse(body) as { statusCode?: number }[];
  // One failure fails all; the others then say 424.
  const failed = results.find(
    ({ statusCode: code = 0 }) => code >= 400 && code !== 404 && code !== 424 && !answers.has(code),
  );
  return failed === undefined ? undefined : `${failed.statusCode} in batch`;
}

const containerMissing = "404/1003";

/** The code of an error of a library, or its kind; never its words. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error ? String(error.code) : "";
  return /^[\w./-]{1,40}$/.test(code) && code !== "undefined" ? code : error.name;
}

function backoffMs(attempt: number): number {
  return Math.min(firstPauseMs * 2 ** attempt, longestPauseMs) * (0.5 + Math.random() / 2);
}
