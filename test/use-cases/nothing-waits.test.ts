import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import type { Barrier } from "../../bot/domain/barrier/barrier.ts";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { comesBackOn, overdueSince } from "../../bot/domain/barrier/waiting.ts";
import { defaultSettings, type Instant } from "../../bot/domain/organisation.ts";
import type { Change } from "../../bot/store/store.ts";
import { type GivenAction, triageBarrier } from "../../bot/use-cases/barrier/triage-barrier.ts";
import { turnBarrierClock } from "../../bot/use-cases/barrier/turn-barrier-clock.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { changeTrial, startTrial } from "../../bot/use-cases/trial/run-trial.ts";
import { demoFolder } from "../support/bot.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";

// Nothing waits without a date: what is put aside comes back once, and what nobody touches is told.

const tenant = "tenant-1";
const monday = "2026-11-16T09:00:00.000Z";
const mette = "0a7b0000-0000-4000-8000-000000000001";
const rasmus = "0a7b0000-0000-4000-8000-000000000016";
const camilla = "0a7b0000-0000-4000-8000-000000000017";
const id = "0190aaaa-0000-7000-8000-000000000001";
let fresh: FreshStore;

beforeEach(async () => {
  fresh = await freshStore();
  await importDirectory({ store: fresh.store, tenantId: tenant, source: demoFolder, now: monday, by: "system" });
  const value = newBarrier(id, { teamId: "nord-dag", solutionId: "skaermbesoeg", week: null }, mette, monday);
  await fresh.store.commit(tenant, [{ op: "create", kind: "barrier", key: id, value }]);
});
afterEach(() => fresh.dispose());

async function errand(personId: string, now: Instant) {
  return {
    store: fresh.store,
    actor: { tenantId: tenant, personId },
    directory: await loadDirectory(fresh.store, tenant),
    now,
  };
}
async function done(given: GivenAction, by = rasmus, now = monday): Promise<void> {
  await triageBarrier(await errand(by, now), id, given);
}
async function clock(now: Instant): Promise<number> {
  return turnBarrierClock({
    store: fresh.store,
    tenantId: tenant,
    directory: await loadDirectory(fresh.store, tenant),
    now,
  });
}
async function barrier(): Promise<Barrier> {
  const stored = await fresh.store.read(tenant, "barrier", id);
  if (stored === undefined) throw new Error("gone");
  return stored.value;
}
async function told(): Promise<string[]> {
  const { items } = await fresh.store.query(tenant, "message", { limit: 1000 });
  const people: Record<string, string> = { [rasmus]: "rasmus", [camilla]: "camilla", [mette]: "mette" };
  return items
    .filter(({ value }) => value.purpose === "barrierUpdate" || value.purpose === "barrierNew")
    .map(({ value }) => `${value.event ?? "new"} ${people[value.recipient] ?? value.recipient}`)
    .sort();
}

test.each([
  ["asking", { action: "ask", text: "Hvornår?" }],
  ["waiting for others", { action: "wait" }],
  ["sent to the supplier", { action: "wait", supplier: true }],
] as [string, GivenAction][])("%s: a week by default, then its holder is asked once", async (_, given) => {
  await done(given);
  expect(comesBackOn(await barrier())).toBe("2026-11-23");
  expect(await clock("2026-11-22T09:00:00.000Z")).toBe(0);
  const at = "2026-11-23T09:00:00.000Z";
  expect(await clock(at)).toBe(1);
  expect(await clock(at)).toBe(0);
  expect(await clock("2026-11-25T09:00:00.000Z")).toBe(0);
  expect(await told()).toContain("2 rasmus");
  expect(overdueSince(await barrier(), defaultSettings, at)).toBe("2026-11-23");
  await done({ action: "postpone", until: "2026-11-30" }, rasmus, at);
  expect(overdueSince(await barrier(), defaultSettings, at)).toBeNull();
  expect(await clock("2026-11-30T09:00:00.000Z")).toBe(1);
});

test("a date of one's own is kept; one that has passed is refused", async () => {
  await done({ action: "wait", until: "2026-12-18" });
  expect(comesBackOn(await barrier())).toBe("2026-12-18");
  await expect(done({ action: "postpone", until: "2026-11-16" })).rejects.toThrow("invalid");
  expect(await clock("2026-11-30T09:00:00.000Z")).toBe(0);
});

test("what an older version put aside without a date has the usual one", () => {
  const { comesBackOn: _, ...old } = newBarrier(id, { teamId: "nord-dag", solutionId: "x", week: null }, mette, monday);
  const waiting: Barrier = {
    ...old,
    status: "waiting",
    events: [{ at: monday, by: rasmus, did: "status", status: "waiting" }],
  };
  expect(comesBackOn(waiting)).toBe("2026-11-23");
});

