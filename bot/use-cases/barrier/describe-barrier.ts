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
import { type Directory, solutionName } from "../../domain/organisation.ts";
import { redrawMessage } from "../../domain/outreach.ts";
import { may } from "../../domain/permissions.ts";
import {
  type BarrierCategory,
  type BarrierDetail,
  type ContactWish,
  type FormerDetail,
  topicOfToday,
} from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { audit, enqueue, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";
import { type TriageFrom, versionOf } from "./triage-barrier.ts";

/** A barrier as the one who reports it sees it. */
export interface BarrierView {
  directory: Directory;
  barrier: Barrier;
  solutionName: string;
}

/** One read. Throws `notFound` for a barrier that does not exist or is not the person's to see. */
export async function showBarrier(errand: Errand, id: string): Promise<BarrierView> {
  const { errand: at, stored } = await openTeams(errand, id, "seeBarriers");
  return viewOf(at, stored.value);
}

/** A barrier of a team where the person may do this. Lifted ones are no exception. */
async function openTeams(before: Errand, id: string, action: "seeBarriers" | "report") {
  const { errand, found } = await readTogether(before, [{ kind: "barrier", key: id }]);
  const { directory, actor, now } = errand;
  const [stored] = found;
  if (stored === undefined || !may(directory, actor.personId, action, stored.value.teamId, localDate(now))) {
    throw new OmbordError("notFound");
  }
  return { errand, stored };
}

function viewOf({ directory }: Errand, barrier: Barrier): BarrierView {
  return { directory, barrier, solutionName: solutionName(directory, barrier.solutionId, barrier.teamId) };
}

export interface GivenDescription {
  category: BarrierCategory;
  detail: BarrierDetail | FormerDetail;
  consequence?: string | undefined;
  contact: ContactWish;
  /** The writer has confirmed that nobody can be recognised. */
  confirmed: Confirmation;
}

/** Throws `invalid` for a detail of another category, and what {@link guardTexts} throws. */
export function guardedDescription({ directory }: Errand, given: GivenDescription): BarrierDescription {
  const { category, detail, contact } = topicOfToday(given);
  if (!detailBelongsTo(category, detail)) throw new OmbordError("invalid");
  return { category, detail, contact, ...guardTexts({ consequence: given.consequence }, { ...given, directory }) };
}

/**
 * Keeps the group that was chosen, so that a description which is left half-way goes on from there. What is described already
 * stays as it is until all of it is sent. Throws `notFound` for a barrier that is not the person's to report on.
 */
export async function chooseGroup(errand: Errand, id: string, category: BarrierCategory): Promise<BarrierView> {
  return untilNoConflict(async () => {
    const { errand: at, stored } = await openTeams(errand, id, "report");
    const { store, actor, now } = at;
    const barrier = inGroup(stored.value, category, now);
    if (barrier === stored.value || !isOpen(barrier)) return viewOf(at, stored.value);
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "barrier", key: id, etag: stored.etag, value: barrier },
      audit({ actor, now }, "barrier.grouped", "barrier", id),
    ]);
    return viewOf(at, barrier);
  });
}

/**
 * *Ikke nu*: keeps what was chosen and typed of a description that is not whole yet. The same words twice change nothing. Throws
 * `notFound` for a barrier that is not the person's to report on, and what {@link guardTexts} throws.
 */
export async function keepWords(
  errand: Errand,
  id: string,
  given: Partial<Omit<GivenDescription, "detail">>,
  receipt?: string,
): Promise<BarrierView> {
  const { category, contact = "none" } = given;
  const { consequence } = guardTexts({ consequence: given.consequence }, { ...given, directory: errand.directory });
  return untilNoConflict(async () => {
    const { errand: at, stored } = await openTeams(errand, id, "report");
    const { store, actor, now } = at;
    const grouped = category === undefined ? stored.value : inGroup(stored.value, category, now);
    const isNew =
      consequence !== null &&
      grouped.detail === null &&
      (grouped.consequence !== consequence || grouped.contact !== contact);
    const events = [...grouped.events, { at: now, by: actor.personId, did: "described" as const }];
    const described = isNew ? { ...grouped, consequence, contact, updatedAt: now, events } : grouped;
    const barrier = withReceipt(described, stored.value, actor.personId, receipt);
    if (barrier === stored.value || !isOpen(barrier)) return viewOf(at, stored.value);
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "barrier", key: id, etag: stored.etag, value: barrier },
      ...(isNew ? cardUpdates(barrier, now).map(enqueue) : []),
      audit({ actor, now }, "barrier.grouped", "barrier", id),
    ]);
    return viewOf(at, barrier);
  });
}

/** Where it is told from. */
export interface DescribedFrom extends Pick<TriageFrom, "version"> {
  /** The card of a chat that shows the words from now on, so that they can be taken off it. */
  receipt?: string | undefined;
}

function withReceipt(barrier: Barrier, before: Barrier, place: string, activityId: string | undefined): Barrier {
  const isKnown = barrier.cards.some((card) => card.activityId === activityId);
  if (barrier === before || activityId === undefined || isKnown) return barrier;
  const event = barrier.events.length - 1;
  return { ...barrier, cards: [...barrier.cards, { place, activityId, message: "", event, audience: "receipt" }] };
}

/**
 * Adds what the team tells about a barrier. Saying the same twice changes nothing. One read, one commit.
 * Throws `notFound`, `invalid` for a detail of another category, `closed` for a barrier that is done with, `conflict` for an old
 * `version`, and what {@link guardTexts} throws.
 */
export async function describeBarrier(
  errand: Errand,
  id: string,
  given: GivenDescription,
  { version, receipt }: DescribedFrom = {},
): Promise<BarrierView> {
  const description = guardedDescription(errand, given);
  return untilNoConflict(async () => {
    const { errand: at, stored } = await openTeams(errand, id, "report");
    const { store, actor, now } = at;
    if (version !== undefined && version !== versionOf(stored.value)) throw new OmbordError("conflict");
    if (!isOpen(stored.value)) throw new OmbordError("closed", "barrierClosed");
    const described = describe(stored.value, description, actor.personId, now);
    const barrier = withReceipt(described, stored.value, actor.personId, receipt);
    if (barrier === stored.value) return viewOf(at, barrier);
    // Other words take the place of some: those are to stand nowhere any longer, not on others' cards either.
    const isReworded = stored.value.consequence !== null && barrier.consequence !== stored.value.consequence;
    const about = { id, teamId: barrier.teamId, version: String(barrier.events.length) };
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "barrier", key: id, etag: stored.etag, value: barrier },
      ...cardUpdates(barrier, now).map(enqueue),
      ...(isReworded ? [enqueue(redrawMessage(about, now))] : []),
      audit({ actor, now }, "barrier.described", "barrier", id),
    ]);
    if (isReworded) await store.scrub();
    return viewOf(at, barrier);
  });
}
