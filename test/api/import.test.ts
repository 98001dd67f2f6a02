import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { zipSync } from "fflate";
import type { Problem } from "../../bot/api/contract/me.ts";
import type { ImportAnswer } from "../../bot/api/contract/operations.ts";
import { loadConfig, localTenant } from "../../bot/config.ts";
import type { SourceFile } from "../../bot/directory/files.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { type Kind, keys } from "../../bot/store/documents.ts";
import { queryAll } from "../../bot/store/store.ts";
import { csvFile, csvFiles, sound } from "../directory/directory-files.ts";
import { oddWorkbook } from "../directory/odd-workbooks.ts";
import { startApi } from "../support/start-api.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-16T08:00:00.000Z";
const path = "/api/admin/import";
const admin = "bo@by.example";
const leader = "anna@by.example";
const roleless = "cecilie@by.example";
/** Bo is in English; Dorte reads Danish. */
const dorte = "00000000-0000-4000-8000-00000000000d";
const danish = "dorte@by.example";
const people = {
  ...sound,
  people: [
    ...sound.people,
    "00000000-0000-4000-8000-00000000000c;cecilie@by.example;Cecilie;da",
    `${dorte};${danish};Dorte;da`,
    "00000000-0000-4000-8000-00000000000e;erik@by.example;Erik;da",
    "00000000-0000-4000-8000-00000000000f;fie@by.example;Fie;da",
  ],
  roles: [
    ...sound.roles,
    `${dorte};admin;*;;`,
    "00000000-0000-4000-8000-00000000000e;navigator;care;;",
    "00000000-0000-4000-8000-00000000000f;manager;*;;",
  ],
};
let api: FilledApi;

beforeEach(async () => {
  api = await startFilledApi(now, async (store) => {
    const files = csvFiles(people);
    await importDirectory({ store, tenantId: localTenant, source: files, now, by: "system" });
  });
});
afterEach(() => api.stop());

async function post(upn: string | null, body: unknown, more: Record<string, string> = {}): Promise<Response> {
  const headers: Record<string, string> = { "Content-Type": "application/json", ...more };
  if (upn !== null) headers.Authorization = `Persona ${upn}`;
  const sent = typeof body === "string" ? body : JSON.stringify(body);
  return fetch(`${api.url}${path}`, { method: "POST", headers, body: sent });
}

function uploaded(files: SourceFile[]) {
  return files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString("base64") }));
}

async function send(
  files: SourceFile[],
  more: { dryRun: boolean; plan?: string },
  upn = danish,
): Promise<ImportAnswer> {
  const response = await post(upn, { files: uploaded(files), ...more });
  expect(response.status).toBe(200);
  return (await response.json()) as ImportAnswer;
}

async function refused(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  return (await response.json()) as Problem;
}

async function everything(): Promise<string> {
  const kinds: Kind[] = ["settings", "area", "team", "person", "solution", "role", "rollout", "adoption", "audit"];
  const found: unknown[] = [];
  for (const kind of kinds) for await (const stored of queryAll(api.store, localTenant, kind)) found.push(stored);
  return JSON.stringify(found);
}

const oneTeam = csvFiles({ teams: ["north-day;Nord, dagvagt;north"] });

