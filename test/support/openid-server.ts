import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>["privateKey"];

/** Who signs tokens, over real HTTP: the Bot Connector's metadata and that of every Entra tenant, with keys of our own. */
export interface OpenIdServer {
  url: string;
  /** Where the Bot Connector's metadata is. */
  channelMetadata: string;
  /** The paths that were asked for. */
  asked: string[];
  /** `silent` takes the request and never answers. */
  state: "up" | "down" | "silent";
  /** Makes a key; published from now on unless told. */
  addKey(kid: string, options?: { publish?: boolean; endorsements?: string[] }): Promise<void>;
  withdrawKey(kid: string): void;
  sign(claims: JWTPayload, options?: { kid?: string; signedBy?: string; alg?: string }): Promise<string>;
  stop(): Promise<void>;
}

export async function startOpenIdServer(): Promise<OpenIdServer> {
  const privateKeys = new Map<string, PrivateKey>();
  const published = new Map<string, JWK>();
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    openId.asked.push(path);
    if (openId.state === "silent") return;
    if (openId.state === "down") {
      response.statusCode = 503;
      response.end();
      return;
    }
    const jwksUri = `${openId.url}/${path.split("/")[1]}/keys`;
    const answer = path.endsWith("/keys") ? { keys: [...published.values()] } : { jwks_uri: jwksUri };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const openId: OpenIdServer = {
    url,
    channelMetadata: `${url}/v1/.well-known/openidconfiguration`,
    asked: [],
    state: "up",
    async addKey(kid, { publish = true, endorsements } = {}) {
      const { publicKey, privateKey } = await generateKeyPair("RS256");
      privateKeys.set(kid, privateKey);
      const jwk = { ...(await exportJWK(publicKey)), kid, use: "sig", ...(endorsements && { endorsements }) };
      if (publish) published.set(kid, jwk);
    },
    withdrawKey: (kid) => void published.delete(kid),
    async sign(claims, { kid = "one", signedBy = kid, alg = "RS256" } = {}) {
      if (alg === "none") return `${encoded({ alg, kid })}.${encoded(claims)}.`;
      const key = privateKeys.get(signedBy);
      if (key === undefined) throw new Error(`no key ${signedBy}`);
      return new SignJWT(claims).setProtectedHeader({ alg, kid, typ: "JWT" }).sign(key);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await openId.addKey("one");
  return openId;
}

function encoded(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
