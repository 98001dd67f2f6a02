import { describe, expect, test } from "@jest/globals";
import { ConfigError, environmentNames, loadConfig, loadStoreConfig } from "../bot/config.ts";

const production = { BOT_APP_ID: "app", BOT_TENANT_ID: "tenant", BOT_APP_SECRET: "secret" };

function problemWith(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("accepted");
}

describe("production", () => {
  test("is the mode unless told, and refuses to start without a bot app id", () => {
    expect(problemWith({})).toMatch(/^BOT_APP_ID is missing\. Set it to /);
    expect(problemWith({ BOT_APP_ID: "  " })).toMatch(/^BOT_APP_ID is missing/);
    expect(problemWith({ BOT_APP_ID: "app" })).toMatch(/^BOT_TENANT_ID is missing/);
    expect(problemWith({ BOT_APP_ID: "app", BOT_TENANT_ID: "tenant" })).toMatch(
      /no credential\. Set BOT_MANAGED_IDENTITY/,
    );
  });

  test("serves the bot's own tenant unless others are allowed", () => {
    expect(loadConfig(production).tenants).toEqual(["tenant"]);
    expect(loadConfig({ ...production, ALLOWED_TENANTS: "a, b\nc" }).tenants).toEqual(["a", "b", "c"]);
  });

  test("knows tenant and app as tokens spell them, however they were typed", () => {
    const typed = { ...production, BOT_APP_ID: "APP-A", BOT_TENANT_ID: "TENANT-B" };
    expect(loadConfig(typed)).toMatchObject({ tenants: ["tenant-b"], bot: { appId: "app-a", tenantId: "tenant-b" } });
    expect(loadConfig({ ...typed, ALLOWED_TENANTS: "TENANT-C" }).tenants).toEqual(["tenant-c"]);
    expect(loadStoreConfig({ BOT_TENANT_ID: "TENANT-B" }).tenants).toEqual(["tenant-b"]);
  });

  test("knows what the tab's tokens are for only where somebody has said its address", () => {
    const uri = (env: Record<string, string>) => loadConfig({ ...production, ...env });
    expect(uri({})).toMatchObject({ tabAppIdUri: null });
    expect(uri({ PUBLIC_URL: "https://o.example:8443/x" })).toMatchObject({
      tabAppIdUri: "api://o.example:8443/botid-app",
    });
    expect(uri({ TAB_APP_ID_URI: "api://other" })).toMatchObject({ tabAppIdUri: "api://other" });
  });

  test("prefers the managed identity to a secret", () => {
    const config = loadConfig({ ...production, BOT_MANAGED_IDENTITY_CLIENT_ID: "identity" });
    expect(config.bot?.credential).toEqual({ kind: "managedIdentity", clientId: "identity" });
    expect(loadConfig(production).bot?.credential).toEqual({ kind: "secret", secret: "secret" });
  });
});

test("the service is bound to every address of the machine, or to the one that HOST names", () => {
  expect(loadConfig(production).host).toBeUndefined();
  for (const HOST of ["127.0.0.1", "10.0.0.4", "::1", "::", "ombord.internal"]) {
    expect(loadConfig({ ...production, HOST }).host).toBe(HOST);
  }
});

describe("local mode", () => {
  test("is bound to this machine only, whatever HOST says", () => {
    expect(loadConfig({ OMBORD_MODE: "local", HOST: "127.0.0.1" }).host).toBe("127.0.0.1");
    for (const HOST of ["0.0.0.0", "::", "10.0.0.4", "localhost"]) {
      expect(problemWith({ OMBORD_MODE: "local", HOST })).toMatch(/listens on 127\.0\.0\.1 only\. Remove HOST\./);
    }
  });

  test("binds to this machine, needs no account and is refused together with a bot app id", () => {
    const config = loadConfig({ OMBORD_MODE: "local" });
    expect(config).toMatchObject({ mode: "local", host: "127.0.0.1", bot: null, port: 3978 });
    expect(problemWith({ OMBORD_MODE: "local", BOT_APP_ID: "app" })).toContain("Remove one of the two");
  });
});

test.each([
  ["OMBORD_MODE", "test"],
  ["HOST", "foo|bar"],
  ["HOST", "http://127.0.0.1"],
  ["HOST", "127.0.0.1:80"],
  ["PORT", "abc"],
  ["PORT", "70000"],
  ["PUBLIC_URL", "ombord.example.dk"],
  ["PUBLIC_URL", "ftp://ombord.example.dk"],
  ["STORE", "postgres:x"],
  ["STORE", "sqlite:"],
  ["ENTRA_AUTHORITY", "x"],
  ["ENTRA_AUTHORITY", "http://login.example"],
  ["ENTRA_AUTHORITY", "http://127.0.0.1.example"],
  ["BOT_OPENID_METADATA", "http://keys.example/openid"],
  ["BOT_OPENID_METADATA", "x"],
  ["APPLICATIONINSIGHTS_CONNECTION_STRING", "7e1c"],
  ["APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey="],
  ["LOG_LEVEL", "loud"],
])("%s=%s is refused with what to set", (name, value) => {
  expect(problemWith({ ...production, [name]: value })).toMatch(
    new RegExp(`^${name} is not valid\\. Set it to .+\\.$`),
  );
});

test("a variable that is set to nothing counts as not set", () => {
  const blank = Object.fromEntries(environmentNames.map((name) => [name, " "]));
  expect(loadConfig({ ...blank, OMBORD_MODE: "local" })).toEqual(loadConfig({ OMBORD_MODE: "local" }));
});

test("the address of the service never ends in a slash", () => {
  expect(loadConfig({ ...production, PUBLIC_URL: "https://ombord.example.dk/" }).publicUrl).toBe(
    "https://ombord.example.dk",
  );
});
