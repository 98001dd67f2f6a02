import { createHash, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Request, Response } from "restify";
import { ZodError } from "zod";
import { type ErrorCode, GuardError, OmbordError } from "../errors.ts";
import { StoreUnusable } from "../store/store.ts";
import { errorFields, type Log } from "../telemetry.ts";
import type { GuardText } from "../text/da/guard.ts";
import { fieldSentence, guardSentence } from "../text/guard-sentence.ts";
import type { Problem } from "./contract.ts";

const compress = promisify(gzip);
const expand = promisify(gunzip);
/** Smaller answers than this grow when compressed. */
const compressAboveBytes = 1024;

const statusByCode: Record<ErrorCode, number> = {
  notFound: 404,
  forbidden: 403,
  invalid: 400,
  personalData: 422,
  conflict: 409,
  closed: 409,
  tooLarge: 413,
  unauthenticated: 401,
  tooMany: 429,
  unavailable: 503,
};

/** Everyone who may show the tab in a frame: Teams, Microsoft 365 and Outlook. */
const frameAncestors =
  "'self' teams.microsoft.com *.teams.microsoft.com *.cloud.microsoft *.microsoft365.com *.office.com " +
  "outlook.live.com outlook.office.com outlook.office365.com copilot.microsoft.com";

export const securityHeaders = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
    `connect-src 'self' https://res.cdn.office.net; base-uri 'none'; form-action 'none'; frame-ancestors ${frameAncestors}`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** Answers 200 with JSON, or 304 when the client already holds exactly this. */
export async function replyJson(request: Request, response: Response, answer: unknown): Promise<void> {
  const body = Buffer.from(JSON.stringify(answer));
  const headers = answerHeaders(etagOf(body));
  if (replyUnchanged(request, response, headers)) return;
  await send(request, response, { status: 200, headers, body });
}

/** JSON that several people are given: written, hashed and compressed once. */
export interface PreparedAnswer {
  etag: string;
  zipped: Buffer;
}

export async function prepareJson(answer: unknown): Promise<PreparedAnswer> {
  const body = Buffer.from(JSON.stringify(answer));
  return { etag: etagOf(body), zipped: await compress(body) };
}

/** As {@link replyJson}, for what has been prepared. */
export async function replyPrepared(request: Request, response: Response, answer: PreparedAnswer): Promise<void> {
  const headers = answerHeaders(answer.etag);
  if (replyUnchanged(request, response, headers)) return;
  const zip = acceptsGzip(request);
  const body = zip ? answer.zipped : await expand(answer.zipped);
  respond(request, response, { status: 200, headers, body, isZipped: zip });
}

