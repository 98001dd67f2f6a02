import type { Barrier } from "../../domain/barrier/barrier.ts";
import { act, allowedIn, type BarrierAction } from "../../domain/barrier/barrier-lifecycle.ts";
import { newsOf } from "../../domain/barrier/barrier-news.ts";
import { mayActOn, maySeeBarrier } from "../../domain/barrier/barrier-permissions.ts";
import { localDate, parseDate } from "../../domain/calendar.ts";
import type { Directory, Instant } from "../../domain/organisation.ts";
import { may } from "../../domain/permissions.ts";
import { barrierStatusFacts, type Resolution } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { type Change, queryAll, type Store, type Stored } from "../../store/store.ts";
import type { Actor } from "../actor.ts";
import { audit, sending, untilNoConflict } from "../commit.ts";
import { guardText } from "../guard-text.ts";
import { readBarrier } from "./barrier-story.ts";

interface Words {
  text?: string | null | undefined;
  /** The writer has confirmed that nobody can be recognised. */
  confirmed?: boolean | undefined;
}

/** What a person does to a barrier, as it comes from a card or the API; texts are still to be guarded. */
export type GivenAction =
  | { action: "see" | "take" | "confirm" }
  | ({ action: "ask" | "answer" | "comment" | "decline" | "escalate" | "reopen" } & Words)
  | { action: "assign"; to: string | null }
  | ({ action: "wait"; supplier?: boolean | undefined } & Words)
  | ({ action: "park"; until: string } & Words)
  | ({ action: "solve"; resolution: Resolution } & Words)
  | { action: "seenBefore"; sameAs: string };

export interface TriageFrom {
  /** The card it was done on, which shows the outcome itself; the others are updated. */
  activityId?: string | undefined;
  /** The version that the person had before them ({@link versionOf}); another one is a conflict. */
  version?: string | undefined;
}

export type TriageResult =
  | { outcome: "changed" | "unchanged"; barrier: Barrier }
  /** Somebody else has taken it. */
  | { outcome: "taken"; by: string; barrier: Barrier };

/** Sets one state of a barrier apart from every other. */
export function versionOf(barrier: Barrier): string {
  return String(barrier.events.length);
}

/**
 * Does one thing to a barrier: the barrier with its timeline, the messages to those who should hear of it, updates of the
 * cards that show it, and an audit entry, in one commit. What solves or declines one of several that are linked as *set før* does
 * so for all of them. Throws `notFound` for what the person may not see, `forbidden` for what they may not do, `conflict` for
 * an old `version`, `closed`/`invalid` for what cannot be done now, and what {@link guardText} throws.
 */
export async function triageBarrier(
  store: Store,
  actor: Actor,
  id: string,
  given: GivenAction,
  now: Instant,
  from: TriageFrom = {},
): Promise<TriageResult> {
  const text = "text" in given ? guardText(given.text, given.confirmed ?? false) : null;
  return untilNoConflict(async () => {
    const { directory, stored } = await readBarrier(store, actor, id, now);
    const at: Turn = { store, actor, directory, now };
    if (!mayActOn(directory, actor.personId, given.action, stored.value, localDate(now))) {
      throw new OmbordError("forbidden");
    }
    const action = await actionOf(at, stored.value, given, text);
    const decision = act(stored.value, action, actor.personId, now);
    if (decision.outcome === "unchanged") {
      // A large family takes several commits; one that was cut off is finished here.
      await commitTogether(store, actor.tenantId, [], await alsoChanged(at, stored.value, action));
      return { outcome: "unchanged", barrier: stored.value };
    }
    if (decision.outcome === "taken") return { ...decision, barrier: stored.value };
    if (from.version !== undefined && from.version !== versionOf(stored.value)) throw new OmbordError("conflict");
    if (decision.outcome === "refused") throw refusal(stored.value, decision.because);
    const changes = changesOf(at, stored, decision.barrier, action, from.activityId);
    const others = await alsoChanged(at, stored.value, action);
    await commitTogether(store, actor.tenantId, changes, others);
    return { outcome: "changed", barrier: decision.barrier };
  });
}

interface Turn {
  store: Store;
  actor: Actor;
  directory: Directory;
  now: Instant;
}

function refusal(barrier: Barrier, because: string): OmbordError {
  if (because !== "notNow") return new OmbordError("invalid", because);
  const isClosed = !allowedIn.comment.includes(barrier.status);
  return isClosed ? new OmbordError("closed", "barrierClosed") : new OmbordError("conflict", "barrierNotNow");
}