describe("who may", () => {
  test("it does not exist for anybody but an administrator, and nothing of what they send is read", async () => {
    const before = await everything();
    const body = { files: uploaded(oneTeam), dryRun: false };
    const unread = "x".repeat(200_000);
    for (const upn of [leader, "erik@by.example", "fie@by.example", roleless]) {
      for (const sent of [body, unread, { files: [] }]) expect((await post(upn, sent)).status).toBe(404);
    }
    expect((await post("nobody@by.example", body)).status).toBe(403);
    expect((await post(null, body)).status).toBe(401);
    expect(await everything()).toBe(before);
  });

  test("an administrator of another municipality changes nothing here", async () => {
    const config = loadConfig({ OMBORD_MODE: "local", ALLOWED_TENANTS: "00000000-0000-4000-8000-0000000000ee" });
    const files = csvFiles(people);
    const elsewhere = { store: api.store, tenantId: "00000000-0000-4000-8000-0000000000ee" };
    await importDirectory({ ...elsewhere, source: files, now, by: "system" });
    const before = await everything();
    const other = await startApi({ store: api.store, now, config });
    const answer = await fetch(`${other.url}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Persona ${danish}` },
      body: JSON.stringify({ files: uploaded(oneTeam), dryRun: false }),
    });
    expect(answer.status).toBe(200);
    await other.stop();
    expect(await everything()).toBe(before);
    expect((await api.store.read(elsewhere.tenantId, "team", "north-day"))?.value.name).toBe("Nord, dagvagt");
  });
});

describe("a look first", () => {
  test("tells by name and number what would change, and writes nothing", async () => {
    const before = await everything();
    const answer = await send([...oneTeam, csvFile("settings.csv", "key;value\nquiet_weeks;8\n")], { dryRun: true });
    expect(answer).toMatchObject({
      stored: false,
      losesAccess: false,
      counts: {
        teams: { created: 0, changed: 1, retired: 1, unchanged: 0 },
        settings: { created: 0, changed: 1, retired: 0, unchanged: 0 },
        people: { created: 0, changed: 0, retired: 0, unchanged: 6 },
      },
    });
    expect(answer.changes).toEqual([
      { file: "teams", what: "retired", names: ["Nord, aften"], more: 0 },
      { file: "teams", what: "changed", names: ["Nord, dagvagt (navn: Nord, dag → Nord, dagvagt)"], more: 0 },
      { file: "settings", what: "changed", names: ["Stille uger: 7, 42 → 8"], more: 0 },
    ]);
    expect(await everything()).toBe(before);
  });

  test("names roles and rollouts in the reader's language", async () => {
    const files = csvFiles({ roles: people.roles.slice(1), rollouts: people.rollouts.slice(0, 1) });
    expect((await send(files, { dryRun: true })).changes).toEqual([
      { file: "rollouts", what: "retired", names: ["Journal: Nord, dag"], more: 0 },
      { file: "roles", what: "retired", names: ["Anna Ø: Teamleder, Nord, dag"], more: 0 },
    ]);
    expect((await send(files, { dryRun: true }, admin)).changes).toContainEqual(
      expect.objectContaining({ names: ["Anna Ø: Team leader, Nord, dag"] }),
    );
  });

  test("shows the first fifty names and how many there are beyond", async () => {
    const areas = Array.from({ length: 60 }, (_, index) => `a${index};Nyt ${String(index).padStart(2, "0")};`);
    const files = csvFiles({ areas: [...people.areas, ...areas] });
    const [created] = (await send(files, { dryRun: true })).changes;
    expect(created).toMatchObject({ file: "areas", what: "created", more: 10 });
    expect(created?.names).toHaveLength(50);
  });

  test.each([
    ["the role", { roles: people.roles.filter((line) => !line.startsWith(dorte)) }],
    [
      "the person",
      {
        people: people.people.filter((line) => !line.startsWith(dorte)),
        roles: people.roles.filter((line) => !line.startsWith(dorte)),
      },
    ],
    [
      "the role before today",
      { roles: [...people.roles.filter((line) => !line.startsWith(dorte)), `${dorte};admin;*;;2026-11-15`] },
    ],
  ])("warns whoever would lose %s that lets them in", async (_, rows) => {
    expect((await send(csvFiles(rows), { dryRun: true })).losesAccess).toBe(true);
  });
});

