import type { Kind } from "./documents.ts";
import type { Change } from "./store.ts";

/** What an adapter tells about one operation, for telemetry and benchmarks. Holds no content. */
export interface Operation {
  name: "read" | "readMany" | "query" | "etags" | "commit";
  /** Documents returned (of `etags` those named) or written. */
  documents: number;
  /** Request units on Cosmos DB; 0 on SQLite. */
  requestCharge: number;
}

export interface StoreOptions {
  /** The clock that expiry goes by, in milliseconds since 1970. */
  now?: () => number;
  onOperation?: (operation: Operation) => void;
}

/** A reference is one operation, so its size is bounded. */
export const maxReferences = 100;

/** The items in their order, `size` at a time; the last group may be smaller. */
export function groupsOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}

/**
 * Throws `RangeError` for what no adapter may store: too many changes, two changes of one document, a key that is
 * none, an expiry that is no instant.
 */
export function checkChanges(changes: readonly Change[], maxChanges: number): void {
  if (changes.length > maxChanges)
    throw new RangeError(`${changes.length} changes in one commit, at most ${maxChanges}`);
  const seen = new Set<string>();
  for (const change of changes) {
    const id = `${change.kind}:${change.key}`;
    if (seen.has(id)) throw new RangeError(`two changes of one ${change.kind} in one commit`);
    seen.add(id);
    if (!isKey(change.kind, change.key)) throw new RangeError(`not a key for a ${change.kind}`);
    if (change.op !== "delete" && Number.isNaN(expiryOf(change))) throw new RangeError("expiresAt is not an instant");
  }
}

/** A key so short fits whatever it consists of: nine characters of the id for each of its own at the most, and the kind. */
const alwaysFits = 100;

/** Whether a document can have the key: not empty, sound Unicode, and an id of at most 1023 bytes. */
export function isKey(kind: Kind, key: string): boolean {
  if (key === "" || !key.isWellFormed()) return false;
  return key.length <= alwaysFits || documentId(kind, key).length <= 1023;
}

/**
 * The id of a document on Cosmos DB, which allows no `/ \\ ? #`. All but plain characters become `~` and two hex
 * digits for each byte of UTF-8, so that no client or proxy on the way reads anything into it; `~` itself too, so that
 * two keys never share an id.
 */
export function documentId(kind: Kind, key: string): string {
  return `${kind}:${key.replaceAll(/[^\w:.@=+-]+/g, (odd) => Buffer.from(odd).toString("hex").replaceAll(/../g, "~$&"))}`;
}

/** When the document may be forgotten, in milliseconds since 1970; null for never. */
export function expiryOf(write: { expiresAt?: string }): number | null {
  return write.expiresAt === undefined ? null : Date.parse(write.expiresAt);
}
