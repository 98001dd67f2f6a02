import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "@jest/globals";
import { AppManifestUtils } from "@microsoft/app-manifest";
import Ajv from "ajv-draft-04";
import { loadConfig } from "../../bot/config.ts";
import { understand } from "../../bot/domain/spoken/understand.ts";
import { fillManifest } from "../../bot/local/package-app.ts";
import { channelCommands } from "../../bot/teams/routes.ts";
import { da } from "../../bot/text/da/bot.ts";
import { en } from "../../bot/text/en/bot.ts";
import { environmentValues } from "./environment-values.ts";

const folder = new URL("../../appPackage/", import.meta.url);
const source = readFileSync(new URL("manifest.json", folder), "utf8");
const english: Record<string, string> = JSON.parse(readFileSync(new URL("en.json", folder), "utf8"));
const raw = JSON.parse(source);

/** Every text that Teams shows, by the path that a localisation file uses for it. */
function shownTexts(value: unknown, path = ""): Map<string, string> {
  // What a search calls its parameter is between Teams and the service.
  const localised = /^(name|description)\.|(?<!parameters\[\d+\])\.(title|description|name)$|\.(title|description)$/;
  if (typeof value === "string") return new Map(localised.test(path) ? [[path, value]] : []);
  if (typeof value !== "object" || value === null) return new Map();
  const isList = Array.isArray(value);
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => {
      const inside = isList ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
      return path === "" && ["developer", "icons"].includes(key) ? [] : [...shownTexts(inner, inside)];
    }),
  );
}

/** What is chosen from the menu may be sent as it stands, so the example's date stays out of it. */
function withoutDate(command: string): string {
  return command.replace(/ (til|until) .*$/, "");
}

describe("the app manifest", () => {
  test("is valid by the official schema 1.30", async () => {
    const manifest = JSON.parse(await fillManifest(source, environmentValues));
    expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([]);
    expect(manifest.$schema).toContain("/v1.30/");
    expect(manifest.manifestVersion).toBe("1.30");
  });

  test("is refused by that schema when a text is too long", async () => {
    const tooLong = JSON.stringify({ ...raw, name: { short: "x".repeat(31) } });
    await expect(fillManifest(tooLong, environmentValues)).rejects.toThrow(/name\/short.*30/);
  });

  test("has an English localisation that is valid by the official schema", () => {
    const require = createRequire(import.meta.url);
    const schemas = new URL(
      "json-schemas/teams/v1.30/",
      `file://${require.resolve("@microsoft/app-manifest").replace(/[^/]*$/, "")}`,
    );
    const schema = JSON.parse(readFileSync(new URL("MicrosoftTeams.Localization.schema.json", schemas), "utf8"));
    // Its patterns are not valid in the unicode mode that Ajv uses unless told.
    const ajv = new Ajv.default({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false });
    const isValid = ajv.compile(schema);
    isValid(english);
    expect(isValid.errors ?? []).toEqual([]);
    expect(isValid({ ...english, "staticTabs[1].name": "x".repeat(129) })).toBe(false);
    expect(isValid({ ...english, "bots[0].commandLists[0].commands[0].titel": "" })).toBe(false);
  });

  test("says everything in Danish and in English", () => {
    const { $schema, ...texts } = english;
    expect($schema).toContain("/v1.30/");
    expect(Object.keys(texts).toSorted()).toEqual([...shownTexts(raw).keys()].toSorted());
    for (const [path, danish] of shownTexts(raw)) {
      expect(danish.trim()).toBe(danish);
      if (!/^name\.short|^staticTabs|status/.test(path) && danish !== "status") expect(texts[path]).not.toBe(danish);
    }
  });

  test("speaks to leaders without tech words", () => {
    const danish = [...shownTexts(raw).values()].join("\n");
    expect(danish).not.toMatch(/\b(bot|app|dashboard|feedback|workflow|log ind|cpr nummer)\b/i);
    expect(danish).not.toMatch(/CPR(?!-nummer|-numre)/);
  });

  test("opens deep links: the tab's id never changes", () => {
    const ids = raw.staticTabs.map((tab: { entityId: string }) => tab.entityId);
    expect(ids).toEqual(["conversations", "ombord"]);
  });

  test("offers the commands that the bot lists in its own help", () => {
    const titles = raw.bots[0].commandLists[0].commands.map((command: { title: string }) => command.title);
    expect(titles).toEqual(da.help.commands.map(([title]) => withoutDate(title)));
    const inEnglish = titles.map(
      (_: string, index: number) => english[`bots[0].commandLists[0].commands[${index}].title`],
    );
    expect(inEnglish).toEqual(en.help.commands.map(([title]) => withoutDate(title)));
  });

  test("lists commands that the bot understands, the same in each language, and each once", () => {
    const lists: { scopes: ["personal" | "team"]; commands: { title: string }[] }[] = raw.bots[0].commandLists;
    expect(lists.map(({ scopes }) => scopes)).toEqual([["personal"], ["team"]]);
    const meant = (title: string, list: number) => {
      if (list === 1) return channelCommands.find((one) => one.words.includes(title.toLowerCase()))?.handler;
      return understand(title, { today: "2026-11-30", solutions: [], waitsForAnswer: false }).kind;
    };
    for (const [list, { commands: listed }] of lists.entries()) {
      const danish = listed.map(({ title }) => meant(title, list));
      const inEnglish = listed.map((_, index) =>
        meant(english[`bots[0].commandLists[${list}].commands[${index}].title`] ?? "", list),
      );
      expect(danish).not.toContain(undefined);
      expect(danish).not.toContain("unknown");
      expect(inEnglish).toEqual(danish);
      expect(new Set(danish).size).toBe(list === 1 ? 1 : danish.length);
      expect(listed.length).toBeLessThanOrEqual(10);
    }
  });

  test("declares that the bot may be added to private and shared channels", () => {
    expect(raw.supportsChannelFeatures).toBe("tier1");
    expect(raw.bots[0].scopes).toContain("team");
  });

  test("asks for no permission in any team or chat", () => {
    expect(raw.authorization).toBeUndefined();
    expect(raw.devicePermissions).toBeUndefined();
    expect(raw.activities).toBeUndefined();
  });

  test("loads pages from the service's own host only, and signs in with the address that the service expects", async () => {
    const { BOT_ID, TAB_DOMAIN } = environmentValues;
    const manifest = JSON.parse(await fillManifest(source, environmentValues));
    expect(manifest.validDomains).toEqual([TAB_DOMAIN]);
    const pages = [...source.matchAll(/"(\w+)Url": "https:\/\/([^/"]+)/g)].map(([, , host]) => host);
    expect(pages).toEqual(raw.validDomains.concat(raw.validDomains));

    const config = loadConfig({
      PUBLIC_URL: `https://${TAB_DOMAIN}`,
      BOT_APP_ID: BOT_ID,
      BOT_TENANT_ID: "22222222-3333-4444-8555-666666666666",
      BOT_APP_SECRET: "not-a-secret",
    });
    expect(config).toMatchObject({ tabAppIdUri: manifest.webApplicationInfo.resource, bot: { appId: BOT_ID } });
    expect([manifest.bots[0].botId, manifest.composeExtensions[0].botId, manifest.webApplicationInfo.id]).toEqual([
      BOT_ID,
      BOT_ID,
      BOT_ID,
    ]);
  });
});
