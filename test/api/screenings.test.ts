import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { NewScreening, ScreeningItem, ScreeningsAnswer } from "../../bot/api/contract.ts";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { kinds } from "../../bot/store/documents.ts";
import { queryAll } from "../../bot/store/store.ts";
import { erasePerson } from "../../bot/use-cases/operations/erase-person.ts";
import { type Bot, personId, rasmus, startBot, tenant, torben, wordsOn } from "../support/bot.ts";
import { apiClient } from "../support/call-api.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";

const now = "2026-11-16T08:05:00.000Z";
const vibeke = personId(25);
const [navigator, adviser, manager] = ["rasmus.dahl", "vibeke.holst", "torben.kjaer"];
const secret = "Billedet fryser hos borgerne langs fjorden.";
let bot: Bot;
let api: RunningApi;
let barrier: string;
const { call, read } = apiClient(() => api.url);

beforeEach(async () => {
  bot = await startBot();
  bot.at(now);
  api = await startApi({ store: bot.store, now });
  for (const person of [rasmus, vibeke, torben]) await bot.install(person);
  barrier = randomUUID();
  const about = { teamId: "nord-dag", solutionId: "skaermbesoeg", week: null };
  const value = { ...newBarrier(barrier, about, rasmus, now), consequence: secret };
  await bot.store.commit(tenant, [{ op: "create", kind: "barrier", key: barrier, value }]);
});
afterEach(async () => {
  await api.stop();
  await bot.stop();
});

function screening(more: Partial<NewScreening> = {}): NewScreening {
  return {
    ...{ id: randomUUID(), about: "barrier", aboutId: barrier, personalData: "sensitive", due: "2026-11-26" },
    ...{ question: "Må vi optage besøget, så vi kan se, hvor det fryser?", development: "Serviceloven" },
    ...more,
  };
}
const ask = (body: NewScreening, upn = navigator) => call("POST", "/api/screenings", upn, body);
const change = (id: string, body: unknown, upn = adviser) => call("PATCH", `/api/screenings/${id}`, upn, body);
const list = (upn: string, search = "") => read<ScreeningsAnswer>(`/api/screenings${search}`, upn);
const about = () => `?about=barrier&id=${barrier}`;
const only = ({ items }: ScreeningsAnswer): ScreeningItem => {
  expect(items).toHaveLength(1);
  return items[0] as ScreeningItem;
};
const told = (person: string) => bot.cards(person).map(({ card }) => wordsOn(card));

async function day(at: string): Promise<void> {
  bot.at(at);
  api.setNow(at);
  await bot.tick();
  await bot.settled();
}

test("a question goes to the adviser, who sees what is asked and nothing else, and the answer to whoever asked", async () => {
  expect((await ask(screening())).status).toBe(200);
  await day("2026-11-16T08:06:00.000Z");
  expect(told(vibeke).at(-1)).toContain("Et spørgsmål til dig");
  expect(told(vibeke).at(-1)).toContain("Rasmus Dahl spørger og vil gerne have svar senest 26. november 2026.");

  const asked = only(await list(adviser));
  expect(asked).toMatchObject({
    aboutId: null,
    askedBy: "Rasmus Dahl",
    mayAnswer: true,
    isLate: false,
    development: "Serviceloven",
  });
  const seen = [];
  for (const path of [
    "/api/first-view",
    "/api/barriers",
    "/api/trials",
    "/api/adoption",
    "/api/attention",
    "/api/ambition",
  ]) {
    seen.push(await (await call("GET", path, adviser)).text());
  }
  seen.push(JSON.stringify(asked));
  expect(seen.join("\n")).not.toContain(barrier);
  expect(seen.join("\n")).not.toContain(secret);
  expect((await call("GET", `/api/barriers/${barrier}`, adviser)).status).toBe(404);
  expect((await list(adviser, about())).items).toEqual([]);

  const text = "Ja, hvis optagelsen bliver slettet samme dag.";
  expect((await change(asked.id, { action: "answer", verdict: "changed", text }, navigator)).status).toBe(403);
  expect((await change(asked.id, { action: "answer", verdict: "changed", text: " " })).status).toBe(400);
  expect((await change(asked.id, { action: "answer", verdict: "changed", text })).status).toBe(200);
  await day("2026-11-17T08:00:00.000Z");
  expect(told(rasmus).filter((words) => words.includes("Juristen har svaret: Med ændring"))).toHaveLength(1);
  expect(told(rasmus).at(-1)).toContain(text);
  const answered = only(await list(navigator, about()));
  expect(answered).toMatchObject({ aboutId: barrier, answer: { verdict: "changed", text, by: "Vibeke Holst" } });
  expect((await change(asked.id, { action: "answer", verdict: "free", text })).status).toBe(409);
});

