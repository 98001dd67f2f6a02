import { AsyncLocalStorage } from "node:async_hooks";
import { type Activity, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { type ClaimsIdentity, PasswordServiceClientCredentialFactory } from "botframework-connector";
import { decodeJwt } from "jose";
import { LRUCache } from "lru-cache";
import type { Config } from "../config.ts";
import { OmbordError } from "../errors.ts";
import { withinTime } from "./within-time.ts";

/** Who signs what the Bot Connector sends, in the public Azure cloud. */
const channelIssuer = "https://api.botframework.com";
const publicCloud = {
  channelMetadata: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  /** Never asked: no token but the channel's own gets as far as the SDK. */
  emulatorMetadata: "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
  oAuth: "https://api.botframework.com",
  callerId: "urn:botframework:azure",
};
const headerLimit = 16_384;
/** The SDK fetches the signing keys without a limit of its own. */
const timeoutMs = 5_000;

/**
 * Throws `OmbordError` `unauthenticated` or `forbidden` when the token is not good for this activity; its `sentence` says why in
 * one word for the log.
 */
export type Authenticate = (authorization: string, activity: Activity) => Promise<void>;

/**
 * The SDK's validation of tokens, and what it leaves out. Without an identity (local mode only; production refuses to start
 * without one) authentication is off.
 */
export function authenticator({ bot, tenants, entraAuthority }: Config): Authenticate {
  if (bot === null) return async () => {};
  // As soon as one of these is set the SDK takes all others for set too: half of them would leave no issuer to match.
  const settings = {
    MicrosoftAppId: bot.appId,
    MicrosoftAppTenantId: bot.tenantId,
    ToBotFromChannelOpenIdMetadataUrl: bot.openIdMetadata ?? publicCloud.channelMetadata,
    ToBotFromChannelTokenIssuer: channelIssuer,
    ToChannelFromBotLoginUrl: `${entraAuthority}/${bot.tenantId}`,
    ToChannelFromBotOAuthScope: channelIssuer,
    ToBotFromEmulatorOpenIdMetadataUrl: publicCloud.emulatorMetadata,
    OAuthUrl: publicCloud.oAuth,
    CallerId: publicCloud.callerId,
  };
  // Says who the bot is; it is never asked for a token of the bot's own, which comes from connector-token.ts.
  const audience = new PasswordServiceClientCredentialFactory(bot.appId, "", bot.tenantId);
  const sdk = new ConfigurationBotFrameworkAuthentication(settings, audience);
  const served = new Set(tenants);
  // Teams sends the same token for an hour: to look at its signature for every press would be a quarter of the work of an answer.
  const verified = new LRUCache<string, ClaimsIdentity>({ max: 100, ttl: 60_000 });
  return async (authorization, activity) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/.exec(authorization.slice(0, headerLimit))?.[1];
    if (token === undefined) throw new OmbordError("unauthenticated", "noToken");
    refuseEarly(token, served);
    const key = `${activity.channelId} ${token}`;
    const identity = verified.get(key) ?? (await validated(sdk, activity, authorization));
    // The SDK takes a token without an end for one that never ends.
    if (!Number.isFinite(Number(identity.getClaimValue("exp") ?? Number.NaN))) {
      throw new OmbordError("unauthenticated", "noEnd");
    }
    checkServiceUrl(identity, activity);
    checkTenant(identity, activity, served);
    if (!verified.has(key)) verified.set(key, identity);
  };
}

/**
 * Only the channel's own tokens get as far as the SDK: it would take tokens of other issuers down its paths for emulators
 * and other bots, which check neither service URL nor audience, and it keeps every tenant id that it sees in any token.
 */
function refuseEarly(token: string, tenants: ReadonlySet<string>): void {
  let claims: ReturnType<typeof decodeJwt>;
  try {
    claims = decodeJwt(token);
  } catch {
    throw new OmbordError("unauthenticated", "token");
  }
  if (claims.iss !== channelIssuer) throw new OmbordError("unauthenticated", "issuer");
  if (claims.tid !== undefined && !tenants.has(String(claims.tid))) throw new OmbordError("forbidden", "tenant");
}

async function validated(
  sdk: ConfigurationBotFrameworkAuthentication,
  activity: Activity,
  authorization: string,
): Promise<ClaimsIdentity> {
  try {
    const answer = quietly(() => sdk.authenticateRequest(activity, authorization));
    return (await withinTime(answer, timeoutMs)).claimsIdentity;
  } catch (error) {
    throw new OmbordError("unauthenticated", isTokenFault(error) ? "token" : "keysUnavailable");
  }
}

/** Whether the token is at fault, as opposed to the keys being out of reach. */
function isTokenFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const refused = "statusCode" in error && error.statusCode === 401;
  return refused || ["JsonWebTokenError", "NotBeforeError", "TokenExpiredError"].includes(error.name);
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

const insideSdk = new AsyncLocalStorage<true>();
let printError = console.error;

/** Without the SDK's `console.error`: for a token that fails it prints the public key and a stack, and anybody can send such tokens. */
function quietly<T>(validate: () => Promise<T>): Promise<T> {
  if (console.error !== printUnlessInsideSdk) {
    printError = console.error;
    console.error = printUnlessInsideSdk;
  }
  return insideSdk.run(true, validate);
}

function printUnlessInsideSdk(...args: unknown[]): void {
  if (insideSdk.getStore() === undefined) printError(...args);
}
