import type { Directory, Instant } from "../domain/organisation.ts";
import { keys } from "../store/documents.ts";
import { ofKind, type ReadMany, type Reference, type Store, type Stored } from "../store/store.ts";
import { type Actor, personOf } from "./actor.ts";
import { loadDirectory } from "./load-directory.ts";

/** What a use case begins with: one for each request, made where the request comes in. */
export interface Errand {
  store: Store;
  actor: Actor;
  /** As it was read for this request, or as this process remembers it where {@link readTogether} comes before any decision. */
  directory: Directory;
  now: Instant;
}

/** What something begins with that nobody asks for, such as what the clock does or a sign of life allows. */
export interface TenantContext {
  store: Store;
  tenantId: string;
  now: Instant;
}

/** The same where the directory has been read. */
export interface DirectoryContext extends TenantContext {
  directory: Directory;
}

/** What an errand does for the municipality rather than for whoever asks. */
export function contextOf({ store, actor, directory, now }: Errand): DirectoryContext {
  return { store, tenantId: actor.tenantId, directory, now };
}

/** The errand with the directory as it is now, and the documents that were asked for. */
export interface ReadTogether<R extends readonly Reference[]> {
  errand: Errand;
  settings: Stored<"settings"> | undefined;
  found: ReadMany<R>;
}

/**
 * Reads documents together with the settings, which tell whether the directory has changed: what is decided on these documents
 * is decided with the directory of the same moment. One read, of at most 99 documents. Throws `notFound` for an actor who is
 * in the directory no longer.
 */
export async function readTogether<const R extends readonly Reference[]>(
  errand: Errand,
  references: R,
): Promise<ReadTogether<R>> {
  const { store, actor } = errand;
  const asked: Reference[] = [{ kind: "settings", key: keys.settings }, ...references];
  const [first, ...found] = await store.readMany(actor.tenantId, asked);
  const [settings] = ofKind("settings", [first]);
  const directory = await loadDirectory(store, actor.tenantId, settings);
  personOf(directory, actor);
  return { errand: { ...errand, directory }, settings, found: found as unknown as ReadMany<R> };
}
