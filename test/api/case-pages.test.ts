import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import type { Attention, CasePageAnswer, DecisionItem } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { caseTitle, mostTitle } from "../../bot/domain/case-page.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { openXlsx } from "../support/open-export.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);
const [leader, navigator, stranger, manager, other, admin, adviser] = [
  ...["mette.holm", "rasmus.dahl", "nikolaj.bech", "torben.kjaer", "ulla.mikkelsen"],
  ...["line.oestergaard", "vibeke.holst"],
] as const;
const everybody = [leader, navigator, stranger, manager, other, admin, adviser] as string[];

beforeAll(async () => {
  api = await startFilledApi(now, (store) => fillMunicipality(store, localTenant, now));
});
afterAll(() => api.stop());

const place = (kind: string, id: string) => `/api/case-pages/${kind}/${encodeURIComponent(id)}`;
const page = (kind: string, id: string, upn: string) => read<CasePageAnswer>(place(kind, id), upn);
const told = ({ lines }: CasePageAnswer) => Object.fromEntries(lines.map(({ label, text }) => [label, text]));

async function readersOf(kind: string, id: string): Promise<string[]> {
  const statuses = await Promise.all(everybody.map(async (upn) => (await call("GET", place(kind, id), upn)).status));
  expect(new Set(statuses).size).toBeLessThanOrEqual(2);
  expect(statuses.filter((status) => status !== 200).every((status) => status === 404)).toBe(true);
  return everybody.filter((_, index) => statuses[index] === 200);
}

test("a decision is a dated page with a short title, for those who may read it", async () => {
  const [warning] = (await read<Attention>("/api/attention", manager)).warnings;
  const body = { kind: "handling", warning: warning?.id, text: "Vi øver det på mødet.", due: "2026-12-10" };
  const { id, scopeName } = await send<DecisionItem>("POST", "/api/decisions", manager, { ...body, confirmed: true });
  const shown = await page("decision", id, manager);
  expect(shown.title).toMatch(/^2026-11-19 Beslutning: Jeg tager fat i det, /);
  expect(shown.title.length).toBeLessThanOrEqual(mostTitle);
  expect(shown.title).not.toContain("Torben");
  expect(told(shown)).toMatchObject({
    ...{ Beslutning: "Jeg tager fat i det", Gælder: scopeName, "Hvad eller hvorfor": "Vi øver det på mødet." },
    ...{ "Besluttet af": "Torben Kjær, chef for Sundhed og Ældre", Dato: "19. november 2026" },
    ...{ Senest: "10. december 2026", Status: "I gang" },
  });
  expect(await readersOf("decision", id)).toEqual([manager]);
  await send("PATCH", `/api/decisions/${id}`, manager, { answer: "deleteText" });
  expect(told(await page("decision", id, manager))["Hvad eller hvorfor"]).toBe("Teksten er slettet");
});

test("criteria are, for everybody who reads them where they stand", async () => {
  const body = { digital: "Borgeren er tryg ved skærmen", decider: "Visitator", since: "2026-12-01" };
  await send("PUT", "/api/criteria/skaermbesoeg/*", "anne-grethe.skov", {
    ...body,
    principles: ["alternatives"],
    confirmed: true,
  });
  const shown = await page("criteria", "skaermbesoeg:*", leader);
  expect(shown).toMatchObject({ on: "2026-11-19", title: "2026-11-19 Kriterier: Skærmbesøg, Havnby Kommune" });
  expect(told(shown)).toMatchObject({
    ...{ Løsning: "Skærmbesøg", "Digitalt, når": "Borgeren er tryg ved skærmen", "Gælder fra": "1. december 2026" },
    "Principper, der er talt igennem": "Der er en anden vej for den, der ikke kan eller vil.",
  });
  expect(await readersOf("criteria", "skaermbesoeg:*")).toEqual([leader, navigator, stranger, manager, other]);
});

