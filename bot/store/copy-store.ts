import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { maxReferences } from "./change-rules.ts";
import { type Kind, keys, kinds } from "./documents.ts";
import { type Change, queryAll, type Store, type Stored } from "./store.ts";

/** A commit's documents stay well under the 2 MB that Cosmos DB takes at once. */
const maxCommitBytes = 1_000_000;

/** What one kind came to. */
export interface CopiedKind {
  /** In the source. */
  documents: number;
  /** Of the documents as JSON. */
  bytes: number;
  /** Written by this run; the others were there already. */
  written: number;
  /** Both sides hold the same number of documents with the same content. */
  isSame: boolean;
}

export type CopyReport = Partial<Record<Kind, CopiedKind>>;

/**
 * Copies everything of one tenant and then compares both sides, kind by kind. A run that was cut short is finished by
 * running again: what is there already is not written again. Nothing is ever removed from the target, so a document that
 * only the target has shows as a kind that is not the same. Etags are the target's own. What processes are doing right now is
 * not copied. How far upkeep has come is not either and is forgotten in the target, which then sees to everything that has
 * arrived.
 */
export async function copyStore(from: Store, to: Store, tenantId: string): Promise<CopyReport> {
  const report: CopyReport = {};
  for (const kind of kinds) {
    if (kind === "upkeep" || kind === "lease") continue;
    const written = await copyKind(from, to, tenantId, kind);
    const [source, target] = await Promise.all([summarise(from, tenantId, kind), summarise(to, tenantId, kind)]);
    const { documents, bytes } = source;
    report[kind] = { documents, bytes, written, isSame: isDeepStrictEqual(source, target) };
  }
  await forgetUpkeep(to, tenantId);
  return report;
}

async function forgetUpkeep(store: Store, tenantId: string): Promise<void> {
  const known = await store.read(tenantId, "upkeep", keys.upkeep);
  if (known === undefined) return;
  await store.commit(tenantId, [{ op: "delete", kind: "upkeep", key: keys.upkeep, etag: known.etag }]);
}

async function copyKind(from: Store, to: Store, tenantId: string, kind: Kind): Promise<number> {
  let written = 0;
  let page: string | undefined;
  do {
    const found = await from.query(tenantId, kind, { limit: maxReferences, page });
    const changes = await changesFor(to, tenantId, found.items);
    for (const commit of inCommits(changes, to.maxChanges)) await to.commit(tenantId, commit);
    written += changes.length;
    page = found.next;
  } while (page !== undefined);
  return written;
}

async function changesFor(to: Store, tenantId: string, documents: readonly Stored<Kind>[]): Promise<Change[]> {
  const there = await to.readMany(tenantId, documents);
  return documents.flatMap((document, index) => {
    const known: Stored<Kind> | undefined = there[index];
    if (known !== undefined && fingerprint(known) === fingerprint(document)) return [];
    const { kind, key, value, expiresAt } = document;
    const write = { kind, key, value, expiresAt };
    // The kind and its value come from the same document.
    return [
      (known === undefined ? { op: "create", ...write } : { op: "replace", etag: known.etag, ...write }) as Change,
    ];
  });
}

function inCommits(changes: readonly Change[], maxChanges: number): Change[][] {
  const commits: Change[][] = [];
  let bytes = 0;
  for (const change of changes) {
    const size = JSON.stringify(change).length;
    const last = commits.at(-1);
    if (last === undefined || last.length === maxChanges || bytes + size > maxCommitBytes) {
      commits.push([change]);
      bytes = size;
    } else {
      last.push(change);
      bytes += size;
    }
  }
  return commits;
}

/** How many documents a kind has, and one hash over all of them that does not depend on their order. */
export async function summarise(
  store: Store,
  tenantId: string,
  kind: Kind,
): Promise<{ documents: number; bytes: number; hash: string }> {
  const sum = Buffer.alloc(32);
  let documents = 0;
  let bytes = 0;
  for await (const document of queryAll(store, tenantId, kind)) {
    const text = fingerprint(document);
    const digest = createHash("sha256").update(text).digest();
    for (const [at, byte] of digest.entries()) sum.writeUInt8(sum.readUInt8(at) ^ byte, at);
    documents += 1;
    bytes += Buffer.byteLength(text);
  }
  return { documents, bytes, hash: sum.toString("hex") };
}

/** Everything of a document but its etag, the same whatever the order of its fields. */
function fingerprint({ key, expiresAt, value }: Stored<Kind>): string {
  return JSON.stringify([key, expiresAt ?? null, value], (_, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