test("what nobody touches is told to the area's navigators, later to all, and then no more", async () => {
  expect(await clock("2026-11-18T09:00:00.000Z")).toBe(0);
  expect(await clock("2026-11-19T09:00:00.000Z")).toBe(1);
  expect(await told()).toEqual(["1 camilla"]);
  expect(await clock("2026-11-20T09:00:00.000Z")).toBe(0);
  expect(await clock("2026-11-24T09:00:00.000Z")).toBe(1);
  expect(await told()).toEqual(["1 camilla", "2 camilla", "2 rasmus"]);
  expect(await clock("2026-12-24T09:00:00.000Z")).toBe(0);
});

test("a barrier that was touched is left alone", async () => {
  await done({ action: "see" });
  expect(await clock("2026-12-24T09:00:00.000Z")).toBe(0);
});

test("a trial has its last day as date, asks what becomes of it, and says on the timeline that it ended", async () => {
  const trial = { id, barrierId: id, what: "Makkertræning", from: "2026-11-16", to: "2026-12-06" };
  await startTrial(await errand(rasmus, monday), trial);
  expect(comesBackOn(await barrier())).toBe("2026-12-06");
  const change = { action: "change", what: "Makkertræning", to: "2026-12-13" } as const;
  await changeTrial(await errand(rasmus, monday), id, change);
  expect(comesBackOn(await barrier())).toBe("2026-12-13");
  const ended = "2026-12-10T09:00:00.000Z";
  await changeTrial(await errand(camilla, ended), id, { action: "finish", learned: "Det hjalp", worked: "yes" });
  const { events } = await barrier();
  expect(events.at(-1)).toMatchObject({ did: "trialEnded", ref: id, text: "Det hjalp", by: camilla });
  expect(await told()).toContain(`${events.length - 1} rasmus`);
  expect(comesBackOn(await barrier())).toBe("2026-12-10");
});

test("what comes back while its holder is away is for the other navigators", async () => {
  await done({ action: "ask", text: "Hvornår?" }, camilla);
  const person = await fresh.store.read(tenant, "person", camilla);
  if (person === undefined) throw new Error("no person");
  const { key, etag, value } = person;
  const absences = [{ from: "2026-11-20", to: "2026-11-27" }];
  await changeDirectory([{ op: "replace", kind: "person", key, etag, value: { ...value, absences } }]);
  expect(await clock("2026-11-23T09:00:00.000Z")).toBe(1);
  const heard = await told();
  expect(heard).toContain("new navigators");
  expect(heard.filter((one) => one.endsWith("camilla"))).toEqual([]);
});

test("whoever has two areas hears of both, and keeps what is of the one when the other is somebody else's", async () => {
  const other = "0190aaaa-0000-7000-8000-000000000002";
  const about = { teamId: "sundhedsplejen", solutionId: "skaermbesoeg", week: null };
  const role = { personId: camilla, role: "navigator" as const, scope: "boern-unge", from: null, to: null };
  await changeDirectory([
    { op: "create", kind: "barrier", key: other, value: newBarrier(other, about, mette, monday) },
    { op: "create", kind: "role", key: `${camilla}:navigator:boern-unge`, value: role },
  ]);
  expect(await clock("2026-11-19T09:00:00.000Z")).toBe(2);
  expect((await told()).filter((one) => one === "1 camilla")).toHaveLength(2);
  const taken = "2026-11-19T10:00:00.000Z";
  for (const one of [id, other]) await triageBarrier(await errand(camilla, taken), one, { action: "take" });
  await changeDirectory(await rolesLeft("sundhed"));
  expect(await clock("2026-11-20T09:00:00.000Z")).toBe(1);
  expect((await barrier()).assignedTo).toBeNull();
  expect((await fresh.store.read(tenant, "barrier", other))?.value.assignedTo).toBe(camilla);
});

test("whoever helps the team no longer hands over, and the navigators hear of it", async () => {
  await done({ action: "take" }, camilla);
  await changeDirectory(await rolesLeft("sundhed"));
  expect(await clock("2026-11-17T09:00:00.000Z")).toBe(1);
  expect((await barrier()).assignedTo).toBeNull();
  expect(await told()).toContain("new navigators");
});

async function rolesLeft(scope: string): Promise<Change[]> {
  const { items } = await fresh.store.query(tenant, "role", { limit: 1000 });
  return items
    .filter(({ value }) => value.personId === camilla && value.role === "navigator" && value.scope === scope)
    .map(({ key, etag }) => ({ op: "delete", kind: "role", key, etag }));
}

async function changeDirectory(changes: Change[]): Promise<void> {
  const settings = await fresh.store.read(tenant, "settings", "municipality");
  if (settings === undefined) throw new Error("no settings");
  const { key, etag, value } = settings;
  const next = { ...value, directoryVersion: crypto.randomUUID() };
  await fresh.store.commit(tenant, [...changes, { op: "replace", kind: "settings", key, etag, value: next }]);
}
