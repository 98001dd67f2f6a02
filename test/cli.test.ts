import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { localTenant } from "../bot/config.ts";
import { languages } from "../bot/domain/vocabulary.ts";
import { openStore } from "../bot/store/open-store.ts";
import { commandHelp, commandNames, commandShapes, overviewHelp, sharedOptions } from "../bot/text/command-help.ts";
import { csvFiles, type DirectoryText, sound } from "./directory/directory-files.ts";
import { compileCache } from "./support/compile-cache.ts";

let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombord-cli-"));
  env = { STORE: `sqlite:${join(folder, "ombord.db")}`, OMBORD_MODE: "local" };
});
afterEach(() => rm(folder, { recursive: true }));

interface Ran {
  code: number;
  out: string;
  err: string;
}

function ombord(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["bot/cli.ts", ...args], { env: { ...env, ...compileCache } }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

async function save(rows: DirectoryText): Promise<string> {
  for (const file of csvFiles(rows)) await writeFile(join(folder, file.name), file.bytes);
  return folder;
}

async function teamsIn(tenantId: string): Promise<string[]> {
  const store = await openStore(env.STORE ?? "");
  const { items } = await store.query(tenantId, "team");
  await store.close();
  return items.map((item) => item.key);
}

test("an import says what it has stored, and a dry run what it would", async () => {
  const path = await save(sound);
  const dry = await ombord("import", path, "--dry-run", "--tenant", localTenant.toUpperCase());
  expect(dry).toMatchObject({ code: 0, err: "" });
  expect(dry.out).toMatch(/^Teams +2 +0 +0 +0$/m);
  expect(dry.out).toMatch(/Prøvekørsel: Intet er gemt\.\n$/);
  expect(await teamsIn(localTenant)).toEqual([]);

  const stored = await ombord("import", path, "--tenant", localTenant, "--language", "en");
  expect(stored.out).toMatch(/The import is stored\.\n$/);
  expect(await teamsIn(localTenant)).toEqual(["north-day", "north-eve"]);

  const again = JSON.parse((await ombord("import", path, "--tenant", localTenant, "--json")).out);
  expect(again).toMatchObject({
    tenantId: localTenant,
    dryRun: false,
    stored: true,
    losses: [],
    problems: [],
    moreProblems: 0,
  });
  expect(again.counts.teams).toEqual({ created: 0, changed: 0, retired: 0, unchanged: 2 });
}, 60_000);

test("an import with mistakes lists each of them, and ends with exit code 1", async () => {
  const path = await save({ ...sound, people: [...sound.people, ";c@by.example;;da"] });
  const refused = await ombord("import", path);
  expect(refused.code).toBe(1);
  expect(refused.out.split("\n")).toEqual([
    "people.csv:4:entra_id  Feltet skal udfyldes.",
    "people.csv:4:name  Feltet skal udfyldes.",
    "",
    "2 fejl. Intet er gemt, før de er rettet.",
    "",
  ]);
  const asJson = await ombord("import", path, "--json");
  expect(asJson.code).toBe(1);
  expect(JSON.parse(asJson.out).problems[0]).toMatchObject({ file: "people.csv", row: 4, column: "entra_id" });
});

test("what cannot be carried out is said in a sentence", async () => {
  expect(await ombord("fly")).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^Der er ingen kommando, der hedder fly\.\n\nBrug: /),
  });
  expect(await ombord("--language", "en")).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^Say what to do\.\n\nUsage: /),
  });
  expect(await ombord("import")).toMatchObject({ code: 2 });
  expect(await ombord("import", folder, "--force")).toMatchObject({ code: 2, err: expect.stringContaining("--force") });
  expect(await ombord("constructor", "x")).toMatchObject({ code: 2 });
  env.OMBORD_MODE = "production";
  for (const command of [["import", folder], ["doctor"]]) {
    const { code, err } = await ombord(...command);
    expect([code, err]).toEqual([2, expect.stringContaining("--tenant")]);
    expect(err).not.toContain("local");
  }
  env.STORE = "mysql:x";
  expect(await ombord("import", folder)).toMatchObject({ code: 1, err: expect.stringContaining("STORE") });
  env.STORE = `sqlite:${folder}`;
  env.ALLOWED_TENANTS = localTenant;
  const unusable = await ombord("import", folder, "--tenant", localTenant);
  expect(unusable.code).toBe(1);
  expect(unusable.err.trim().split("\n")).toHaveLength(1);
}, 60_000);

test("an import goes to a municipality that is one and is served", async () => {
  const path = await save(sound);
  const other = "1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b";
  expect(await ombord("import", path, "--tenant", "havnby")).toMatchObject({
    code: 2,
    err: expect.stringContaining('ikke "havnby"'),
  });
  expect(await ombord("import", path, "--tenant", other, "--language", "en")).toMatchObject({
    code: 2,
    err: expect.stringContaining(`${other} is not set up here. Set up: ${localTenant}.`),
  });
  expect(await teamsIn(other)).toEqual([]);
}, 60_000);

