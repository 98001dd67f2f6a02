import { randomUUID } from "node:crypto";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";

// Writes, replaces and cleans without end; says which keys are on disk. argv is the file.

const store = openSqlite(process.argv[2] ?? "");
const named = (name: string) => ({ id: "x", name: name.repeat(40), parentAreaId: null });
for (;;) {
  const keys = Array.from({ length: 30 }, () => randomUUID());
  const changes = keys.map((key) => ({ op: "create", kind: "area", key, value: named("replaced") }) as const);
  const etags = await store.commit("t", changes);
  const cleaning = store.scrub();
  const after = keys.map((key, n) => {
    return { op: "replace", kind: "area", key, etag: etags[n] ?? "", value: named("kept") } as const;
  });
  await store.commit("t", after);
  process.stdout.write(keys.map((key) => `${key}\n`).join(""));
  await cleaning;
  await store.scrub();
}
