import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Area } from "../../bot/domain/organisation.ts";
import type { Operation, StoreOptions } from "../../bot/store/change-rules.ts";
import { type Change, Conflict, type Store } from "../../bot/store/store.ts";
import type { FreshStore } from "../support/fresh-store.ts";
import { area, create, remove, replace } from "./area-changes.ts";
import { queryContract } from "./contract-queries.ts";
import { tenantContract } from "./contract-tenants.ts";

/** Where a server that stands in for the real one is known to differ; those tests must fail there, or the gap is closed. */
export type Gap = "a failed batch keeps its first changes" | "queries drop a key named __proto__";

const noon = Date.parse("2026-11-16T12:00:00.000Z");

/** What every adapter of the store must do. `open` gives an empty store. */
export function storeContract(open: (options: StoreOptions) => Promise<FreshStore>, gaps: readonly Gap[] = []): void {
  let fresh: FreshStore;
  let store: Store;
  let now = noon;
  let operations: Operation[] = [];
  const unlessGap = (gap: Gap) => (gaps.includes(gap) ? test.failing : test);

  beforeEach(async () => {
    now = noon;
    fresh = await open({ now: () => now, onOperation: (operation) => operations.push(operation) });
    store = fresh.store;
    operations = [];
  });
  afterEach(() => fresh.dispose());

  describe("a document", () => {
    test("is created, read, replaced and deleted, with a new etag each time", async () => {
      expect(await store.read("a", "area", "care")).toBeUndefined();
      const [created = ""] = await store.commit("a", [create("care", area("Omsorg"))]);
      expect(await store.read("a", "area", "care")).toEqual({
        kind: "area",
        key: "care",
        etag: created,
        value: area("Omsorg"),
      });
      const [replaced = ""] = await store.commit("a", [replace("care", created, area("Sundhed"))]);
      expect(replaced).not.toBe(created);
      expect(await store.read("a", "area", "care")).toMatchObject({ etag: replaced, value: { name: "Sundhed" } });
      expect(await store.commit("a", [remove("care", replaced)])).toEqual([""]);
      expect(await store.read("a", "area", "care")).toBeUndefined();
      const [again] = await store.commit("a", [create("care", area("Omsorg"))]);
      expect([created, replaced]).not.toContain(again);
    });

    test("is changed only by who saw it last", async () => {
      const [etag = ""] = await store.commit("a", [create("care")]);
      const [newer = ""] = await store.commit("a", [replace("care", etag)]);
      for (const change of [
        create("care"),
        replace("care", etag),
        remove("care", etag),
        replace("none", etag),
        remove("none", etag),
      ]) {
        await expect(store.commit("a", [change])).rejects.toThrow(Conflict);
        await expect(store.commit("a", [create("other"), change])).rejects.toThrow(Conflict);
      }
      expect((await store.read("a", "area", "care"))?.etag).toBe(newer);
    });

    test("has one winner when two write at once", async () => {
      const other = await fresh.again();
      const [etag = ""] = await store.commit("a", [create("care")]);
      const attempts = [store, other, store, other].map((by, i) =>
        by.commit("a", [replace("care", etag, area(`${i}`))]),
      );
      const outcomes = await Promise.allSettled(attempts);
      const won = outcomes.flatMap((outcome, i) =>
        outcome.status === "fulfilled" ? [{ i, etag: outcome.value[0] }] : [],
      );
      expect(won).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(Conflict);
      expect(await store.read("a", "area", "care")).toMatchObject({
        etag: won[0]?.etag,
        value: { name: `${won[0]?.i}` },
      });
    });

    test("is created once when many try at once", async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 10 }, (_, i) => store.commit("a", [create("care", area(`${i}`))])),
      );
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    });

    test("is what it was when it was handed over", async () => {
      const value = area("before");
      const committed = store.commit("a", [create("care", value)]);
      value.name = "after";
      await committed;
      expect((await store.read("a", "area", "care"))?.value.name).toBe("before");
    });

    test("may have any text in key and value", async () => {
      const keys = [
        "blåbær/ø\\?#%",
        "2026-W47:team ét",
        "日本語 🇩🇰",
        "'; drop table documents; --",
        " ",
        "..",
        "~2f",
        "/",
        "%2F",
        "a\u0000b",
        "x".repeat(900),
      ];
      await store.commit(
        "a",
        keys.map((key) => create(key, area(`${key}\u2028"\\`))),
      );
      for (const key of keys)
        expect(await store.read("a", "area", key)).toMatchObject({ key, value: { name: `${key}\u2028"\\` } });
      const found = await store.query("a", "area");
      expect(found.items.map(({ key }) => key).sort()).toEqual([...keys].sort());
    });

    test("holds 1.5 MB", async () => {
      const name = "æ".repeat(750_000);
      await store.commit("a", [create("care", area(name))]);
      const found = await store.read("a", "area", "care");
      expect(found?.value.name === name).toBe(true);
    });

    test("keeps keys that would pollute prototypes, and pollutes nothing", async () => {
      await store.commit("a", [create("care", polluting())]);
      const found = await store.read("a", "area", "care");
      expect(JSON.stringify(found?.value)).toBe(JSON.stringify(polluting()));
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      expect(Object.getPrototypeOf(found?.value)).toBe(Object.prototype);
    });

    unlessGap("queries drop a key named __proto__")("keeps them through a query, too", async () => {
      await store.commit("a", [create("care", polluting())]);
      const { items } = await store.query("a", "area");
      expect(JSON.stringify(items[0]?.value)).toBe(JSON.stringify(polluting()));
    });

    test("is still there after closing and opening", async () => {
      const [etag] = await store.commit("a", [create("care")]);
      await store.close();
      const reopened = await fresh.again();
      expect((await reopened.read("a", "area", "care"))?.etag).toBe(etag);
    });
  });

  describe("the etags of a kind", () => {
    test("are those of its living documents, and change with them alone", async () => {
      const soon = new Date(now + 1000).toISOString();
      const keys = Array.from({ length: 30 }, (_, i) => `æ"\n/${i}`);
      const created = await store.commit("a", [
        ...keys.map((key) => create(key)),
        { ...create("soon gone"), op: "create", expiresAt: soon },
      ]);
      await store.commit("b", [create("elsewhere")]);
      now += 1000;
      expect(await store.etags("a", "area")).toEqual(new Map(keys.map((key, i) => [key, created[i]])));
      expect(await store.etags("a", "team")).toEqual(new Map());
      const [replaced] = await store.commit("a", [
        replace(keys[7] ?? "", created[7] ?? ""),
        remove(keys[8] ?? "", created[8] ?? ""),
      ]);
      const left = keys.map((key, i): [string, string | undefined] => [key, i === 7 ? replaced : created[i]]);
      expect(await store.etags("a", "area")).toEqual(new Map(left.filter(([key]) => key !== keys[8])));
    });
  });

  describe("a commit", () => {
    test("of several documents answers with their etags in order", async () => {
      const [one = "", two = ""] = await store.commit("a", [create("1"), create("2")]);
      const etags = await store.commit("a", [remove("1", one), create("3"), replace("2", two)]);
      const [gone, third, second] = await store.readMany("a", [
        { kind: "area", key: "1" },
        { kind: "area", key: "3" },
        { kind: "area", key: "2" },
      ]);
      expect(gone).toBeUndefined();
      expect(etags).toEqual(["", third?.etag, second?.etag]);
    });

    unlessGap("a failed batch keeps its first changes")("is all or nothing, whichever change fails", async () => {
      const [etag = ""] = await store.commit("a", [create("taken")]);
      const before = await store.query("a", "area");
      for (const position of [0, 5, 9]) {
        const changes: Change[] = Array.from({ length: 9 }, (_, i) => create(`new-${i}`));
        changes.splice(position, 0, create("taken"));
        await expect(store.commit("a", changes)).rejects.toThrow(Conflict);
        await expect(
          store.commit("a", [
            replace("taken", etag),
            ...changes.filter(({ key }) => key !== "taken"),
            remove("none", etag),
          ]),
        ).rejects.toThrow(Conflict);
        expect(await store.query("a", "area")).toEqual(before);
      }
    });

    test("takes as many changes as the store says, and no more", async () => {
      const creates = (count: number) => Array.from({ length: count }, (_, i) => create(`${i}`, area("")));
      const etags = await store.commit("a", creates(store.maxChanges));
      await expect(store.commit("b", creates(store.maxChanges + 1))).rejects.toThrow(RangeError);
      expect((await store.query("b", "area")).items).toEqual([]);
      await store.commit(
        "a",
        etags.map((etag, i) => remove(`${i}`, etag)),
      );
      expect((await store.query("a", "area")).items).toEqual([]);
    });

    test("refuses two changes of one document, an impossible key and an expiry that is no instant", async () => {
      for (const changes of [
        [create("x"), create("x")],
        [create("")],
        [create("\ud800")],
        [create("x".repeat(1100))],
        [{ ...create("x"), expiresAt: "soon" }],
      ]) {
        await expect(store.commit("a", changes)).rejects.toThrow(RangeError);
      }
      expect(await store.commit("a", [])).toEqual([]);
      expect((await store.query("a", "area")).items).toEqual([]);
    });
  });

  describe("an expired document", () => {
    beforeEach(async () => {
      const expiresAt = new Date(noon + 60_000).toISOString();
      await store.commit("a", [{ ...create("brief"), expiresAt }]);
      await store.commit("a", [{ ...create("short"), expiresAt }, create("lasting")]);
    });

    test("is there until then and gone from then on", async () => {
      const seen = async () => [
        (await store.read("a", "area", "brief"))?.key,
        ...(
          await store.readMany("a", [
            { kind: "area", key: "lasting" },
            { kind: "area", key: "short" },
          ])
        ).map((found) => found?.key),
        ...(await store.query("a", "area")).items.map(({ key }) => key),
      ];
      now = noon + 59_999;
      expect(await seen()).toEqual(["brief", "lasting", "short", "brief", "lasting", "short"]);
      now = noon + 60_000;
      expect(await seen()).toEqual([undefined, "lasting", undefined, "lasting"]);
    });

    test("gives way to a new one, alone or among other changes", async () => {
      await expect(store.commit("a", [create("brief")])).rejects.toThrow(Conflict);
      now = noon + 60_000;
      const [brief] = await store.commit("a", [create("brief", area("again"))]);
      expect(await store.read("a", "area", "brief")).toMatchObject({ etag: brief, value: { name: "again" } });
      const [short] = await store.commit("a", [create("short", area("again")), create("new")]);
      expect(await store.read("a", "area", "short")).toMatchObject({ etag: short, value: { name: "again" } });
      await expect(store.commit("a", [create("short")])).rejects.toThrow(Conflict);
    });

    test("lives on when it is replaced in time without an expiry", async () => {
      const found = await store.read("a", "area", "brief");
      await store.commit("a", [replace("brief", found?.etag ?? "")]);
      now = noon + 3_600_000;
      expect(await store.read("a", "area", "brief")).toBeDefined();
    });
  });

  describe("reading many", () => {
    test("keeps order, gaps and repetitions, of one kind or several", async () => {
      const team = { id: "north", name: "Nord", areaId: "care" };
      await store.commit("a", [create("care"), { op: "create", kind: "team", key: "north", value: team }]);
      const found = await store.readMany("a", [
        { kind: "team", key: "north" },
        { kind: "team", key: "care" },
        { kind: "area", key: "care" },
        { kind: "area", key: "" },
        { kind: "team", key: "north" },
      ]);
      expect(found.map((document) => document && [document.kind, document.value.name])).toEqual([
        ["team", "Nord"],
        undefined,
        ["area", "Sundhed"],
        undefined,
        ["team", "Nord"],
      ]);
      expect(await store.readMany("a", [])).toEqual([]);
      expect(await store.readMany("a", [{ kind: "area", key: "care" }])).toMatchObject([{ key: "care" }]);
    });

    test("takes a hundred references and no more", async () => {
      const references = Array.from({ length: 101 }, (_, i) => ({ kind: "area" as const, key: `${i}` }));
      await expect(store.readMany("a", references)).rejects.toThrow(RangeError);
      expect(await store.readMany("a", references.slice(1))).toHaveLength(100);
    });
  });

  describe("a query", () => queryContract(() => store));

  tenantContract(() => store);

  test("every operation is reported once, with its size and without its content", async () => {
    await store.commit("a", [create("1"), create("2")]);
    await store.read("a", "area", "1");
    await store.readMany("a", [
      { kind: "area", key: "1" },
      { kind: "area", key: "3" },
    ]);
    await store.query("a", "area");
    await store.etags("a", "area");
    expect(operations.map(({ name, documents }) => [name, documents])).toEqual([
      ["commit", 2],
      ["read", 1],
      ["readMany", 1],
      ["query", 2],
      ["etags", 2],
    ]);
    for (const { requestCharge } of operations) expect(requestCharge).toBeGreaterThanOrEqual(0);
  });

  test("it answers while it is open", async () => {
    await expect(store.ping()).resolves.toBeUndefined();
  });
}

function polluting(): Area {
  return JSON.parse(
    '{"id":"care","name":"x","parentAreaId":null,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"}',
  );
}