/** The action with everything checked that needs more than the barrier itself. */
async function actionOf(at: Turn, barrier: Barrier, given: GivenAction, text: string | null): Promise<BarrierAction> {
  switch (given.action) {
    case "see":
    case "take":
    case "confirm":
      return { kind: given.action };
    case "ask":
    case "answer":
    case "comment":
    case "decline":
      return { kind: given.action, text: text ?? "" };
    case "escalate":
    case "reopen":
      return { kind: given.action, text };
    case "assign":
      if (given.to !== null && !mayActOn(at.directory, given.to, "take", barrier, localDate(at.now))) {
        throw new OmbordError("invalid", "notANavigator");
      }
      return { kind: "assign", to: given.to };
    case "wait":
      return { kind: "wait", supplier: given.supplier ?? false, text };
    case "park": {
      const until = parseDate(given.until);
      if (until === null) throw new OmbordError("invalid", "impossibleDate");
      return { kind: "park", until, text };
    }
    case "solve":
      return { kind: "solve", resolution: given.resolution, text };
    case "seenBefore":
      return linkTo(at, given.sameAs);
    default:
      return given satisfies never;
  }
}

/** To the barrier that the named one is itself linked to, if any, so that links never make chains. */
async function linkTo({ store, actor, directory, now }: Turn, id: string): Promise<BarrierAction> {
  const named = await store.read(actor.tenantId, "barrier", id);
  const rootId = named?.value.sameAs ?? id;
  const root = rootId === id ? named : await store.read(actor.tenantId, "barrier", rootId);
  const date = localDate(now);
  const isTheirs =
    named !== undefined &&
    root !== undefined &&
    maySeeBarrier(directory, actor.personId, named.value, date) &&
    may(directory, actor.personId, "triage", root.value.teamId, date);
  if (!isTheirs) throw new OmbordError("notFound");
  const { stage, worked } = barrierStatusFacts[root.value.status];
  if (stage === "closed" && !worked) throw new OmbordError("invalid", "barrierClosed");
  return { kind: "seenBefore", sameAs: rootId, solved: worked };
}

function changesOf(
  { actor, directory, now }: Turn,
  stored: Stored<"barrier">,
  barrier: Barrier,
  action: BarrierAction,
  pressedCard?: string,
): Change[] {
  return [
    { op: "replace", kind: "barrier", key: stored.key, etag: stored.etag, value: barrier },
    ...newsOf(directory, barrier, now, pressedCard).map(sending),
    audit(now, actor.personId, `barrier.${action.kind}`, "barrier", stored.key),
  ];
}

/** What happens to the barriers that are linked with this one, each as a group of changes that belong together. */
async function alsoChanged(at: Turn, barrier: Barrier, action: BarrierAction): Promise<Change[][]> {
  if (action.kind === "seenBefore") {
    const children = await linkedTo(at, barrier.id);
    return children.map((child) => [
      {
        op: "replace",
        kind: "barrier",
        key: child.key,
        etag: child.etag,
        value: { ...child.value, sameAs: action.sameAs },
      },
    ]);
  }
  if (action.kind !== "solve" && action.kind !== "decline") return [];
  const rootId = barrier.sameAs ?? barrier.id;
  const family = await linkedTo(at, rootId);
  const root = rootId === barrier.id ? undefined : await at.store.read(at.actor.tenantId, "barrier", rootId);
  return [...(root === undefined ? [] : [root]), ...family]
    .filter((member) => member.key !== barrier.id)
    .flatMap((member) => {
      const decision = act(member.value, action, at.actor.personId, at.now);
      return decision.outcome === "changed" ? [changesOf(at, member, decision.barrier, action)] : [];
    });
}

async function linkedTo({ store, actor }: Turn, id: string): Promise<Stored<"barrier">[]> {
  const found: Stored<"barrier">[] = [];
  for await (const stored of queryAll(store, actor.tenantId, "barrier", { where: { sameAs: id } })) found.push(stored);
  return found;
}

/** One commit, or as few as the store takes, the person's own first. */
async function commitTogether(store: Store, tenantId: string, first: Change[], others: Change[][]): Promise<void> {
  let batch = first;
  for (const group of others) {
    if (batch.length + group.length > store.maxChanges) {
      await store.commit(tenantId, batch);
      batch = [];
    }
    batch = [...batch, ...group];
  }
  if (batch.length > 0) await store.commit(tenantId, batch);
}
