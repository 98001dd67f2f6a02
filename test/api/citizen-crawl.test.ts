import { readdirSync, readFileSync } from "node:fs";
import { afterEach, expect, test } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import { getInclusion } from "../../bot/api/citizen-cases.ts";
import { replyJson } from "../../bot/api/reply.ts";
import type { Route } from "../../bot/api/route.ts";
import { apiRoutes } from "../../bot/api/route-table.ts";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { localDate } from "../../bot/domain/calendar.ts";
import { insidersOf } from "../../bot/domain/citizen/protect.ts";
import type { Published } from "../../bot/domain/citizen/publication.ts";
import { newCitizenCase } from "../../bot/domain/citizen-case.ts";
import type { Directory } from "../../bot/domain/organisation.ts";
import { citizenAlternatives, citizenOutcomes, citizenReasons } from "../../bot/domain/vocabulary.ts";
import type { Change, Store } from "../../bot/store/store.ts";
import { queryAll } from "../../bot/store/store.ts";
import { publishFigures } from "../../bot/use-cases/citizen/publish-figures.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { handIn } from "../support/attack-report.ts";
import { fillBarriers } from "../support/barriers.ts";
import { apiClient } from "../support/call-api.ts";
import { addresses, type Known } from "../support/crawl.ts";
import { attack } from "../support/figure-attack.ts";
import { openXlsx } from "../support/open-export.ts";
import { seeded } from "../support/seeded.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

// Everything that a manager can be answered, over HTTP, in two worlds that differ only in notes that the manager cannot read.
// If the answers are the same to the letter, they hold nothing of those notes but what is published; and that is attacked.

const isLong = process.env.LONG === "1";
// In the gate one municipality, one manager, and few of its areas, teams and solutions; in `npm run long` three, all three, and all of them.
const seeds = isLong ? [1, 2, 3] : [1];
const some = <T>(items: readonly T[], count: number) => (isLong ? items : items.slice(0, count));
const now = "2026-11-19T10:00:00.000Z";
const folder = new URL("../../bot/local/demo/", import.meta.url);
const managers = some(["torben.kjaer", "ulla.mikkelsen", "anne-grethe.skov"], 1);
// The manager of one area leads a team in another, and the manager of another area one of their own.
const more = [
  "0a7b0000-0000-4000-8000-000000000021;leader;skranken;;",
  "0a7b0000-0000-4000-8000-000000000022;leader;indskoling;;",
];

let api: FilledApi;
const { call } = apiClient(() => api.url);
afterEach(() => api.stop());

async function fill(store: Store, seed: number): Promise<void> {
  const source = readdirSync(folder).map((name) => {
    const lines = readFileSync(new URL(name, folder), "utf8").trimEnd();
    return { name, bytes: Buffer.from(`${[lines, ...(name === "roles.csv" ? more : [])].join("\n")}\n`) };
  });
  const { problems } = await importDirectory({ store, tenantId: localTenant, source, now, by: "system" });
  expect(problems).toEqual([]);
  await fillBarriers(store, localTenant, now);
  await note(store, seed, () => true);
  const directory = await loadDirectory(store, localTenant);
  expect(await publishFigures({ store, tenantId: localTenant, directory, now })).toBeGreaterThan(4);
}

/** Notes in the teams, over the year; some teams have few and some many. */
async function note(store: Store, seed: number, isIn: (teamId: string) => boolean): Promise<void> {
  const random = seeded(seed);
  const one = <T>(items: readonly T[]) => items[Math.floor(random() * random() * items.length)]!;
  const changes: Change[] = [];
  for await (const { value: team } of queryAll(store, localTenant, "team")) {
    const count = Math.floor(random() * 24);
    for (let n = 0; n < count; n++) {
      const at = new Date(Date.parse(now) - Math.floor(random() * 320) * 86_400_000).toISOString();
      const id = `01970000-0000-7000-8000-${String(Math.floor(random() * 1e12)).padStart(12, "0")}`;
      const about = { solutionId: random() < 0.3 ? null : "skaermbesoeg", reasons: [one(citizenReasons)] };
      const given = {
        ...about,
        id,
        teamId: team.id,
        instead: [one(citizenAlternatives)],
        outcome: one(citizenOutcomes),
      };
      const value = newCitizenCase({ ...given, note: "Vil gerne have tolk", followUpOn: null }, "system", at);
      if (isIn(team.id)) changes.push({ op: "create", kind: "citizenCase", key: id, value });
    }
  }
  for (let at = 0; at < changes.length; at += store.maxChanges) {
    await store.commit(localTenant, changes.slice(at, at + store.maxChanges));
  }
}

