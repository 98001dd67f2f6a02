import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { environmentNames } from "../../bot/config.ts";
import { deadlineMs } from "../../bot/connections.ts";
import { cosmosIndexingPolicy } from "../../bot/store/cosmos/sql.ts";
import { declared, parseBicep, parseBicepText, propertyNames, resource, syntaxFaults } from "./bicep.ts";

const root = new URL("../../", import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), "utf8");
const main = await parseBicep("main.bicep");
const alerts = await parseBicep("alerts.bicep");

/** Variables that production in Azure leaves alone, and why. */
const notInAzure = {
  HOST: "App Service reaches the service on an address of its own choice",
  PORT: "App Service says it",
  PLAYGROUND_PORT: "local mode only",
  COSMOS_KEY: "an emulator only; the account has keys switched off",
  BOT_OPENID_METADATA: "the default is right in the public cloud",
  ...Object.fromEntries(
    environmentNames
      .filter((name) => /^(ROLLEKATALOG|KITOS|GRAPH|SYNC)_|^ENTRA_IDS$/.test(name))
      .map((name) => [name, "a source of the organisation, given as the parameter `sources` where there is one"]),
  ),
};

/** App settings that Azure's libraries and App Service read. */
const readByOthers = [
  "AZURE_CLIENT_ID",
  "NODE_ENV",
  "SCM_DO_BUILD_DURING_DEPLOYMENT",
  "WEBSITES_CONTAINER_STOP_TIME_LIMIT",
  "WEBSITE_RUN_FROM_PACKAGE",
];

