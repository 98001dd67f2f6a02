import {
  type Barrier,
  type BarrierDescription,
  describe,
  detailBelongsTo,
  inGroup,
  isOpen,
} from "../../domain/barrier/barrier.ts";
import { cardUpdates } from "../../domain/barrier/barrier-news.ts";
import { localDate } from "../../domain/calendar.ts";
import { type Instant, solutionName } from "../../domain/organisation.ts";
import { may } from "../../domain/permissions.ts";
import type { BarrierCategory, BarrierDetail, ContactWish } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import type { Store } from "../../store/store.ts";
import type { Actor } from "../actor.ts";
import { audit, sending, untilNoConflict } from "../commit.ts";
import { guardText } from "../guard-text.ts";
import { loadDirectory } from "../load-directory.ts";

/** A barrier as the one who reports it sees it. */
export interface BarrierView {
  barrier: Barrier;
  solutionName: string;
}

/** Throws `notFound` for a barrier that does not exist or is not the person's to see. */
export async function showBarrier(store: Store, actor: Actor, id: string, now: Instant): Promise<BarrierView> {
  const directory = await loadDirectory(store, actor.tenantId);
  const stored = await store.read(actor.tenantId, "barrier", id);
  const teamId = stored?.value.teamId ?? "";
  if (stored === undefined || !may(directory, actor.personId, "seeBarriers", teamId, localDate(now))) {
    throw new OmbordError("notFound");
  }
  return { barrier: stored.value, solutionName: solutionName(directory, stored.value.solutionId, teamId) };
}

export interface GivenDescription {
  category: BarrierCategory;
  detail: BarrierDetail;
  consequence?: string | undefined;
  contact: ContactWish;
  /** The writer has confirmed that nobody can be recognised. */
  confirmed: boolean;
}

/** Throws `invalid` for a detail of another category, and what {@link guardText} throws. */
export function guardedDescription(given: GivenDescription): BarrierDescription {
  const { category, detail, contact } = given;
  if (!detailBelongsTo(category, detail)) throw new OmbordError("invalid");
  return { category, detail, contact, consequence: guardText(given.consequence, given.confirmed) };
}

/**
 * Keeps the group that was chosen, so that a description which is left half-way goes on from there. What is described already
 * stays as it is until all of it is sent. Throws `notFound` for a barrier that is not the person's to report on.
 */
export async function chooseGroup(
  store: Store,
  actor: Actor,
  id: string,
  category: BarrierCategory,
  now: Instant,
): Promise<void> {
  await untilNoConflict(async () => {
    const directory = await loadDirectory(store, actor.tenantId);
    const stored = await store.read(actor.tenantId, "barrier", id);
    if (stored === undefined || !may(directory, actor.personId, "report", stored.value.teamId, localDate(now))) {
      throw new OmbordError("notFound");
    }
    const barrier = inGroup(stored.value, category, now);
    if (barrier === stored.value || !isOpen(barrier)) return;
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "barrier", key: id, etag: stored.etag, value: barrier },
      audit(now, actor.personId, "barrier.grouped", "barrier", id),
    ]);
  });
}

/**
 * Adds what the team tells about a barrier. Saying the same twice changes nothing.
 * Throws `notFound`, `invalid` for a detail of another category, `closed` for a barrier that is done with,
 * and what {@link guardText} throws.
 */
export async function describeBarrier(
  store: Store,
  actor: Actor,
  id: string,
  given: GivenDescription,
  now: Instant,
): Promise<BarrierView> {
  const description = guardedDescription(given);
  return untilNoConflict(async () => {
    const directory = await loadDirectory(store, actor.tenantId);
    const stored = await store.read(actor.tenantId, "barrier", id);
    const teamId = stored?.value.teamId ?? "";
    const date = localDate(now);
    if (stored === undefined || !may(directory, actor.personId, "report", teamId, date)) {
      throw new OmbordError("notFound");
    }
    const view = { barrier: stored.value, solutionName: solutionName(directory, stored.value.solutionId, teamId) };
    if (!isOpen(stored.value)) throw new OmbordError("closed", "barrierClosed");
    const barrier = describe(stored.value, description, actor.personId, now);
    if (barrier === stored.value) return view;
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "barrier", key: id, etag: stored.etag, value: barrier },
      ...cardUpdates(barrier, now).map(sending),
      audit(now, actor.personId, "barrier.described", "barrier", id),
    ]);
    return { ...view, barrier };
  });
}