/** Other notes in the place of all those of teams that the person does not know. */
async function noteOthers(store: Store, seed: number, own: ReadonlySet<string>): Promise<void> {
  const gone: Change[] = [];
  for await (const { key, etag, value } of queryAll(store, localTenant, "citizenCase")) {
    if (!own.has(value.teamId)) gone.push({ op: "delete", kind: "citizenCase", key, etag });
  }
  for (let at = 0; at < gone.length; at += store.maxChanges) {
    await store.commit(localTenant, gone.slice(at, at + store.maxChanges));
  }
  await note(store, seed + 1000, (teamId) => !own.has(teamId));
}

async function known(store: Store): Promise<Known> {
  const directory = await loadDirectory(store, localTenant);
  const keysOf = async (kind: "citizenCase" | "barrier") =>
    Array.fromAsync(queryAll(store, localTenant, kind), ({ key }) => key);
  return {
    areas: some([...directory.areas.keys()], 3),
    teams: some([...directory.teams.keys()], 2),
    solutions: some([...directory.solutions.keys()], 2),
    cases: await keysOf("citizenCase"),
    barriers: (await keysOf("barrier")).slice(0, 2),
  };
}

/** What each address answers, page after page; statuses and files too. */
async function crawled(all: readonly string[], upn: string): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const address of all) {
    let next: string | undefined;
    for (let page = 0; page < 20; page++) {
      const more = next === undefined ? "" : `${address.includes("?") ? "&" : "?"}page=${encodeURIComponent(next)}`;
      const response = await call("GET", `${address}${more}`, upn);
      const { told, after } = await read(response);
      answers.set(`${address}#${page}`, told);
      next = after;
      if (next === undefined) break;
    }
  }
  return answers;
}

/** What an answer tells, and the mark of the page after it, which is sealed anew each time. */
async function read(response: Response): Promise<{ told: string; after: string | undefined }> {
  const type = response.headers.get("content-type") ?? "";
  if (type.includes("json")) {
    const { next, ...answer } = (await response.json()) as { next?: string };
    return { told: JSON.stringify({ ...answer, hasNext: next !== undefined }), after: next };
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  // The times of a workbook's and a deck's parts are of no note.
  if (type.includes("presentation")) return { told: deckOf(bytes), after: undefined };
  const told = type.includes("sheet") ? JSON.stringify(await openXlsx(bytes)) : Buffer.from(bytes).toString();
  return { told, after: undefined };
}

const guids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** The slides, their notes and their pictures of figures. */
function deckOf(bytes: Uint8Array): string {
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) =>
    /^ppt\/(slides|notesSlides|charts)\/[^/]+\.xml$/.test(name),
  );
  expect(parts.length).toBeGreaterThan(0);
  // Its charts are numbered on from those of the deck before.
  return parts
    .map(([name, part]) => `${name}\n${strFromU8(part)}`.replaceAll(/chart\d+/g, "chart").replaceAll(guids, ""))
    .join("\n");
}

const knownBy = (directory: Directory, upn: string): ReadonlySet<string> => {
  const person = [...directory.people.values()].find((one) => one.upn.startsWith(`${upn}@`));
  const roles = directory.rolesByPerson.get(person?.id ?? "") ?? [];
  const alone = insidersOf({ ...directory, rolesByPerson: new Map([["one", roles]]) });
  return alone.at(-1) ?? new Set();
};

