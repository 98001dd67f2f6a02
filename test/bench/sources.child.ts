import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { loadConfig } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { pullSources } from "../../bot/directory/sources/pull-sources.ts";
import { syncSources } from "../../bot/directory/sources/sync.ts";
import { emptyMapping, type Pulled } from "../../bot/domain/sources.ts";
import { keys } from "../../bot/store/documents.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";

// One night of a municipality of real size, or an import of a workbook of its size: argv is the file, what is done, and the workbook. Says
// how long it took without waiting for the foreign server, and the most memory that the process has had.

const [, , file = "", night = "first", workbook = ""] = process.argv;
const sizes = { teams: 250, areas: 60, people: 5500, leaders: 210, systems: 400 };
const uuid = (kind: string, n: number) => `00000000-0000-4000-8000-${kind}${String(n).padStart(11, "0")}`;
const list = (count: number) => Array.from({ length: count }, (_, n) => n);
const renamed = night === "first" ? "" : " (ny)";
const unit = (id: string, name: string, parent: string | null, leader: number | null) => ({
  ...{
    uuid: id,
    name,
    parentOrgUnitUuid: parent,
    inheritKle: false,
    level: "NONE",
    klePerforming: [],
    kleInterest: [],
  },
  manager: leader === null ? null : { uuid: uuid("c", leader), userId: `U${leader}` },
});
const answers: Record<string, unknown> = {
  "/api/organisation/v3": {
    users: list(sizes.people).map((n) => ({
      ...{
        extUuid: uuid("f", n),
        uuid: uuid("c", n),
        userId: `U${n}`,
        name: `Person ${n} Efternavn`,
        email: null,
        cpr: "3101019999",
      },
      ...{ disabled: false, functions: [], klePerforming: [], kleInterest: [] },
      positions: [
        { name: "Medarbejder", orgUnitUuid: uuid("b", n % sizes.teams), titleUuid: uuid("9", 1), doNotInherit: false },
      ],
    })),
    orgUnits: [
      unit(uuid("a", 0), "Kommunen", null, null),
      ...list(sizes.areas).map((n) => unit(uuid("a", n + 1), `Område ${n}`, uuid("a", n < 6 ? 0 : 1 + (n % 6)), null)),
      ...list(sizes.teams).map((n) =>
        unit(uuid("b", n), `Team ${n}${n < 5 ? renamed : ""}`, uuid("a", 1 + (n % sizes.areas)), n % sizes.leaders),
      ),
    ],
  },
  "/api/manager": [],
  "/api/authorize/GetToken": { token: "t", loginSuccessful: true },
  "/api/v2/organizations": [{ uuid: uuid("7", 1) }],
  units: list(sizes.teams).map((n) => ({ uuid: uuid("6", n), name: `Team ${n}`, externalOriginUuid: uuid("b", n) })),
  usages: list(sizes.systems).map((n) => ({
    ...{ uuid: uuid("5", n), systemContext: { uuid: uuid("4", n), name: `System ${n}` } },
    general: {
      localCallName: `ord ${n}`,
      numberOfExpectedUsers: { lowerBound: 100, upperBound: 499 },
      validity: { lifeCycleStatus: "Operational" },
    },
    organizationUsage: {
      usingOrganizationUnits: list(100).map((team) => ({
        uuid: uuid("6", (team * 3 + n) % sizes.teams),
        name: "Team",
      })),
    },
  })),
  "/t/oauth2/v2.0/token": { access_token: "t" },
  "/v1.0/users": {
    value: list(sizes.people).map((n) => ({
      id: uuid("d", n),
      userPrincipalName: `p${n}@x.example`,
      displayName: `Person ${n} Efternavn`,
      accountEnabled: true,
      userType: "Member",
      onPremisesSamAccountName: `U${n}`,
    })),
  },
};
const store = openSqlite(file);
const now = new Date().toISOString();
if (night === "workbook") {
  const bytes = await readFile(workbook);
  await told(async () => {
    const source = [{ name: "kommune.xlsx", bytes }];
    const result = await importDirectory({ store, tenantId: "t", source, now, by: "system" });
    if (result.problems.length > 0) throw new Error(JSON.stringify(result.problems.slice(0, 5)));
  });
} else {
  if (night === "first") {
    const chosen = list(20).map((n) => ({ id: uuid("4", n), isBelow: false }));
    const value = { ...emptyMapping, teams: list(sizes.teams).map((n) => uuid("b", n)), solutions: chosen };
    await store.commit("t", [{ op: "create", kind: "mapping", key: keys.mapping, value }]);
  }
  const pulled = await pullAll();
  await told(async () => {
    const run = await syncSources({ store, tenantId: "t", now, by: "system", pull: async () => pulled });
    if (run === "busy" || !["stored", "unchanged"].includes(run.outcome))
      throw new Error(JSON.stringify(run).slice(0, 2000));
  });
}
await store.close();

async function told(work: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  console.log(JSON.stringify({ ms, mb: process.resourceUsage().maxRSS / 1024 }));
}

/** The adapters over HTTP, from a server of this process. */
async function pullAll(): Promise<Pulled> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://h");
    const isUnits = url.pathname.endsWith("/organization-units");
    const paged = isUnits ? "units" : url.pathname.endsWith("usages") ? "usages" : null;
    const from = Number(url.searchParams.get("page") ?? 0) * 250;
    const rows = paged === null ? answers[url.pathname] : (answers[paged] as unknown[]).slice(from, from + 250);
    response.end(JSON.stringify(rows ?? null));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { sources } = loadConfig({
    ...{ OMBORD_MODE: "local", ALLOWED_TENANTS: "t", ENTRA_AUTHORITY: host },
    ...{ ROLLEKATALOG_URL: host, ROLLEKATALOG_KEY: "k", KITOS_URL: host, KITOS_EMAIL: "a", KITOS_PASSWORD: "b" },
    ...{ GRAPH_URL: host, GRAPH_CLIENT_ID: "g", GRAPH_CLIENT_SECRET: "s" },
  });
  const pulled = await pullSources(sources);
  server.close();
  server.closeAllConnections();
  return pulled;
}
