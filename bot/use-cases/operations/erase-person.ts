import { isDeepStrictEqual } from "node:util";
import { v4 as random } from "uuid";
import type { Barrier } from "../../domain/barrier/barrier.ts";
import type { CheckIn } from "../../domain/check-in/check-in.ts";
import type { Instant } from "../../domain/organisation.ts";
import { mentions, type Replacement, replacementOf, withoutPerson } from "../../domain/personal-data/remove-names.ts";
import { type Documents, type Kind, keys, kinds } from "../../store/documents.ts";
import { type Change, Conflict, queryAll, type Reference, type Store, type Stored } from "../../store/store.ts";
import { audit, system, untilNoConflict } from "../commit.ts";
import type { TenantContext } from "../errand.ts";
import { findPerson } from "../find-person.ts";

export interface Erased {
  /** Documents that were about the person alone: removed. */
  removed: number;
  /** Documents of a team in which the person occurred: kept without the person. */
  pseudonymised: number;
}

/** What {@link erasePerson} would do, and to whom: counts of documents by their kind. */
export interface Erasure {
  person: { id: string; name: string; upn: string };
  removed: Partial<Record<Kind, number>>;
  pseudonymised: Partial<Record<Kind, number>>;
}

/** Reads what {@link erasePerson} would do, and changes nothing. Throws `OmbordError('notFound')`. */
export async function previewErasure(store: Store, tenantId: string, who: string): Promise<Erasure> {
  const person = await findPerson(store, tenantId, who);
  const replacement = replacementOf(person, "erased");
  const { id, name, upn } = person;
  const erasure: Erasure = { person: { id, name, upn }, removed: { person: 1 }, pseudonymised: {} };
  for (const kind of kinds) {
    if (kind === "person") continue;
    for await (const document of queryAll(store, tenantId, kind, { limit: pageSize, saying: replacement.texts })) {
      const fate = occursIn(document, replacement) ? fateOf(document, replacement) : null;
      if (fate === null) continue;
      const counts = fate === "removed" ? erasure.removed : erasure.pseudonymised;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
  }
  return erasure;
}

/**
 * Removes a person (data protection regulation, article 17). Their own documents go: directory entry, roles, chat,
 * ambition, messages. Where they occur in what belongs to a team, a pseudonym that leads back to nobody takes their
 * place, and their name goes from every text; the team's figures stay as they were. The directory's version changes last,
 * so that running processes forget the person too. May be run again when it was cut short.
 * Throws `OmbordError('notFound')`.
 */
export async function erasePerson(store: Store, tenantId: string, who: string, now: Instant): Promise<Erased> {
  const person = await findPerson(store, tenantId, who);
  const replacement = replacementOf(person, `erased-${random()}`);
  const erased = { removed: 0, pseudonymised: 0 };
  for (const kind of kinds) {
    // Somebody else may have the same name.
    if (kind === "person") continue;
    let group: Stored<Kind>[] = [];
    for await (const document of queryAll(store, tenantId, kind, { limit: pageSize, saying: replacement.texts })) {
      if (!occursIn(document, replacement)) continue;
      group.push(document);
      if (group.length < perCommit) continue;
      await eraseGroup({ store, tenantId }, group, replacement, erased);
      group = [];
    }
    await eraseGroup({ store, tenantId }, group, replacement, erased);
  }
  // Last, because it is how a run that was cut short finds the person again.
  await untilNoConflict(() => removeEntry({ store, tenantId, now }, person.id, replacement.pseudonym));
  await store.scrub();
  return { ...erased, removed: erased.removed + 1 };
}

/** So many documents are held at once. */
const pageSize = 200;

function occursIn({ key, value }: Stored<Kind>, { any }: Replacement): boolean {
  return any.test(key) || any.test(JSON.stringify(value));
}

/** A delete may count twice in a commit (see `maxChanges` of the stores). */
const perCommit = 25;

/** Together where nobody has written meanwhile: each commit waits for the disk. Else one by one, each as it is now. */
async function eraseGroup(
  { store, tenantId }: Pick<TenantContext, "store" | "tenantId">,
  group: readonly Stored<Kind>[],
  replacement: Replacement,
  erased: Pick<Erased, "removed" | "pseudonymised">,
): Promise<void> {
  const fates = group.flatMap((document) => {
    const fate = fateOf(document, replacement);
    return fate === null ? [] : [{ fate, change: changeOf(document, fate) }];
  });
  if (fates.length === 0) return;
  try {
    const changes = fates.map(({ change }) => change);
    await store.commit(tenantId, changes);
    for (const { fate } of fates) erased[fate === "removed" ? "removed" : "pseudonymised"] += 1;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    for (const { kind, key } of group) {
      const done = await untilNoConflict(() => eraseIn({ store, tenantId }, { kind, key }, replacement));
      if (done !== null) erased[done] += 1;
    }
  }
}

/** The value is the document's own, so it fits the kind. */
function changeOf({ kind, key, etag, expiresAt }: Stored<Kind>, fate: Fate): Change {
  if (fate === "removed") return { op: "delete", kind, key, etag } as Change;
  return { op: "replace", kind, key, etag, value: fate.value, expiresAt } as Change;
}

async function eraseIn(
  { store, tenantId }: Pick<TenantContext, "store" | "tenantId">,
  { kind, key }: Reference,
  replacement: Replacement,
): Promise<"removed" | "pseudonymised" | null> {
  const document: Stored<Kind> | undefined = await store.read(tenantId, kind, key);
  if (document === undefined) return null;
  const fate = fateOf(document, replacement);
  if (fate === null) return null;
  await store.commit(tenantId, [changeOf(document, fate)]);
  return fate === "removed" ? "removed" : "pseudonymised";
}

type Fate = "removed" | { value: unknown };

/** What becomes of a document: it goes, it stays with another value, or it stays as it is (null). */
function fateOf(document: Stored<Kind>, replacement: Replacement): Fate | null {
  if (mentions(document.key, replacement)) return "removed";
  const value = withoutPerson(withoutOwnParts(document, replacement), replacement);
  return isDeepStrictEqual(value, document.value) ? null : { value };
}

/** What would point nowhere under a pseudonym: the person's own cards, and a barrier that waits for them. */
function withoutOwnParts({ kind, value }: Stored<Kind>, replacement: Replacement): Documents[Kind] {
  if (kind === "checkIn") {
    const checkIn = value as CheckIn;
    return { ...checkIn, cards: checkIn.cards.filter(({ personId }) => !mentions(personId, replacement)) };
  }
  if (kind === "barrier") {
    const barrier = value as Barrier;
    const isTheirs = barrier.assignedTo !== null && mentions(barrier.assignedTo, replacement);
    return {
      ...barrier,
      assignedTo: isTheirs ? null : barrier.assignedTo,
      cards: barrier.cards.filter(({ place }) => !mentions(place, replacement)),
    };
  }
  return value;
}

async function removeEntry(
  { store, tenantId, now }: TenantContext,
  personId: string,
  pseudonym: string,
): Promise<void> {
  const [entry, settings] = await store.readMany(tenantId, [
    { kind: "person", key: personId },
    { kind: "settings", key: keys.settings },
  ]);
  const changes: Change[] = [audit({ actor: system, now }, "personErased", "person", pseudonym)];
  if (entry !== undefined) changes.push({ op: "delete", kind: "person", key: personId, etag: entry.etag });
  if (settings !== undefined) {
    const value = { ...settings.value, directoryVersion: random() };
    changes.push({ op: "replace", kind: "settings", key: keys.settings, etag: settings.etag, value });
  }
  await store.commit(tenantId, changes);
}
