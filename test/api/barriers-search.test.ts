import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { BarriersAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { forgetOld } from "../../bot/use-cases/operations/forget-old.ts";
import { barrierClient } from "../support/barrier-client.ts";
import { demoFolder } from "../support/bot.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

// Search finds what one reads. The steps build on each other.

const monday = "2026-11-16T09:00:00.000Z";
let api: FilledApi;
const { read, reported, changed, seenBy } = barrierClient(() => api.url);
let net: string;
let login: string;

beforeAll(async () => {
  api = await startFilledApi(monday, (store) =>
    importDirectory({ store, tenantId: localTenant, source: demoFolder, now: monday, by: "system" }),
  );
  net = (await reported()).id;
  login = (
    await reported("jonas.krogh", {
      teamId: "nord-aften",
      solutionId: "journal",
      told: { category: "equipment", detail: "access", consequence: "Afløserne står på Ålekistevej", contact: "visit" },
    })
  ).id;
  await changed(login, "camilla.noergaard", { action: "ask", text: "Hvilke tablets drejer det sig om?" });
}, 30_000);

afterAll(() => api.stop());

const found = async (q: string, upn = "rasmus.dahl") => (await seenBy(upn, `?q=${encodeURIComponent(q)}`)).sort();
const ids = (...all: string[]) => all.sort();

test.each([
  ["a team", "nord", () => ids(net, login)],
  ["two words of a team and of the text, in any order", "fjorden nord", () => ids(net)],
  ["the solution by the name of the area", "skærmbesøg", () => ids(net)],
  ["a part of a solution's name", "besøg", () => ids(net)],
  ["the detail", "dårligt net", () => ids(net)],
  ["the topic", "udstyr", () => ids(net, login)],
  ["the status", "spørger", () => ids(login)],
  ["who reported it", "mette holm", () => ids(net)],
  ["who has it", "camilla nørgaard", () => ids(login)],
  ["what was asked", "TABLETS", () => ids(login)],
  ["letters that a keyboard has not", "aalekiste skaerm", () => []],
  ["letters that a keyboard has not, of one text", "aalekiste afloeser", () => ids(login)],
  ["å typed as two", "A\u030Alekistevej", () => ids(login)],
  ["nothing of the sort", "zebra", () => []],
  ["signs only", "!? -", () => ids(net, login)],
])("%s", async (_, q, expected) => {
  expect(await found(q)).toEqual(expected());
});

test("the solution under each of its names", async () => {
  const { solutions } = await loadDirectory(api.store, localTenant);
  const journal = solutions.get("journal");
  const names = [journal?.name ?? "", ...Object.values(journal?.localNames ?? {})];
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) expect([name, await found(name)]).toEqual([name, ids(login)]);
});

test("nobody finds what is not theirs to see, by whatever word", async () => {
  for (const q of ["nord", "tablets", "jonas", "udstyr"]) expect(await found(q, "emma.clarke")).toEqual([]);
  expect(await found("nord", "mette.holm")).toEqual([net]);
});

test("filters: nobody has taken it, mine, a visit, waits too long, the same", async () => {
  const listed = async (query: string, upn = "rasmus.dahl") => (await seenBy(upn, query)).sort();
  expect(await listed("?free=true")).toEqual([net]);
  expect(await listed("?mine=true", "camilla.noergaard")).toEqual([login]);
  expect(await listed("?visit=true")).toEqual([login]);
  expect(await listed("?late=true")).toEqual([]);
  expect(await listed(`?same=${net}`)).toEqual([net]);
  // Three working days after Monday, and a week after the question.
  api.setNow("2026-11-19T09:00:00.000Z");
  expect(await listed("?late=true")).toEqual([net]);
  api.setNow("2026-11-23T09:00:00.000Z");
  expect(await listed("?late=true")).toEqual(ids(net, login));
  const { items } = await read<BarriersAnswer>("/api/barriers?late=true", "rasmus.dahl");
  expect(Object.fromEntries(items.map(({ id, overdueSince }) => [id, overdueSince]))).toEqual({
    [net]: "2026-11-19",
    [login]: "2026-11-23",
  });
});

test("what is linked to another is found as the same, and the other says of how many teams it is", async () => {
  await changed(login, "rasmus.dahl", { action: "seenBefore", sameAs: net });
  expect(await seenBy("rasmus.dahl", `?same=${net}`)).toEqual([login, net]);
  const { items } = await read<BarriersAnswer>("/api/barriers", "rasmus.dahl");
  expect(Object.fromEntries(items.map(({ id, teams }) => [id, teams]))).toEqual({ [net]: 2, [login]: 1 });
});

describe("what is over", () => {
  test("is found for twelve months, but not by words that have been forgotten", async () => {
    await changed(net, "rasmus.dahl", { action: "decline", text: "Fjorden er for bred" });
    expect(await found("bred")).toEqual(ids(net, login));
    const later = "2027-06-24T09:00:00.000Z";
    api.setNow(later);
    const { settings } = await loadDirectory(api.store, localTenant);
    await forgetOld(api.store, localTenant, settings, later);
    const words = [{ prefix: "bred", exactly: [] }];
    expect((await api.store.query(localTenant, "barrier", { words })).items).toEqual([]);
    expect(await found("bred")).toEqual([]);
    expect(await found("skærmbesøg nord")).toEqual([net]);
    api.setNow("2027-11-24T09:00:00.000Z");
    expect(await found("skærmbesøg nord")).toEqual([]);
  });
});
