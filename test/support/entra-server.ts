import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { decodeJwt, generateKeyPair, jwtVerify, SignJWT } from "jose";
import { makeCertificate } from "./certificate.ts";

/** What Entra knows of an app registration: its secret, and the managed identity that its federated credential trusts. */
interface Registration {
  appId: string;
  tenantId: string;
  secret?: string;
  trustedPrincipal?: string;
}

/** The managed identity that the machine has. */
interface Identity {
  clientId: string;
  principalId: string;
}

/** Entra's token endpoint over HTTPS and Azure's two managed-identity endpoints over HTTP, with keys of their own. */
export interface EntraServer {
  registration: Registration;
  identity: Identity | null;
  /** For `ENTRA_AUTHORITY`. */
  authority: string;
  /** Every request for a token, as its form said it. */
  asked: Record<string, string>[];
  /** What the managed-identity endpoints were asked: for which resource, by which identity, in which form. */
  assertions: { form: "App Service" | "IMDS"; resource: string | null; clientId: string | null }[];
  /** What it says when it gives no token. */
  refusal: string;
  /** How long what is issued lives. */
  tokenSeconds: number;
  assertionSeconds: number;
  /** The environment that App Service gives a process, or that a virtual machine does. */
  appService: Record<string, string>;
  virtualMachine: Record<string, string>;
  stop(): Promise<void>;
}

const identityHeader = "a header that only this machine knows";
const audience = "api://AzureADTokenExchange";

export async function startEntra(registration: Registration): Promise<EntraServer> {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const certificate = makeCertificate();
  const issuer = () => `${entra.authority}/${entra.registration.tenantId}/v2.0`;

  /** What a machine may say about itself. */
  async function assertionFor(query: URLSearchParams): Promise<object | null> {
    const { identity } = entra;
    if (identity === null || query.get("client_id") !== identity.clientId) return null;
    const expires = Math.floor(Date.now() / 1000) + entra.assertionSeconds;
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: "ES256" })
      .setIssuer(issuer())
      .setSubject(identity.principalId)
      .setAudience(query.get("resource") ?? "")
      .setJti(crypto.randomUUID())
      .setExpirationTime(expires)
      .sign(privateKey);
    const resource = query.get("resource");
    return { access_token: token, expires_on: String(expires), expires_in: entra.assertionSeconds, resource };
  }

  async function isTrusted(form: Record<string, string>): Promise<boolean> {
    const { appId, secret, trustedPrincipal } = entra.registration;
    if (form.client_id !== appId || form.grant_type !== "client_credentials") return false;
    if (form.client_secret !== undefined) return form.client_secret === secret;
    if (form.client_assertion_type !== "urn:ietf:params:oauth:client-assertion-type:jwt-bearer") return false;
    const rules = { issuer: issuer(), audience, subject: trustedPrincipal ?? "nobody", algorithms: ["ES256"] };
    return jwtVerify(form.client_assertion ?? "", publicKey, rules).then(
      () => true,
      () => false,
    );
  }

  const tokens = createServer({ ...certificate }, async (request, response) => {
    const [, tenantId, ...path] = new URL(request.url ?? "", entra.authority).pathname.split("/");
    const form = Object.fromEntries(new URLSearchParams(await textOf(request)));
    response.setHeader("content-type", "application/json");
    const base = `${entra.authority}/${tenantId}`;
    if (path.join("/") === "v2.0/.well-known/openid-configuration") {
      const endpoints = { token_endpoint: `${base}/oauth2/v2.0/token`, authorization_endpoint: `${base}/authorize` };
      response.end(JSON.stringify({ issuer: `${base}/v2.0`, jwks_uri: `${base}/keys`, ...endpoints }));
      return;
    }
    entra.asked.push(form);
    const isGood =
      tenantId === entra.registration.tenantId && path.join("/") === "oauth2/v2.0/token" && (await isTrusted(form));
    response.statusCode = isGood ? 200 : 401;
    const refused = { error: "invalid_client", error_description: entra.refusal };
    response.end(JSON.stringify(isGood ? await issued(form) : refused));
  });

  async function issued({ scope = "", client_id = "" }: Record<string, string>): Promise<object> {
    const token = await new SignJWT({ appid: client_id, nth: entra.asked.length })
      .setProtectedHeader({ alg: "ES256" })
      .setIssuer(issuer())
      .setAudience(scope.split(" ")[0]?.replace("/.default", "") ?? "")
      .setExpirationTime(Math.floor(Date.now() / 1000) + entra.tokenSeconds)
      .sign(privateKey);
    return { token_type: "Bearer", expires_in: entra.tokenSeconds, access_token: token };
  }

  const machine = createHttpServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://machine");
    const form = pathname === "/msi/token" ? "App Service" : "IMDS";
    const { metadata, "x-identity-header": header } = request.headers;
    const isMeant = form === "IMDS" ? metadata === "true" : header === identityHeader;
    entra.assertions.push({ form, resource: searchParams.get("resource"), clientId: searchParams.get("client_id") });
    const answer = isMeant ? await assertionFor(searchParams) : null;
    response.statusCode = answer === null ? 400 : 200;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer ?? { error: "invalid_request", error_description: "Identity not found" }));
  });

  const before = getCACertificates("default");
  setDefaultCACertificates([...before, certificate.cert]);
  const [tokenPort, machinePort] = await Promise.all([listen(tokens), listen(machine)]);
  const machineUrl = `http://127.0.0.1:${machinePort}`;
  const entra: EntraServer = {
    registration,
    identity: null,
    authority: `https://127.0.0.1:${tokenPort}`,
    asked: [],
    assertions: [],
    refusal: "AADSTS7000215: quotes what was sent",
    tokenSeconds: 3600,
    assertionSeconds: 86_400,
    appService: { IDENTITY_ENDPOINT: `${machineUrl}/msi/token`, IDENTITY_HEADER: identityHeader },
    virtualMachine: { AZURE_POD_IDENTITY_AUTHORITY_HOST: machineUrl },
    async stop() {
      setDefaultCACertificates(before);
      for (const server of [tokens, machine]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
  return entra;
}

/** Who a token is for, and the how-manieth it was that Entra was asked for. */
export function claimsOf(token: string | null): { audience: unknown; nth: unknown } {
  const { aud, nth } = decodeJwt(token ?? "");
  return { audience: aud, nth };
}

async function textOf(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