test("an adviser's answer is, once it is there, for the adviser and those who may ask", async () => {
  const id = uuid();
  const body = { id, about: "solution", aboutId: "skaermbesoeg", personalData: "sensitive", due: "2026-11-30" };
  await send("POST", "/api/screenings", navigator, { ...body, question: "Må vi optage besøget?" });
  expect(await readersOf("screening", id)).toEqual([]);
  const answer = { action: "answer", verdict: "changed", text: "Ja, når borgeren ved det.", confirmed: true };
  await send("PATCH", `/api/screenings/${id}`, adviser, answer);
  const shown = await page("screening", id, adviser);
  expect(shown.title).toBe("2026-11-19 Juristens svar: Med ændring, En løsning, skærmbesøg");
  expect(told(shown)).toMatchObject({
    ...{ "Hvad vil I gerne vide?": "Må vi optage besøget?", Svar: "Med ændring" },
    ...{ "Hvorfor, og hvad der skal til": "Ja, når borgeren ved det.", "Spurgt af": "Rasmus Dahl, 19. november 2026" },
  });
  const readers = await readersOf("screening", id);
  expect(readers).toEqual(expect.arrayContaining([navigator, adviser]));
  for (const one of [leader, manager, other, admin]) expect(readers).not.toContain(one);
});

test.each(["decision", "criteria", "screening", "barrier", "citizenCase"])(
  "what is not there, and a kind that has no page, answer alike: %s",
  async (kind) => {
    expect((await call("GET", place(kind, uuid()), manager)).status).toBe(404);
  },
);

test("a title that is too long is cut at its end, and never within a letter", () => {
  const title = caseTitle("2026-11-19", "Beslutning", ["Det gør vi", null, "😀".repeat(200)]);
  expect([...title]).toHaveLength(mostTitle);
  expect(title.startsWith("2026-11-19 Beslutning: Det gør vi, 😀")).toBe(true);
  expect(title.endsWith("😀…")).toBe(true);
});

test("an extract for access to documents names nobody and no team, and is for managers and administrators", async () => {
  const text = "Mette Holm og Hjemmeplejen Nord, dag viser vejen.";
  const decide = (body: object) => send("POST", "/api/decisions", manager, { ...body, confirmed: true });
  await decide({ kind: "target", solution: "journal", area: "sundhed", share: 60, due: "2027-06-30", text });
  await decide({ kind: "exception", solution: "journal", team: "nord-dag", due: "2027-01-30", text: "Ombygning." });
  await decide({ kind: "exception", solution: "journal", area: "nord", due: "2027-01-30", text: "Vandskade." });
  const directory = await loadDirectory(api.store, localTenant);
  const names = [...directory.people.values(), ...directory.teams.values()].map(({ name }) => name);
  for (const upn of [manager, admin]) {
    const response = await call("GET", "/api/export/access.xlsx", upn);
    const sheets = await openXlsx(new Uint8Array(await response.arrayBuffer()));
    const { "Udtræk til aktindsigt": said = [], Sletning: kept = [] } = sheets;
    const whole = JSON.stringify(sheets);
    expect(names.filter((name) => whole.includes(name))).toEqual([]);
    expect(said.map(([, what]) => what)).toContain(
      "Sæt et mål: Fælles Omsorgsjournal – 60 % – … og … viser vejen. – I gang",
    );
    expect(whole).not.toMatch(/Ombygning|Vandskade|Torben|Vi øver det/);
    const few = said.filter(([table]) => table === "Beslutninger om enkelte teams og små områder");
    expect(few.map(([, what, , count]) => [what, count])).toEqual([["Aftalt afvigelse", "skjult"]]);
    expect(said.map(([, what]) => what)).toContain("Skærmbesøg: Digitalt, når – Borgeren er tryg ved skærmen");
    expect(kept[0]?.at(-1)).toBe("Kassationshjemmel (skrives af kommunen)");
    expect(kept.map(([what, , proposal]) => [what, proposal])).toContainEqual([
      "Beslutning",
      "Til sagen, derefter kassation",
    ]);
  }
  for (const upn of [leader, navigator, adviser]) {
    expect((await call("GET", "/api/export/access.xlsx", upn)).status).toBe(404);
  }
});
