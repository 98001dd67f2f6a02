import { v7 as uuid } from "uuid";
import type { Barrier } from "../../domain/barrier/barrier.ts";
import { cardUpdates } from "../../domain/barrier/barrier-news.ts";
import { maySeeBarrier } from "../../domain/barrier/barrier-permissions.ts";
import { localDate } from "../../domain/calendar.ts";
import type { Instant } from "../../domain/organisation.ts";
import { OmbordError } from "../../errors.ts";
import type { UndoneBarrier } from "../../store/documents.ts";
import { Conflict, ofKind, queryAll, type Stored } from "../../store/store.ts";
import { audit, enqueue, untilNoConflict } from "../commit.ts";
import { exceptionChanges } from "../decision/solved-as-exception.ts";
import { type Errand, readTogether } from "../errand.ts";
import { guardTexts } from "../guard-text.ts";
import { type GivenAction, triageBarrier } from "./triage-barrier.ts";

// The same done to many barriers at once: one press, one confirmation, one way back. Nobody is told until it can be undone no more.

/** As many as somebody looks over before they press. */
export const mostAtOnce = 100;
/** For so long it can be undone, and the teams hear of it afterwards. */
export const undoSeconds = 30;
/** Who is quick finds that it is kept a little longer than is said. */
const graceSeconds = 10;

/** What can be done to many. */
export type GivenToMany =
  | { action: "see" | "take" }
  | Extract<GivenAction, { action: "assign" | "seenBefore" | "ask" | "solve" | "park" | "postpone" }>;

export interface DoneToMany {
  /** Names it for {@link undoMany}; null when nothing was changed. */
  undo: string | null;
  changed: Barrier[];
  /** Those that were left as they were, with the code of what stood in the way. */
  left: { id: string; because: string }[];
}

/**
 * Does the same to each of the barriers, one after the other; what one of them does not allow is said and leaves the others alone.
 * With `seenBefore` the named one itself is passed over. Throws what {@link guardTexts} throws, and `invalid` for more than
 * {@link mostAtOnce}.
 */
export async function doToMany(errand: Errand, ids: readonly string[], given: GivenToMany): Promise<DoneToMany> {
  if (ids.length > mostAtOnce) throw new OmbordError("invalid");
  if ("text" in given) guardTexts({ text: given.text }, { ...given, directory: errand.directory });
  const wanted = [...new Set(ids)].filter((id) => given.action !== "seenBefore" || id !== given.sameAs);
  const { errand: at, found } = await readTogether(errand, wanted.slice(0, 99).map(reference));
  const before = new Map<string, Barrier>();
  for (const stored of found) if (stored !== undefined) before.set(stored.key, stored.value);
  if (alsoDoneTo.has(given.action)) for (const { key, value } of await membersOf(at, wanted)) before.set(key, value);
  const tellsAt = secondsAfter(at.now, undoSeconds);
  const changed: Barrier[] = [];
  const left: DoneToMany["left"] = [];
  for (const id of wanted) {
    const result = await attempt(at, id, given, tellsAt);
    if (typeof result === "string") left.push({ id, because: result });
    else changed.push(result);
  }
  const undo = changed.length === 0 ? null : uuid();
  if (undo !== null) await keepUndo(at, undo, before, changed);
  return { undo, changed, left };
}

/** The barrier as it is afterwards, or the code of what stood in the way. */
async function attempt(at: Errand, id: string, given: GivenToMany, tellsAt: Instant): Promise<Barrier | string> {
  try {
    const result = await triageBarrier(at, id, given, { tellsAt });
    if (result.outcome === "taken") return "barrierTaken";
    return result.outcome === "changed" ? result.barrier : "unchanged";
  } catch (error) {
    if (!(error instanceof OmbordError)) throw error;
    return error.sentence ?? error.code;
  }
}

/** What is done to the others that are linked to one of these as well. */
const alsoDoneTo: ReadonlySet<GivenToMany["action"]> = new Set(["seenBefore", "ask", "solve"]);

/** Those that are linked to one of these already: they come along. */
async function membersOf({ store, actor }: Errand, ids: readonly string[]): Promise<Stored<"barrier">[]> {
  return Array.fromAsync(queryAll(store, actor.tenantId, "barrier", { where: { sameAs: ids } }));
}

