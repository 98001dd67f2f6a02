import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openStore } from "../bot/store/open-store.ts";
import { demoFolder, mette, tenant } from "./support/bot.ts";
import { compileCache } from "./support/compile-cache.ts";
import { cosmosServer } from "./support/cosmos-server.ts";

let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombord-cli-"));
  env = { STORE: `sqlite:${join(folder, "ombord.db")}`, OMBORD_MODE: "local" };
});
afterEach(() => rm(folder, { recursive: true }));

async function importDemo(): Promise<void> {
  expect((await ombord("import", demoFolder)).code).toBe(0);
}

interface Ran {
  code: number;
  out: string;
  err: string;
}

function ombord(...args: string[]): Promise<Ran> {
  return answering("", ...args);
}

/** As {@link ombord}, with somebody who writes this and nothing more. */
function answering(typed: string, ...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["--no-warnings", "bot/cli.ts", ...args],
      { env: { ...env, ...compileCache } },
      (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err });
      },
    );
    child.stdin?.end(typed);
  });
}

async function people(store: string): Promise<string[]> {
  const opened = await openStore(store);
  const { items } = await opened.query(tenant, "person", { limit: 1000 });
  await opened.close();
  return items.map(({ key }) => key);
}

test("copy moves a municipality to Cosmos DB and back, and says what it compared", async () => {
  await importDemo();
  const cosmos = `cosmos:${await cosmosServer()}`;
  env = { ...env, COSMOS_DATABASE: `copy-${crypto.randomUUID()}`, COSMOS_KEY: "bm90IGEgc2VjcmV0" };
  const there = await ombord("copy", "--from", env.STORE ?? "", "--to", cosmos, "--language", "en");
  expect(there).toMatchObject({ code: 0, err: "" });
  expect(there.out).toMatch(/^person +(\d+) +\1 +yes$/m);
  expect(there.out).toMatch(
    /Everything is copied, and the two sides are the same: 1 municipality, \d+ documents, [\d.]+ MB\.\n$/,
  );

  const target = `sqlite:${join(folder, "again.db")}`;
  const back = JSON.parse((await ombord("copy", "--from", cosmos, "--to", target, "--json")).out);
  expect(back).toMatchObject({ verified: true, tenants: { [tenant]: { person: { isSame: true } } } });
  expect(await people(target)).toEqual(await people(env.STORE ?? ""));
}, 60_000);

test("copy that cannot make both sides the same says so with exit code 1", async () => {
  const target = `sqlite:${join(folder, "other.db")}`;
  const store = await openStore(target);
  const value = { id: "x", name: "Uventet", areaId: "y" };
  await store.commit(tenant, [{ op: "create", kind: "area", key: "x", value: { ...value, parentAreaId: null } }]);
  await store.close();
  await importDemo();
  const both = ["--from", env.STORE ?? "", "--to", target];
  const refused = { code: 1, out: "", err: expect.stringContaining(`other.db has documents of ${tenant} already`) };
  expect(await ombord("copy", ...both)).toMatchObject(refused);
  const { code, out } = await ombord("copy", ...both, "--continue");
  expect(code).toBe(1);
  expect(out).toMatch(/^area .* NEJ$/m);
  expect(out).toContain("De to sider er ikke ens.");
}, 60_000);

test.each([
  [["copy", "--from", "sqlite:a.db"], /--from og --to/],
  [["export"], /--person/],
  [["erase"], /--person/],
  [["backup"], /Brug: /],
])("%j is told what to type", async (args, sentence) => {
  const { code, err } = await ombord(...args);
  expect(code).toBe(2);
  expect(err).toMatch(sentence);
});

test.each([
  ["doctor", []],
  ["erase", ["--person", "mette.holm@havnby.example", "--yes"]],
  ["copy", ["--from", "sqlite:nowhere.db", "--to", "sqlite:copy.db"]],
])(
  "%s on a database that is not there says which file it looked for, and makes none",
  async (command, args) => {
    const there = args.map((arg) => arg.replace(/(?=[a-z]+\.db$)/, `${folder}/`));
    const { code, out, err } = await ombord(command, ...there, "--json");
    expect([code, err.trim().split("\n").length]).toEqual([1, 1]);
    expect(JSON.parse(out)).toEqual({ error: "StoreUnusable", message: err.trim() });
    expect(err).toMatch(/There is no database \/.+\.db/);
    expect(await readdir(folder)).toEqual([]);
  },
  60_000,
);

test("backup writes a file that is a whole database, and never over another", async () => {
  await importDemo();
  const file = join(folder, "backup.db");
  const taken = await ombord("backup", file);
  expect(taken).toMatchObject({ code: 0, err: "" });
  expect(taken.out).toMatch(
    /^Sikkerhedskopien ligger i \S+backup\.db og er efterset: 1 kommune, \d+ dokumenter, [\d,]+ MB\.\n$/,
  );
  expect(await readdir(folder)).not.toContainEqual(expect.stringContaining("part"));
  expect(await people(`sqlite:${file}`)).toEqual(await people(env.STORE ?? ""));
  const again = await ombord("backup", file);
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining("name a new file") });
}, 60_000);

test("export prints everything about a person, and erase leaves nothing in any file of the database", async () => {
  await importDemo();
  const found = JSON.parse((await ombord("export", "--person", "mette.holm@havnby.example")).out);
  expect(found).toMatchObject({ tenantId: tenant, person: { id: mette, name: "Mette Holm" } });
  expect(found.documents.role.length).toBeGreaterThan(0);

  const { code, out } = await ombord("erase", "--person", "mette.holm@havnby.example", "--yes");
  expect(code).toBe(0);
  expect(out).toMatch(/^Personen er slettet. Dokumenter fjernet: \d+/);
  for (const name of await readdir(folder)) {
    const bytes = (await readFile(join(folder, name))).toString("latin1");
    for (const trace of [mette, "mette.holm", "Mette Holm"]) expect(bytes).not.toContain(trace);
  }
  const nobody = await ombord("export", "--person", "mette.holm@havnby.example", "--language", "en");
  expect(nobody).toMatchObject({ code: 1, out: "Nobody in the municipality has that upn or Entra id.\n" });
}, 60_000);

test("erase says whom it is about and what goes, and does nothing before somebody has said yes", async () => {
  await importDemo();
  const person = ["--person", "mette.holm@havnby.example"];
  const before = await people(env.STORE ?? "");
  for (const typed of ["", "måske\n"]) {
    const refused = await answering(typed, "erase", ...person);
    expect(refused.out).toMatch(
      /^Det her sletter Mette Holm \(mette\.holm@havnby\.example\)[\s\S]+Slettes helt: .*1 person[\s\S]+Intet er slettet\.\n$/,
    );
    expect(refused.err).toContain("Skriv ja");
    expect(refused.code).toBe(1);
  }
  expect(await ombord("erase", ...person, "--json")).toMatchObject({ code: 2, err: expect.stringContaining("--yes") });
  expect(await people(env.STORE ?? "")).toEqual(before);

  const done = await answering("ja\n", "erase", ...person);
  const [, removed = ""] = /Slettes helt: (.+)\./.exec(done.out) ?? [];
  const promised = removed.split(", ").reduce((sum, part) => sum + Number.parseInt(part, 10), 0);
  expect(done).toMatchObject({
    code: 0,
    out: expect.stringContaining(`Personen er slettet. Dokumenter fjernet: ${promised}`),
  });
  expect(await people(env.STORE ?? "")).toEqual(before.filter((id) => id !== mette));
}, 60_000);
