import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { fillDemo } from "../../bot/local/load-demo.ts";
import { kinds } from "../../bot/store/documents.ts";
import { queryAll, type Store } from "../../bot/store/store.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { erasePerson } from "../../bot/use-cases/operations/erase-person.ts";
import { exportPerson } from "../../bot/use-cases/operations/export-person.ts";
import { freja, mette, personId, tenant } from "../support/bot.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";

const now = "2026-11-16T08:05:00.000Z";
const upn = "mette.holm@havnby.example";
const name = "Mette Holm";
const namesake = personId(900);

let fresh: FreshStore;
let store: Store;

beforeEach(async () => {
  fresh = await freshStore();
  store = fresh.store;
  await fillDemo(store, tenant, now, "lille");
  await store.commit(tenant, [
    {
      op: "create",
      kind: "person",
      key: namesake,
      value: { id: namesake, upn: "mette.holm2@havnby.example", name, language: "da" },
    },
    {
      op: "create",
      kind: "ambition",
      key: mette,
      value: {
        personId: mette,
        answers: { goals: "Min plan" },
        shared: false,
        draft: true,
        targets: {},
        updatedAt: now,
      },
    },
  ]);
  await nameHerInText();
}, 60_000);
afterEach(() => fresh.dispose());

/** Somebody wrote her name where it should not be. */
async function nameHerInText(): Promise<void> {
  for await (const { key, etag, value } of queryAll(store, tenant, "barrier")) {
    const consequence = `Spørg METTE  HOLM eller skriv til ${upn}.`;
    await store.commit(tenant, [{ op: "replace", kind: "barrier", key, etag, value: { ...value, consequence } }]);
    return;
  }
}

async function everything(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const kind of kinds) {
    for await (const { key, value } of queryAll(store, tenant, kind))
      found.set(`${kind}:${key}`, JSON.stringify(value));
  }
  return found;
}

const withId = (all: Map<string, string>, id: string) =>
  [...all].filter(([key, value]) => (key + value).includes(id)).map(([key]) => key);

test("an export holds every document that points at the person, and names nobody else", async () => {
  const before = await everything();
  const found = await exportPerson(store, tenant, upn.toUpperCase());
  expect(found.person).toMatchObject({ id: mette, name });
  const exported = Object.entries(found.documents).flatMap(([kind, all]) => all.map(({ key }) => `${kind}:${key}`));
  const expected = withId(before, mette);
  expect(expected.length).toBeGreaterThan(20);
  expect(exported).toHaveLength(expected.length);
  for (const kind of ["person", "role", "checkIn", "barrier", "citizenCase", "audit", "ambition"] as const) {
    expect(found.documents[kind]?.length).toBeGreaterThan(0);
  }

  const text = JSON.stringify(found);
  const { people } = await loadDirectory(store, tenant);
  for (const person of people.values()) {
    if (person.id === mette) continue;
    expect(text).not.toContain(person.id);
    expect(text).not.toContain(person.upn);
  }
});

test("erasing leaves nothing of the person, and everything of the teams", async () => {
  const before = await everything();
  const erased = await erasePerson(store, tenant, upn, now);
  const after = await everything();

  expect(withId(after, mette)).toEqual([]);
  expect([...after].filter(([, value]) => value.includes(upn)).map(([key]) => key)).toEqual([]);
  const named = [...after].filter(([, value]) => /mette\s+holm/i.test(value)).map(([key]) => key);
  expect(named).toEqual([`person:${namesake}`]);

  const gone = [...before.keys()].filter((key) => !after.has(key));
  expect(gone.every((key) => key.includes(mette))).toBe(true);
  expect(erased.removed).toBe(gone.length);
  expect(erased.pseudonymised).toBeGreaterThan(10);

  for (const [key, value] of before) if (key.startsWith("adoption:")) expect(after.get(key)).toBe(value);
  const count = (all: Map<string, string>, kind: string) =>
    [...all.keys()].filter((key) => key.startsWith(kind)).length;
  for (const kind of ["checkIn:", "barrier:", "citizenCase:"]) expect(count(after, kind)).toBe(count(before, kind));
  const levels = (all: Map<string, string>) =>
    [...all].filter(([key]) => key.startsWith("checkIn:")).map(([, value]) => JSON.parse(value).answers);
  expect(levels(after)).toEqual(levels(before));
});

test("a running process forgets an erased person at once", async () => {
  expect((await loadDirectory(store, tenant)).people.has(mette)).toBe(true);
  await erasePerson(store, tenant, mette, now);
  expect((await loadDirectory(store, tenant)).people.has(mette)).toBe(false);
});

test("a barrier that waited for an erased navigator waits for nobody, so that another can take it", async () => {
  const [barrier] = (await store.query(tenant, "barrier", { limit: 1 })).items;
  const { key, etag, value } = barrier!;
  const events = [...value.events, { at: now, by: freja, did: "assigned" as const, ref: freja }];
  const taken = { ...value, assignedTo: freja, events };
  await store.commit(tenant, [{ op: "replace", kind: "barrier", key, etag, value: taken }]);
  await erasePerson(store, tenant, freja, now);
  const kept = await store.read(tenant, "barrier", key);
  expect(kept?.value).toMatchObject({ assignedTo: null, reportedBy: value.reportedBy });
  const { by, ref } = kept?.value.events.at(-1) ?? {};
  expect(by).toMatch(/^erased-/);
  expect(ref).toBe(by);
});

test("erasing that was cut short is finished by running it again", async () => {
  let commits = 0;
  const failing: Store = {
    ...store,
    commit: (...args) => {
      commits += 1;
      return commits > 5 ? Promise.reject(new Error("the power is gone")) : store.commit(...args);
    },
  };
  await expect(erasePerson(failing, tenant, upn, now)).rejects.toThrow("the power is gone");
  await erasePerson(store, tenant, upn, now);
  expect(withId(await everything(), mette)).toEqual([]);
});

test.each(["nobody@havnby.example", "", "mette.holm"])("%p is nobody, and nothing is touched", async (who) => {
  const before = await everything();
  await expect(erasePerson(store, tenant, who, now)).rejects.toMatchObject({ code: "notFound" });
  await expect(exportPerson(store, tenant, who)).rejects.toMatchObject({ code: "notFound" });
  expect(await everything()).toEqual(before);
});