describe("the import", () => {
  test("stores what was looked at, by whoever agreed to it", async () => {
    const { plan } = await send(oneTeam, { dryRun: true });
    const answer = await send(oneTeam, { dryRun: false, plan });
    expect(answer).toMatchObject({ stored: true, plan, counts: { teams: { changed: 1, retired: 1 } } });
    expect((await api.store.read(localTenant, "team", "north-day"))?.value.name).toBe("Nord, dagvagt");
    const audits = await Array.fromAsync(queryAll(api.store, localTenant, "audit"));
    expect(audits.map(({ value }) => value).filter(({ by }) => by === dorte)).toEqual([
      { at: now, by: dorte, did: "directoryImported", kind: "settings", key: keys.settings },
    ]);
  });

  test("of something else than what was looked at is a conflict, and changes nothing", async () => {
    const { plan } = await send(oneTeam, { dryRun: true });
    // Somebody else adds a team, which these files would retire.
    await send(csvFiles({ teams: [...people.teams, "north-night;Nord, nat;north"] }), { dryRun: false });
    const before = await everything();
    const response = await post(danish, { files: uploaded(oneTeam), dryRun: false, plan });
    expect(response.status).toBe(409);
    expect((await refused(response)).userMessage).toContain("Se igen, hvad der ændres");
    expect(await everything()).toBe(before);
  });

  test("is not stopped by an answer that came in meanwhile", async () => {
    const { plan } = await send(oneTeam, { dryRun: true });
    const stored = await api.store.read(localTenant, "adoption", "north-day");
    const value = { ...stored!.value, weeks: `${stored!.value.weeks}a` };
    await api.store.commit(localTenant, [
      { op: "replace", kind: "adoption", key: "north-day", etag: stored!.etag, value },
    ]);
    expect(await send(oneTeam, { dryRun: false, plan })).toMatchObject({ stored: true });
    expect((await api.store.read(localTenant, "adoption", "north-day"))?.value.weeks).toBe(value.weeks);
  });

  test("of half an export is stored only with its number", async () => {
    const more = people.teams.concat(Array.from({ length: 8 }, (_, at) => `t${at};Team ${at};north`));
    await send(csvFiles({ teams: more }), { dryRun: false });
    const half = csvFiles({ teams: people.teams });
    const { losses, plan } = await send(half, { dryRun: true });
    expect(losses).toEqual([{ file: "teams", retired: 8, of: 10 }]);
    const before = await everything();
    for (const confirm of [undefined, 7]) {
      const response = await post(danish, { files: uploaded(half), dryRun: false, plan, confirm });
      expect(response.status).toBe(400);
      expect((await refused(response)).userMessage).toContain("Skriv det tal, der står på siden");
    }
    expect(await everything()).toBe(before);
    expect((await post(danish, { files: uploaded(half), dryRun: false, plan, confirm: 8 })).status).toBe(200);
  });

  test("takes a workbook", async () => {
    const bytes = oddWorkbook({ areas: ["care;Omsorg;", "north;Nord;care"] });
    const { changes } = await send([{ name: "by.xlsx", bytes }], { dryRun: false });
    expect(changes).toEqual([{ file: "areas", what: "changed", names: ["Omsorg (navn: Ældre → Omsorg)"], more: 0 }]);
    expect((await api.store.read(localTenant, "area", "care"))?.value.name).toBe("Omsorg");
  });
});