function secondsAfter(now: Instant, seconds: number): Instant {
  return new Date(Date.parse(now) + seconds * 1000).toISOString();
}

const reference = (key: string) => ({ kind: "barrier" as const, key });

/** What came along has one step more, or none; whoever has gone on since is left alone. */
function lengthAfter(before: Barrier | undefined, { events }: Barrier): number {
  return Math.min(events.length, (before?.events.length ?? 0) + 1);
}

/** How they stood before, for a little while. */
async function keepUndo(
  { store, actor, now }: Errand,
  key: string,
  before: ReadonlyMap<string, Barrier>,
  changed: readonly Barrier[],
): Promise<void> {
  const events = new Map(changed.map(({ id, events: all }) => [id, all.length]));
  const pulled = [...before.keys()].filter((id) => !events.has(id)).slice(0, 99);
  const found = pulled.length === 0 ? [] : await store.readMany(actor.tenantId, pulled.map(reference));
  for (const one of ofKind("barrier", found)) events.set(one.key, lengthAfter(before.get(one.key), one.value));
  const entries = [...before].map(([id, barrier]): UndoneBarrier => {
    const { status, assignedTo, resolution, parkedUntil, comesBackOn, sameAs } = barrier;
    const { escalatedAt, resolvedAt, askedIn, closedAt } = barrier;
    const was = { status, assignedTo, resolution, parkedUntil, sameAs, escalatedAt, resolvedAt, askedIn, closedAt };
    return {
      key: id,
      events: events.get(id) ?? barrier.events.length,
      was: { ...was, ...(comesBackOn === undefined ? {} : { comesBackOn }) },
    };
  });
  const expiresAt = secondsAfter(now, undoSeconds + graceSeconds);
  const value = { by: actor.personId, before: entries };
  await store.commit(actor.tenantId, [{ op: "create", kind: "undo", key, value, expiresAt }]);
}

/**
 * Takes back what {@link doToMany} did, as far as nobody has gone on since: how each stood before, and a line on its timeline. What was
 * about to be told is told no more. Throws `notFound` when it is too late, or was somebody else's.
 */
export async function undoMany(errand: Errand, id: string): Promise<{ changed: Barrier[]; left: number }> {
  const { errand: at, found } = await readTogether(errand, [{ kind: "undo", key: id }]);
  const [undo] = found;
  if (undo === undefined || undo.value.by !== at.actor.personId) throw new OmbordError("notFound", "tooLateToUndo");
  const changed: Barrier[] = [];
  let left = 0;
  for (const entry of undo.value.before) {
    const barrier = await undoOne(at, entry);
    if (barrier === null) left += 1;
    else if (barrier !== undefined) changed.push(barrier);
  }
  await at.store
    .commit(at.actor.tenantId, [{ op: "delete", kind: "undo", key: id, etag: undo.etag }])
    .catch((error: unknown) => {
      // Pressed twice: the other one has taken it away.
      if (!(error instanceof Conflict)) throw error;
    });
  return { changed, left };
}

/** Null when somebody has gone on; undefined when it stands as it did. */
async function undoOne(at: Errand, { key, events, was }: UndoneBarrier): Promise<Barrier | null | undefined> {
  const { store, actor, directory, now } = at;
  return untilNoConflict(async () => {
    const stored = await store.read(actor.tenantId, "barrier", key);
    if (stored === undefined || stored.value.events.length !== events) return null;
    if (!maySeeBarrier(directory, actor.personId, stored.value, localDate(now))) return null;
    const isLinkOnly = stored.value.status === was.status && stored.value.assignedTo === was.assignedTo;
    if (isLinkOnly && stored.value.sameAs === was.sameAs && stored.value.comesBackOn === was.comesBackOn)
      return undefined;
    const undone = { at: now, by: actor.personId, did: "undone" as const, status: was.status };
    const barrier: Barrier = { ...stored.value, ...was, updatedAt: now, events: [...stored.value.events, undone] };
    const ended = await exceptionChanges(at, stored.value, barrier);
    await store.commit(actor.tenantId, [
      ...ended.flat(),
      { op: "replace", kind: "barrier", key, etag: stored.etag, value: barrier },
      ...cardUpdates(barrier, now).map(enqueue),
      audit({ actor, now }, "barrier.undone", "barrier", key),
    ]);
    return barrier;
  });
}
