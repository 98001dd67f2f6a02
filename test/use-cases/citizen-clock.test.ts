import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import { addDays, localInstant } from "../../bot/domain/calendar.ts";
import { type CitizenCase, newCitizenCase, updateCitizenCase } from "../../bot/domain/citizen-case.ts";
import { solutionName } from "../../bot/domain/organisation.ts";
import { keys } from "../../bot/store/documents.ts";
import type { Change, Store } from "../../bot/store/store.ts";
import { triageBarrier } from "../../bot/use-cases/barrier/triage-barrier.ts";
import { bringCasesUpToDate } from "../../bot/use-cases/citizen/bring-cases-up-to-date.ts";
import { logCitizenCase } from "../../bot/use-cases/citizen/log-citizen-case.ts";
import { pendingFollowUps } from "../../bot/use-cases/citizen/pending-follow-ups.ts";
import { publishFigures } from "../../bot/use-cases/citizen/publish-figures.ts";
import { turnCitizenClock } from "../../bot/use-cases/citizen/turn-citizen-clock.ts";
import { changeCitizenCase } from "../../bot/use-cases/citizen/update-citizen-case.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";

const tenantId = "t";
const start = "2026-11-02T09:00:00.000Z";
let fresh: FreshStore;
let store: Store;
let mette: string;
let rasmus: string;

const on = (days: number) => localInstant(addDays("2026-11-02", days), 8);
const directoryNow = () => loadDirectory(store, tenantId);
const contextOn = async (days: number) => ({ store, tenantId, directory: await directoryNow(), now: on(days) });

beforeEach(async () => {
  fresh = await freshStore();
  store = fresh.store;
  await fillMunicipality(store, tenantId, start, 2);
  const idOf = async (upn: string) =>
    [...(await directoryNow()).people.values()].find((one) => one.upn.startsWith(upn))!.id;
  mette = await idOf("mette.holm");
  rasmus = await idOf("rasmus.dahl");
});
afterEach(() => fresh.dispose());

async function logged(more: Partial<CitizenCase> = {}, by = mette): Promise<string> {
  const id = uuid();
  const given = {
    id,
    teamId: "nord-dag",
    solutionId: "skaermbesoeg",
    reasons: ["dyslexia" as const],
    instead: [],
    note: null,
  };
  const value = { ...newCitizenCase({ ...given, outcome: "open", followUpOn: null, ...more }, by, start), ...more };
  await store.commit(tenantId, [{ op: "create", kind: "citizenCase", key: id, value }]);
  return id;
}

const read = async (id: string) => (await store.read(tenantId, "citizenCase", id))!.value;
const messages = async () =>
  (await store.query(tenantId, "message", { where: { purpose: "citizenFollowUp" } })).items.map(({ value }) => value);
const didOf = async (id: string) => (await read(id)).events.map(({ did }) => did);

/** The days on which the clock did something, from one day to another, each turned twice. */
async function turned(from: number, to: number): Promise<number[]> {
  const days: number[] = [];
  for (let day = from; day <= to; day++) {
    const context = await contextOn(day);
    const before = (await messages()).length;
    await turnCitizenClock(context);
    await turnCitizenClock(context);
    if ((await messages()).length > before) days.push(day);
  }
  return days;
}