describe("what is wrong", () => {
  test("is told all at once with file, row and what to do, in the reader's language, and nothing is stored", async () => {
    const before = await everything();
    const files = [
      ...csvFiles({ teams: ["north-day;;north", "north-eve;Nord, aften;nowhere"] }),
      csvFile("organisation.csv", "x"),
    ];
    const response = await post(danish, { files: uploaded(files), dryRun: false });
    expect(response.status).toBe(422);
    const problem = await refused(response);
    expect(problem).toMatchObject({ code: "importRefused", moreFaults: 0 });
    expect(problem.userMessage).toBe("3 fejl. Intet er gemt, før de er rettet.");
    expect(problem.faults).toEqual([
      expect.objectContaining({ file: "organisation.csv", row: null, column: null }),
      { file: "teams.csv", row: 2, column: "name", userMessage: "Feltet skal udfyldes." },
      { file: "teams.csv", row: 3, column: "area_id", userMessage: "Området nowhere findes ikke i areas." },
    ]);
    const english = await refused(await post(admin, { files: uploaded(files), dryRun: true }));
    expect(english.userMessage).toBe("3 problems. Nothing is stored until they are solved.");
    expect(await everything()).toBe(before);
  });

  const files: [string, SourceFile, string][] = [
    ["a picture", csvFile("teams.png", "PNG"), "Filen kendes ikke"],
    ["no workbook", csvFile("by.xlsx", "this is no zip"), "kan ikke åbnes som Excel-regneark"],
    ["another encoding", csvFile("teams.csv", new Uint8Array([0x74, 0xe6, 0x3b])), "Gem filen som CSV UTF-8"],
    ["an empty file", csvFile("teams.csv", ""), "Filen er tom"],
    ["commas", csvFile("teams.csv", "team_id,name,area_id\na,b,c\n"), "semikolon"],
    ["no rows", csvFile("teams.csv", "team_id;name;area_id\n"), "Der er ingen rækker"],
    ["a CPR number", csvFile("areas.csv", "area_id;name;parent_area_id\na;111111-1118;\n"), "ligner et CPR-nummer"],
  ];
  test.each(files)("%s is a problem of the file", async (_, file, sentence) => {
    const response = await post(danish, { files: uploaded([file]), dryRun: false });
    expect(response.status).toBe(422);
    const { faults } = await refused(response);
    expect(faults?.map(({ userMessage }) => userMessage).join()).toContain(sentence);
    expect(api.logged.join()).not.toContain("111111");
  });

  test("a workbook that unpacks to more than it may is better sent as CSV", async () => {
    const bytes = zipSync({ "a.xml": new Uint8Array(65 * 1024 * 1024) });
    const response = await post(danish, { files: uploaded([csvFile("by.xlsx", bytes)]), dryRun: true });
    expect(response.status).toBe(422);
    expect((await refused(response)).faults?.[0]?.userMessage).toContain("Gem hvert ark som CSV UTF-8");
  });

  const csv = { name: "teams.csv", base64: "" };
  test.each([
    ["no files", { files: [], dryRun: true }],
    ["too many files", { files: Array.from({ length: 21 }, () => csv), dryRun: true }],
    ["what is no base64", { files: [{ name: "teams.csv", base64: "æ" }], dryRun: true }],
    ["a name that goes on and on", { files: [{ name: "x".repeat(201), base64: "" }], dryRun: true }],
    ["no word on whether to store", { files: [csv] }],
    ["something unheard of", { files: [csv], dryRun: true, force: true }],
    ["no JSON", "team_id;name"],
  ])("%s is refused", async (_, body) => {
    const response = await post(danish, body);
    expect(response.status).toBe(400);
    expect((await refused(response)).userMessage).toBe("Jeg kunne ikke læse dit svar. Prøv igen.");
  });

  test("a form, or a compressed body, is refused", async () => {
    const body = JSON.stringify({ files: uploaded(oneTeam), dryRun: false });
    expect((await post(danish, body, { "Content-Type": "multipart/form-data; boundary=x" })).status).toBe(400);
    expect((await post(danish, body, { "Content-Encoding": "gzip" })).status).toBe(400);
  });

  test("more than eight megabytes are refused with how much there may be, and the service goes on", async () => {
    const just = csvFile("teams.csv", new Uint8Array(8 * 1024 * 1024 + 1));
    for (const files of [[just], [just, just]]) {
      const response = await post(danish, { files: uploaded(files), dryRun: true });
      expect(response.status).toBe(413);
      expect((await refused(response)).userMessage).toContain("højst 8 MB");
    }
    expect(await send(oneTeam, { dryRun: true })).toMatchObject({ stored: false });
  });
});
