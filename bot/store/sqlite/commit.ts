import { randomBytes } from "node:crypto";
import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { checkChanges, expiryOf } from "../change-rules.ts";
import { indexedFields, type Kind, searchedValues, wordsIn } from "../documents.ts";
import { type Change, Conflict } from "../store.ts";
import { isLocked } from "./file.ts";
import type { Commit, Outcome, Write } from "./write.ts";

export const maxChanges = 10_000;
/** How long a commit waits for another process that keeps the file locked, and how often it looks. */
const lockedMs = 5_000;
const lockedAgainMs = 10;

interface Waiting extends Commit {
  triedUntilMs: number;
  resolve: (etags: string[]) => void;
  reject: (error: unknown) => void;
}

/**
 * `commit` of the embedded store. What arrives in one turn of the event loop, or while the group before is on its way to the
 * disk, is written in one transaction and answered when that is on disk: one sync costs as much as many writes. Nothing stands
 * still meanwhile: `sync` resolves when all that was written before is on disk, and a file that another process keeps locked is
 * tried again. `close` resolves when all is written.
 */
export function groupCommit(write: (group: readonly Commit[]) => Outcome[], sync: () => Promise<void>) {
  const run = randomBytes(9).toString("base64url");
  let writes = 0;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

  function nextEtag(): string {
    writes += 1;
    return `${run}${writes.toString(36)}`;
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      await nextTurn();
      const group = waiting;
      waiting = [];
      const outcomes = write(group);
      const unsynced = await sync().then(
        () => null,
        (error: unknown) => ({ error }),
      );
      const again = group.filter((commit, i) => !answer(commit, outcomes[i] ?? unsynced));
      if (again.length === 0) continue;
      waiting = [...again, ...waiting];
      await wait(lockedAgainMs);
    }
    writing = undefined;
  }

  /** False for a commit that is to be tried again. */
  function answer(commit: Waiting, outcome: Outcome): boolean {
    if (outcome === null) commit.resolve(commit.writes.map(({ newEtag }) => newEtag));
    else if ("conflict" in outcome) commit.reject(new Conflict(`${outcome.conflict}: somebody else wrote in between`));
    else if (isLocked(outcome.error) && performance.now() < commit.triedUntilMs) return false;
    else commit.reject(outcome.error);
    return true;
  }

  function commit(tenantId: string, changes: readonly Change[]): Promise<string[]> {
    checkChanges(changes, maxChanges);
    // Written out now: the caller may go on changing its object.
    const ready = changes.map((change) => writeOf(change, nextEtag()));
    return new Promise((resolve, reject) => {
      waiting.push({ tenantId, writes: ready, triedUntilMs: performance.now() + lockedMs, resolve, reject });
      writing ??= writeAll();
    });
  }

  return { commit, close: async () => writing };
}

/** A change as it is written: what the store needs to know of a document beside its body. */
export function writeOf(change: Change, newEtag: string): Write {
  const { op, kind, key } = change;
  const etag = op === "create" ? "" : change.etag;
  if (op === "delete") return { op, kind, key, etag, newEtag: "", body: "", columns: [], words: null };
  const value = change.value as unknown as Record<string, unknown>;
  const fields = indexedFields[kind].map((field) => indexedValue(kind, field, value[field]));
  return {
    op,
    kind,
    key,
    etag,
    newEtag,
    body: JSON.stringify(value),
    columns: [expiryOf(change), ...fields],
    words: wordsIn(kind, value),
  };
}

/** Null for what no query looks for. */
function indexedValue(kind: Kind, field: string, value: unknown): string | null {
  if (typeof value !== "string") return null;
  const searched: Readonly<Record<string, readonly string[]>> | undefined = searchedValues[kind];
  return searched?.[field]?.includes(value) === false ? null : value;
}