describe("a case is followed up", () => {
  test("on its date, once more 90 days later, and closed as it stands after 14 days more, openly", async () => {
    const id = await logged({ followUpOn: "2026-11-09", dueOn: "2026-11-09" });
    expect(await turned(0, 110)).toEqual([7, 97]);
    expect(await read(id)).toMatchObject({ closedAt: null });
    await turned(111, 112);
    expect(await read(id)).toMatchObject({ outcome: "open", unanswered: true, followUpOn: null, dueOn: null });
    expect((await read(id)).closedAt).toBe(on(111));
    expect(await didOf(id)).toEqual(["logged", "asked", "asked", "closedUnanswered"]);
    expect(await turned(113, 130)).toEqual([]);
  });

  test("90 days after it was last touched when it has no date; not at all when it is settled without one", async () => {
    const open = await logged();
    const settled = await logged({ outcome: "analog", dueOn: null });
    expect(await turned(0, 91)).toEqual([90]);
    await turned(92, 105);
    expect(await read(open)).toMatchObject({ unanswered: true });
    expect(await didOf(settled)).toEqual(["logged"]);
  });

  test("with the others of the day in one message to one person", async () => {
    for (let n = 0; n < 3; n++) await logged({ followUpOn: "2026-11-09", dueOn: "2026-11-09" });
    await logged({ followUpOn: "2026-11-09", dueOn: "2026-11-09" }, rasmus);
    expect(await turned(7, 7)).toEqual([7]);
    expect((await messages()).map(({ personId }) => personId).toSorted()).toEqual([mette, rasmus].toSorted());
    expect(await pendingFollowUps(await contextOn(7), mette)).toHaveLength(3);
  });

  test("by whoever answers for the team while its leader is away, and no more once it is answered", async () => {
    const id = await logged({ followUpOn: "2026-11-09", dueOn: "2026-11-09" });
    await turned(7, 7);
    const stored = await store.read(tenantId, "person", mette);
    const settings = await store.read(tenantId, "settings", keys.settings);
    const away = { ...stored!.value, absences: [{ from: "2026-11-10", to: "2026-11-30" }] };
    await store.commit(tenantId, [
      { op: "replace", kind: "person", key: mette, etag: stored!.etag, value: away },
      {
        op: "replace",
        kind: "settings",
        key: keys.settings,
        etag: settings!.etag,
        value: { ...settings!.value, directoryVersion: "away" },
      },
    ]);
    await turned(8, 10);
    const asked = (await read(id)).events.filter(({ did }) => did === "asked").map(({ to }) => to);
    // Asked again as somebody else's, or not at all where nobody stands in.
    expect(asked[0]).toBe(mette);
    expect(asked.slice(1)).not.toContain(mette);
    expect(await pendingFollowUps(await contextOn(10), mette)).toEqual([]);
    const current = await store.read(tenantId, "citizenCase", id);
    const answered = updateCitizenCase(current!.value, { outcome: "open", followUpOn: null }, mette, on(10));
    await store.commit(tenantId, [
      { op: "replace", kind: "citizenCase", key: id, etag: current!.etag, value: answered },
    ]);
    expect(await turned(11, 60)).toEqual([]);
  });

  test("three times: by its leader, by who stands in while they are away, and by who leads the team afterwards", async () => {
    const id = await logged({ followUpOn: "2026-11-09", dueOn: "2026-11-09" });
    const answer = async (by: string, day: number, followUpOn: string | null) => {
      expect(await pendingFollowUps(await contextOn(day), by)).toHaveLength(1);
      const errand = { ...(await contextOn(day)), actor: { tenantId, personId: by } };
      const outcome = followUpOn === null ? ("digital" as const) : ("open" as const);
      await changeCitizenCase(errand, { id, outcome, followUpOn });
    };
    const role = (personId: string, name: "leader" | "standIn"): Change => {
      const value = { personId, role: name, scope: "nord-dag", from: null, to: null };
      return { op: "create", kind: "role", key: keys.role(value), value };
    };
    const anew = async (changes: Change[]) => {
      const settings = await store.read(tenantId, "settings", keys.settings);
      const value = { ...settings!.value, directoryVersion: uuid() };
      await store.commit(tenantId, [
        ...changes,
        { op: "replace", kind: "settings", key: keys.settings, etag: settings!.etag, value },
      ]);
    };
    const [standIn, successor] = [uuid(), uuid()];
    const person = (key: string, name: string): Change => {
      return { op: "create", kind: "person", key, value: { id: key, name, upn: `${name}@x.example`, language: "da" } };
    };
    await turned(7, 7);
    await answer(mette, 7, "2026-11-16");
    const leader = await store.read(tenantId, "person", mette);
    const away = { ...leader!.value, absences: [{ from: "2026-11-12", to: "2026-11-20" }] };
    await anew([
      person(standIn, "Vikar"),
      role(standIn, "standIn"),
      { op: "replace", kind: "person", key: mette, etag: leader!.etag, value: away },
    ]);
    await turned(8, 14);
    await answer(standIn, 14, "2026-11-30");
    const old = await store.read(tenantId, "role", `${mette}:leader:nord-dag`);
    await anew([
      person(successor, "Ny"),
      role(successor, "leader"),
      { op: "delete", kind: "role", key: old!.key, etag: old!.etag },
    ]);
    await turned(15, 28);
    await answer(successor, 28, null);
    const asked = (await read(id)).events.filter(({ did }) => did === "asked").map(({ to }) => to);
    expect(asked).toEqual([mette, standIn, successor]);
    expect(await read(id)).toMatchObject({ outcome: "digital", closedAt: on(28) });
  });
});

