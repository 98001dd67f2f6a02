import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { Conflict, type Store } from "../../bot/store/store.ts";

/**
 * A process that shares a database file with others, started by sqlite-processes.test.ts:
 * `writer.child.ts <file> <name> <commits>`. It prints the key of each commit as soon as that is
 * acknowledged, and adds one to a counter that the others count with, too.
 */
const [, , file = "", name = "", commits = "0"] = process.argv;
const store = openSqlite(file);
const lanes = 8;

await Promise.all(Array.from({ length: lanes }, (_, lane) => write(lane)));
await store.close();

async function write(lane: number): Promise<void> {
  for (let i = lane; i < Number(commits); i += lanes) {
    const key = `${name}-${i}`;
    await store.commit("a", [
      { op: "create", kind: "area", key, value: { id: key, name: "x".repeat(500), parentAreaId: null } },
      { op: "create", kind: "area", key: `${key}-twin`, value: { id: key, name: "x".repeat(500), parentAreaId: null } },
    ]);
    process.stdout.write(`${key}\n`);
    if (i % 10 === 0) await addOne(store);
  }
}

async function addOne(store: Store): Promise<void> {
  const counter = await store.read("a", "area", "counter");
  const value = { id: "counter", name: String(Number(counter?.value.name ?? 0) + 1), parentAreaId: null };
  try {
    await store.commit("a", [
      counter === undefined
        ? { op: "create", kind: "area", key: "counter", value }
        : { op: "replace", kind: "area", key: "counter", etag: counter.etag, value },
    ]);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    await addOne(store);
  }
}
