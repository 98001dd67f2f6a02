import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { ConfigError, loadConfig } from "../../bot/config.ts";
import { tabLink } from "../../bot/outreach/messages/tab-link.ts";

const production = {
  BOT_APP_ID: "app",
  BOT_TENANT_ID: "tenant",
  BOT_APP_SECRET: "secret",
  PUBLIC_URL: "https://o.example",
};
const teamsAppId = "1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b";

test("in Teams a link names the app and the place in the tab that the manifest knows", () => {
  const link = tabLink(loadConfig({ ...production, TEAMS_APP_ID: teamsAppId }))("/barriers/42");
  const url = new URL(link ?? "");
  const manifest = JSON.parse(readFileSync(new URL("../../appPackage/manifest.json", import.meta.url), "utf8"));
  expect(url.origin).toBe("https://teams.microsoft.com");
  expect(url.pathname).toBe(`/l/entity/${teamsAppId}/${manifest.staticTabs[1].entityId}`);
  expect(JSON.parse(url.searchParams.get("context") ?? "")).toEqual({ subEntityId: "/barriers/42" });
});

test("without the app's id there is no link, and a wrong one is told at the start", () => {
  expect(tabLink(loadConfig(production))("/barriers/42")).toBeNull();
  expect(() => loadConfig({ ...production, TEAMS_APP_ID: "ombord" })).toThrow(ConfigError);
});

test("in local mode the tab is a page of its own", () => {
  const config = loadConfig({ OMBORD_MODE: "local", PORT: "3999" });
  expect(tabLink(config)("/barriers/42")).toBe("http://127.0.0.1:3999/tab/barriers/42");
});
