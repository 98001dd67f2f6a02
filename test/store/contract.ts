import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Area } from "../../bot/domain/organisation.ts";
import { OmbordError } from "../../bot/errors.ts";
import type { Operation, StoreOptions } from "../../bot/store/change-rules.ts";
import { type Documents, indexedFields, type Kind, kinds } from "../../bot/store/documents.ts";
import { type Change, Conflict, type Query, queryAll, type Store } from "../../bot/store/store.ts";
import type { FreshStore } from "../support/fresh-store.ts";

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

  describe("a query", () => {
    for (const kind of kinds.filter((each) => indexedFields[each].length > 0)) {
      test(`of ${kind} by each of its fields finds what a search by hand finds`, async () => {
        const documents = await fill(store, kind, 30);
        for (const field of indexedFields[kind]) {
          for (const query of queriesOf(field)) {
            expect({ field, query, keys: await allKeys(store, kind, query) }).toEqual({
              field,
              query,
              keys: expectedKeys(documents, query),
            });
          }
        }
      });
    }

    test("of any shape finds what a search by hand finds", async () => {
      const documents = await fill(store, "message", 60);
      await fc.assert(
        fc.asyncProperty(anyQuery("message"), async (query) => {
          expect(await allKeys(store, "message", query)).toEqual(expectedKeys(documents, query));
        }),
        { numRuns: 150 },
      );
    });

    test("gives a hundred documents unless told, at most a thousand, and says when there are more", async () => {
      await fillAreas(store, 120);
      const page = await store.query("a", "area");
      expect(page.items).toHaveLength(100);
      const rest = await store.query("a", "area", { page: page.next });
      expect(rest.items).toHaveLength(20);
      expect(rest.next).toBeUndefined();
      expect((await store.query("a", "area", { limit: 120 })).next).toBeUndefined();
      for (const limit of [0, 1001, 1.5, Number.NaN]) {
        await expect(store.query("a", "area", { limit })).rejects.toThrow(RangeError);
      }
    });

    test("over a thousand documents misses none and repeats none, while others are created and changed", async () => {
      await fillAreas(store, 1000);
      const seen: string[] = [];
      let page: string | undefined;
      let turn = 0;
      do {
        const answer = await store.query("a", "area", { limit: 90, page });
        seen.push(...answer.items.map(({ key }) => key));
        page = answer.next;
        turn += 1;
        const [first] = answer.items;
        await store.commit("a", [
          create(`0-before-${turn}`),
          create(`5-between-${turn}`),
          replace(first?.key ?? "", first?.etag ?? ""),
        ]);
      } while (page !== undefined);
      expect(new Set(seen).size).toBe(seen.length);
      const old = seen.filter((key) => key.startsWith("area-"));
      expect(old).toEqual(Array.from({ length: 1000 }, (_, i) => `area-${String(i).padStart(4, "0")}`));
    });

    test("refuses a page that it did not give out", async () => {
      await fillAreas(store, 3);
      const { next = "" } = await store.query("a", "area", { limit: 1 });
      for (const page of ["", "x", "%", next.slice(2), Buffer.from('{"a":1}').toString("base64url")]) {
        await expect(store.query("a", "area", { page })).rejects.toThrow(OmbordError);
      }
      await expect(store.query("a", "team", { page: next })).resolves.toMatchObject({ items: [] });
      await expect(store.query("a", "barrier", { order: { field: "status" }, page: next })).rejects.toThrow(
        OmbordError,
      );
    });

    test("refuses a field that is not indexed, and a value that is missing", async () => {
      const refused: Query<"area">[] = [
        { where: { name: "x" } as Query<"area">["where"] },
        { range: { field: "name" as never } },
        { order: { field: "toString" as never } },
      ];
      for (const query of refused) await expect(store.query("a", "area", query)).rejects.toThrow(RangeError);
      await expect(store.query("a", "barrier", { where: { teamId: undefined } })).rejects.toThrow(RangeError);
    });
  });

  test("nothing that one tenant writes is seen or changed by another", async () => {
    const tenants = fc.uniqueArray(fc.constantFrom("a", "b", "A", "a ", "ab", "a'", "%", "a:area", "ø"), {
      minLength: 2,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(
        tenants,
        fc.uniqueArray(fc.constantFrom("x", "y", "a", "x:y"), { minLength: 1 }),
        async (names, keys) => {
          const [owner = "", ...others] = names.map((name) => `${name}-${crypto.randomUUID()}`);
          const etags = await store.commit(
            owner,
            keys.map((key) => barrier(key, owner)),
          );
          for (const other of others) {
            for (const kind of kinds) expect(await store.query(other, kind)).toEqual({ items: [] });
            const queries: Query<"barrier">[] = [
              { where: { teamId: owner } },
              { range: { field: "updatedAt", from: "" } },
              { order: { field: "status" } },
            ];
            for (const query of queries) expect(await store.query(other, "barrier", query)).toEqual({ items: [] });
            expect(
              await store.readMany(
                other,
                keys.map((key) => ({ kind: "barrier" as const, key })),
              ),
            ).toEqual(keys.map(() => undefined));
            for (const [i, key] of keys.entries()) {
              expect(await store.read(other, "barrier", key)).toBeUndefined();
              const etag = etags[i] ?? "";
              await expect(store.commit(other, [{ op: "delete", kind: "barrier", key, etag }])).rejects.toThrow(
                Conflict,
              );
              await expect(store.commit(other, [{ ...barrier(key, other), op: "replace", etag }])).rejects.toThrow(
                Conflict,
              );
            }
            await store.commit(
              other,
              keys.map((key) => barrier(key, other)),
            );
          }
          const { items } = await store.query(owner, "barrier");
          expect(items.map(({ key, etag, value }) => [key, etag, value.teamId])).toEqual(
            keys.map((key, i) => [key, etags[i], owner]).sort(),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  test("every operation is reported once, with its size and without its content", async () => {
    await store.commit("a", [create("1"), create("2")]);
    await store.read("a", "area", "1");
    await store.readMany("a", [
      { kind: "area", key: "1" },
      { kind: "area", key: "3" },
    ]);
    await store.query("a", "area");
    expect(operations.map(({ name, documents }) => [name, documents])).toEqual([
      ["commit", 2],
      ["read", 1],
      ["readMany", 1],
      ["query", 2],
    ]);
    for (const { requestCharge } of operations) expect(requestCharge).toBeGreaterThanOrEqual(0);
  });

  test("it answers while it is open", async () => {
    await expect(store.ping()).resolves.toBeUndefined();
  });
}

function area(name: string): Area {
  return { id: "care", name, parentAreaId: null };
}

type AreaChange<Op extends Change["op"]> = Extract<Change, { kind: "area"; op: Op }>;

function create(key: string, value = area("Sundhed")): AreaChange<"create"> {
  return { op: "create", kind: "area", key, value };
}

function replace(key: string, etag: string, value = area("Sundhed")): AreaChange<"replace"> {
  return { op: "replace", kind: "area", key, etag, value };
}

function remove(key: string, etag: string): AreaChange<"delete"> {
  return { op: "delete", kind: "area", key, etag };
}

function polluting(): Area {
  return JSON.parse(
    '{"id":"care","name":"x","parentAreaId":null,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"}',
  );
}

/** Queries look at the declared fields alone, so that is what these documents have. */
function sample<K extends Kind>(fields: Record<string, unknown>): Documents[K] {
  return fields as unknown as Documents[K];
}

function barrier(key: string, teamId: string): Extract<Change, { kind: "barrier"; op: "create" }> {
  const value = sample<"barrier">({
    teamId,
    solutionId: "video",
    status: "new",
    updatedAt: "2026-11-16",
    assignedTo: null,
    parkedUntil: null,
  });
  return { op: "create", kind: "barrier", key, value };
}

const fieldValues = ["a", "b", "c", "d", "", "Å", null, undefined];

type Sample = { key: string; fields: Record<string, string | null | undefined> };

/** Documents with every mixture of values, under keys in no order; and as many of other kinds in the way. */
async function fill(store: Store, kind: Kind, count: number): Promise<Sample[]> {
  const fields: readonly string[] = indexedFields[kind];
  const documents = Array.from({ length: count }, (_, i) => ({
    key: `k${String((i * 17) % count).padStart(3, "0")}`,
    fields: Object.fromEntries(
      fields.map((field, f) => [field, fieldValues[(i * (f + 3) + Math.floor(i / 7)) % fieldValues.length]]),
    ),
  }));
  const other = kind === "barrier" ? "citizenCase" : "barrier";
  for (let i = 0; i < count; i += 15) {
    const some = documents.slice(i, i + 15);
    const changes = some.flatMap(({ key, fields: value }) =>
      [kind, other].map((of) => ({ op: "create", kind: of, key, value })),
    );
    await store.commit("a", changes as unknown as Change[]);
  }
  return documents;
}

async function fillAreas(store: Store, count: number): Promise<void> {
  const changes = Array.from({ length: count }, (_, i) => create(`area-${String(i).padStart(4, "0")}`));
  for (let i = 0; i < count; i += 50) await store.commit("a", changes.slice(i, i + 50));
}

interface AnyQuery {
  where?: Record<string, string | string[]>;
  range?: { field: string; from?: string; before?: string };
  order?: { field: string; descending?: boolean };
  limit?: number;
}

function queriesOf(field: string): AnyQuery[] {
  return [
    { where: { [field]: "a" } },
    { where: { [field]: "" } },
    { where: { [field]: "none" } },
    { where: { [field]: ["b"] } },
    { where: { [field]: ["d", "a", "none"] } },
    { where: { [field]: [] } },
    { range: { field } },
    { range: { field, from: "b" } },
    { range: { field, before: "c" } },
    { range: { field, from: "b", before: "d" }, limit: 3 },
    { order: { field }, limit: 4 },
    { order: { field, descending: true }, limit: 4 },
    { order: { field }, range: { field, from: "b" }, limit: 2 },
    { order: { field, descending: true }, where: { [field]: ["a", "c"] }, limit: 2 },
  ];
}

function anyQuery(kind: Kind): fc.Arbitrary<AnyQuery> {
  const field = fc.constantFrom<string[]>(...indexedFields[kind]);
  const value = fc.constantFrom("a", "b", "c", "d", "", "Å");
  const optional = { requiredKeys: [] };
  return fc.record(
    {
      where: fc.dictionary(field, fc.oneof(value, fc.array(value, { maxLength: 4 })), { maxKeys: 3 }),
      range: fc.record({ field, from: value, before: value }, { requiredKeys: ["field"] }),
      order: fc.record({ field, descending: fc.boolean() }, { requiredKeys: ["field"] }),
      limit: fc.integer({ min: 1, max: 20 }),
    },
    optional,
  );
}

async function allKeys(store: Store, kind: Kind, query: AnyQuery): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of queryAll(store, "a", kind, query as Query<Kind>)) keys.push(key);
  return keys;
}

/** The contract in a few lines: null and absent match nothing, and ties are ordered by key in the same direction. */
function expectedKeys(documents: readonly Sample[], { where = {}, range, order }: AnyQuery): string[] {
  const direction = order?.descending ? -1 : 1;
  const sortedBy = (sample: Sample) => (order === undefined ? "" : (sample.fields[order.field] ?? ""));
  return documents
    .filter(({ fields }) =>
      Object.entries(where).every(([field, wanted]) => [wanted].flat().some((value) => value === fields[field])),
    )
    .filter(({ fields }) => range === undefined || isWithin(fields[range.field], range))
    .filter(({ fields }) => order === undefined || typeof fields[order.field] === "string")
    .sort((a, b) => direction * (compare(sortedBy(a), sortedBy(b)) || compare(a.key, b.key)))
    .map(({ key }) => key);
}

function isWithin(value: string | null | undefined, { from, before }: { from?: string; before?: string }): boolean {
  return typeof value === "string" && (from === undefined || value >= from) && (before === undefined || value < before);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
