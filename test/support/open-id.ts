import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";

export type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

export interface OpenId {
  /** What `ENTRA_AUTHORITY` is set to. */
  authority: string;
  keys: Keys;
  /** The paths that were asked for. */
  asked: string[];
  isDown: boolean;
  sign(claims: Record<string, unknown>, options?: { kid?: string; key?: Keys["privateKey"] }): Promise<string>;
  stop(): Promise<void>;
}

/** An OpenID provider with keys of its own: metadata per tenant, and tokens that say whatever a test wants. */
export async function startOpenId(): Promise<OpenId> {
  const keys = await generateKeyPair("RS256");
  const published: JWK[] = [{ ...(await exportJWK(keys.publicKey)), kid: "one", use: "sig", alg: "RS256" }];
  const server = createServer((request, response) => {
    openId.asked.push(request.url ?? "");
    if (openId.isDown) {
      response.writeHead(503);
      response.end();
      return;
    }
    const isKeys = request.url?.endsWith("/keys") ?? false;
    const tenantPath = request.url?.split("/")[1];
    const jwksUri = `${openId.authority}/${tenantPath}/discovery/v2.0/keys`;
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(isKeys ? { keys: published } : { jwks_uri: jwksUri }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const openId: OpenId = {
    authority: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys,
    asked: [],
    isDown: false,
    sign: (claims, { kid = "one", key = keys.privateKey } = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(key),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return openId;
}
