import { hash } from "node:crypto";
import type { Activity } from "botbuilder";
import {
  type AuthenticateRequestResult,
  BotFrameworkAuthentication,
  type ClaimsIdentity,
  type ConnectorFactory,
  type UserTokenClient,
} from "botframework-connector";
import { decodeJwt, errors, type JWTPayload } from "jose";
import { OmbordError } from "../errors.ts";
import { quietly } from "./quiet-sdk.ts";
import { withinTime } from "./within-time.ts";

/** Who signs what the Bot Connector sends, in the public Azure cloud. */
export const channelIssuer = "https://api.botframework.com";

/** A token lives for an hour or so; a key that is withdrawn meanwhile is noticed within this time. */
const rememberedForMs = 60 * 60 * 1000;
const headerLimit = 16_384;

interface Options {
  tenants: readonly string[];
  /** How many tokens are remembered; the one unused for longest is forgotten first. */
  limit?: number;
  /** How long the SDK may take, which fetches the signing keys without a limit of its own. */
  timeoutMs?: number;
  nowMs?: () => number;
}

interface Verified {
  result: AuthenticateRequestResult;
  channelId: string;
  untilMs: number;
  /** A number that is higher the later it was used. */
  used: number;
}

/**
 * The SDK's validation, asked once for each token. Signature, issuer, audience and end of a token do not change, so a
 * verified token is remembered by its hash until it ends; what depends on the activity (the service URL that the token
 * vouches for, the tenant) is checked every time. Throws `OmbordError` `unauthenticated` or `forbidden`, whose `sentence`
 * says why in one word for the log.
 */
export class VerifiedTokens extends BotFrameworkAuthentication {
  readonly #sdk: BotFrameworkAuthentication;
  readonly #tenants: ReadonlySet<string>;
  readonly #limit: number;
  readonly #timeoutMs: number;
  readonly #nowMs: () => number;
  /** Changed when a token comes or goes only: a map that changes with every request is work for the garbage collector. */
  readonly #verified = new Map<string, Verified>();
  #uses = 0;

  constructor(sdk: BotFrameworkAuthentication, options: Options) {
    super();
    this.#sdk = sdk;
    this.#tenants = new Set(options.tenants);
    this.#limit = options.limit ?? 1000;
    this.#timeoutMs = options.timeoutMs ?? 5000;
    this.#nowMs = options.nowMs ?? Date.now;
  }

  override async authenticateRequest(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/.exec(authorization.slice(0, headerLimit))?.[1];
    if (token === undefined) throw new OmbordError("unauthenticated", "noToken");
    const key = hash("sha256", token, "base64");
    const { result } = this.#recall(key, activity) ?? (await this.#verify(key, token, activity, authorization));
    checkServiceUrl(result.claimsIdentity, activity);
    checkTenant(result.claimsIdentity, activity, this.#tenants);
    return result;
  }

  #recall(key: string, activity: Activity): Verified | undefined {
    const found = this.#verified.get(key);
    if (found === undefined) return undefined;
    // Which channel a key may sign for is part of what the SDK verified.
    if (found.untilMs <= this.#nowMs() || found.channelId !== activity.channelId) {
      this.#verified.delete(key);
      return undefined;
    }
    this.#uses += 1;
    found.used = this.#uses;
    return found;
  }

  async #verify(key: string, token: string, activity: Activity, authorization: string): Promise<Verified> {
    refuseEarly(unverifiedClaims(token), this.#tenants);
    const result = await this.#askSdk(activity, authorization);
    const expires = Number(result.claimsIdentity.getClaimValue("exp") ?? Number.NaN);
    // The SDK takes a token without an end for one that never ends.
    if (!Number.isFinite(expires)) throw new OmbordError("unauthenticated", "noEnd");
    const untilMs = Math.min(expires * 1000, this.#nowMs() + rememberedForMs);
    this.#uses += 1;
    const verified = { result, channelId: activity.channelId, untilMs, used: this.#uses };
    this.#verified.set(key, verified);
    if (this.#verified.size > this.#limit) this.#forgetOne();
    return verified;
  }

  #forgetOne(): void {
    let [oldest, leastUsed] = ["", Number.POSITIVE_INFINITY];
    for (const [key, { used }] of this.#verified) if (used < leastUsed) [oldest, leastUsed] = [key, used];
    this.#verified.delete(oldest);
  }

  async #askSdk(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    try {
      const answer = quietly(() => this.#sdk.authenticateRequest(activity, authorization));
      return await withinTime(answer, this.#timeoutMs);
    } catch (error) {
      throw new OmbordError("unauthenticated", isTokenFault(error) ? "token" : "keysUnavailable");
    }
  }

  override authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(new OmbordError("unauthenticated", "streaming"));
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    return this.#sdk.createConnectorFactory(identity);
  }

  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    return this.#sdk.createUserTokenClient(identity);
  }
}

function unverifiedClaims(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new OmbordError("unauthenticated", "token");
    throw error;
  }
}

/**
 * Only the channel's own tokens get as far as the SDK: it would take tokens of other issuers down its paths for emulators
 * and other bots, which check neither service URL nor audience, and it keeps every tenant id that it sees in any token.
 */
function refuseEarly(claims: JWTPayload, tenants: ReadonlySet<string>): void {
  if (claims.iss !== channelIssuer) throw new OmbordError("unauthenticated", "issuer");
  if (claims.tid !== undefined && !tenants.has(String(claims.tid))) throw new OmbordError("forbidden", "tenant");
}

/** The SDK lets an activity without a service URL pass. */
function checkServiceUrl(identity: ClaimsIdentity, activity: Activity): void {
  const vouchedFor = identity.getClaimValue("serviceurl");
  if (!vouchedFor || vouchedFor !== activity.serviceUrl) throw new OmbordError("unauthenticated", "serviceUrl");
}

/** Every tenant that the activity and the token speak of is the same, and is served. */
function checkTenant(identity: ClaimsIdentity, activity: Activity, tenants: ReadonlySet<string>): void {
  const spokenOf = [
    activity.conversation?.tenantId,
    activity.channelData?.tenant?.id,
    identity.getClaimValue("tid") ?? undefined,
  ].filter((tenant) => tenant != null);
  const [tenant] = spokenOf;
  if (tenant === undefined || !tenants.has(tenant) || spokenOf.some((other) => other !== tenant)) {
    throw new OmbordError("forbidden", "tenant");
  }
}

/** Whether the token is at fault, as opposed to the keys being out of reach. */
function isTokenFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const refused = "statusCode" in error && error.statusCode === 401;
  return refused || ["JsonWebTokenError", "NotBeforeError", "TokenExpiredError"].includes(error.name);
}
