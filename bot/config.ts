import { z } from "zod";

/** A wrong or missing setting; `message` is for the operator and says what to set. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const optional = z.string().optional();
/** As tokens and activities spell an id of Entra, however it was typed. */
const id = z.string().toLowerCase().optional();
const port = z.coerce.number().int().min(0).max(65535);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ""));
/** Whose keys decide who somebody is: nobody on the way may change them. Only this very machine may do without TLS. */
const trustedUrl = url.refine((value) => /^https:|^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/.test(value));

const environment = z.object({
  OMBORD_MODE: z.enum(["production", "local"]).default("production"),
  HOST: z.union([z.ipv4(), z.ipv6(), z.hostname()]).optional(),
  PORT: port.default(3978),
  PLAYGROUND_PORT: port.default(56150),
  PUBLIC_URL: url.optional(),
  STORE: z
    .string()
    .regex(/^(sqlite:.+|cosmos:https?:\/\/.+)$/)
    .default("sqlite:.data/ombord.db"),
  COSMOS_DATABASE: z.string().min(1).default("ombord"),
  COSMOS_KEY: optional,
  BOT_APP_ID: id,
  BOT_TENANT_ID: id,
  BOT_APP_SECRET: optional,
  BOT_MANAGED_IDENTITY_CLIENT_ID: optional,
  BOT_OPENID_METADATA: trustedUrl.optional(),
  TAB_APP_ID_URI: optional,
  TEAMS_APP_ID: z.guid().optional(),
  ENTRA_AUTHORITY: trustedUrl.default("https://login.microsoftonline.com"),
  ALLOWED_TENANTS: z
    .string()
    .default("")
    .transform((list) =>
      list
        .toLowerCase()
        .split(/[\s,]+/)
        .filter((id) => id !== ""),
    ),
  // Checked here, because the library ends the process with its own words.
  APPLICATIONINSIGHTS_CONNECTION_STRING: z
    .string()
    .regex(/(^|;)InstrumentationKey=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(;|$)/i)
    .optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

/** The names of every environment variable that Ombord reads. */
export const environmentNames = Object.keys(environment.shape);

const whatToSet: Record<string, string> = {
  OMBORD_MODE: "production or local",
  HOST: "an address of this machine, such as 127.0.0.1, or to nothing for all of them",
  PORT: "a port number, 0–65535",
  PLAYGROUND_PORT: "a port number, 0–65535",
  PUBLIC_URL: "the address of this service, such as https://ombord.example.dk",
  STORE: "sqlite:<file> or cosmos:<endpoint>",
  COSMOS_DATABASE: "the name of the Cosmos DB database",
  TEAMS_APP_ID: "the id in the app's manifest, a GUID",
  BOT_OPENID_METADATA: "the https address of an OpenID metadata document",
  ENTRA_AUTHORITY: "an address such as https://login.microsoftonline.com",
  APPLICATIONINSIGHTS_CONNECTION_STRING:
    "the connection string of Application Insights, which begins with InstrumentationKey=, or to nothing",
  LOG_LEVEL: "fatal, error, warn, info, debug or silent",
};

interface Shared {
  port: number;
  publicUrl: string;
  /** The id in the app's manifest, by which a card's link finds the tab. */
  teamsAppId: string | undefined;
  store: string;
  cosmosDatabase: string;
  cosmosKey: string | undefined;
  entraAuthority: string;
  /** The tenants that are served; no activity, token or timer of another tenant is. */
  tenants: readonly string[];
  applicationInsights: string | undefined;
  logLevel: string;
}

export interface BotIdentity {
  appId: string;
  tenantId: string;
  credential: { kind: "secret"; secret: string } | { kind: "managedIdentity"; clientId: string };
  openIdMetadata: string | undefined;
}

export type Config =
  | (Shared & { mode: "local"; host: "127.0.0.1"; playgroundPort: number; bot: null })
  | (Shared & { mode: "production"; host: string | undefined; bot: BotIdentity; tabAppIdUri: string | null });

/** The tenant of local mode: the one in `.m365agentsplayground.yml`. */
export const localTenant = "00000000-0000-0000-0000-000000000001";

function readEnvironment(env: Record<string, string | undefined>): z.infer<typeof environment> {
  const parsed = environment.safeParse(withoutBlanks(env));
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0] ?? "the environment");
  throw new ConfigError(`${name} is not valid. Set it to ${whatToSet[name] ?? "a value as in .env.example"}.`);
}