test("that it is late is told once, to both", async () => {
  await ask(screening());
  const late = (person: string, words: string) => told(person).filter((said) => said.includes(words)).length;
  for (const at of ["2026-11-26", "2026-11-27", "2026-11-28", "2026-11-30", "2026-12-01"])
    await day(`${at}T09:00:00.000Z`);
  expect([late(rasmus, "Juristen har ikke svaret endnu"), late(vibeke, "Et spørgsmål venter på dig")]).toEqual([1, 1]);
  expect(only(await list(adviser))).toMatchObject({ isLate: true, mayAnswer: true });
});

describe("is asked", () => {
  test("by whoever triages, about a trial and a solution too, and by the manager who decides about what is lifted", async () => {
    expect((await ask(screening({ about: "solution", aboutId: "skaermbesoeg" }))).status).toBe(200);
    expect((await ask(screening(), manager)).status).toBe(404);
    const stored = await bot.store.read(tenant, "barrier", barrier);
    if (stored === undefined) throw new Error("no barrier");
    const value = { ...stored.value, escalatedAt: now };
    await bot.store.commit(tenant, [{ op: "replace", kind: "barrier", key: barrier, etag: stored.etag, value }]);
    expect((await list(manager, about())).mayAsk).toBe(true);
    expect((await ask(screening(), manager)).status).toBe(200);
    expect((await ask(screening(), "nikolaj.bech")).status).toBe(404);
    expect((await ask(screening({ about: "trial", aboutId: randomUUID() }))).status).toBe(404);
  });

  test("with words, within one to two weeks, once however often it is sent", async () => {
    for (const wrong of [{ question: " " }, { due: "2026-11-20" }, { due: "2026-12-01" }, { due: "31.2.2027" }]) {
      expect([wrong, (await ask(screening(wrong))).status]).toEqual([wrong, 400]);
    }
    const body = screening();
    await ask(body);
    expect((await ask(body)).status).toBe(200);
    expect((await ask(body, "camilla.noergaard")).status).toBe(404);
    expect((await list(navigator)).items).toHaveLength(1);
    expect((await ask(screening({ question: "Må 0101701234 med?" }))).status).toBe(422);
  });

  test("of nobody where there is no adviser", async () => {
    await erasePerson(bot.store, tenant, "vibeke.holst@havnby.example", now);
    expect(await list(navigator, about())).toEqual({ items: [], mayAsk: false });
    expect((await ask(screening())).status).toBe(400);
  });
});

test("the answer comes to the team's navigators who are there while whoever asked is away", async () => {
  await bot.install(personId(17));
  const body = screening();
  await ask(body);
  await bot.says(rasmus, "jeg er væk til 30. november");
  await change(body.id, { action: "answer", verdict: "stop", text: "Det har vi ikke lov til." });
  await day("2026-11-17T08:00:00.000Z");
  const heard = [rasmus, personId(17)].map((person) => told(person).some((words) => words.includes("Stop")));
  expect(heard).toEqual([true, true]);
});

test("is taken back while nobody has answered; afterwards both take the words out, and nothing of them is left", async () => {
  const first = screening();
  await ask(first);
  expect((await change(first.id, { action: "withdraw" })).status).toBe(403);
  expect((await change(first.id, { action: "withdraw" }, "camilla.noergaard")).status).toBe(404);
  expect((await change(first.id, { action: "withdraw" }, navigator)).status).toBe(200);
  expect(await bot.store.read(tenant, "screening", first.id)).toBeUndefined();
  const second = screening();
  await ask(second);
  await change(second.id, { action: "answer", verdict: "free", text: "Det er der hjemmel til." });
  expect((await change(second.id, { action: "withdraw" }, navigator)).status).toBe(409);
  expect((await change(second.id, { action: "deleteText" }, navigator)).status).toBe(200);
  const left = (await bot.store.read(tenant, "screening", second.id))?.value;
  expect(left).toMatchObject({ question: null, development: null, answer: { verdict: "free", text: null } });
});

test("somebody who is erased is in none, and a screening goes after five years", async () => {
  const body = screening({ question: "Spørg Torben Kjær, om vi må", confirmed: true });
  await ask(body);
  await erasePerson(bot.store, tenant, "torben.kjaer@havnby.example", now);
  await erasePerson(bot.store, tenant, "rasmus.dahl@havnby.example", now);
  for (const kind of kinds) {
    for await (const { value } of queryAll(bot.store, tenant, kind)) {
      expect(JSON.stringify(value)).not.toMatch(/Torben Kjær|Rasmus Dahl/);
    }
  }
  expect((await bot.store.read(tenant, "screening", body.id))?.expiresAt).toBe("2031-11-15T23:00:00.000Z");
});