/** A file with each filter takes long to make; in the gate there is each file without. */
const isInGate = (address: string) => isLong || !/export.*\?/.test(address);

/** The addresses whose answer tells of notes that the manager cannot read. */
async function tellingOfOthers(seed: number, upn: string, isAsked = isInGate) {
  api = await startFilledApi(now, (store) => fill(store, seed));
  const { store } = api;
  const directory = await loadDirectory(store, localTenant);
  const own = knownBy(directory, upn);
  const all = addresses(await known(store)).filter(isAsked);
  const before = await crawled(all, upn);
  const cases = await Array.fromAsync(queryAll(store, localTenant, "citizenCase"), ({ value }) => ({
    ...value,
    date: localDate(value.createdAt),
  }));
  await noteOthers(store, seed, own);
  const after = await crawled(all, upn);
  const telling = [...before].filter(([address, answer]) => after.get(address) !== answer).map(([address]) => address);
  return { telling, own, directory, cases, requests: before.size + after.size, published: publishedIn(before) };
}

/** Every publication in what was answered. */
function publishedIn(answers: ReadonlyMap<string, string>): Published[] {
  const found = new Map<string, Published>();
  const look = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("period" in node && "publishedOn" in node) {
      const one = node as Published;
      found.set(`${one.period} ${one.area}`, one);
    }
    for (const part of Object.values(node)) look(part);
  };
  for (const answer of answers.values()) if (answer.startsWith("{")) look(JSON.parse(answer));
  return [...found.values()];
}

test("a manager is answered the same, whatever has been noted that they cannot read, and what is published gives nobody away", async () => {
  const report = {
    municipalities: seeds.length,
    managers: managers.length,
    requests: 0,
    addressesThatTell: 0,
    publications: 0,
    cells: 0,
  };
  for (const seed of seeds) {
    const seen = [];
    for (const upn of managers) {
      const one = await tellingOfOthers(seed, upn);
      expect({ seed, upn, telling: one.telling }).toEqual({ seed, upn, telling: [] });
      report.requests += one.requests;
      seen.push(one);
      if (upn !== managers.at(-1)) await api.stop();
    }
    // All of them together: what each has read, and what each knows.
    const published = [
      ...new Map(seen.flatMap((one) => one.published).map((one) => [`${one.period} ${one.area}`, one])).values(),
    ];
    report.publications += published.length;
    expect(published.length).toBeGreaterThan(4);
    const [first] = seen;
    if (first === undefined) throw new Error("no manager");
    const { directory, cases } = first;
    for (const own of [...seen.map((one) => one.own), new Set(seen.flatMap((one) => [...one.own]))]) {
      const { findings, cells } = attack({ directory, cases, published, own, limit: 5 });
      expect({ seed, findings }).toEqual({ seed, findings: [] });
      report.cells += cells;
    }
    if (seed !== seeds.at(-1)) await api.stop();
  }
  handIn("crawl of every route that answers a manager", report);
}, 3_600_000);

test("a route that answers a manager with live figures of the notes in their area is found", async () => {
  const route = apiRoutes.find(({ path }) => path === "/api/inclusion") as Route;
  const { reply } = route;
  route.reply = async (called, request, response) => {
    const { directory } = called;
    const rolesByPerson = new Map(
      [...directory.rolesByPerson].map(([id, roles]) => [
        id,
        roles.map((one) => (one.role === "manager" ? { ...one, role: "navigator" as const } : one)),
      ]),
    );
    const errand = { ...called.errand, directory: { ...directory, rolesByPerson } };
    await replyJson(request, response, await getInclusion({ ...called, errand }));
  };
  try {
    const { telling } = await tellingOfOthers(1, "torben.kjaer", (address) => address.startsWith("/api/i"));
    expect(telling).toEqual(["/api/inclusion#0"]);
  } finally {
    route.reply = reply;
  }
});
