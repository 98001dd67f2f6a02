import { act } from "../../domain/barrier/barrier-lifecycle.ts";
import { newsOf } from "../../domain/barrier/barrier-news.ts";
import { localDate } from "../../domain/calendar.ts";
import { composed } from "../../domain/composed.ts";
import {
  answerDecision,
  type Decision,
  type DecisionAnswer,
  holdsBelow,
  isInForce,
  scopesAbove,
} from "../../domain/decision/decision.ts";
import { type Directory, type IsoDate, isInArea, solutionName } from "../../domain/organisation.ts";
import type { DecisionState } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import { type Change, queryAll, type Stored } from "../../store/store.ts";
import { newDirectoryVersion } from "../check-in/set-absence.ts";
import { audit, enqueue, untilNoConflict } from "../commit.ts";
import type { Errand } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";
import { replaceDecision } from "./create-decision.ts";
import { aheadIn, managesAs } from "./make-decision.ts";
import { maySeeDecision } from "./see-decision.ts";
import { toBeRedrawn } from "./tell-decision.ts";

/** A decision, with what its reader may do to it. */
export interface SeenDecision {
  decision: Decision;
  /** Its owner says what became of it. */
  mayAnswer: boolean;
  /** Its writer takes the words back. */
  mayDelete: boolean;
  solutionName: string | null;
  scopeName: string;
}

/** What is looked for; everything that is left out matches. */
export interface DecisionFilter {
  areaId?: string | undefined;
  solutionId?: string | undefined;
  state?: DecisionState | undefined;
  words?: string | undefined;
}

/** The decisions that the person may see and that match, the newest first. One pass over those of five years. */
export async function listDecisions(errand: Errand, filter: DecisionFilter): Promise<SeenDecision[]> {
  const { store, actor, directory } = errand;
  const where = {
    ...(filter.solutionId === undefined ? {} : { solutionId: filter.solutionId }),
    ...(filter.state === undefined ? {} : { state: filter.state }),
  };
  const words = folded(filter.words ?? "")
    .split(/\s+/u)
    .filter((word) => word !== "");
  const seen: SeenDecision[] = [];
  for await (const { value } of queryAll(store, actor.tenantId, "decision", { where })) {
    if (!maySeeDecision(errand, value) || !liesIn(directory, value, filter.areaId)) continue;
    const one = seenBy(errand, value);
    const text = folded(`${one.scopeName} ${one.solutionName ?? ""} ${value.text ?? ""}`);
    if (words.every((word) => text.includes(word))) seen.push(one);
  }
  return seen.sort((a, b) => (a.decision.createdAt < b.decision.createdAt ? 1 : -1));
}

function folded(text: string): string {
  return composed(text, "NFKC").toLocaleLowerCase("da");
}

function liesIn(directory: Directory, decision: Decision, areaId: string | undefined): boolean {
  const { scope } = decision;
  if (areaId === undefined) return true;
  if (holdsBelow(decision) && scopesAbove(directory, areaId).includes(scope)) return true;
  if (directory.teams.has(scope)) return isInArea(directory, scope, areaId);
  return scopesAbove(directory, scope).includes(areaId);
}

/** A decision with what the person may do to it. */
export function seenBy(errand: Errand, decision: Decision): SeenDecision {
  const { directory, actor } = errand;
  const isOwn = decision.by === actor.personId;
  const { scope, solutionId } = decision;
  const place = directory.teams.get(scope)?.name ?? directory.areas.get(scope)?.name;
  return {
    decision,
    mayAnswer: decision.state === "open" && mayAnswer(errand, decision),
    mayDelete: isOwn && decision.text !== null,
    solutionName: solutionId === null ? null : solutionName(directory, solutionId, scope),
    scopeName: place ?? directory.settings.name,
  };
}

/** Its owner; and when they decide there no longer, the managers of where it was decided. */
function mayAnswer({ directory, actor, now }: Errand, { by, as, scope }: Decision): boolean {
  if (by === actor.personId) return true;
  const place = as === null || directory.teams.has(scope) ? scope : as.scope;
  return managesAs(directory, actor.personId, place, localDate(now)) !== null;
}

