import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { DecisionItem, QuarterAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { localInstant } from "../../bot/domain/calendar.ts";
import { newTrial } from "../../bot/domain/trial.ts";
import { keys } from "../../bot/store/documents.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { closeQuarters } from "../../bot/use-cases/quarter/close-quarters.ts";
import { apiClient } from "../support/call-api.ts";
import { fillYear, handMadeNow } from "../support/hand-made-year.ts";
import { openDeck } from "../support/open-deck.ts";
import { openXlsx } from "../support/open-export.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

// The quarter over the year that was made by hand: what is expected here was counted by hand as well.

const [director, manager, other, leader, navigator] = [
  ...["anne-grethe.skov", "torben.kjaer", "ulla.mikkelsen", "mette.holm", "rasmus.dahl"],
] as [string, string, string, string, string];
let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);
const page = (upn: string, search = "", quarter = "current") =>
  read<QuarterAnswer>(`/api/quarters/${quarter}${search}`, upn);
const word = (upn: string, quarter: string, body: object) =>
  call("PUT", `/api/quarters/${quarter}/words/journal?area=sundhed`, upn, body);
const journalOf = ({ solutions }: QuarterAnswer) => solutions.find(({ solutionId }) => solutionId === "journal");

const shared = {
  ...newTrial(
    {
      ...{
        id: "01970000-0000-7000-8000-000000000001",
        what: "Kun journalen i Hjemmeplejen Nord",
        teamIds: ["nord-dag"],
      },
      ...{
        solutionId: "journal",
        barrierId: null,
        citizenReason: null,
        from: "2026-08-03",
        to: "2026-08-31",
        hope: null,
      },
    },
    "somebody",
    localInstant("2026-08-03", 9),
  ),
  ...{ state: "finished" as const, learned: "Det tog to uger at slippe papiret.", shareable: true },
  ...{ endedAt: localInstant("2026-08-31", 9), updatedAt: localInstant("2026-08-31", 9) },
};

async function closed(at: string): Promise<number> {
  const { store } = api;
  return closeQuarters({ store, tenantId: localTenant, directory: await loadDirectory(store, localTenant), now: at });
}

beforeAll(async () => {
  api = await startFilledApi(handMadeNow, async (store) => {
    await fillYear(store);
    await store.commit(localTenant, [{ op: "create", kind: "trial", key: shared.id, value: shared }]);
  });
});
afterAll(() => api.stop());

test("each manager has the page of what is theirs, counted by hand; nobody else has one", async () => {
  const whole = await page(director);
  expect(whole.quarter).toEqual({ id: "2026-Q4", from: "2026-10-01", to: "2026-12-31" });
  expect([whole.place.id, whole.closedOn, whole.openUntil, whole.isOver]).toEqual(["*", null, "2027-01-14", false]);
  // Seven weeks that begin in the quarter: seven of nine teams have answered in each.
  expect([whole.answered, whole.asked, whole.isFew]).toEqual([49, 63, false]);
  const steady = { both: 7, before: 4, now: 4, up: 0, down: 0 };
  expect(journalOf(whole)).toMatchObject({ everyday: 4, known: 7, since: steady, direction: "steady", target: null });
  expect(journalOf(whole)?.levels.routine).toEqual(Array(14).fill(3));
  const care = await page(manager, "?area=hjemmepleje");
  expect([care.answered, care.asked, care.isFew]).toEqual([35, 42, false]);
  expect(journalOf(care)).toMatchObject({ everyday: 3, known: 5, direction: "unknown" });
  expect(care.places.map(({ id }) => id)).toEqual(
    ["sundhed", "hjemmepleje", "plejecentre", "rehabilitering", "nord", "syd"].sort(
      (a, b) => Number(a === "nord" || a === "syd") - Number(b === "nord" || b === "syd"),
    ),
  );
  // Two leaders stand behind the district's figures.
  expect((await page(manager, "?area=nord")).isFew).toBe(true);
  for (const [upn, path] of [
    [other, "/api/quarters/current?area=sundhed"],
    [manager, "/api/quarters/current?area=*"],
    [leader, "/api/quarters/current"],
    [navigator, "/api/quarters/current"],
    [director, "/api/quarters/2027-Q1"],
    [director, "/api/quarters/2026-Q3"],
    [director, "/api/quarters/nonsense"],
    [leader, "/api/export/quarter.pptx"],
  ] as const) {
    expect([path, (await call("GET", path, upn)).status]).toEqual([path, 404]);
  }
});

test("managers write beside each other until the last day, guarded and short, and take their own words back", async () => {
  const text = "Aftenholdet er kommet med.";
  expect((await word(manager, "2026-Q4", { text: "CPR 111111-1118" })).status).toBe(422);
  expect((await word(manager, "2026-Q4", { text: "x".repeat(301) })).status).toBe(400);
  for (const upn of [other, leader, navigator]) expect((await word(upn, "2026-Q4", { text })).status).toBe(404);
  expect((await word(manager, "2026-Q2", { text })).status).toBe(409);
  await word(manager, "2026-Q4", { text: "Vi øver." });
  await word(manager, "2026-Q4", { text });
  await word(director, "2026-Q4", { text: "Det haster ikke." });
  const said = async (upn: string) =>
    (await page(upn, "?area=sundhed")).words.map((one) => [one.text, one.by, one.isOwn]);
  expect(await said(manager)).toEqual([
    [text, "Torben Kjær", true],
    ["Det haster ikke.", "Anne-Grethe Skov", false],
  ]);
  const key = keys.quarter("2026-Q4", "sundhed");
  expect((await api.store.read(localTenant, "quarterWords", key))?.expiresAt?.slice(0, 10)).toBe("2028-12-30");
  await word(director, "2026-Q4", { text: "" });
  expect(await said(director)).toEqual([[text, "Torben Kjær", false]]);
});

