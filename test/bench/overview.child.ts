import { adoptionAnswer } from "../../bot/api/adoption.ts";
import { weekOf } from "../../bot/domain/calendar.ts";
import { recordWeek } from "../../bot/domain/check-in/adoption.ts";
import { usageLevels } from "../../bot/domain/vocabulary.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { viewAdoption } from "../../bot/use-cases/overview/view-adoption.ts";
import { managerId, solutionOf, teamOf, tenantOf } from "./seed.ts";

/** Of a process that has kept nothing but the directory, or after one team has answered since the last look. */
export type LookKind = "first" | "next";

/** So many looks in a row. */
export interface LookWork {
  kind: LookKind;
  looks: number;
}

export interface LookResult {
  /** Of a look, on average: what the collector does after some of them falls on all. */
  ms: number;
  /** Read by the last of them. */
  documents: number;
}

const [, , file = ""] = process.argv;
let documents = 0;
const store = openSqlite(file, {
  onOperation: (operation) => {
    documents += operation.documents;
  },
});
const now = new Date().toISOString();
const week = weekOf(now);
const actor = { tenantId: tenantOf(0), personId: managerId(0) };
let answers = 0;

process.on("message", (work: LookWork) => {
  void run(work).then((result) => process.send?.(result));
});

/** Twelve weeks, as the tab asks for them, up to the bytes. */
async function run({ kind, looks }: LookWork): Promise<LookResult> {
  let ms = 0;
  for (let done = 0; done < looks; done++) {
    if (kind === "next") await answerQuietly(answers++);
    documents = 0;
    const started = performance.now();
    const directory = await loadDirectory(store, actor.tenantId);
    // What a process keeps it keeps with the directory.
    const used = kind === "first" ? { ...directory, teams: new Map(directory.teams) } : directory;
    Buffer.from(
      JSON.stringify(adoptionAnswer(await viewAdoption({ store, actor, directory: used, now }, { weekCount: 12 }))),
    );
    ms += performance.now() - started;
  }
  return { ms: ms / looks, documents };
}

/** What an answer changes of the overview. */
async function answerQuietly(n: number): Promise<void> {
  const stored = await store.read(tenantOf(0), "adoption", teamOf(n % 210));
  if (stored === undefined) throw new Error("no history");
  const levels = { [solutionOf(0)]: usageLevels[(n + Math.floor(n / 210)) % 5] ?? "mostly" };
  const value = recordWeek(stored.value, { week, state: "answered", levels, extras: [] });
  await store.commit(tenantOf(0), [{ op: "replace", kind: "adoption", key: stored.key, etag: stored.etag, value }]);
}
