import { LRUCache } from "lru-cache";
import type { Decision } from "../domain/decision/decision.ts";
import { withDecisions } from "../domain/decision/overlay.ts";
import { buildDirectory, type Directory, defaultSettings, type Person } from "../domain/organisation.ts";
import { type Kind, keys } from "../store/documents.ts";
import { queryAll, type Store, type Stored } from "../store/store.ts";
import { madeOnce } from "./made-once.ts";

/** Directories kept in memory per store; each is checked against the stored version at every use. */
const mostDirectories = 128;
const rememberedOf = madeOnce((_store: Store) => new LRUCache<string, Directory>({ max: mostDirectories }));

/**
 * The municipality's whole organisation. Costs one read of the settings, or none when the caller has read them already;
 * the rest is read again only when `settings.directoryVersion` has changed, so that a process never decides on an old copy.
 */
export async function loadDirectory(store: Store, tenantId: string, settings?: Stored<"settings">): Promise<Directory> {
  const current = settings ?? (await store.read(tenantId, "settings", keys.settings));
  const value = current?.value ?? defaultSettings;
  const known = rememberedOf(store).get(tenantId);
  if (known !== undefined && known.settings.directoryVersion === value.directoryVersion) {
    return known.settings === value ? known : { ...known, settings: value };
  }
  const [areas, teams, people, solutions, roles, rollouts, decisions] = await Promise.all([
    all(store, tenantId, "area"),
    all(store, tenantId, "team"),
    all(store, tenantId, "person"),
    all(store, tenantId, "solution"),
    all(store, tenantId, "role"),
    all(store, tenantId, "rollout"),
    decisionsInForce(store, tenantId),
  ]);
  const filed = buildDirectory({ settings: value, areas, teams, people, solutions, roles, rollouts });
  const directory = withDecisions(filed, decisions);
  if (value.directoryVersion !== "") rememberedOf(store).set(tenantId, directory);
  return directory;
}

/**
 * This process's own copy of the directory where it has one in which the person is found: no read. Good for a name or a
 * language only: the copy may be old, so whoever decides anything reads the settings with what they decide on.
 */
export async function rememberedDirectory(
  store: Store,
  tenantId: string,
  hasPerson: (directory: Directory) => boolean,
): Promise<Directory> {
  const known = rememberedOf(store).get(tenantId);
  return known !== undefined && hasPerson(known) ? known : loadDirectory(store, tenantId);
}

/** The same without a read whatever happens: undefined also for everybody of whom this process has heard nothing yet. */
export function personAtHand(store: Store, tenantId: string, personId: string): Person | undefined {
  return directoryAtHand(store, tenantId)?.people.get(personId);
}

/** This process's own copy, which may be old, without a read; undefined where it has none. */
export function directoryAtHand(store: Store, tenantId: string): Directory | undefined {
  return rememberedOf(store).get(tenantId);
}

/** The decisions that lie over what the files say. One query; whoever writes one also writes a new version of the directory. */
export async function decisionsInForce(store: Store, tenantId: string): Promise<Decision[]> {
  const found: Decision[] = [];
  const query = { where: { inForce: "yes" } } as const;
  for await (const { value } of queryAll(store, tenantId, "decision", query)) found.push(value);
  return found;
}

const mostInPage = 1000;

/** By the page: a directory is thousands of documents, too many to wait for one by one. */
async function all<K extends Kind>(store: Store, tenantId: string, kind: K): Promise<Stored<K>["value"][]> {
  const values: Stored<K>["value"][] = [];
  let page: string | undefined;
  do {
    const answer = await store.query(tenantId, kind, { limit: mostInPage, page });
    for (const { value } of answer.items) values.push(value);
    page = answer.next;
  } while (page !== undefined);
  return values;
}
