import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Barrier, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { newCheckIn } from "../../bot/domain/check-in/check-in.ts";
import { newCitizenCase } from "../../bot/domain/citizen-case.ts";
import { defaultSettings } from "../../bot/domain/organisation.ts";
import { newTrial, type Trial } from "../../bot/domain/trial.ts";
import { keys } from "../../bot/store/documents.ts";
import type { Store } from "../../bot/store/store.ts";
import { audit } from "../../bot/use-cases/commit.ts";
import { forgetOld } from "../../bot/use-cases/operations/forget-old.ts";
import { type FreshStore, freshCosmos, freshSqlite } from "../support/fresh-store.ts";

const tenant = "t";
const now = "2028-12-15T08:00:00.000Z";
const aDayLater = "2028-12-16T08:00:00.000Z";
const longAgo = "2020-03-02T12:00:00.000Z";
let fresh: FreshStore;
let store: Store;
/** Documents read since the last look at it. */
let read = 0;

function readNow(): number {
  const documents = read;
  read = 0;
  return documents;
}

async function keysOf(kind: "checkIn" | "citizenCase" | "barrier" | "audit"): Promise<string[]> {
  return (await store.query(tenant, kind)).items.map(({ key }) => key).toSorted();
}

async function closedBarrier(id: string, closedAt: string | null, touchedAt = closedAt): Promise<void> {
  const at = "2026-01-05T08:00:00.000Z";
  const barrier: Barrier = {
    ...newBarrier(id, { teamId: "team", solutionId: "s", week: null }, "p", at),
    status: closedAt === null ? "working" : "confirmed",
    consequence: "Det tager tid",
    closedAt,
    updatedAt: touchedAt ?? at,
    events: [
      { at: touchedAt ?? at, by: "p", did: "comment", text: "Vi prøver igen" },
      { at: now, by: "system", did: "status" },
    ],
  };
  await store.commit(tenant, [{ op: "create", kind: "barrier", key: id, value: barrier }]);
}

async function hasText(id: string): Promise<boolean> {
  return /Det tager tid|Vi prøver igen/.test(JSON.stringify(await store.read(tenant, "barrier", id)));
}

async function citizenCase(id: string, closedAt: string | null): Promise<void> {
  const given = { id, teamId: "team", solutionId: null, reasons: [], instead: [], note: "En note", followUpOn: null };
  const value = { ...newCitizenCase({ ...given, outcome: "open" }, "p", "2026-01-05T08:00:00.000Z"), closedAt };
  const outcome = closedAt === null ? ("open" as const) : ("analog" as const);
  await store.commit(tenant, [{ op: "create", kind: "citizenCase", key: id, value: { ...value, outcome } }]);
}

/** Of who did what, under a key of its own. */
async function entry(key: string, at: string): Promise<void> {
  const value = { at, by: "p", did: "checkIn.answered", kind: "checkIn" as const, key: "x" };
  await store.commit(tenant, [{ op: "create", kind: "audit", key, value }]);
}

const stores = [
  ["SQLite", freshSqlite],
  ["Cosmos DB", freshCosmos],
] as const;

