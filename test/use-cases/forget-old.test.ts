import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Barrier, newBarrier } from "../../bot/domain/barrier.ts";
import { newCheckIn } from "../../bot/domain/check-in.ts";
import { newCitizenCase } from "../../bot/domain/citizen-case.ts";
import { defaultSettings } from "../../bot/domain/organisation.ts";
import { keys } from "../../bot/store/documents.ts";
import type { Store } from "../../bot/store/store.ts";
import { audit } from "../../bot/use-cases/commit.ts";
import { forgetOld } from "../../bot/use-cases/forget-old.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";

const tenant = "t";
const now = "2028-12-15T08:00:00.000Z";
let fresh: FreshStore;
let store: Store;

beforeEach(async () => {
  fresh = await freshStore();
  store = fresh.store;
});
afterEach(() => fresh.dispose());

async function keysOf(kind: "checkIn" | "citizenCase" | "barrier" | "audit"): Promise<string[]> {
  return (await store.query(tenant, kind)).items.map(({ key }) => key).toSorted();
}

async function closedBarrier(id: string, closedAt: string | null): Promise<void> {
  const at = "2026-01-05T08:00:00.000Z";
  const barrier: Barrier = {
    ...newBarrier(id, { teamId: "team", solutionId: "s", week: null }, "p", at),
    status: closedAt === null ? "working" : "confirmed",
    consequence: "Det tager tid",
    closedAt,
    updatedAt: closedAt ?? at,
    events: [{ at, by: "p", did: "comment", text: "Vi prøver igen" }],
  };
  await store.commit(tenant, [{ op: "create", kind: "barrier", key: id, value: barrier }]);
}

async function citizenCase(id: string, closedAt: string | null): Promise<void> {
  const given = { id, teamId: "team", solutionId: null, reasons: [], instead: [], note: "En note", followUpOn: null };
  const value = { ...newCitizenCase({ ...given, outcome: "open" }, "p", "2026-01-05T08:00:00.000Z"), closedAt };
  const outcome = closedAt === null ? ("open" as const) : ("analog" as const);
  await store.commit(tenant, [{ op: "create", kind: "citizenCase", key: id, value: { ...value, outcome } }]);
}

test("the free text of a barrier is gone six months after closing, to the day; the barrier stays", async () => {
  await closedBarrier("due", "2028-06-14T12:00:00.000Z");
  await closedBarrier("not-yet", "2028-06-15T12:00:00.000Z");
  await closedBarrier("open", null);
  expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ barrierTexts: 1 });
  const due = await store.read(tenant, "barrier", "due");
  expect(JSON.stringify(due)).not.toMatch(/Det tager tid|Vi prøver igen/);
  expect(due?.value).toMatchObject({ status: "confirmed", events: [{ did: "comment", by: "p" }] });
  for (const key of ["not-yet", "open"]) {
    expect(JSON.stringify(await store.read(tenant, "barrier", key))).toContain("Vi prøver igen");
  }
  expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ barrierTexts: 0 });
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
  await store.commit(tenant, [audit("2026-11-02T08:00:00.000Z", "p", "checkIn.answered", "checkIn", "x")]);
  await store.commit(tenant, [audit("2028-11-02T08:00:00.000Z", "p", "checkIn.answered", "checkIn", "y")]);
  expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ checkIns: 1, audits: 1 });
  expect(await keysOf("checkIn")).toEqual(["2026-W51:team", "2028-W50:team"]);
  expect(await keysOf("audit")).toHaveLength(1);
  await forgetOld(store, tenant, { ...defaultSettings, checkInRetentionMonths: 6 }, now);
  expect(await keysOf("checkIn")).toEqual(["2028-W50:team"]);
});

test("hundreds at once, and another tenant's are left alone", async () => {
  for (const at of [tenant, "other"]) {
    for (let n = 0; n < 120; n++) {
      await store.commit(at, [audit("2020-01-01T00:00:00.000Z", "p", "did", "team", String(n))]);
    }
  }
  expect(await forgetOld(store, tenant, defaultSettings, now)).toMatchObject({ audits: 120 });
  expect(await keysOf("audit")).toEqual([]);
  expect((await store.query("other", "audit", { limit: 1000 })).items).toHaveLength(120);
});