test("help that was asked for is a barrier linked both ways; when it is solved, the case is asked about", async () => {
  const directory = await directoryNow();
  const errand = { store, directory, now: start, actor: { tenantId, personId: mette } };
  const id = uuid();
  const given = {
    id,
    teamId: "nord-dag",
    reasons: ["language" as const],
    instead: [],
    outcome: "open" as const,
    confirmed: false,
  };
  const general = await logCitizenCase(errand, { ...given, id: uuid(), helpWanted: true });
  const plain = await store.read(tenantId, "barrier", general.citizenCase.barrierId ?? "");
  expect(solutionName(directory, plain?.value.solutionId ?? "", "nord-dag")).toBe("flere løsninger");
  await logCitizenCase(errand, { ...given, solutionId: "skaermbesoeg", helpWanted: true });
  const { barrierId = "" } = await read(id);
  const barrier = await store.read(tenantId, "barrier", barrierId);
  expect(barrier?.value).toMatchObject({ category: "citizen", detail: "citizen", citizenCaseId: id, status: "new" });
  const helper = { ...errand, actor: { tenantId, personId: rasmus }, now: on(3) };
  await triageBarrier(
    helper,
    barrierId,
    { action: "solve", resolution: "shownOnsite", text: "Vi viste det.", confirmed: false },
    {},
  );
  expect(await turned(4, 6)).toEqual([4]);
  expect(await didOf(id)).toEqual(["logged", "helped", "asked"]);
});

describe("figures are published", () => {
  const publications = async () => (await store.query(tenantId, "published", { limit: 1000 })).items;

  test("once a period, by any number of processes at once, and never again", async () => {
    for (let n = 0; n < 40; n++) await logged();
    const context = await contextOn(70);
    await Promise.all([1, 2, 3].map(() => publishFigures(context)));
    const first = await publications();
    expect(first.map(({ key }) => key)).toEqual(expect.arrayContaining(["2026-Q4:*"]));
    expect(new Set(first.map(({ value }) => `${value.period}:${value.area}`)).size).toBe(first.length);
    for (let n = 0; n < 40; n++) await logged();
    expect(await publishFigures(await contextOn(71))).toBe(0);
    expect(await publications()).toEqual(first);
  });

  test("for periods that never overlap, whatever is chosen meanwhile", async () => {
    await publishFigures(await contextOn(0));
    const settings = await store.read(tenantId, "settings", keys.settings);
    const value = { ...settings!.value, citizenPeriodWhole: "halfYear" as const, citizenPeriodAreas: "year" as const };
    await store.commit(tenantId, [
      { op: "replace", kind: "settings", key: keys.settings, etag: settings!.etag, value },
    ]);
    await publishFigures(await contextOn(450));
    const wholes = (await publications()).filter(({ value: one }) => one.area === "*").map(({ value: one }) => one);
    const sorted = wholes.toSorted((a, b) => (a.from < b.from ? -1 : 1));
    expect(sorted.map(({ period }) => period)).toEqual([
      "2025-Q3",
      "2025-Q4",
      "2026-Q1",
      "2026-Q2",
      "2026-Q3",
      "2026-Q4",
      "2027-H1",
      "2027-H2",
    ]);
    for (const [index, one] of sorted.slice(1).entries()) expect(one.from).toBe(addDays(sorted[index]!.to, 1));
  });
});

test("cases of older versions are written in the words of today, once", async () => {
  const id = await logged();
  const current = await store.read(tenantId, "citizenCase", id);
  const { dueOn: _, ...old } = current!.value;
  const value = { ...old, instead: ["postExempt", "serviceExempt", "relative", "volunteer"] } as never;
  await store.commit(tenantId, [{ op: "replace", kind: "citizenCase", key: id, etag: current!.etag, value }]);
  const context = await contextOn(0);
  expect(await bringCasesUpToDate(context)).toBe(1);
  expect(await read(id)).toMatchObject({
    instead: ["postExempt", "exemptByPost", "supporter"],
    relatives: true,
    dueOn: "2027-01-31",
  });
  expect(await bringCasesUpToDate(context)).toBe(0);
});
