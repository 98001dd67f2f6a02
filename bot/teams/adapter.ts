import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import {
  FederatedServiceClientCredentialsFactory,
  PasswordServiceClientCredentialFactory,
  type ServiceClientCredentialsFactory,
} from "botframework-connector";
import type { BotIdentity, Config } from "../config.ts";
import { type ConnectorToken, connectorToken } from "./connector-token.ts";
import { channelIssuer, VerifiedTokens } from "./verified-tokens.ts";

/**
 * The SDK's adapter without its HTTP end, which prints errors and sends their messages to the caller, and without the two
 * clients that it builds for every turn: answers go out through notify.ts.
 */
export class TeamsAdapter extends CloudAdapter {
  /** Throws `OmbordError` `unauthenticated` or `forbidden` when the token is not good for this activity. */
  async authenticate(authorization: string, activity: Activity): Promise<void> {
    await this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
  }
}

const publicCloud = {
  channelMetadata: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  /** Never asked: no token but the channel's own gets as far as the SDK. */
  emulatorMetadata: "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
  oAuth: "https://api.botframework.com",
  callerId: "urn:botframework:azure",
};

/** Without an identity (local mode only; production refuses to start without one) authentication is off. */
export function createAdapter(config: Config): { adapter: TeamsAdapter; token: ConnectorToken } {
  const { bot, tenants, entraAuthority } = config;
  if (bot === null) {
    const adapter = new TeamsAdapter(new ConfigurationBotFrameworkAuthentication({}));
    return { adapter, token: async () => null };
  }
  // As soon as one of these is set the SDK takes all others for set too: half of them would leave no issuer to match.
  const sdk = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: bot.appId,
      MicrosoftAppTenantId: bot.tenantId,
      ToBotFromChannelOpenIdMetadataUrl: bot.openIdMetadata ?? publicCloud.channelMetadata,
      ToBotFromChannelTokenIssuer: channelIssuer,
      ToChannelFromBotLoginUrl: `${entraAuthority}/${bot.tenantId}`,
      ToChannelFromBotOAuthScope: channelIssuer,
      ToBotFromEmulatorOpenIdMetadataUrl: publicCloud.emulatorMetadata,
      OAuthUrl: publicCloud.oAuth,
      CallerId: publicCloud.callerId,
    },
    credentialsFactory(bot),
  );
  const adapter = new TeamsAdapter(new VerifiedTokens(sdk, { tenants }));
  return { adapter, token: connectorToken(bot, entraAuthority) };
}

/** Tells the SDK who the bot is. It is never asked for a token: those come from connector-token.ts. */
function credentialsFactory({ appId, tenantId, credential }: BotIdentity): ServiceClientCredentialsFactory {
  return credential.kind === "secret"
    ? new PasswordServiceClientCredentialFactory(appId, credential.secret, tenantId)
    : new FederatedServiceClientCredentialsFactory(appId, credential.clientId, tenantId);
}
