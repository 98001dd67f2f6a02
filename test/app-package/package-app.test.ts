import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import { environmentOf, fillManifest, PackageError, packageApp } from "../../bot/local/package-app.ts";
import { environmentValues } from "./environment-values.ts";

const root = new URL("../../", import.meta.url);

describe("npm run package", () => {
  test("puts the filled manifest, its localisation and both icons at the top of the zip", async () => {
    const content = unzipSync(await packageApp(environmentValues));
    expect(Object.keys(content).toSorted()).toEqual(["color.png", "en.json", "manifest.json", "outline.png"]);
    const manifest = JSON.parse(strFromU8(content["manifest.json"]!));
    expect(manifest.staticTabs[1].contentUrl).toBe("https://ombord-havnby.example/tab/");
    expect(manifest.webApplicationInfo.resource).toBe(
      "api://ombord-havnby.example/botid-66666666-7777-4888-9999-000000000000",
    );
    expect(JSON.stringify(manifest)).not.toContain("${{");
    for (const { file } of manifest.localizationInfo.additionalLanguages) expect(content).toHaveProperty([file]);
    for (const icon of Object.values<string>(manifest.icons)) {
      expect(Buffer.from(content[icon]!)).toEqual(readFileSync(new URL(`appPackage/${icon}`, root)));
    }
  });

  test("gives the same bytes for the same sources, whatever the zone of the machine", async () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = "Europe/Copenhagen";
      const first = await packageApp(environmentValues);
      process.env.TZ = "America/Los_Angeles";
      expect(Buffer.from(await packageApp(environmentValues)).equals(first)).toBe(true);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test("says every missing value at once", async () => {
    const { BOT_ID: _, ...some } = environmentValues;
    await expect(packageApp({ ...some, TAB_DOMAIN: "" })).rejects.toThrow(
      new PackageError("Set BOT_ID, TAB_DOMAIN first."),
    );
  });

  test("says what to do where the environment has no file", async () => {
    await expect(environmentOf("env/.env.nowhere")).rejects.toThrow(
      new PackageError("There is no such file. Copy env/.env.dev to it, and fill it in."),
    );
    expect(await environmentOf("env/.env.dev")).toHaveProperty("TEAMSFX_ENV", "dev");
  });

  test("refuses an id that is no id", async () => {
    await expect(packageApp({ ...environmentValues, BOT_ID: "ombord" })).rejects.toThrow(/not valid.*bots/);
  });

  test("keeps a quote in a municipality's name inside its text", async () => {
    const source = readFileSync(new URL("appPackage/manifest.json", root), "utf8");
    const filled = await fillManifest(source, { ...environmentValues, DEVELOPER_NAME: 'Havnby "By" Kommune' });
    expect(JSON.parse(filled).developer.name).toBe('Havnby "By" Kommune');
  });

  test("finds every name that the manifest needs in the sample environment", () => {
    const sample = parseEnv(readFileSync(new URL("env/.env.dev", root), "utf8"));
    const manifest = readFileSync(new URL("appPackage/manifest.json", root), "utf8");
    for (const [, name] of manifest.matchAll(/\$\{\{(\w+)\}\}/g)) expect(Object.keys(sample)).toContain(name);
  });
});