test("a quarter is closed once, with its figures for good; words, names and learnings show only while their source stands", async () => {
  const decided = {
    kind: "target",
    solution: "journal",
    area: "sundhed",
    share: 70,
    due: "2027-06-01",
    text: "Alle med.",
  };
  const decision = await send<DecisionItem>("POST", "/api/decisions", manager, decided);
  expect(await closed("2026-10-14T10:00:00.000Z")).toBeGreaterThan(0);
  expect(await closed(handMadeNow)).toBeGreaterThan(4);
  expect(await closed(handMadeNow)).toBe(0);
  const third = await page(director, "", "2026-Q3");
  expect([third.closedOn, third.openUntil, third.answered, third.asked]).toEqual(["2026-11-19", null, 91, 117]);
  expect(journalOf(third)).toMatchObject({ everyday: 4, known: 7 });
  expect(third.learnings).toEqual([
    {
      solutionName: "Fælles Omsorgsjournal",
      what: "Kun journalen i … …",
      learned: "Det tog to uger at slippe papiret.",
    },
  ]);
  expect(third.quarters).toEqual(["2026-Q4", "2026-Q3", "2026-Q2"]);
  const fourth = async () => page(manager, "?area=sundhed", "2026-Q4");
  expect((await fourth()).decisions).toEqual([
    expect.objectContaining({ kind: "target", share: 70, text: "Alle med.", by: "Torben Kjær", state: "open" }),
  ]);
  expect(journalOf(await fourth())?.target).toMatchObject({ share: 70, due: "2027-06-01" });
  // As its clock does after its last day.
  expect(await closed("2027-01-15T10:00:00.000Z")).toBeGreaterThan(4);
  const before = await fourth();
  expect([before.closedOn, before.openUntil]).toEqual(["2027-01-15", null]);
  expect((await word(manager, "2026-Q4", { text: "For sent." })).status).toBe(409);
  await word(manager, "2026-Q4", { text: "" });
  await send("PATCH", `/api/decisions/${decision.id}`, manager, { answer: "deleteText" });
  await send("PATCH", `/api/decisions/${decision.id}`, manager, { answer: "done" });
  const adoption = await api.store.read(localTenant, "adoption", "nord-dag");
  if (adoption === undefined) throw new Error("no history");
  const { key, etag, value } = adoption;
  await api.store.commit(localTenant, [
    { op: "replace", kind: "adoption", key, etag, value: { ...value, solutions: {} } },
  ]);
  const trial = await api.store.read(localTenant, "trial", shared.id);
  await api.store.commit(localTenant, [
    { op: "replace", kind: "trial", key: shared.id, etag: trial?.etag ?? "", value: { ...shared, shareable: false } },
  ]);
  const after = await fourth();
  const [then] = before.decisions;
  expect(after).toEqual({ ...before, words: [], decisions: [{ ...then, text: null, isGone: true }], next: after.next });
  expect((await page(director, "", "2026-Q3")).learnings).toEqual([]);
  expect(JSON.stringify(await api.store.read(localTenant, "quarter", keys.quarter("2026-Q4", "sundhed")))).not.toMatch(
    /Alle med|Torben/,
  );
});

test("as a workbook and as a deck it says what the page says, with what the figures are", async () => {
  const download = async (file: string) => {
    const response = await call("GET", `/api/export/${file}?quarter=2026-Q3`, director);
    expect(response.status).toBe(200);
    return new Uint8Array(await response.arrayBuffer());
  };
  const book = await openXlsx(await download("quarter.xlsx"));
  const [heads = [], ...rows] = book.Løsninger ?? [];
  const journal = rows.find(([name]) => /journal/i.test(String(name))) ?? [];
  const cell = (head: string) => journal[heads.indexOf(head)];
  expect(["Fast del af hverdagen", "Skøn, der gælder", "Andel", "Teams, der svarede begge gange"].map(cell)).toEqual([
    ...[4, 7, 0.57, 7],
  ]);
  const about = Object.fromEntries((book["Om tallene"] ?? []).map(([label, value]) => [String(label), value]));
  expect(about).toMatchObject({ Kvartal: "3. kvartal 2026", Omfatter: "Havnby Kommune" });
  expect(about["Fast del af hverdagen: Nævner"]).toMatch(/^Nyeste skøn for hvert team og hver løsning/);
  const deck = openDeck(await download("quarter.pptx"));
  expect(deck.lost).toEqual([]);
  expect(deck.slides[0]).toEqual(expect.arrayContaining(["Kvartalet: 3. kvartal 2026", "Havnby Kommune"]));
  const said = deck.slides.flat();
  for (const text of ["57 % (4 af 7)", "Svar i kvartalet: 91 af 117", "Der er ikke besluttet noget i kvartalet."])
    expect(said).toContain(text);
  expect(said.some((text) => text.startsWith("Fast del af hverdagen: Andelen af lederskøn"))).toBe(true);
  expect(deck.charts.some((values) => values.includes("57"))).toBe(true);
});
