import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, test } from "@jest/globals";
import ignore from "ignore";
import { parse } from "yaml";
import { securityHeaders } from "../../bot/api/reply.ts";
import { environmentNames, loadConfig } from "../../bot/config.ts";
import { declared, parseBicep } from "./bicep.ts";

const root = new URL("../../", import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), "utf8");

interface Action {
  uses: string;
  with: Record<string, unknown>;
  writeToEnvironmentFile?: Record<string, string>;
}
const source = textOf("teamsapp.yml");
const plan: { version: string; provision: Action[]; deploy: Action[]; publish: Action[] } = parse(source);
const placeholders = (value: unknown) =>
  [...(typeof value === "string" ? value : JSON.stringify(value)).matchAll(/\$\{\{ *(\w+) *\}\}/g)].map(
    (m) => m[1] ?? "",
  );

describe("teamsapp.yml", () => {
  test("does the steps in the order in which each finds what it needs", () => {
    expect(plan.version).toBe("v1.13");
    expect(plan.provision.map((action) => action.uses)).toEqual([
      "teamsApp/create",
      "aadApp/create",
      "arm/deploy",
      "aadApp/update",
      "teamsApp/zipAppPackage",
      "teamsApp/validateAppPackage",
      "teamsApp/update",
    ]);
    expect(plan.deploy.map((action) => action.uses)).toEqual([
      "cli/runNpmCommand",
      "cli/runNpmCommand",
      "cli/runNpmCommand",
      "azureAppService/zipDeploy",
    ]);
    expect(plan.publish.at(-1)?.uses).toBe("teamsApp/publishAppPackage");
  });

  test("uses only values that the environment gives or an earlier step has written", async () => {
    const outputs = declared(await parseBicep("main.bicep"), "output");
    const sample = parseEnv(textOf("env/.env.dev"));
    const known = new Set(Object.keys(sample).filter((name) => sample[name] !== ""));
    // The toolkit makes these itself, the two Azure ones by asking.
    for (const name of ["RESOURCE_SUFFIX", "AZURE_SUBSCRIPTION_ID", "AZURE_RESOURCE_GROUP_NAME"]) known.add(name);
    known.add("AAD_APP_ACCESS_AS_USER_PERMISSION_ID");

    for (const action of [...plan.provision, ...plan.deploy, ...plan.publish]) {
      const files = JSON.stringify(action.with).match(/\.\/[\w./]+\.(json)/g) ?? [];
      const needed = [...placeholders(action.with), ...files.flatMap((file) => placeholders(textOf(file)))];
      expect({ uses: action.uses, unknown: needed.filter((name) => !known.has(name)) }).toEqual({
        uses: action.uses,
        unknown: [],
      });
      if (action.uses === "arm/deploy") for (const name of outputs) known.add(name);
      for (const name of Object.values(action.writeToEnvironmentFile ?? {})) known.add(name);
    }
    for (const name of known) expect(Object.keys(sample)).toContain(name);
  });

  test("keeps no secret: none is made, none is in the sample", () => {
    const create = plan.provision.find((action) => action.uses === "aadApp/create");
    expect(create?.with).toMatchObject({ generateClientSecret: false, signInAudience: "AzureADMyOrg" });
    expect(textOf("env/.env.dev")).not.toMatch(/SECRET|PASSWORD|KEY=/);
  });

  test("builds the tab before the development dependencies go, and installs without running scripts", () => {
    const commands = plan.deploy.flatMap((action) => action.with.args ?? []);
    expect(commands).toEqual(["ci", "run build", "ci --omit=dev --ignore-scripts"]);
  });
});