test("every failure is JSON where that was asked for", async () => {
  for (const args of [["import", folder, "--tenant", "x"], ["fly"], ["import"]]) {
    const { code, out } = await ombord(...args, "--json");
    expect([code, JSON.parse(out)]).toEqual([2, { error: "UsageError", message: expect.any(String) }]);
  }
  env.STORE = `sqlite:${folder}`;
  const { code, out } = await ombord("import", folder, "--json");
  expect([code, JSON.parse(out)]).toEqual([1, { error: "StoreUnusable", message: expect.any(String) }]);
}, 60_000);

test("half an export is shown by name and stores nothing until it is confirmed", async () => {
  const teams = Array.from({ length: 12 }, (_, at) => `t${at};Team ${at};north`);
  const path = await save({ areas: sound.areas, teams });
  await ombord("import", path);
  await save({ teams: [...teams.slice(0, 7), "t7;Team syv;care"] });
  const dry = await ombord("import", path, "--dry-run");
  expect(dry.out).toContain("Teams, flyttet:\n  Team syv (navn: Team 7 → Team syv; område: Nord → Ældre)");
  const half = await ombord("import", path);
  expect(half.code).toBe(1);
  expect(half.out).toContain("Teams, udgået:\n  Team 10\n  Team 11\n  Team 8\n  Team 9\n");
  expect(half.out).toContain("(Teams: 4 af 12)");
  expect(half.out).toMatch(/kør igen med --confirm\. Intet er gemt\.\n$/);
  const asJson = await ombord("import", path, "--json");
  expect(JSON.parse(asJson.out)).toMatchObject({ stored: false, losses: [{ file: "teams", retired: 4, of: 12 }] });
  const sure = await ombord("import", path, "--confirm");
  expect(sure).toMatchObject({ code: 0, out: expect.stringMatching(/Importen er gemt\.\n$/) });
}, 60_000);

test("help of every command says what it does, its options and one example, in the language that was asked for", async () => {
  const english = await ombord("erase", "--help", "--language", "en");
  expect(english).toMatchObject({ code: 0, err: "" });
  expect(english.out).toBe(`${commandHelp("erase", "en")}\n`);
  expect(commandHelp("erase", "da")).toMatch(
    /^Sletter en person [\s\S]+\nBrug: [\s\S]+ erase --person <upn> \[--yes\][\s\S]+\n {2}--yes +Spørger[\s\S]+\nEksempel: /,
  );
});

test.each(languages)(
  "in %s no command and no option is left out, and each example is one that is taken",
  (language) => {
    for (const name of commandNames) {
      const help = commandHelp(name, language);
      const { words, options, required = [] } = commandShapes[name];
      for (const option of [...options, ...sharedOptions])
        expect(help).toMatch(new RegExp(`^ {2}--${option} .*\\S{3}`, "m"));
      expect(overviewHelp(language)).toMatch(new RegExp(`^ {2}${name} +\\S.+\\.$`, "m"));
      const [, example = ""] = /: npm run -s ombord -- (.+)$/.exec(help) ?? [];
      const [command, ...rest] = (example.split(" > ")[0] ?? "").split(" ");
      const given = rest.filter((word) => word.startsWith("--")).map((word) => word.slice(2));
      expect(command).toBe(name);
      expect(given.filter((option) => !options.some((known) => known === option))).toEqual([]);
      expect(given).toEqual(expect.arrayContaining([...required]));
      if (words.length > 0) expect(rest[0]).not.toMatch(/^--/);
    }
  },
);

test("an option that a command does not take is refused: what was meant as a trial is none", async () => {
  const { code, err } = await ombord("erase", "--person", "x", "--dry-run");
  expect([code, err.split("\n")[0]]).toEqual([2, "erase tager ikke imod --dry-run."]);
});

test("doctor --all looks at every municipality, and without it one has to be named", async () => {
  env = { ...env, ALLOWED_TENANTS: "t,u" };
  await ombord("import", await save(sound), "--tenant", "t");
  const asked = await ombord("doctor");
  expect(asked).toMatchObject({ code: 2, err: expect.stringContaining("--all") });
  const all = await ombord("doctor", "--all");
  expect(all.out).toMatch(/\(t\)\n✓ Organisationen har 2 teams[\s\S]+Kommune u\n✗ Der er ingen organisation/);
  expect(all.out.match(/Klokken er/g)).toHaveLength(1);
  expect(all.code).toBe(1);
  const { service, tenants } = JSON.parse((await ombord("doctor", "--all", "--json")).out);
  expect(service[0]).toMatchObject({ check: "store", health: "ok" });
  expect(tenants.map(({ tenantId }: { tenantId: string }) => tenantId)).toEqual(["t", "u"]);
  const one = JSON.parse((await ombord("doctor", "--tenant", "t", "--json")).out);
  expect(one.tenantId).toBe("t");
  expect(one.findings).toHaveLength(service.length + tenants[0].findings.length);
}, 60_000);