describe("the infrastructure", () => {
  test("is written without a syntax error", () => {
    expect(syntaxFaults(main)).toEqual([]);
    expect(syntaxFaults(alerts)).toEqual([]);
  });

  test("a syntax error would be seen", async () => {
    expect(syntaxFaults(await parseBicepText("resource x 'a@b' = {\n  name 'x'\n}\n"))).not.toEqual([]);
  });

  test("sets every variable that the service reads in Azure, and no other", () => {
    const settings = propertyNames(resource(main, "appSettings")).filter((name) => /^[A-Z_]+$/.test(name));
    expect(settings.toSorted()).toEqual(
      [...environmentNames.filter((name) => !(name in notInAzure)), ...readByOthers].toSorted(),
    );
    for (const name of Object.keys(notInAzure)) expect(environmentNames).toContain(name);
  });

  test("declares every parameter that the parameter file gives, and gives the required ones", () => {
    const given = Object.keys(JSON.parse(textOf("infra/main.parameters.json")).parameters);
    const parameters = main.descendantsOfType("parameter_declaration");
    const required = parameters.flatMap((node) =>
      node && !/^param \w+ \w+ =/m.test(node.text) ? (node.namedChild(0)?.text ?? []) : [],
    );
    expect(required).toEqual(["resourceSuffix", "botId"]);
    expect(declared(main, "parameter")).toEqual(expect.arrayContaining(given));
    expect(given).toEqual(expect.arrayContaining(required));
  });

  test("gives no secret away in an output", () => {
    expect(declared(main, "output")).toEqual([
      "TAB_DOMAIN",
      "AZURE_APP_SERVICE_RESOURCE_ID",
      "MANAGED_IDENTITY_PRINCIPAL_ID",
    ]);
    expect(declared(alerts, "output")).toEqual([]);
    expect(main.text + alerts.text).not.toMatch(/listKeys|listConnectionStrings|primaryMasterKey/);
  });

  test("keeps data in the EU", () => {
    // Azure's regions in countries of the EU; neither Norway, Switzerland nor the United Kingdom.
    const [, regions = ""] = /@allowed\(\[(.+)\]\)\nparam location string = 'westeurope'/.exec(main.text) ?? [];
    expect(regions).toBe("'westeurope', 'northeurope', 'swedencentral', 'germanywestcentral', 'francecentral'");
    // Action groups, metric alerts and private DNS have no region; everything that has one is told it.
    const global = ["zone", "link", "actions", "platformRules"];
    for (const root of [main, alerts]) {
      for (const node of root.descendantsOfType("resource_declaration")) {
        const name = node?.namedChild(0)?.text ?? "";
        const [, place] = /^ *location: (.+)$/m.exec(node?.text ?? "") ?? [];
        const isOfBot = name === "bot" || name === "teams";
        const wanted = global.includes(name) ? "'global'" : isOfBot ? "botLocation" : "location";
        if (place !== undefined) expect([name, place]).toEqual([name, wanted]);
      }
    }
  });

  test("registers the bot in the EU unless told otherwise, apart from where the resources are", () => {
    const [, parameter = ""] = /(@description[^\n]+\n@allowed[^\n]+\nparam botLocation [^\n]+)/.exec(main.text) ?? [];
    expect(parameter).toContain("@allowed(['westeurope', 'global'])\nparam botLocation string = 'westeurope'");
    expect(parameter).toContain("outside the EU");
    expect(resource(main, "bot").text.match(/location: botLocation/g)).toHaveLength(2);
    expect(textOf("infra/main.parameters.json")).toMatch(/"botLocation": \{ "value": "\$\{\{BOT_LOCATION\}\}" \}/);
    expect(textOf("env/.env.dev")).toMatch(/^BOT_LOCATION=westeurope$/m);
    const guides = textOf("docs/databeskyttelse.md") + textOf("docs/drift.md");
    expect(guides).not.toContain("registreret som global");
    expect(textOf("docs/databeskyttelse.md")).toContain("`BOT_LOCATION=westeurope`");
  });

  test("names in the guide every registration that a fresh subscription needs", () => {
    const types = [...(main.text + alerts.text).matchAll(/^resource \w+ '(Microsoft\.\w+)\//gm)].map(
      ([, name]) => name,
    );
    const [, listed = ""] = /for navn in ([^;]+); do\n.*az provider register/.exec(textOf("docs/drift.md")) ?? [];
    expect(listed.split(/[\s\\]+/).toSorted()).toEqual([...new Set(types)].toSorted());
  });

  test("opens the database to the identity only, and for documents only", () => {
    expect(resource(main, "cosmos").text).toContain("disableLocalAuth: true");
    expect(resource(main, "dataRole").text).toContain("/dbs/");
    expect(main.text).toContain("00000000-0000-0000-0000-000000000002");
    expect(main.text).not.toContain("Microsoft.Authorization/roleAssignments");
  });

  test("makes the container that the store expects", () => {
    const container = resource(main, "container").text;
    expect(container).toContain("partitionKey: { paths: ['/tenantId']");
    expect(container).toContain("defaultTtl: -1");
    expect(container).toContain("indexingPolicy: loadJsonContent('indexing-policy.json')");
    expect(JSON.parse(textOf("infra/indexing-policy.json"))).toEqual(cosmosIndexingPolicy());
  });

  test("runs the service that this repository holds", () => {
    const app = resource(main, "app").text;
    expect(app).toContain("linuxFxVersion: 'NODE|24-lts'");
    expect(app).toContain(`appCommandLine: '${JSON.parse(textOf("package.json")).scripts.serve}'`);
    expect(app).toContain("healthCheckPath: '/readyz'");
    expect(app).toContain("clientAffinityEnabled: false");
    expect(app).toContain("alwaysOn: true");
    expect(resource(main, "bot").text).toContain("/api/messages");
  });

  test("gives the service longer to stop than it takes", () => {
    const [, seconds] = /WEBSITES_CONTAINER_STOP_TIME_LIMIT: '(\d+)'/.exec(resource(main, "appSettings").text) ?? [];
    // The draining, a send that is under way, and the last metrics. App Service allows 120 at most, and gives 5 untold.
    expect(Number(seconds)).toBeGreaterThanOrEqual(deadlineMs / 1000 + 30);
    expect(Number(seconds)).toBeLessThanOrEqual(120);
  });

  test("takes HTTPS with TLS 1.2 or newer only, and no user names and passwords", () => {
    const app = resource(main, "app").text;
    for (const line of ["httpsOnly: true", "minTlsVersion: '1.2'", "scmMinTlsVersion: '1.2'", "ftpsState: 'Disabled'"])
      expect(app).toContain(line);
    for (const name of ["ftp", "scm"]) expect(resource(main, name).text).toContain("properties: { allow: false }");
    expect(resource(main, "cosmos").text).toContain("minimalTlsVersion: 'Tls12'");
    expect(resource(main, "bot").text).toContain("disableLocalAuth: true");
  });

  test("can run on several instances, and on a network of its own", () => {
    expect(main.text).toMatch(/@minValue\(1\)\n@maxValue\(10\)\nparam capacity int = 2/);
    expect(resource(main, "plan").text).toContain("capacity: capacity");
    expect(resource(main, "app").text).toContain(
      "virtualNetworkSubnetId: privateNetworking ? network::appSubnet.id : null",
    );
    // Through a network without a way out, the service would reach neither Entra nor Teams.
    expect(resource(main, "app").text).toContain(
      "outboundVnetRouting: { allTraffic: false, applicationTraffic: false }",
    );
    expect(resource(main, "cosmos").text).toContain("publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'");
    for (const name of ["network", "zone", "cosmosEndpoint"]) {
      expect(resource(main, name).text).toMatch(/^resource \w+ '[^']+' = if \(privateNetworking\)/);
    }
  });

  test("is serverless unless told, and autoscales when told", () => {
    expect(main.text).toContain("param autoscaleMaxThroughput int = 0");
    expect(resource(main, "cosmos").text).toContain("serverless ? [{ name: 'EnableServerless' }] : []");
    expect(resource(main, "container").text).toContain("autoscaleSettings: { maxThroughput: autoscaleMaxThroughput }");
  });

  test("sends what the platform tells to the workspace, but neither addresses nor document ids", () => {
    const told = ["appDiagnostics", "cosmosDiagnostics"].map((name) => resource(main, name).text).join("\n");
    const categories = [...told.matchAll(/category: '(\w+)'/g)].map(([, name]) => name);
    expect(categories).toEqual([
      "AppServiceConsoleLogs",
      "AppServicePlatformLogs",
      "AppServiceAuditLogs",
      "AllMetrics",
      "ControlPlaneRequests",
      "Requests",
    ]);
    expect(told.match(/workspaceId: workspace\.id/g)).toHaveLength(2);
  });

  test("tags everything that can carry a tag", () => {
    // Parts of another resource, and settings of one.
    const parts = /(config|sqlDatabases|containers|sqlRoleAssignments|diagnosticSettings)@/;
    for (const root of [main, alerts]) {
      for (const node of root.descendantsOfType("resource_declaration")) {
        const isNested = node?.parent?.type !== "infrastructure";
        const [, type = ""] = /^resource \w+ '([^']+)'/.exec(node?.text ?? "") ?? [];
        if (!isNested && !parts.test(type)) expect([type, node?.text.includes("tags: tags")]).toEqual([type, true]);
      }
    }
  });

  test("is compiled by the compiler that it was looked at with, its useful rules being errors", () => {
    expect(textOf("teamsapp.yml")).toContain("bicepCliVersion: v0.49.2");
    expect(textOf("CONTRIBUTING.md")).toContain("0.49.2");
    const { rules } = JSON.parse(textOf("infra/bicepconfig.json")).analyzers.core;
    expect(Object.keys(rules)).toEqual(expect.arrayContaining(["no-module-name", "use-recent-api-versions"]));
    expect(Object.values(rules)).not.toContainEqual({ level: "off" });
    expect(main.text).not.toMatch(/module \w+ '[^']+' = \{\n {2}name:/);
  });

  test("asks for API versions with a date, and for the stable ones where there is one", () => {
    const versions = [...(main.text + alerts.text).matchAll(/@(\d{4}-\d\d-\d\d(?:-preview)?)'/g)].map(([, one]) => one);
    expect(versions.filter((version) => version?.endsWith("-preview"))).toEqual([
      "2021-05-01-preview",
      "2021-05-01-preview",
    ]);
  });
});

describe("alerts and workbook", () => {
  test("every alert is explained in the operations guide", () => {
    const names = [...alerts.text.matchAll(/^ {4}name: '([a-z-]+)'$/gm)].map(([, name]) => name);
    expect(names).toHaveLength(5);
    const guide = textOf("docs/drift.md");
    for (const name of names) expect(guide).toContain(`| \`${name}\``);
    expect(guide).toContain("Ombord: drift");
  });

  test("the workbook is shown for the workspace it is deployed with", () => {
    const workbook = JSON.parse(textOf("infra/workbook.json"));
    expect(workbook.fallbackResourceIds).toEqual(["<workspace>"]);
    expect(resource(alerts, "workbook").text).toContain("'<workspace>', workspaceId");
    const queries = workbook.items.filter((item: { type: number }) => item.type === 3);
    for (const { content } of queries) {
      expect(content.crossComponentResources).toEqual(["<workspace>"]);
      expect(content.query).toMatch(/^App(Metrics|Requests|Dependencies)\n/);
    }
  });
});
