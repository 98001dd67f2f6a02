import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify, type RemoteJWKSet } from "jose";
import { z } from "zod";
import type { Config } from "../config.ts";
import { OmbordError } from "../errors.ts";

/** Who sent a request, before the directory is asked who that is. */
export type Caller = { tenantId: string } & ({ personId: string } | { upn: string } | { applicationId: string });

/** Finds out who sent a request from its Authorization header. Throws {@link OmbordError} `unauthenticated` or `unavailable`. */
export type Authenticate = (authorization: string | undefined, now: Date) => Promise<Caller>;

const clockSkewSeconds = 60;
const metadataTimeoutMs = 5_000;
const dayMs = 24 * 60 * 60 * 1000;
const keyRefreshMs = 60_000;
const headerLimit = 16_384;

export function createAuthenticate(config: Config): Authenticate {
  if (config.mode === "local") {
    const [tenantId] = config.tenants;
    return async (authorization) => localCaller(authorization, tenantId);
  }
  const keysOf = createKeySource(config.entraAuthority);
  return (authorization, now) => entraCaller(authorization, now, config, keysOf);
}

function localCaller(authorization: string | undefined, tenantId: string | undefined): Caller {
  const upn = /^Persona (\S{3,320})$/.exec(authorization ?? "")?.[1];
  if (upn === undefined || tenantId === undefined) throw new OmbordError("unauthenticated");
  return { tenantId, upn: upn.toLowerCase() };
}

/** What an administrator of Entra gives a program that imports; see aad.manifest.json. */
export const importRole = "Ombord.Import";

const shared = { tid: z.guid(), oid: z.guid(), ver: z.enum(["1.0", "2.0"]) };
/** A person's token has a scope and an application's own has none; `idtyp` is there where the registration asks for it. */
const claimsSchema = z.union([
  z.object({ ...shared, scp: z.string() }),
  z.object({
    ...shared,
    scp: z.undefined().optional(),
    roles: z.array(z.string()),
    idtyp: z.literal("app").optional(),
  }),
]);

type Production = Extract<Config, { mode: "production" }>;

async function entraCaller(
  authorization: string | undefined,
  now: Date,
  config: Production,
  keysOf: (tenantId: string) => Promise<RemoteJWKSet>,
): Promise<Caller> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec((authorization ?? "").slice(0, headerLimit))?.[1];
  if (token === undefined) throw new OmbordError("unauthenticated");
  const { tid, ver } = unverifiedClaims(token);
  // Before any key is fetched, so that a stranger cannot make this service ask for keys of any tenant they name.
  if (!config.tenants.includes(tid)) throw new OmbordError("unauthenticated");
  const audience = ver === "1.0" ? config.tabAppIdUri : config.bot.appId;
  if (audience === null) throw new OmbordError("unauthenticated");
  const keys = await keysOf(tid);
  const payload = await verify(token, keys, {
    algorithms: ["RS256"],
    audience,
    issuer: ver === "1.0" ? `https://sts.windows.net/${tid}/` : `${config.entraAuthority}/${tid}/v2.0`,
    requiredClaims: ["exp", "tid", "oid", "ver"],
    clockTolerance: clockSkewSeconds,
    currentDate: now,
  });
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw new OmbordError("unauthenticated");
  const { oid } = claims.data;
  // `scp` is only in tokens for people: an application's own token has none, and may do nothing but what its role says.
  if ("roles" in claims.data) {
    if (!claims.data.roles.includes(importRole)) throw new OmbordError("unauthenticated");
    return { tenantId: tid, applicationId: oid };
  }
  if (!claims.data.scp.split(" ").includes("access_as_user")) throw new OmbordError("unauthenticated");
  return { tenantId: tid, personId: oid };
}

/** What the token says of itself, only to choose the keys that it is then verified against. */
function unverifiedClaims(token: string): { tid: string; ver: string } {
  try {
    const claims = claimsSchema.safeParse(decodeJwt(token));
    if (claims.success) return claims.data;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
  }
  throw new OmbordError("unauthenticated");
}

async function verify(
  token: string,
  keys: RemoteJWKSet,
  options: Parameters<typeof jwtVerify>[2],
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys, options)).payload;
  } catch (error) {
    throw isTokenFault(error) ? new OmbordError("unauthenticated") : new OmbordError("unavailable");
  }
}

/** Whether the token is at fault, as opposed to the keys being out of reach. */
function isTokenFault(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  return ![errors.JOSEError.code, errors.JWKSInvalid.code, errors.JWKSTimeout.code].includes(error.code);
}

const metadataSchema = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) });

/** The signing keys of a tenant, found through its OpenID metadata; an unknown key is looked for at most once a minute. */
function createKeySource(authority: string): (tenantId: string) => Promise<RemoteJWKSet> {
  const known = new Map<string, { keys: Promise<RemoteJWKSet>; askedAtMs: number }>();
  return (tenantId) => {
    const found = known.get(tenantId);
    if (found !== undefined && performance.now() - found.askedAtMs < dayMs) return found.keys;
    const keys = fetchKeySet(authority, tenantId);
    known.set(tenantId, { keys, askedAtMs: performance.now() });
    keys.catch(() => known.delete(tenantId));
    return keys;
  };
}

async function fetchKeySet(authority: string, tenantId: string): Promise<RemoteJWKSet> {
  try {
    const address = `${authority}/${tenantId}/v2.0/.well-known/openid-configuration`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(metadataTimeoutMs) });
    if (!answer.ok) throw new OmbordError("unavailable");
    const metadata = metadataSchema.parse(await answer.json());
    return createRemoteJWKSet(new URL(metadata.jwks_uri), { cooldownDuration: keyRefreshMs, cacheMaxAge: dayMs });
  } catch {
    // Whatever the reason, the person is not at fault, and nothing about it is theirs to know.
    throw new OmbordError("unavailable");
  }
}
