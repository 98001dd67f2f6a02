import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import { PasswordServiceClientCredentialFactory } from "botframework-connector";
import restify, { type Request, type Response } from "restify";

// The bare peer: botbuilder and restify as their documentation shows them, with the SDK's real authentication. It answers
// an invoke with a fixed small card and does nothing else: no parsing of its own, no permission, no store.

const { BOT_APP_ID = "", BOT_TENANT_ID = "", BOT_OPENID_METADATA = "", PORT = "0" } = process.env;
const issuer = "https://api.botframework.com";

// As soon as one of these is set the SDK takes all others for set too.
const authentication = new ConfigurationBotFrameworkAuthentication(
  {
    MicrosoftAppId: BOT_APP_ID,
    MicrosoftAppTenantId: BOT_TENANT_ID,
    ToBotFromChannelOpenIdMetadataUrl: BOT_OPENID_METADATA,
    ToBotFromChannelTokenIssuer: issuer,
    ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${BOT_TENANT_ID}`,
    ToChannelFromBotOAuthScope: issuer,
    ToBotFromEmulatorOpenIdMetadataUrl:
      "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
    OAuthUrl: issuer,
    CallerId: "urn:botframework:azure",
  },
  new PasswordServiceClientCredentialFactory(BOT_APP_ID, "not-a-secret", BOT_TENANT_ID),
);
const adapter = new CloudAdapter(authentication);
const echo = { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: "echo", wrap: true }] };
const body = { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: echo };

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.get("/readyz", async (_request: Request, response: Response) => {
  response.send(200, { status: "ready" });
});
server.post("/api/messages", async (request: Request, response: Response) => {
  await adapter.process(request, response, async (context) => {
    await context.sendActivity({ type: "invokeResponse", value: { status: 200, body } });
  });
});
server.listen(Number(PORT), "127.0.0.1");
process.on("SIGTERM", () => server.close());