function etagOf(body: Buffer): string {
  return `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
}

/** The same address answers each person differently, so nobody but the person's own browser may keep it. */
function answerHeaders(etag: string): Record<string, string> {
  return {
    ETag: etag,
    "Cache-Control": "private, no-cache",
    Vary: "Authorization, Accept-Encoding",
    "Content-Type": "application/json; charset=utf-8",
  };
}

/** Answers 304 when the client already holds exactly this; returns whether it did. */
function replyUnchanged(request: Request, response: Response, headers: Record<string, string>): boolean {
  const { "Content-Type": _, ...others } = headers;
  if (request.method !== "GET" || !matchesEtag(request, headers.ETag ?? "")) return false;
  response.writeHead(304, { ...securityHeaders, ...others });
  response.end();
  return true;
}

/** A file that the person takes along. */
export interface FileAnswer {
  /** Plain letters, digits, dots and dashes. */
  name: string;
  contentType: string;
  bytes: Buffer;
}

export async function replyFile(request: Request, response: Response, file: FileAnswer): Promise<void> {
  const headers = {
    "Content-Type": file.contentType,
    "Content-Disposition": `attachment; filename="${file.name}"`,
    "Cache-Control": "private, no-store",
  };
  await send(request, response, { status: 200, headers, body: file.bytes });
}

export function matchesEtag(request: Request, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return (request.headers["if-none-match"] ?? "").split(",").some((tag) => bare(tag) === bare(etag));
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Sends a body, compressed where the client can take it. */
async function send(request: Request, response: Response, { body, ...rest }: Answer): Promise<void> {
  const isZipped = body.length > compressAboveBytes && acceptsGzip(request);
  respond(request, response, { ...rest, body: isZipped ? await compress(body) : body, isZipped });
}

function respond(
  request: Request,
  response: Response,
  { status, headers, body, isZipped }: Answer & { isZipped: boolean },
): void {
  const encoding: Record<string, string> = isZipped ? { "Content-Encoding": "gzip" } : {};
  response.writeHead(status, {
    ...securityHeaders,
    ...headers,
    ...encoding,
    "Content-Length": String(body.length),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

export function acceptsGzip(request: Request): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(request.headers["accept-encoding"] ?? "");
}

/** What the person is told, by the sentence id of the error; `{reference}` is replaced. */
export interface ErrorSentences {
  byId: Readonly<Record<string, string>>;
  guard: GuardText;
}

/**
 * Answers with a problem. An error that is not ours becomes one plain sentence with a reference number, and only the log
 * learns more.
 */
export async function replyProblem(
  request: Request,
  response: Response,
  error: unknown,
  { sentences, log }: { sentences: ErrorSentences; log: Pick<Log, "error"> },
): Promise<void> {
  const problem = problemOf(error, sentences);
  if (problem.status >= 500) {
    // The message of a foreign error may quote what a person wrote: the log gets its kind and place only.
    log.error({ reference: problem.reference, route: request.getRoute()?.path, ...errorFields(error) }, "api error");
  }
  if (response.headersSent) {
    response.destroy();
    return;
  }
  await sendProblem(request, response, problem);
}

export async function sendProblem(request: Request, response: Response, problem: Problem): Promise<void> {
  const headers: Record<string, string> = {
    "Content-Type": "application/problem+json; charset=utf-8",
    "Cache-Control": "no-store",
  };
  if (problem.status === 401) headers["WWW-Authenticate"] = "Bearer";
  if (problem.status === 429) headers["Retry-After"] = "5";
  await send(request, response, { status: problem.status, headers, body: Buffer.from(JSON.stringify(problem)) });
}

function problemOf(error: unknown, { byId: sentences, guard }: ErrorSentences): Problem {
  if (error instanceof GuardError) return guardProblem(error, guard);
  const known = error instanceof ZodError ? new OmbordError("invalid") : error;
  if (known instanceof OmbordError) {
    const status = statusByCode[known.code];
    const userMessage = sentences[known.sentence] ?? sentences[known.code] ?? "";
    return { type: "about:blank", status, title: known.code, code: known.sentence, userMessage };
  }
  const reference = randomUUID().slice(0, 8);
  const sentence = (id: string) => (sentences[id] ?? "").replace("{reference}", reference);
  if (error instanceof StoreUnusable) {
    const userMessage = sentence(`store.${error.trouble}`);
    return { type: "about:blank", status: 503, title: "unavailable", code: "unavailable", userMessage, reference };
  }
  const userMessage = sentence("unexpected");
  return { type: "about:blank", status: 500, title: "unexpected", code: "unexpected", userMessage, reference };
}

/** With what was found beside its field, and what says that it is no citizen. */
function guardProblem(error: GuardError, guard: GuardText): Problem {
  const { code, sentence, confirmation } = error;
  return {
    type: "about:blank",
    status: statusByCode[code],
    title: code,
    code: sentence,
    userMessage: guardSentence(error, guard),
    found: error.found.map((one) => {
      const userMessage = fieldSentence(one, confirmation !== undefined, guard);
      return { field: one.field, words: one.words, userMessage };
    }),
    ...(confirmation === undefined ? {} : { confirmation }),
  };
}