/** What is said of a decision, as it comes from a card or the API. */
export type GivenAnswer =
  | { answer: "done" | "deleteText" }
  | { answer: "later"; due: string }
  | { answer: "dropped"; text: string; confirmed: Confirmation };

/**
 * Puts on record what became of a decision, or takes its words back. Throws `notFound` for one that the person may not see,
 * `forbidden` for what is not theirs to say, `closed`/`decisionOver`, `invalid`, and what {@link guardTexts} throws.
 */
export async function answerToDecision(errand: Errand, id: string, given: GivenAnswer): Promise<SeenDecision> {
  const { store, actor, directory, now } = errand;
  const text = given.answer === "dropped" ? guardTexts({ text: given.text }, { ...given, directory }).text : null;
  return untilNoConflict(async () => {
    const stored = await store.read(actor.tenantId, "decision", id);
    if (stored === undefined || !maySeeDecision(errand, stored.value)) throw new OmbordError("notFound");
    const seen = seenBy(errand, stored.value);
    const isTheirs =
      given.answer === "deleteText" ? seen.decision.by === actor.personId : mayAnswer(errand, stored.value);
    if (!isTheirs) throw new OmbordError("forbidden");
    const today = localDate(now);
    const result = answerDecision(stored.value, answerOf(given, text, today), today, now);
    if (result.outcome === "refused") {
      throw new OmbordError(result.because === "decisionOver" ? "closed" : "invalid", result.because);
    }
    if (result.outcome === "unchanged") return seen;
    await storeAnswer(errand, stored, result.decision, given);
    return seenBy(errand, result.decision);
  });
}

function answerOf(given: GivenAnswer, text: string | null, today: IsoDate): DecisionAnswer {
  if (given.answer === "later") return { answer: "later", due: aheadIn(given.due, today) };
  return given.answer === "dropped" ? { answer: "dropped", text: text ?? "" } : { answer: given.answer };
}

async function storeAnswer(
  errand: Errand,
  stored: Stored<"decision">,
  value: Decision,
  given: GivenAnswer,
): Promise<void> {
  const { store, actor } = errand;
  const isOver = isInForce(stored.value) || isInForce(value);
  const settings = isOver ? await store.read(actor.tenantId, "settings", keys.settings) : undefined;
  await store.commit(actor.tenantId, [
    replaceDecision(stored, value),
    audit(errand, `decision.${given.answer}`, "decision", stored.key),
    ...toBeRedrawn(value, errand.now),
    ...(settings === undefined ? [] : [newDirectoryVersion(settings)]),
    ...(await liftEnded(errand, value, given)),
  ]);
}

/** What was decided about a barrier that is lifted is done, or comes to nothing: whoever has it goes on, and is told with the team. */
async function liftEnded(errand: Errand, { about, kind, as }: Decision, given: GivenAnswer): Promise<Change[]> {
  const { store, actor, directory, now } = errand;
  const isEnd = given.answer === "done" || given.answer === "dropped";
  if (!isEnd || about.kind !== "barrier" || kind !== "doing" || as === null) return [];
  const stored = await store.read(actor.tenantId, "barrier", about.id);
  if (stored === undefined) return [];
  const action = { kind: "liftDone", isDone: given.answer === "done", text: null, as } as const;
  const ended = act(stored.value, action, actor.personId, now);
  if (ended.outcome !== "changed") return [];
  const { key, etag } = stored;
  return [
    { op: "replace", kind: "barrier", key, etag, value: ended.barrier },
    ...newsOf(directory, ended.barrier, now).map((news) => enqueue(news)),
    audit(errand, "barrier.liftDone", "barrier", key),
  ];
}

/** A decision as its owner is asked about it; null when there is nothing to ask them. */
export function dueDecision(errand: Errand, decision: Decision) {
  const { mayAnswer: isOwner, scopeName, solutionName: solution } = seenBy(errand, decision);
  const { id, kind, text, due } = decision;
  if (!isOwner || due === null) return null;
  return { id, kind, text, due, place: scopeName, solutionName: solution, today: localDate(errand.now) };
}
