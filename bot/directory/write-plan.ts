import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { v7 as timeOrderedUuid } from "uuid";
import { defaultSettings, type Instant, type Settings } from "../domain/organisation.ts";
import { keys } from "../store/documents.ts";
import type { Change, Store } from "../store/store.ts";
import type { ImportPlan } from "./plan-import.ts";
import type { StoredDirectory } from "./stored-directory.ts";

interface Writer {
  store: Store;
  tenantId: string;
  now: Instant;
  by: string;
}

/** A commit is made ready for the store in one go, while others wait: 9,000 changes take 90 ms of it. */
const mostChanges = 4000;

/** Ends the directory's version while an import of several commits is under way. */
const unfinished = "+";

/**
 * Writes the plan, in one commit where the store can take it. Otherwise the settings are marked first and get their new
 * version last, so that an import that was cut short is known, and is finished by importing the same files again.
 * `onWritten` is called after each commit of rows. Throws `Conflict` when somebody else wrote in between.
 */
export async function writePlan(
  { store, tenantId, now, by }: Writer,
  plan: ImportPlan,
  stored: StoredDirectory,
  onWritten: () => void,
): Promise<void> {
  const before = stored.settings?.value;
  const settings: Settings = { ...plan.settings, directoryVersion: randomUUID() };
  const audit: Change = {
    op: "create",
    kind: "audit",
    key: timeOrderedUuid(),
    value: { at: now, by, did: "directoryImported", kind: "settings", key: keys.settings },
  };
  const isSame = plan.groups.length === 0 && isDeepStrictEqual(plan.settings, before);
  if (isSame && before?.directoryVersion.endsWith(unfinished) === false) return;

  const chunks = pack(plan.groups, Math.min(store.maxChanges - 2, mostChanges));
  if (chunks.length <= 1) {
    await store.commit(tenantId, [...chunks.flat(), writeSettings(settings, stored.settings?.etag), audit]);
    onWritten();
    return;
  }
  const marked = { ...(before ?? defaultSettings), directoryVersion: randomUUID() + unfinished };
  const [etag] = await store.commit(tenantId, [writeSettings(marked, stored.settings?.etag)]);
  for (const chunk of chunks) {
    await store.commit(tenantId, chunk);
    onWritten();
  }
  await store.commit(tenantId, [writeSettings(settings, etag), audit]);
}

function writeSettings(value: Settings, etag: string | undefined): Change {
  const document = { kind: "settings", key: keys.settings, value } as const;
  return etag === undefined ? { op: "create", ...document } : { op: "replace", ...document, etag };
}

/** The groups in their order, in as few commits as the limit allows; no group is split. */
function pack(groups: readonly Change[][], limit: number): Change[][] {
  const chunks: Change[][] = [];
  for (const group of groups) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + group.length <= limit) last.push(...group);
    else chunks.push([...group]);
  }
  return chunks;
}
