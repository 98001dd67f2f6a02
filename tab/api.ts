import type { Problem } from "../bot/api/contract.ts";
import { type Host, SignInError } from "./host.ts";

/** An answer that was not what was asked for, with what to tell the person; null when nothing came back at all. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly problem: Problem | null;

  constructor(problem: Problem | null) {
    super(problem?.code ?? "offline");
    this.problem = problem;
  }
}

export interface Api {
  get<T>(path: string, signal?: AbortSignal): Promise<T>;
  /** What has come already answers the next one who asks for it, once and for a moment. */
  keep(path: string, answer: unknown): void;
  keepFailure(path: string, error: unknown): void;
  /** A file to keep, with the name that the service gives it. */
  download(path: string): Promise<{ name: string; blob: Blob }>;
  /** `version` is what the person had before them; another one in the store is a conflict. */
  send<T>(method: "PUT" | "POST" | "PATCH", path: string, body: unknown, version?: string): Promise<T>;
}

/** After this what was fetched ahead has grown old. */
const fetchedAheadMs = 10_000;

export function createApi(host: Host, language: () => string): Api {
  const tokenAfter = sharedTokens(host);

  async function attempt(path: string, init: RequestInit, token: Token): Promise<Response> {
    const authorization = await token;
    const headers = new Headers(init.headers);
    headers.set("Accept-Language", language());
    if (authorization !== undefined) headers.set("Authorization", authorization);
    return fetch(path, { ...init, headers }).catch((error: unknown) => {
      if (init.signal?.aborted) throw error;
      throw new ApiError(null);
    });
  }

  async function request(path: string, init: RequestInit): Promise<Response> {
    const token = tokenAfter();
    let response = await attempt(path, init, token);
    // A token can run out between the host's keeping it and the service's reading it: a fresh one settles that.
    if (response.status === 401 && host.kind === "teams") response = await attempt(path, init, tokenAfter(token));
    if (!response.ok) throw new ApiError(await readProblem(response));
    return response;
  }
  const fetchedAhead = new Map<string, { at: number; result: PromiseSettledResult<unknown> }>();
  const keep = (path: string, result: PromiseSettledResult<unknown>) =>
    void fetchedAhead.set(path, { at: Date.now(), result });
  return {
    async get(path, signal) {
      const ahead = fetchedAhead.get(path);
      fetchedAhead.delete(path);
      if (ahead === undefined || Date.now() - ahead.at > fetchedAheadMs)
        return (await request(path, { signal })).json();
      if (ahead.result.status === "rejected") throw ahead.result.reason;
      return ahead.result.value;
    },
    keep: (path, value) => keep(path, { status: "fulfilled", value }),
    keepFailure: (path, reason) => keep(path, { status: "rejected", reason }),
    async download(path) {
      const response = await request(path, {});
      const [, name = "ombord"] = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "") ?? [];
      return { name, blob: await response.blob() };
    },
    async send(method, path, body, version) {
      const headers = new Headers({ "Content-Type": "application/json" });
      if (version !== undefined) headers.set("If-Match", `"${version}"`);
      return (await request(path, { method, body: JSON.stringify(body), headers })).json();
    },
  };
}

type Token = Promise<string | undefined>;

/** Asks the host for a token. Who asks meanwhile shares it, and so do all whose former token was refused: the host is asked once. */
function sharedTokens(host: Host): (refused?: Token) => Token {
  let newest: Token | undefined;
  let isAsking = false;
  return (refused) => {
    const isNewer = refused !== undefined && newest !== refused;
    if (newest !== undefined && (isAsking || isNewer)) return newest;
    isAsking = true;
    newest = authorize(host).finally(() => {
      isAsking = false;
    });
    return newest;
  };
}

/** A host that gives no token is a reason to sign in; the sentence for it is the tab's own. */
async function authorize(host: Host): Promise<string | undefined> {
  try {
    return await host.authorization();
  } catch (error) {
    const code = error instanceof SignInError ? error.reason : "signInFailed";
    throw new ApiError({ type: "about:blank", status: 401, title: "", code, userMessage: "" });
  }
}

async function readProblem(response: Response): Promise<Problem | null> {
  const type = response.headers.get("content-type") ?? "";
  return type.startsWith("application/problem+json") ? response.json() : null;
}
