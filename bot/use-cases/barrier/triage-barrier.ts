import type { Barrier } from "../../domain/barrier/barrier.ts";
import { allowedIn, type BarrierAction } from "../../domain/barrier/barrier-actions.ts";
import { act } from "../../domain/barrier/barrier-lifecycle.ts";
import { newsOf } from "../../domain/barrier/barrier-news.ts";
import { mayActOn, maySeeBarrier } from "../../domain/barrier/barrier-permissions.ts";
import { liftKinds } from "../../domain/barrier/lift.ts";
import { localDate, parseDate } from "../../domain/calendar.ts";
import type { Directory, Instant, IsoDate } from "../../domain/organisation.ts";
import type { PlannedMessage } from "../../domain/outreach.ts";
import { may } from "../../domain/permissions.ts";
import { barrierStatusFacts, type Resolution } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import type { Conversation } from "../../store/documents.ts";
import { type Change, ofKind, type Reference, type Stored } from "../../store/store.ts";
import { audit, enqueue, untilNoConflict } from "../commit.ts";
import { exceptionChanges } from "../decision/solved-as-exception.ts";
import type { Errand } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";
import { ownCard, ownCardKey } from "./barrier-cards.ts";
import { openBarrier } from "./barrier-story.ts";
import { askedAs, decidedBy, liftActionOf, liftedFurther, mayNotDecide, reviewDate } from "./lift-barrier.ts";
import { readAround, type ShownOn, type Surroundings } from "./surroundings.ts";

interface Words {
  text?: string | null | undefined;
  /** The writer has confirmed that nobody can be recognised. */
  confirmed?: Confirmation | undefined;
}

/** What a person does to a barrier, as it comes from a card or the API; texts are still to be guarded. */
export type GivenAction =
  | { action: "see" | "take" | "confirm" }
  | ({ action: "answer" | "comment" | "decline" | "escalate" | "reopen" } & Words)
  | ({ action: "ask"; until?: string | undefined } & Words)
  | { action: "assign"; to: string | null }
  | ({ action: "wait"; supplier?: boolean | undefined; until?: string | undefined } & Words)
  | { action: "postpone"; until: string }
  | ({ action: "park"; until: string } & Words)
  | ({ action: "solve"; resolution: Resolution; until?: string | undefined } & Words)
  | { action: "seenBefore"; sameAs: string }
  | ({ action: "liftDo"; doer: string | null; until: string } & Words)
  | ({ action: "liftWait"; until: string } & Words)
  | ({ action: "liftDecline" | "liftOn" } & Words)
  | { action: "liftTake" };

/** Where it is done from, and what is to be drawn of it afterwards. */
export interface TriageFrom {
  /** The card it was done on, which shows the outcome itself; the others are updated. */
  activityId?: string | undefined;
  /** The version that the person had before them ({@link versionOf}); another one is a conflict. */
  version?: string | undefined;
  shownOn?: ShownOn | undefined;
  /** The channel it was done in, whose conversation is read along. */
  channel?: string | undefined;
  /** When others hear of it, so that it can be undone until then; at once unless told. */
  tellsAt?: Instant | undefined;
  /** A place that gets a card of its own for the barrier, in the same commit, unless it has had one. */
  ownCardIn?: string | undefined;
}

/** With what has been read, as it is after the commit. */
export type TriageResult = { directory: Directory; barrier: Barrier } & (
  | { outcome: "changed" | "unchanged"; around: Surroundings; channel: Conversation | undefined }
  /** Somebody else has taken it. */
  | { outcome: "taken"; by: string }
);

/** Sets one state of a barrier apart from every other. */
export function versionOf(barrier: Barrier): string {
  return String(barrier.events.length);
}

/**
 * Does one thing to a barrier: the barrier with its timeline, the messages to those who should hear of it, updates of the
 * cards that show it, and an audit entry, in one commit. What solves or declines one of several that are linked as *set før* does
 * so for all of them, and a question about the one that the others are linked to goes to all of their teams. Throws `notFound` for what the person may not see, `forbidden` for what they may not do, `conflict` for
 * an old `version`, `closed`/`invalid` for what cannot be done now, and what {@link guardTexts} throws. Two reads and one commit;
 * one read more for a barrier that is linked to another.
 */
