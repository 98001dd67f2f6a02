import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { OmbordError } from "../../bot/errors.ts";
import { indexedFields, type Kind, kinds, searchedValues } from "../../bot/store/documents.ts";
import { type Change, type Query, queryAll, type Store } from "../../bot/store/store.ts";
import { area, create, replace } from "./area-changes.ts";

/** What a query must find, in whatever adapter: the same as a search by hand through all that was written. */
export function queryContract(store: () => Store): void {
  for (const kind of kinds.filter((each) => indexedFields[each].length > 0)) {
    test(`of ${kind} by each of its fields finds what a search by hand finds`, async () => {
      const documents = await fill(store(), kind, 30);
      for (const field of indexedFields[kind]) {
        for (const query of queriesOf(kind, field)) {
          expect({ field, query, keys: await allKeys(store(), kind, query) }).toEqual({
            field,
            query,
            keys: expectedKeys(documents, query),
          });
        }
      }
    });
  }

  test("of any shape finds what a search by hand finds", async () => {
    const documents = await fill(store(), "message", 60);
    await fc.assert(
      fc.asyncProperty(anyQuery("message"), async (query) => {
        expect(await allKeys(store(), "message", query)).toEqual(expectedKeys(documents, query));
      }),
      { numRuns: 150 },
    );
  });

  test("of what says something finds all of those, whatever the case, the blanks, the letters and where it stands", async () => {
    const said = ["Åse  Ærø", "ÅSE ÆRØ", '100 %_\\ "æ"', "Kirsten Süß"];
    await store().commit("a", [
      ...said.map((name, index) => create(`said-${index}`, area(name))),
      create("aase@x.example", area("by its key")),
      create("nothing", area("nobody")),
    ]);
    const saying = async (...texts: string[]) =>
      (await allKeys(store(), "area", { saying: texts, limit: 2 })).filter((key) => key !== "nothing");
    expect(await saying("Åse Ærø")).toEqual(expect.arrayContaining(["said-0", "said-1"]));
    expect(await saying('100 %_\\ "Æ"', "AASE@X.example")).toEqual(
      expect.arrayContaining(["aase@x.example", "said-2"]),
    );
    expect(await saying("\u212airsten SÜß")).toContain("said-3");
  });

  test("gives a hundred documents unless told, at most a thousand, and says when there are more", async () => {
    await fillAreas(store(), 120);
    const page = await store().query("a", "area");
    expect(page.items).toHaveLength(100);
    const rest = await store().query("a", "area", { page: page.next });
    expect(rest.items).toHaveLength(20);
    expect(rest.next).toBeUndefined();
    expect((await store().query("a", "area", { limit: 120 })).next).toBeUndefined();
    for (const limit of [0, 1001, 1.5, Number.NaN]) {
      await expect(store().query("a", "area", { limit })).rejects.toThrow(RangeError);
    }
  });

  test("of several kinds at once finds for each what it finds alone, nothing for an empty list, and says when there is more", async () => {
    const messages = await fill(store(), "message", 20);
    await fillAreas(store(), 5);
    const state = { where: { state: "pending" }, order: { field: "dueAt" }, limit: 1000 } as const;
    const [pending, areas, nothing] = await store().queryMany("a", [
      { kind: "message", query: state },
      { kind: "area", query: { limit: 3 } },
      { kind: "message", query: { where: { state: [] } } },
    ]);
    expect(pending.items.map(({ key }) => key)).toEqual(expectedKeys(messages, state));
    expect(areas.items).toHaveLength(3);
    expect((await store().query("a", "area", { page: areas.next })).items).toHaveLength(2);
    expect(nothing).toEqual({ items: [] });
    expect(await store().queryMany("a", [])).toEqual([]);
  });

  test("over a thousand documents misses none and repeats none, while others are created and changed", async () => {
    await fillAreas(store(), 1000);
    const seen: string[] = [];
    let page: string | undefined;
    let turn = 0;
    do {
      const answer = await store().query("a", "area", { limit: 90, page });
      seen.push(...answer.items.map(({ key }) => key));
      page = answer.next;
      turn += 1;
      const [first] = answer.items;
      await store().commit("a", [
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
    await fillAreas(store(), 3);
    const { next = "" } = await store().query("a", "area", { limit: 1 });
    for (const page of ["", "x", "%", next.slice(2), Buffer.from('{"a":1}').toString("base64url")]) {
      await expect(store().query("a", "area", { page })).rejects.toThrow(OmbordError);
    }
    await expect(store().query("a", "team", { page: next })).resolves.toMatchObject({ items: [] });
    await expect(store().query("a", "barrier", { order: { field: "status" }, page: next })).rejects.toThrow(
      OmbordError,
    );
  });

  test("refuses a field that is not indexed, and a value that is missing", async () => {
    const refused: Query<"area">[] = [
      { where: { name: "x" } as Query<"area">["where"] },
      { range: { field: "name" as never } },
      { order: { field: "toString" as never } },
    ];
    for (const query of refused) await expect(store().query("a", "area", query)).rejects.toThrow(RangeError);
    await expect(store().query("a", "barrier", { where: { teamId: undefined } })).rejects.toThrow(RangeError);
  });

  test("refuses a value that is not looked for, and an order or range by a field that has such values", async () => {
    const refused: Query<"checkIn">[] = [
      { where: { state: "answered" } },
      { where: { week: "2026-W47", state: ["open", "answered"] } },
      { range: { field: "state" } },
      { order: { field: "state" } },
    ];
    for (const query of refused) await expect(store().query("a", "checkIn", query)).rejects.toThrow(RangeError);
  });

  test("finds barriers by their words in any order, by a beginning or a mark, page by page, and not by what they say no more", async () => {
    const said = (consequence: string | null, status = "new") =>
      ({ consequence, status, teamId: "nord", updatedAt: "b", events: [] }) as never;
    const write = (key: string, value: never, etag?: string) =>
      store().commit("a", [
        etag === undefined
          ? { op: "create", kind: "barrier", key, value }
          : { op: "replace", kind: "barrier", key, value, etag },
      ]);
    const [etag] = await write("1", said("Skærmen fryser på Ålekistevej"));
    await write("2", said("Skærmbesøg tager tid", "seen"));
    await write("3", said(null));
    await store().commit("b", [{ op: "create", kind: "barrier", key: "4", value: said("Skærmen fryser") }]);
    const found = async (...words: [prefix: string, ...exactly: string[]][]) => {
      const sought = words.map(([prefix, ...exactly]) => ({ prefix, exactly }));
      const keys: string[] = [];
      let page: string | undefined;
      do {
        const query = { words: sought, order: { field: "updatedAt" }, limit: 1, page } as const;
        const answer = await store().query("a", "barrier", query);
        keys.push(...answer.items.map(({ key }) => key));
        page = answer.next;
      } while (page !== undefined);
      return keys;
    };
    expect(await found(["skaerm"])).toEqual(["1", "2"]);
    expect(await found(["fryser"], ["skaerm"])).toEqual(["1"]);
    expect(await found(["aalekiste"])).toEqual(["1"]);
    expect(await found(["skaerm", "team:nord"], ["x", "status:seen"])).toEqual(["2"]);
    expect(await found(["zzz", "team:nord"])).toEqual(["1", "2", "3"]);
    expect(await found(["kaerm"])).toEqual([]);
    const [next = ""] = await write("1", said("Nu er det døren"), etag);
    expect(await found(["fryser"])).toEqual([]);
    expect(await found(["doeren"])).toEqual(["1"]);
    await store().commit("a", [{ op: "delete", kind: "barrier", key: "1", etag: next }]);
    expect(await found(["doeren"])).toEqual([]);
    await expect(store().query("a", "area", { words: [{ prefix: "x", exactly: [] }] })).rejects.toThrow(RangeError);
  });

  test("finds a document by what it has become, and not by what it was", async () => {
    const value = (state: string) => ({ week: "2026-W47", teamId: "t", state });
    const change = (change: object) => store().commit("a", [{ kind: "checkIn", key: "k", ...change } as Change]);
    const open = { where: { week: "2026-W47", state: "open" } };
    let [etag] = await change({ op: "create", value: value("open") });
    expect(await allKeys(store(), "checkIn", open)).toEqual(["k"]);
    for (const state of ["answered", "open", "closed"]) {
      [etag] = await change({ op: "replace", etag, value: value(state) });
      expect({ state, keys: await allKeys(store(), "checkIn", open) }).toEqual({
        state,
        keys: state === "open" ? ["k"] : [],
      });
    }
    expect((await store().read("a", "checkIn", "k"))?.value.state).toBe("closed");
  });
}

const fieldValues = ["a", "b", "c", "d", "", "Å", null, undefined];

/** What nobody looks for is among the values of a field with searched ones. */
function valuesOf(kind: Kind, field: string): readonly (string | null | undefined)[] {
  const searched = searchedOf(kind, field);
  return searched === undefined ? fieldValues : fieldValues.map((value, i) => searched[i] ?? value);
}

function searchedOf(kind: Kind, field: string): readonly string[] | undefined {
  const searched: Readonly<Record<string, readonly string[]>> | undefined = searchedValues[kind];
  return searched?.[field];
}

type Sample = { key: string; fields: Record<string, string | null | undefined> };

/** Documents with every mixture of values, under keys in no order; and as many of other kinds in the way. */
async function fill(store: Store, kind: Kind, count: number): Promise<Sample[]> {
  const fields: readonly string[] = indexedFields[kind];
  const documents = Array.from({ length: count }, (_, i) => ({
    key: `k${String((i * 17) % count).padStart(3, "0")}`,
    fields: Object.fromEntries(
      fields.map((field, f) => [field, valuesOf(kind, field)[(i * (f + 3) + Math.floor(i / 7)) % fieldValues.length]]),
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
  saying?: string[];
}

function queriesOf(kind: Kind, field: string): AnyQuery[] {
  const searched = searchedOf(kind, field);
  if (searched !== undefined) {
    return [
      { where: { [field]: [...searched] } },
      ...searched.map((value) => ({ where: { [field]: value }, limit: 2 })),
    ];
  }
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
  const declared: readonly string[] = indexedFields[kind];
  const field = fc.constantFrom(...declared.filter((each) => searchedOf(kind, each) === undefined));
  const value = fc.constantFrom("a", "b", "c", "d", "", "Å");
  const wanted = (each: string) => {
    const one = fc.constantFrom(...(searchedOf(kind, each) ?? ["a", "b", "c", "d", "", "Å"]));
    return fc.oneof(one, fc.array(one, { maxLength: 4 }));
  };
  const optional = { requiredKeys: [] };
  return fc.record(
    {
      where: fc
        .record(Object.fromEntries(declared.map((each) => [each, wanted(each)])), optional)
        .map((where) => Object.fromEntries(Object.entries(where).slice(0, 3)) as Record<string, string | string[]>),
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
