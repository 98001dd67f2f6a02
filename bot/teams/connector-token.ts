import {
  type AppCredentials,
  FederatedServiceClientCredentialsFactory,
  PasswordServiceClientCredentialFactory,
  type ServiceClientCredentialsFactory,
} from "botframework-connector";
import type { BotIdentity } from "../config.ts";
import { withinTime } from "./within-time.ts";

/** The token for calls to the Bot Connector; null where none is needed (local mode). */
export type ConnectorToken = () => Promise<string | null>;

const connectorAudience = "https://api.botframework.com";
/** Not ENTRA_AUTHORITY: the SDK gets its own tokens from the public cloud only. */
export const loginUrl = (bot: BotIdentity) => `https://login.microsoftonline.com/${bot.tenantId}`;
const timeoutMs = 10_000;
/** The SDK keeps a managed identity's assertion for as long as the credentials live, also when it has ended. */
const credentialsLiveMs = 10 * 60_000;

/** What the bot proves itself with: a managed identity through a federated credential, or a secret. */
export function credentialsFactory(bot: BotIdentity): ServiceClientCredentialsFactory {
  const { credential } = bot;
  return credential.kind === "secret"
    ? new PasswordServiceClientCredentialFactory(bot.appId, credential.secret, bot.tenantId)
    : new FederatedServiceClientCredentialsFactory(bot.appId, credential.clientId, bot.tenantId);
}

/** Asks Entra for a token when there is none or it is about to end; a thousand sends at once ask once. */
export function connectorToken(bot: BotIdentity, nowMs = Date.now): ConnectorToken {
  const factory = credentialsFactory(bot);
  let credentials: { value: AppCredentials; untilMs: number } | null = null;
  let pending: Promise<string> | null = null;

  async function ask(): Promise<string> {
    if (credentials === null || credentials.untilMs <= nowMs()) {
      const value = await factory.createCredentials(bot.appId, connectorAudience, loginUrl(bot), true);
      credentials = { value: value as AppCredentials, untilMs: nowMs() + credentialsLiveMs };
    }
    return withinTime(credentials.value.getToken(), timeoutMs);
  }
  return () => {
    pending ??= ask().finally(() => {
      pending = null;
    });
    return pending;
  };
}