describe("what is deployed", () => {
  const ships = (path: string) => !ignore().add(textOf(".webappignore")).ignores(path);

  test("is what runs", () => {
    for (const path of [
      "bot/main.ts",
      "bot/teams/routes.ts",
      "dist/tab/index.html",
      "dist/tab/assets/main-1.js",
      "node_modules/botbuilder/lib/index.js",
      "node_modules/node-fetch/src/index.js",
      "package.json",
    ])
      expect([path, ships(path)]).toEqual([path, true]);
  });

  test("and nothing else", () => {
    for (const path of [
      ".data/ombord.db",
      ".env",
      ".git/config",
      "bot/local/start.ts",
      "dist/appPackage/ombord-dev.zip",
      "dist/sbom.json",
      "docs/drift.md",
      "env/.env.dev.user",
      "infra/main.bicep",
      "node_modules/.bin/jest",
      "node_modules/botbuilder/_ts3.4/lib/index.d.ts",
      "node_modules/zod/index.d.ts",
      "node_modules/jose/dist/index.js.map",
      "node_modules/node/bin/node",
      "tab/main.tsx",
      "test/infra/toolkit.test.ts",
    ])
      expect([path, ships(path)]).toEqual([path, false]);
  });
});

describe("the app registration", () => {
  const registration = JSON.parse(textOf("aad.manifest.json"));

  // The tab is personal, so Microsoft 365 and Outlook show it too: whoever may frame it may sign in, and the other way round.
  const clients = {
    "Teams on desktops and phones": "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
    "Teams on the web": "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
    "Microsoft 365 on the web": "4765445b-32c6-49b0-83e6-1d93765276ca",
    "Microsoft 365 on desktops": "0ec893e0-5785-4de6-99da-4ed124e5296c",
    "Microsoft 365 on phones, Outlook on desktops": "d3590ed6-52b3-4102-aeff-aad2292ab01c",
    "Outlook on the web": "bc59ab01-8403-45c6-8796-ac3ef710b3e3",
    "Outlook on phones": "27922004-5251-4030-b22d-91ecd9a37ea4",
  };

  test("lets every client that may show the tab sign in for this tenant, and asks Microsoft Graph for nothing", () => {
    const [scope, ...others] = registration.api.oauth2PermissionScopes;
    expect(others).toEqual([]);
    expect(scope.value).toBe("access_as_user");
    expect(registration.api.requestedAccessTokenVersion).toBe(2);
    expect(registration.signInAudience).toBe("AzureADMyOrg");
    expect(registration.requiredResourceAccess).toEqual([]);
    expect(registration.api.preAuthorizedApplications).toEqual(
      Object.values(clients).map((appId) => ({ appId, delegatedPermissionIds: [scope.id] })),
    );
  });

  test("names the same clients as the policy that says who may frame the tab, the manifest and the guides", () => {
    const frames = securityHeaders["Content-Security-Policy"] ?? "";
    const hosts = {
      Teams: "teams.microsoft.com",
      "Microsoft 365": "*.microsoft365.com",
      Outlook: "outlook.office.com",
    };
    for (const [product, host] of Object.entries(hosts)) {
      expect(frames).toContain(` ${host}`);
      expect(Object.keys(clients).some((client) => client.includes(product))).toBe(true);
      for (const guide of ["docs/drift.md", "docs/security.md"])
        expect([product, textOf(guide)]).toEqual([product, expect.stringContaining(product)]);
    }
    // A personal tab is what these clients show; the manifest neither adds nor takes anything away.
    const manifest = JSON.parse(textOf("appPackage/manifest.json"));
    expect(manifest.staticTabs.map((tab: { scopes: string[] }) => tab.scopes)).toContainEqual(["personal"]);
    expect(manifest.elementRelationshipSet).toBeUndefined();
  });

  test("has the address that the app manifest names", () => {
    const { webApplicationInfo } = JSON.parse(textOf("appPackage/manifest.json"));
    expect(registration.identifierUris).toEqual([webApplicationInfo.resource]);
  });
});

describe(".env.example", () => {
  const example = parseEnv(textOf(".env.example"));

  test("names every variable that is read, and no other", () => {
    expect(Object.keys(example).toSorted()).toEqual(environmentNames.toSorted());
  });

  test("holds the defaults", () => {
    const local = { OMBORD_MODE: "local" };
    expect(loadConfig({ ...example, ...local })).toEqual(loadConfig(local));
  });
});
