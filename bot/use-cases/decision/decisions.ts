import { v7 as uuid } from "uuid";
import type { DecidedAs } from "../../domain/barrier/barrier.ts";
import { addMonths, localDate, parseDate } from "../../domain/calendar.ts";
import { composed } from "../../domain/composed.ts";
import {
  answerDecision,
  type Decision,
  type DecisionAnswer,
  newDecision,
  scopesAbove,
} from "../../domain/decision/decision.ts";
import { type Directory, type IsoDate, isInArea, solutionName } from "../../domain/organisation.ts";
import { rolesOf } from "../../domain/permissions.ts";
import { type DecisionKind, type DecisionState, decisionKindFacts } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { queryAll, type Stored } from "../../store/store.ts";
import { audit, untilNoConflict } from "../commit.ts";
import type { Errand } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";
import { viewAttention } from "../overview/view-attention.ts";
import { createDecision, forgetDecisionAt } from "./create-decision.ts";
import { maySeeDecision } from "./see-decision.ts";

/** How far ahead something can be decided. */
const furthestMonths = 36;

/** What a manager decides about an early warning. */
export interface GivenDecision {
  kind: Extract<DecisionKind, "handling" | "waiting" | "asItShouldBe">;
  warningId: string;
  areaId?: string | undefined;
  text: string;
  due?: string | undefined;
  confirmed: Confirmation;
}

/**
 * Puts on record what a manager decides about a warning that is raised for them. Throws `forbidden` for whoever manages nothing
 * there, `notFound` for a warning that is not raised, `invalid` without words or with a date that is not ahead, and what
 * {@link guardTexts} throws.
 */
export async function decideWarning(errand: Errand, given: GivenDecision): Promise<Decision> {
  const { store, actor, directory, now } = errand;
  const scope = given.areaId ?? "*";
  const as = managesAs(directory, actor.personId, scope, localDate(now));
  if (as === null) throw new OmbordError("forbidden");
  const { text } = guardTexts({ text: given.text }, { ...given, directory });
  if (text === null) throw new OmbordError("invalid", "noDecisionText");
  const due = decisionKindFacts[given.kind].hasDate ? aheadIn(given.due, localDate(now)) : null;
  const { warnings, decided, dismissed } = await viewAttention(errand, given.areaId);
  const warning = [...warnings, ...[...decided, ...dismissed].map((one) => one.warning)].find(
    ({ id }) => id === given.warningId,
  );
  if (warning === undefined) throw new OmbordError("notFound");
  const about = { kind: "warning", id: warning.id } as const;
  const { solutionId } = warning;
  const made = { id: uuid(), kind: given.kind, about, solutionId, text };
  const decision = newDecision({ ...made, scope: given.areaId ?? as.scope, by: actor.personId, as, due }, now);
  await store.commit(actor.tenantId, [
    createDecision(decision),
    audit(errand, "decision.made", "decision", decision.id),
  ]);
  return decision;
}

/** A date ahead, within three years. Throws `invalid`/`decisionDate`. */
function aheadIn(given: string | undefined, today: IsoDate): IsoDate {
  const date = parseDate(given ?? "");
  if (date === null || date <= today || date > addMonths(today, furthestMonths)) {
    throw new OmbordError("invalid", "decisionDate");
  }
  return date;
}

/** As the manager of which scope the person decides for an area, a team or everything; null for anybody else. */
function managesAs(directory: Directory, personId: string, scope: string, date: IsoDate): DecidedAs | null {
  const managed = rolesOf(directory, personId, date).filter(({ role }) => role === "manager");
  // Who manages a part sees the whole page of what is theirs: then it is theirs that is decided about.
  const above = scope === "*" ? managed.map((role) => role.scope) : scopesAbove(directory, scope);
  const found = above.find((one) => managed.some((role) => role.scope === one));
  if (found === undefined) return null;
  const own = (directory.rolesByPerson.get(personId) ?? []).some(
    (role) => role.scope === found && role.role === "manager",
  );
  return own ? { scope: found } : { scope: found, standIn: true };
}

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

function liesIn(directory: Directory, { scope }: Decision, areaId: string | undefined): boolean {
  if (areaId === undefined) return true;
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
  if (as === null) return false;
  return managesAs(directory, actor.personId, directory.teams.has(scope) ? scope : as.scope, localDate(now)) !== null;
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
    await storeAnswer(errand, stored, result.decision, given.answer);
    return seenBy(errand, result.decision);
  });
}

function answerOf(given: GivenAnswer, text: string | null, today: IsoDate): DecisionAnswer {
  if (given.answer === "later") return { answer: "later", due: aheadIn(given.due, today) };
  return given.answer === "dropped" ? { answer: "dropped", text: text ?? "" } : { answer: given.answer };
}

async function storeAnswer(errand: Errand, stored: Stored<"decision">, value: Decision, did: string): Promise<void> {
  const { key, etag } = stored;
  await errand.store.commit(errand.actor.tenantId, [
    { op: "replace", kind: "decision", key, etag, value, expiresAt: forgetDecisionAt(value) },
    audit(errand, `decision.${did}`, "decision", key),
  ]);
}

/** A decision as its owner is asked about it; null when there is nothing to ask them. */
export function dueDecision(errand: Errand, decision: Decision) {
  const { mayAnswer: isOwner, scopeName, solutionName: solution } = seenBy(errand, decision);
  const { id, kind, text, due } = decision;
  if (!isOwner || due === null) return null;
  return { id, kind, text, due, place: scopeName, solutionName: solution, today: localDate(errand.now) };
}
