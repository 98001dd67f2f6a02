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
  ROLLEKATALOG_URL: trustedUrl.optional(),
  ROLLEKATALOG_KEY: optional,
  KITOS_URL: trustedUrl.default("https://kitos.dk"),
  KITOS_EMAIL: optional,
  KITOS_PASSWORD: optional,
  KITOS_ORGANIZATION: z.guid().optional(),
  KITOS_EXPORT: optional,
  GRAPH_URL: trustedUrl.default("https://graph.microsoft.com"),
  GRAPH_CLIENT_ID: id,
  GRAPH_CLIENT_SECRET: optional,
  ENTRA_IDS: optional,
  SYNC_TENANT: id,
  SYNC_HOUR: z.coerce.number().int().min(0).max(23).default(2),
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
  ROLLEKATALOG_URL: "the https address of OS2rollekatalog",
  KITOS_URL: "the https address of KITOS",
  KITOS_ORGANIZATION: "the municipality's uuid in KITOS",
  GRAPH_URL: "the https address of Microsoft Graph",
  SYNC_HOUR: "an hour, 0–23",
  BOT_OPENID_METADATA: "the https address of an OpenID metadata document",
  ENTRA_AUTHORITY: "an address such as https://login.microsoftonline.com",
  APPLICATIONINSIGHTS_CONNECTION_STRING:
    "the connection string of Application Insights, which begins with InstrumentationKey=, or to nothing",
  LOG_LEVEL: "fatal, error, warn, info, debug or silent",
};

/** Where the organisation comes from by itself, and for whom; null for what is not set up. */
export interface SourcesConfig {
  tenantId: string | null;
  /** Local hour of the night. */
  hour: number;
  rollekatalog: { url: string; key: string } | null;
  kitos: { url: string; email: string; password: string; organisation: string | undefined } | null;
  kitosExport: string | null;
  graph: { url: string; authority: string; tenantId: string; clientId: string; secret: string } | null;
  entraFile: string | null;
}

interface Shared {
  sources: SourcesConfig;
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
  sources: SourcesConfig;
}

/** Reads and checks what the command line needs. Throws {@link ConfigError}. */
export function loadStoreConfig(env: Record<string, string | undefined>): StoreConfig {
  const given = readEnvironment(env);
  const own = given.OMBORD_MODE === "local" ? localTenant : given.BOT_TENANT_ID;
  const tenants = given.ALLOWED_TENANTS.length > 0 || own === undefined ? given.ALLOWED_TENANTS : [own];
  return {
    sources: sourcesIn(given, tenants),
    store: given.STORE,
    options: {
      database: given.COSMOS_DATABASE,
      key: given.COSMOS_KEY,
      managedIdentityClientId: given.BOT_MANAGED_IDENTITY_CLIENT_ID,
      patienceMs: 60_000,
    },
    tenants,
  };
}

/** The keys are those of one municipality: of several, one has to be named. */
function sourcesIn(given: z.infer<typeof environment>, tenants: readonly string[]): SourcesConfig {
  const tenantId = given.SYNC_TENANT ?? (tenants.length === 1 ? tenants[0] : undefined) ?? null;
  const { ROLLEKATALOG_URL: url, ROLLEKATALOG_KEY: key, KITOS_EMAIL: email, KITOS_PASSWORD: password } = given;
  const { GRAPH_CLIENT_ID: clientId, GRAPH_CLIENT_SECRET: secret } = given;
  const both = (first: string, second: string, a: unknown, b: unknown) => {
    if ((a === undefined) === (b === undefined)) return;
    throw new ConfigError(
      `${a === undefined ? first : second} is missing. Set both ${first} and ${second}, or neither.`,
    );
  };
  both("ROLLEKATALOG_URL", "ROLLEKATALOG_KEY", url, key);
  both("KITOS_EMAIL", "KITOS_PASSWORD", email, password);
  both("GRAPH_CLIENT_ID", "GRAPH_CLIENT_SECRET", clientId, secret);
  if (email !== undefined && given.KITOS_EXPORT !== undefined)
    throw new ConfigError(
      "KITOS_EMAIL and KITOS_EXPORT are both set. Remove one of the two: they say the same in two ways.",
    );
  const isAny = [url, email, clientId, given.KITOS_EXPORT, given.ENTRA_IDS].some((one) => one !== undefined);
  if (isAny && tenantId === null)
    throw new ConfigError("SYNC_TENANT is missing. Set it to the tenant that the sources are of.");
  return {
    tenantId,
    hour: given.SYNC_HOUR,
    rollekatalog: url === undefined || key === undefined ? null : { url, key },
    kitos:
      email === undefined || password === undefined
        ? null
        : { url: given.KITOS_URL, email, password, organisation: given.KITOS_ORGANIZATION },
    kitosExport: given.KITOS_EXPORT ?? null,
    graph:
      clientId === undefined || secret === undefined || tenantId === null
        ? null
        : { url: given.GRAPH_URL, authority: given.ENTRA_AUTHORITY, tenantId, clientId, secret },
    entraFile: given.ENTRA_IDS ?? null,
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
    const tenants = given.ALLOWED_TENANTS.length > 0 ? given.ALLOWED_TENANTS : [bot.tenantId];
    return {
      ...shared,
      sources: sourcesIn(given, tenants),
      mode: "production",
      host: given.HOST,
      bot,
      tenants,
      tabAppIdUri: given.TAB_APP_ID_URI ?? tabAppIdUri(given.PUBLIC_URL, bot.appId),
    };
  }
  if (given.BOT_APP_ID !== undefined) {
    throw new ConfigError("OMBORD_MODE=local needs no account and cannot run with BOT_APP_ID. Remove one of the two.");
  }
  if (given.HOST !== undefined && given.HOST !== "127.0.0.1") {
    throw new ConfigError("OMBORD_MODE=local has no sign-in and listens on 127.0.0.1 only. Remove HOST.");
  }
  const tenants = given.ALLOWED_TENANTS.length > 0 ? given.ALLOWED_TENANTS : [localTenant];
  return {
    ...shared,
    sources: sourcesIn(given, tenants),
    mode: "local",
    host: "127.0.0.1",
    playgroundPort: given.PLAYGROUND_PORT,
    bot: null,
    tenants,
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
