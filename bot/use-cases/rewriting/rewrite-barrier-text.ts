import type { Barrier } from "../../domain/barrier/barrier.ts";
import { maySeeBarrier } from "../../domain/barrier/barrier-permissions.ts";
import {
  type BarrierTextPlace,
  barrierText,
  barrierTextPlaces,
  sameStep,
  withBarrierText,
} from "../../domain/barrier/barrier-texts.ts";
import { localDate } from "../../domain/calendar.ts";
import { redrawMessage } from "../../domain/outreach.ts";
import { rewriterOf } from "../../domain/rewriter-of.ts";
import { type Rewriter, type TextChange, textChange } from "../../domain/rewriting.ts";
import { OmbordError } from "../../errors.ts";
import { type Change, queryAll, type Stored } from "../../store/store.ts";
import { openBarrier } from "../barrier/barrier-story.ts";
import { audit, enqueue, untilNoConflict } from "../commit.ts";
import type { Errand } from "../errand.ts";
import { type GuardedText, isToBeRewritten, type RewrittenText } from "./guarded-text.ts";

/** As whom the person may take out or put right the text there; null when they may not. */
function barrierTextRewriter(
  { directory, actor, now }: Errand,
  barrier: Barrier,
  place: BarrierTextPlace,
): Rewriter | null {
  const written = barrierText(barrier, place);
  if (written === null) return null;
  const about = { writtenBy: written.by, teamIds: [barrier.teamId] };
  return rewriterOf(directory, actor.personId, about, localDate(now));
}

/** The places whose text the person may take out or put right now. */
export function rewritablePlaces(at: Errand, barrier: Barrier): BarrierTextPlace[] {
  if (!maySeeBarrier(at.directory, at.actor.personId, barrier, localDate(at.now))) return [];
  return barrierTextPlaces(barrier).filter((place) => barrierTextRewriter(at, barrier, place) !== null);
}

/**
 * The description, or what came with a step, with the same words on barriers that were solved or declined together with it. One read,
 * a query where others may carry it, one commit. See `rewriteText`.
 */
export async function rewriteBarrierText(errand: Errand, { id, place, text }: GuardedText): Promise<RewrittenText> {
  return untilNoConflict(async () => {
    const { errand: at, stored } = await openBarrier(errand, id, []);
    const { store, actor, directory, now } = at;
    const found = placeIn(place);
    const written = found === null ? null : barrierText(stored.value, found);
    if (found === null || written === null) throw new OmbordError("notFound");
    const as = barrierTextRewriter(at, stored.value, found);
    if (as === null) throw new OmbordError("forbidden");
    if (!isToBeRewritten(written.text, text)) return { outcome: "unchanged", directory };
    const change = textChange(text, actor.personId, as, now);
    const copies = await copiesOf(at, stored.value, found);
    const changes = [{ stored, place: found }, ...copies].flatMap((one) =>
      barrierChanges(at, one.stored, withBarrierText(one.stored.value, one.place, text, change), change),
    );
    // Its own first: a large family takes more than one commit.
    for (let from = 0; from < changes.length; from += mostInACommit) {
      await store.commit(actor.tenantId, changes.slice(from, from + mostInACommit));
    }
    return { outcome: "changed", directory };
  });
}

/** A multiple of what one barrier takes. */
const mostInACommit = 30;

/** A barrier whose text was changed, with the message that has its cards drawn anew, and who did it. */
export function barrierChanges(
  { actor, now }: Pick<Errand, "actor" | "now">,
  { key, etag }: Stored<"barrier">,
  value: Barrier,
  { did }: TextChange,
): Change[] {
  const about = { id: key, teamId: value.teamId, version: String(value.events.length) };
  return [
    { op: "replace", kind: "barrier", key, etag, value },
    enqueue(redrawMessage(about, now)),
    audit({ actor, now }, `barrier.${did}`, "barrier", key),
  ];
}

function placeIn(place: string): BarrierTextPlace | null {
  if (place === "consequence") return place;
  return /^\d{1,5}$/.test(place) ? Number(place) : null;
}

/** What solves or declines a barrier does so for all that are linked with it, with the same words. */
async function copiesOf(
  { store, actor }: Errand,
  barrier: Barrier,
  place: BarrierTextPlace,
): Promise<{ stored: Stored<"barrier">; place: number }[]> {
  const event = place === "consequence" ? undefined : barrier.events[place];
  if (event?.did !== "status") return [];
  const rootId = barrier.sameAs ?? barrier.id;
  const linked = await Array.fromAsync(queryAll(store, actor.tenantId, "barrier", { where: { sameAs: rootId } }));
  const root = rootId === barrier.id ? undefined : await store.read(actor.tenantId, "barrier", rootId);
  return [...(root === undefined ? [] : [root]), ...linked].flatMap((stored) => {
    const same = stored.key === barrier.id ? undefined : sameStep(event, stored.value);
    return same === undefined ? [] : [{ stored, place: same }];
  });
}
