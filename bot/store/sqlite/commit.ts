import { randomBytes } from "node:crypto";
import { checkChanges, expiryOf } from "../change-rules.ts";
import { indexedFields, type Kind, searchedValues } from "../documents.ts";
import { type Change, Conflict } from "../store.ts";
import type { WritingThread } from "./thread.ts";
import type { Commit, Outcome, Write } from "./write.ts";

export const maxChanges = 10_000;
/** A group goes on growing while every turn of the event loop brings more, but no longer than this. */
const longestGroupMs = 10;

interface Waiting extends Commit {
  resolve: (etags: string[]) => void;
  reject: (error: unknown) => void;
}

/** What writes the groups of a store. */
export interface Writing {
  /** On this thread, at once. */
  write: (group: readonly Commit[], now: number) => Outcome[];
  now: () => number;
  /** A group of so many commits is the sign to start a thread for all that follow. */
  threadFrom?: number | undefined;
  startThread: () => WritingThread;
}

/**
 * `commit` of the embedded store. What arrives until a turn of the event loop brings nothing more is written in one
 * transaction, and answered when that is on disk. One sync to disk costs as much as many writes. A store with much to do
 * gets a thread that writes, which takes together what came while it waited for the disk. `close` resolves when all is
 * written.
 */
export function groupCommit({ write, now, threadFrom = Number.POSITIVE_INFINITY, startThread }: Writing) {
  const run = randomBytes(9).toString("base64url");
  let writes = 0;
  let waiting: Waiting[] = [];
  let thread = threadFrom <= 0 ? startThread() : undefined;

  function nextEtag(): string {
    writes += 1;
    return `${run}${writes.toString(36)}`;
  }

  function flush(): void {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    if (thread?.state() === "ready") {
      void thread.write(group, now()).then((outcomes) => answerAll(group, outcomes));
      return;
    }
    answerAll(group, write(group, now()));
    if (group.length >= threadFrom) thread ??= startThread();
  }

  function collect(known: number, untilMs: number): void {
    setImmediate(() => {
      const isGrowing = waiting.length > known && thread?.state() !== "ready" && performance.now() < untilMs;
      if (isGrowing) collect(waiting.length, untilMs);
      else flush();
    });
  }

  function commit(tenantId: string, changes: readonly Change[]): Promise<string[]> {
    checkChanges(changes, maxChanges);
    // Written out now: the caller may go on changing its object.
    const ready = changes.map((change) => writeOf(change, nextEtag()));
    return new Promise((resolve, reject) => {
      if (waiting.length === 0) collect(0, performance.now() + longestGroupMs);
      waiting.push({ tenantId, writes: ready, resolve, reject });
    });
  }

  async function close(): Promise<void> {
    flush();
    await thread?.close();
  }

  return { commit, close };
}

function answerAll(group: readonly Waiting[], outcomes: readonly Outcome[]): void {
  for (const [i, commit] of group.entries()) answer(commit, outcomes[i]);
}

function answer(commit: Waiting, outcome: Outcome | undefined): void {
  if (outcome === null) commit.resolve(commit.writes.map(({ newEtag }) => newEtag));
  else if (outcome === undefined) commit.reject(new Error("no outcome"));
  else if ("conflict" in outcome) commit.reject(new Conflict(`${outcome.conflict}: somebody else wrote in between`));
  else commit.reject(outcome.error);
}

/** A change as it is written: what the store needs to know of a document beside its body. */
export function writeOf(change: Change, newEtag: string): Write {
  const { op, kind, key } = change;
  const etag = op === "create" ? "" : change.etag;
  if (op === "delete") return { op, kind, key, etag, newEtag: "", expiresAt: null, body: "", fields: [] };
  const value = change.value as unknown as Record<string, unknown>;
  const fields = indexedFields[kind].map((field) => indexedValue(kind, field, value[field]));
  return { op, kind, key, etag, newEtag, expiresAt: expiryOf(change), body: JSON.stringify(value), fields };
}

/** Null for what no query looks for. */
function indexedValue(kind: Kind, field: string, value: unknown): string | null {
  if (typeof value !== "string") return null;
  const searched: Readonly<Record<string, readonly string[]>> | undefined = searchedValues[kind];
  return searched?.[field]?.includes(value) === false ? null : value;
}
