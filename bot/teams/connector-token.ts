import type { ClientSecretCredential } from "@azure/identity";
import type { BotIdentity } from "../config.ts";
import { withinTime } from "./within-time.ts";

/**
 * The token for calls to the Bot Connector; null where none is needed (local mode). With `refused`, another one than that,
 * which the Bot Connector has refused, as soon as there is one.
 */
export type ConnectorToken = (refused?: string) => Promise<string | null>;

type Credential = Pick<ClientSecretCredential, "getToken">;

const connectorScope = "https://api.botframework.com/.default";
/** What Entra asks a managed identity's token to be meant for when it stands in for an app's own credential. */
const exchangeScope = "api://AzureADTokenExchange/.default";
const timeoutMs = 10_000;
/** A token is not asked for again for this long, nor kept when it is this close to its end. */
const heldMs = 60_000;
const marginMs = 5 * 60_000;
/** Tokens that are refused are not asked for anew more often: a bot that is not let in would ask for every message. */
const renewEveryMs = 60_000;

/** Asks Entra, at `authority`, for a token when there is none or it is about to end; a thousand sends at once ask once. */
export function connectorToken(bot: BotIdentity, authority: string, nowMs = Date.now): ConnectorToken {
  let credential: Promise<Credential> | null = null;
  let held: { token: string; untilMs: number } | null = null;
  let pending: Promise<string> | null = null;
  let renewedMs = Number.NEGATIVE_INFINITY;

  async function ask(): Promise<string> {
    credential ??= createCredential(bot, authority);
    // The library keeps tokens and renews them in time; only its look-up is too slow for every single send.
    const { token, expiresOnTimestamp } = await withinTime((await credential).getToken(connectorScope), timeoutMs);
    held = { token, untilMs: Math.min(nowMs() + heldMs, expiresOnTimestamp - marginMs) };
    return token;
  }
  return async (refused) => {
    if (refused !== undefined && held?.token === refused && nowMs() - renewedMs >= renewEveryMs) {
      renewedMs = nowMs();
      held = null;
      // The library would give the same token again until it ends.
      credential = null;
    }
    if (held !== null && nowMs() < held.untilMs) return held.token;
    pending ??= ask().finally(() => {
      pending = null;
    });
    return pending;
  };
}

/** What the bot proves itself with: a managed identity through a federated credential, or a secret. */
async function createCredential({ appId, tenantId, credential }: BotIdentity, authority: string): Promise<Credential> {
  // Takes as long to load as half the service, and is needed at the first send only.
  const { ClientAssertionCredential, ClientSecretCredential, ManagedIdentityCredential } = await import(
    "@azure/identity"
  );
  // The operator has named the authority, so nobody else is asked to vouch for it.
  const options = { authorityHost: authority, disableInstanceDiscovery: true, retryOptions: { maxRetries: 1 } };
  if (credential.kind === "secret") {
    return new ClientSecretCredential(tenantId, appId, credential.secret, options);
  }
  const identity = new ManagedIdentityCredential({ clientId: credential.clientId });
  const assertion = async () => (await identity.getToken(exchangeScope)).token;
  return new ClientAssertionCredential(tenantId, appId, assertion, options);
}