describe.each(stores)("on %s", (_, open) => {
  beforeEach(async () => {
    fresh = await open({
      onOperation: ({ documents, name }) => {
        if (name !== "commit") read += documents;
      },
    });
    store = fresh.store;
    read = 0;
  });
  afterEach(() => fresh.dispose());

  test("the free text of a barrier is gone six months after closing, to the day; the barrier stays", async () => {
    await closedBarrier("due", "2028-06-14T12:00:00.000Z");
    await closedBarrier("not-yet", "2028-06-15T12:00:00.000Z");
    await closedBarrier("open", null, "2028-06-15T12:00:00.000Z");
    expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ barrierTexts: 1 });
    const due = await store.read(tenant, "barrier", "due");
    expect(JSON.stringify(due)).not.toMatch(/Det tager tid|Vi prøver igen/);
    expect(due?.value).toMatchObject({ status: "confirmed", events: [{ did: "comment", by: "p" }, { by: "system" }] });
    for (const key of ["not-yet", "open"]) {
      expect(JSON.stringify(await store.read(tenant, "barrier", key))).toContain("Vi prøver igen");
    }
    expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ barrierTexts: 0 });
  });

  test("what is never closed loses its text as long after it was last touched, and stays open", async () => {
    await closedBarrier("parked", null, "2028-06-14T12:00:00.000Z");
    await closedBarrier("touched", null, "2028-06-15T12:00:00.000Z");
    await citizenCase("open", null);
    expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ untouchedTexts: 2, citizenCases: 0 });
    expect(await hasText("parked")).toBe(false);
    expect(await hasText("touched")).toBe(true);
    const open = await store.read(tenant, "citizenCase", "open");
    expect(open?.value).toMatchObject({ note: null, outcome: "open", closedAt: null });
    expect(await forgetOld(store, tenant, defaultSettings, aDayLater)).toMatchObject({ untouchedTexts: 1 });
  });

  test("a trial loses its texts two years after its end, unless it was shared", async () => {
    const given = {
      what: "Hund",
      teamIds: ["team"],
      solutionId: null,
      barrierId: null,
      citizenReason: null,
      hope: "Håb",
    };
    const begun = { ...given, from: "2026-10-01", to: "2026-11-01" };
    const trial = async (id: string, more: Partial<Trial>) => {
      const value = { ...newTrial({ id, ...begun }, "p", "2026-10-01T08:00:00.000Z"), learned: "Lært", ...more };
      await store.commit(tenant, [{ op: "create", kind: "trial", key: id, value }]);
    };
    await trial("over", { state: "finished", endedAt: "2026-12-14T08:00:00.000Z" });
    await trial("not-yet", { state: "finished", endedAt: "2026-12-15T08:00:00.000Z" });
    await trial("shared", { state: "finished", endedAt: "2026-11-02T08:00:00.000Z", shareable: true });
    await trial("never-ended", {});
    expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ trialTexts: 2 });
    const texts = (await store.query(tenant, "trial")).items.map(({ key, value }) => [key, value.what, value.learned]);
    expect(texts).toEqual([
      ["never-ended", "", null],
      ["not-yet", "Hund", "Lært"],
      ["over", "", null],
      ["shared", "Hund", "Lært"],
    ]);
  });

  test("a citizen case is deleted twelve months after closing, an open one never", async () => {
    await citizenCase("due", "2027-12-14T12:00:00.000Z");
    await citizenCase("not-yet", "2027-12-16T12:00:00.000Z");
    await citizenCase("open", null);
    expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ citizenCases: 1 });
    expect(await keysOf("citizenCase")).toEqual(["not-yet", "open"]);
  });

  test("check-ins are deleted after 24 months, and who did what with them; a municipality may choose other months", async () => {
    for (const week of ["2026-W45", "2026-W51", "2028-W50"]) {
      const value = newCheckIn(week, "team", []);
      await store.commit(tenant, [{ op: "create", kind: "checkIn", key: keys.checkIn(week, "team"), value }]);
    }
    await entry("1", "2026-11-02T08:00:00.000Z");
    await entry("2", "2028-11-02T08:00:00.000Z");
    expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ checkIns: 1, audits: 1 });
    expect(await keysOf("checkIn")).toEqual(["2026-W51:team", "2028-W50:team"]);
    expect(await keysOf("audit")).toHaveLength(1);
    await forgetOld(store, tenant, { ...defaultSettings, checkInRetentionMonths: 6 }, now);
    expect(await keysOf("checkIn")).toEqual(["2028-W50:team"]);
  });

  test("a day reads the entries that have become due and a page more; what a wrong clock put behind others goes by the first", async () => {
    for (let n = 100; n < 160; n++) await entry(`${n}`, "2028-11-02T08:00:00.000Z");
    await entry("099", "2026-11-02T08:00:00.000Z");
    await entry("150-of-a-slow-clock", "2026-11-02T08:00:00.000Z");
    readNow();
    expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ audits: 1 });
    expect(readNow()).toBeLessThan(30);
    expect(await forgetOld(store, tenant, defaultSettings, "2029-01-01T08:00:00.000Z")).toMatchObject({ audits: 1 });
    expect(await forgetOld(store, tenant, defaultSettings, "2029-01-02T08:00:00.000Z")).toMatchObject({ audits: 0 });
  });

  test("hundreds at once, and another tenant's are left alone", async () => {
    for (const at of [tenant, "other"]) {
      for (let n = 0; n < 120; n++) {
        await store.commit(at, [
          audit({ actor: { personId: "p" }, now: "2020-01-01T00:00:00.000Z" }, "did", "team", String(n)),
        ]);
      }
    }
    expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ audits: 120 });
    expect(await keysOf("audit")).toEqual([]);
    expect((await store.query("other", "audit", { limit: 1000 })).items).toHaveLength(120);
  });

  test("a day reads what has become due since the day before, however much has been closed over the years", async () => {
    for (let n = 0; n < 30; n++) {
      await closedBarrier(`old-${n}`, `20${20 + (n % 8)}-03-02T12:00:00.000Z`);
      await citizenCase(`recent-${n}`, "2028-03-02T12:00:00.000Z");
    }
    await closedBarrier("tomorrow", "2028-06-15T12:00:00.000Z");
    expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ barrierTexts: 30 });
    readNow();
    expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ barrierTexts: 0 });
    // The note of how far it has come, for what is closed and for what nobody touches.
    expect(readNow()).toBe(2);
    expect(await forgetOld(store, tenant, defaultSettings, aDayLater)).toMatchObject({ barrierTexts: 1 });
    expect(readNow()).toBe(3);
    expect(await hasText("tomorrow")).toBe(false);
  });

  test("a process that was away for years forgets all that has become due meanwhile", async () => {
    await closedBarrier("first", "2021-01-04T12:00:00.000Z");
    await forgetOld(store, tenant, defaultSettings, "2021-08-16T08:00:00.000Z");
    await closedBarrier("second", "2021-12-06T12:00:00.000Z");
    await closedBarrier("third", "2028-05-02T12:00:00.000Z");
    expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ barrierTexts: 2 });
  });

  test("a municipality that keeps text for a shorter time loses it the next day, and one that keeps it longer keeps it", async () => {
    await closedBarrier("three-months", "2028-09-01T12:00:00.000Z");
    await closedBarrier("five-months", "2028-07-05T12:00:00.000Z");
    await forgetOld(store, tenant, defaultSettings, now);
    const threeMonths = { ...defaultSettings, freeTextRetentionMonths: 3 };
    expect(await forgetOld(store, tenant, threeMonths, now)).toMatchObject({ barrierTexts: 2 });
    const aYear = { ...defaultSettings, freeTextRetentionMonths: 12 };
    await closedBarrier("a-year", "2027-12-15T12:00:00.000Z");
    await forgetOld(store, tenant, aYear, now);
    expect(await hasText("a-year")).toBe(true);
    expect(await forgetOld(store, tenant, aYear, aDayLater)).toMatchObject({ barrierTexts: 1 });
  });

  test("a clock that was a year ahead for a day does not keep later texts", async () => {
    await forgetOld(store, tenant, defaultSettings, "2029-12-15T08:00:00.000Z");
    await closedBarrier("due", "2028-06-14T12:00:00.000Z");
    expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ barrierTexts: 1 });
  });

  test("what somebody else changes at the same moment loses its text the next day", async () => {
    await closedBarrier("due", longAgo);
    const disturbed: Store = {
      ...store,
      commit: async (tenantId, changes) => {
        const stored = await store.read(tenantId, "barrier", "due");
        if (stored !== undefined) {
          const { key, etag, value } = stored;
          await store.commit(tenantId, [{ op: "replace", kind: "barrier", key, etag, value: { ...value, cards: [] } }]);
        }
        return store.commit(tenantId, changes);
      },
    };
    expect(await forgetOld(disturbed, tenant, defaultSettings, now)).toMatchObject({ barrierTexts: 0 });
    expect(await hasText("due")).toBe(true);
    expect(await forgetOld(store, tenant, defaultSettings, aDayLater)).toMatchObject({ barrierTexts: 1 });
  });

  test("what comes in behind the last look loses its text on the first of the month at the latest", async () => {
    await forgetOld(store, tenant, defaultSettings, now);
    await closedBarrier("restored", longAgo);
    expect(await forgetOld(store, tenant, defaultSettings, "2028-12-31T22:59:00.000Z")).toMatchObject({
      barrierTexts: 0,
    });
    expect(await forgetOld(store, tenant, defaultSettings, "2028-12-31T23:01:00.000Z")).toMatchObject({
      barrierTexts: 1,
    });
  });

  test("two processes at the same moment forget everything between them, and both go on", async () => {
    for (let n = 0; n < 40; n++) await closedBarrier(`b-${n}`, longAgo);
    const both = await Promise.all([1, 2].map(() => forgetOld(store, tenant, defaultSettings, now)));
    await forgetOld(store, tenant, defaultSettings, aDayLater);
    for (let n = 0; n < 40; n++) expect(await hasText(`b-${n}`)).toBe(false);
    expect(both).toHaveLength(2);
  });
});