export async function triageBarrier(
  errand: Errand,
  id: string,
  given: GivenAction,
  from: TriageFrom = {},
): Promise<TriageResult> {
  const text =
    "text" in given ? guardTexts({ text: given.text }, { ...given, directory: errand.directory }).text : null;
  return untilNoConflict(async () => {
    const { errand: at, stored, named, channel, hasOwnCard } = await readFor(errand, id, given, from);
    const { directory, now, actor } = at;
    if (!mayActOn(directory, actor.personId, given.action, stored.value, localDate(now))) {
      const refused = isLift(given) ? mayNotDecide(at, stored.value, given.action) : new OmbordError("forbidden");
      if (refused !== null) throw refused;
    }
    const action = await actionOf(at, stored.value, { given, text, named });
    const decision = act(stored.value, action, actor.personId, now);
    if (decision.outcome === "taken") return { ...decision, directory, barrier: stored.value };
    const isChanged = decision.outcome === "changed";
    if (decision.outcome !== "unchanged" && from.version !== undefined && from.version !== versionOf(stored.value)) {
      throw new OmbordError("conflict");
    }
    if (decision.outcome === "refused") throw refusal(stored.value, decision.because);
    const barrier = isChanged ? decision.barrier : stored.value;
    const around = await aroundAfter(at, stored.value, { barrier, action, shownOn: from.shownOn });
    const news = from.ownCardIn === undefined || hasOwnCard ? [] : [enqueue(ownCard(barrier, from.ownCardIn, now))];
    const changes = isChanged
      ? changesOf(at, stored, { barrier, action, pressedCard: from.activityId, tellsAt: from.tellsAt })
      : [];
    // A large family takes several commits; one that was cut off is finished here though this one is as it was.
    const others = [
      ...linkedChanges(at, stored.value, action, around.linked),
      ...(isChanged ? await exceptionChanges(at, stored.value, barrier) : []),
    ];
    await commitTogether(at, [...changes, ...news], others);
    return {
      outcome: decision.outcome,
      directory,
      barrier,
      channel,
      around: { ...around, others: asChanged(around.others, others.flat()) },
    };
  });
}

function isLift({ action }: GivenAction): boolean {
  return liftKinds.some((kind) => kind === action);
}

/** Everything that one press is decided on, in one read. */
async function readFor(errand: Errand, id: string, given: GivenAction, { channel, ownCardIn }: TriageFrom) {
  const references: Reference[] = [
    ...(given.action === "seenBefore" ? [{ kind: "barrier" as const, key: given.sameAs }] : []),
    ...(channel === undefined ? [] : [{ kind: "conversation" as const, key: channel }]),
    ...(ownCardIn === undefined ? [] : [{ kind: "message" as const, key: ownCardKey(id, ownCardIn) }]),
  ];
  const { found, ...opened } = await openBarrier(errand, id, references);
  return {
    ...opened,
    named: ofKind("barrier", found)[0],
    channel: ofKind("conversation", found)[0]?.value,
    hasOwnCard: ofKind("message", found).length > 0,
  };
}

interface After {
  barrier: Barrier;
  action: BarrierAction;
  shownOn: ShownOn | undefined;
}

/** What is done to all that are linked. */
const pullsAlong: ReadonlySet<BarrierAction["kind"]> = new Set(["solve", "decline", "liftDecline"]);

/** What is drawn of it and what it pulls along, in one read, or in two for one that is linked to another itself. */
async function aroundAfter(at: Errand, before: Barrier, { barrier, action, shownOn }: After): Promise<Surroundings> {
  // What is asked of a common task is asked of everybody who has it; what is asked of one of them, of that one alone.
  const asksAll = action.kind === "ask" && before.sameAs === null && action.as === undefined;
  const pulls = pullsAlong.has(action.kind) || asksAll;
  const rootId = pulls ? (before.sameAs ?? before.id) : before.id;
  const family = shownOn === "page" ? (before.sameAs ?? before.id) : undefined;
  const linkedTo = pulls || action.kind === "seenBefore" ? rootId : family;
  const [around, root] = await Promise.all([
    readAround(at, barrier, { shownOn, linkedTo }),
    rootId === before.id ? undefined : at.store.read(at.actor.tenantId, "barrier", rootId),
  ]);
  return { ...around, linked: [...(root === undefined ? [] : [root]), ...around.linked] };
}

/** The barriers with what the commit has made of them. */
function asChanged(barriers: readonly Barrier[], changes: readonly Change[]): Barrier[] {
  const changed = new Map<string, Barrier>();
  for (const change of changes) {
    if (change.op === "replace" && change.kind === "barrier") changed.set(change.key, change.value);
  }
  return barriers.map((barrier) => changed.get(barrier.id) ?? barrier);
}

function refusal(barrier: Barrier, because: string): OmbordError {
  if (because !== "notNow") return new OmbordError("invalid", because);
  const isClosed = !allowedIn.comment.includes(barrier.status);
  return isClosed ? new OmbordError("closed", "barrierClosed") : new OmbordError("conflict", "barrierNotNow");
}

interface Asked {
  given: GivenAction;
  /** Guarded. */
  text: string | null;
  /** The barrier that it is said to be the same as. */
  named: Stored<"barrier"> | undefined;
}