/** What a command needs that works on the store alone: no bot, no address. */
export interface StoreConfig {
  store: string;
  options: {
    database: string;
    key: string | undefined;
    managedIdentityClientId: string | undefined;
    /** A command goes through much and waits for as long as it takes; nobody in Teams waits for it. */
    patienceMs: number;
  };
  /** The tenants that the environment speaks of; perhaps none. */
  tenants: readonly string[];
}

/** Reads and checks what the command line needs. Throws {@link ConfigError}. */
export function loadStoreConfig(env: Record<string, string | undefined>): StoreConfig {
  const given = readEnvironment(env);
  const own = given.OMBORD_MODE === "local" ? localTenant : given.BOT_TENANT_ID;
  return {
    store: given.STORE,
    options: {
      database: given.COSMOS_DATABASE,
      key: given.COSMOS_KEY,
      managedIdentityClientId: given.BOT_MANAGED_IDENTITY_CLIENT_ID,
      patienceMs: 60_000,
    },
    tenants: given.ALLOWED_TENANTS.length > 0 || own === undefined ? given.ALLOWED_TENANTS : [own],
  };
}

/** Reads and checks the environment. Throws {@link ConfigError}. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = readEnvironment(env);
  const shared = {
    port: given.PORT,
    publicUrl: given.PUBLIC_URL ?? `http://127.0.0.1:${given.PORT}`,
    teamsAppId: given.TEAMS_APP_ID,
    store: given.STORE,
    cosmosDatabase: given.COSMOS_DATABASE,
    cosmosKey: given.COSMOS_KEY,
    entraAuthority: given.ENTRA_AUTHORITY,
    applicationInsights: given.APPLICATIONINSIGHTS_CONNECTION_STRING,
    logLevel: given.LOG_LEVEL,
  };
  if (given.OMBORD_MODE === "production") {
    const bot = botIdentity(given);
    return {
      ...shared,
      mode: "production",
      host: given.HOST,
      bot,
      tenants: given.ALLOWED_TENANTS.length > 0 ? given.ALLOWED_TENANTS : [bot.tenantId],
      tabAppIdUri: given.TAB_APP_ID_URI ?? tabAppIdUri(given.PUBLIC_URL, bot.appId),
    };
  }
  if (given.BOT_APP_ID !== undefined) {
    throw new ConfigError("OMBORD_MODE=local needs no account and cannot run with BOT_APP_ID. Remove one of the two.");
  }
  if (given.HOST !== undefined && given.HOST !== "127.0.0.1") {
    throw new ConfigError("OMBORD_MODE=local has no sign-in and listens on 127.0.0.1 only. Remove HOST.");
  }
  return {
    ...shared,
    mode: "local",
    host: "127.0.0.1",
    playgroundPort: given.PLAYGROUND_PORT,
    bot: null,
    tenants: given.ALLOWED_TENANTS.length > 0 ? given.ALLOWED_TENANTS : [localTenant],
  };
}

/** Only tokens of version 1 name it, so a service that nobody has given an address goes without it. */
function tabAppIdUri(publicUrl: string | undefined, appId: string): string | null {
  return publicUrl === undefined ? null : `api://${new URL(publicUrl).host}/botid-${appId}`;
}

/** Without an app id the SDK would switch authentication off, so production refuses to start without one. */
function botIdentity(given: z.infer<typeof environment>): BotIdentity {
  const required = (name: "BOT_APP_ID" | "BOT_TENANT_ID", meaning: string) => {
    const value = given[name];
    // Local mode is no way out of a missing setting: it lets anybody in who asks.
    if (value === undefined) throw new ConfigError(`${name} is missing. Set it to ${meaning}.`);
    return value;
  };
  const appId = required("BOT_APP_ID", "the client id of the bot's app registration");
  const tenantId = required("BOT_TENANT_ID", "the tenant id of the bot's app registration");
  const openIdMetadata = given.BOT_OPENID_METADATA;
  if (given.BOT_MANAGED_IDENTITY_CLIENT_ID !== undefined) {
    const clientId = given.BOT_MANAGED_IDENTITY_CLIENT_ID;
    return { appId, tenantId, credential: { kind: "managedIdentity", clientId }, openIdMetadata };
  }
  if (given.BOT_APP_SECRET !== undefined) {
    return { appId, tenantId, credential: { kind: "secret", secret: given.BOT_APP_SECRET }, openIdMetadata };
  }
  throw new ConfigError("The bot has no credential. Set BOT_MANAGED_IDENTITY_CLIENT_ID (preferred) or BOT_APP_SECRET.");
}

/** A variable that is set to nothing counts as not set. */
function withoutBlanks(env: Record<string, string | undefined>): Record<string, string> {
  const trimmed = Object.entries(env).map(([name, value]) => [name, value?.trim() ?? ""] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ""));
}
