import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from "botbuilder";
import {
  type AppCredentials,
  FederatedServiceClientCredentialsFactory,
  PasswordServiceClientCredentialFactory,
} from "botframework-connector";
import type { BotIdentity } from "../config.ts";

/** The SDK's adapter without its HTTP end, which prints errors and sends their messages to the caller. */
export class TeamsAdapter extends CloudAdapter {
  /** Validates the token and runs the turn. Throws `AuthenticationError` and whatever the turn throws. */
  receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}

/** The token for calls to the Bot Connector; null where none is needed (local mode). */
export type ConnectorToken = () => Promise<string | null>;

const connectorAudience = "https://api.botframework.com";

/** Without an identity (local mode only; production refuses to start without one) authentication is off. */
export function createAdapter(bot: BotIdentity | null): { adapter: TeamsAdapter; token: ConnectorToken } {
  if (bot === null) {
    const adapter = new TeamsAdapter(new ConfigurationBotFrameworkAuthentication({}));
    return { adapter, token: async () => null };
  }
  const credentials = credentialsFactory(bot);
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: bot.appId,
      MicrosoftAppTenantId: bot.tenantId,
      ...(bot.openIdMetadata === undefined ? {} : { BotOpenIdMetadata: bot.openIdMetadata }),
    },
    credentials,
  );
  const login = `https://login.microsoftonline.com/${bot.tenantId}`;
  const token = async () => {
    const issued = (await credentials.createCredentials(bot.appId, connectorAudience, login, true)) as AppCredentials;
    return issued.getToken();
  };
  return { adapter: new TeamsAdapter(authentication), token };
}

function credentialsFactory(bot: BotIdentity) {
  const { credential } = bot;
  return credential.kind === "secret"
    ? new PasswordServiceClientCredentialFactory(bot.appId, credential.secret, bot.tenantId)
    : new FederatedServiceClientCredentialsFactory(bot.appId, credential.clientId, bot.tenantId);
}