/** The action with everything checked that needs more than the barrier itself. */
async function actionOf(at: Errand, barrier: Barrier, { given, text, named }: Asked): Promise<BarrierAction> {
  switch (given.action) {
    case "see":
    case "take":
    case "confirm":
      return { kind: given.action };
    case "ask": {
      const as = askedAs(at, barrier);
      return { kind: "ask", text: text ?? "", until: dateOf(given.until), ...(as === null ? {} : { as }) };
    }
    case "answer":
    case "comment":
    case "decline":
      return { kind: given.action, text: text ?? "" };
    case "escalate":
      return liftedFurther(at, barrier, text);
    case "reopen":
      return { kind: given.action, text };
    case "assign":
      if (given.to !== null && !mayActOn(at.directory, given.to, "take", barrier, localDate(at.now))) {
        throw new OmbordError("invalid", "notANavigator");
      }
      return { kind: "assign", to: given.to };
    case "wait":
      return { kind: "wait", supplier: given.supplier ?? false, text, until: dateOf(given.until) };
    case "postpone":
      return { kind: "postpone", until: neededDate(given.until) };
    case "park":
      return { kind: "park", until: neededDate(given.until), text };
    case "solve":
      return solvedBy(at, given, text);
    case "seenBefore":
      return linkTo(at, named);
    case "liftDo":
    case "liftWait":
    case "liftDecline":
    case "liftTake":
    case "liftOn":
      return liftActionOf(at, barrier, given, text);
    default:
      return given satisfies never;
  }
}

/** An agreed exception needs its reason, which managers read too, and has a date on which it is looked at again. */
function solvedBy(
  { now }: Errand,
  { resolution, until }: Extract<GivenAction, { action: "solve" }>,
  text: string | null,
): BarrierAction {
  if (resolution !== "exception") return { kind: "solve", resolution, text };
  if (text === null) throw new OmbordError("invalid", "noReason");
  return { kind: "solve", resolution, text, until: dateOf(until) ?? reviewDate(now) };
}

function neededDate(given: string): IsoDate {
  const date = parseDate(given);
  if (date === null) throw new OmbordError("invalid", "impossibleDate");
  return date;
}

/** Null for none: then it is the usual one. */
function dateOf(given: string | undefined): IsoDate | null {
  return given === undefined || given === "" ? null : neededDate(given);
}

/** To the barrier that the named one is itself linked to, if any, so that links never make chains. */
async function linkTo(
  { store, actor, directory, now }: Errand,
  named: Stored<"barrier"> | undefined,
): Promise<BarrierAction> {
  if (named === undefined) throw new OmbordError("notFound");
  const rootId = named.value.sameAs ?? named.key;
  const root = rootId === named.key ? named : await store.read(actor.tenantId, "barrier", rootId);
  const date = localDate(now);
  const isTheirs =
    root !== undefined &&
    maySeeBarrier(directory, actor.personId, named.value, date) &&
    may(directory, actor.personId, "triage", root.value.teamId, date);
  if (!isTheirs) throw new OmbordError("notFound");
  const { stage, worked } = barrierStatusFacts[root.value.status];
  if (stage === "closed" && !worked) throw new OmbordError("invalid", "barrierClosed");
  return { kind: "seenBefore", sameAs: rootId, solved: worked };
}

interface Done {
  barrier: Barrier;
  action: BarrierAction;
  pressedCard?: string | undefined;
  tellsAt?: Instant | undefined;
}

function changesOf(
  { actor, directory, now }: Errand,
  stored: Stored<"barrier">,
  { barrier, action, pressedCard, tellsAt }: Done,
): Change[] {
  const later = (news: PlannedMessage): PlannedMessage =>
    tellsAt === undefined || news.value.purpose === "barrierCard"
      ? news
      : { ...news, value: { ...news.value, dueAt: tellsAt } };
  return [
    { op: "replace", kind: "barrier", key: stored.key, etag: stored.etag, value: barrier },
    ...newsOf(directory, barrier, now, pressedCard).map((news) => enqueue(later(news))),
    ...decidedBy({ actor, directory, now }, barrier, action),
    audit({ actor, now }, `barrier.${action.kind}`, "barrier", stored.key),
  ];
}

/** What happens to the barriers that are linked with this one, each as a group of changes that belong together. */
function linkedChanges(
  at: Errand,
  barrier: Barrier,
  action: BarrierAction,
  linked: readonly Stored<"barrier">[],
): Change[][] {
  if (action.kind === "seenBefore") {
    return linked.map(({ key, etag, value }) => [
      { op: "replace", kind: "barrier", key, etag, value: { ...value, sameAs: action.sameAs } },
    ]);
  }
  const isAsked = action.kind === "ask" && barrier.sameAs === null && action.as === undefined;
  const pulled: BarrierAction = action.kind === "liftDecline" ? { kind: "decline", text: action.text } : action;
  if (pulled.kind !== "solve" && pulled.kind !== "decline" && !isAsked) return [];
  return linked
    .filter((member) => member.key !== barrier.id)
    .flatMap((member) => {
      const decision = act(member.value, pulled, at.actor.personId, at.now);
      return decision.outcome === "changed"
        ? [changesOf(at, member, { barrier: decision.barrier, action: pulled })]
        : [];
    });
}

/** One commit, or as few as the store takes, the person's own first. */
async function commitTogether({ store, actor }: Errand, first: Change[], others: Change[][]): Promise<void> {
  let batch = first;
  for (const group of others) {
    if (batch.length + group.length > store.maxChanges) {
      await store.commit(actor.tenantId, batch);
      batch = [];
    }
    batch = [...batch, ...group];
  }
  if (batch.length > 0) await store.commit(actor.tenantId, batch);
}
