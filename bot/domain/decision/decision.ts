import type { DecidedAs } from "../barrier/barrier.ts";
import type { Directory, Instant, IsoDate } from "../organisation.ts";
import { areaPath } from "../organisation.ts";
import { type DecisionKind, type DecisionState, decisionKindFacts } from "../vocabulary.ts";

/** What a decision is about: the id of a barrier, a warning, a solution or a trial. */
export interface DecidedAbout {
  kind: "barrier" | "warning" | "solution" | "trial";
  id: string;
}

/** Something that was decided. Its id is a time-ordered uuid. It goes five years after it was last changed. */
export interface Decision {
  id: string;
  kind: DecisionKind;
  about: DecidedAbout;
  /** Where it holds: a team id, an area id, or `*`. */
  scope: string;
  solutionId: string | null;
  /** What or why, in the writer's words, which have passed the guard; null when they have been deleted, or when none were needed. */
  text: string | null;
  textDeletedAt?: Instant;
  by: string;
  as: DecidedAs | null;
  /** Who does it; null for whoever the text names, or nobody. */
  doer: string | null;
  /** Of a target: the share in per cent; see `SolutionTarget`. */
  share?: number;
  /** There while it changes what the organisation's files say, so that it is found with them; see {@link isInForce}. */
  inForce?: "yes";
  /** When it is to be done, or looked at again: on this date its owner is asked, once. */
  due: IsoDate | null;
  /** The date on which its owner has been asked. */
  askedOn: IsoDate | null;
  state: DecisionState;
  endedAt: Instant | null;
  /** The ids of those who were told. */
  told: string[];
  createdAt: Instant;
  updatedAt: Instant;
}

/** What can be decided about what, beside the barriers that are lifted. */
export const kindsDecidedAbout = {
  warning: ["handling", "exception", "closing", "waiting", "asItShouldBe"],
  solution: ["doing", "target", "exception", "closing", "waiting", "asItShouldBe"],
  trial: ["doing", "waiting", "declined"],
} as const satisfies Partial<Record<DecidedAbout["kind"], readonly DecisionKind[]>>;

/** Who reads of a decision: who runs the trial, everybody where it holds, or the managers alone. */
export function readersOf(kind: DecisionKind, about: DecidedAbout["kind"]): "trial" | "everybody" | "managers" {
  if (about === "trial") return "trial";
  // What else becomes of a warning is the managers' own.
  const changesTeams = kind === "exception" || kind === "closing";
  return about === "solution" || (about === "warning" && changesTeams) ? "everybody" : "managers";
}

/** Years after which a decision goes. */
export const decisionYears = 5;

export type NewDecision = Pick<Decision, "id" | "kind" | "about" | "scope" | "solutionId" | "text" | "by" | "as"> &
  Partial<Pick<Decision, "doer" | "due" | "told" | "share">>;

/** A decision as it is made at `now`; one that needs nothing more is done at once. Pure. */
export function newDecision(made: NewDecision, now: Instant): Decision {
  const { isLasting } = decisionKindFacts[made.kind];
  return withForce({
    doer: null,
    due: null,
    told: [],
    ...made,
    askedOn: null,
    state: isLasting ? "open" : "done",
    endedAt: isLasting ? null : now,
    createdAt: now,
    updatedAt: now,
  });
}

/** Whether it says something of every team below where it is made: an agreed exception, a date for the old way, or a target. */
export function holdsBelow(decision: Decision): boolean {
  const { kind, about } = decision;
  if (about.kind === "barrier") return kind === "exception" && hasReason(decision);
  return kind === "exception" || kind === "closing" || kind === "target";
}

/** What was solved with an agreed exception in older versions has no reason on record, and changes nothing. */
function hasReason({ text, textDeletedAt }: Decision): boolean {
  return text !== null || textDeletedAt !== undefined;
}

/**
 * Whether it changes what the organisation's files say of a solution where it holds: an agreed exception and a target until they have ended, and a
 * closing date until it is dropped, for the old way stays closed when its date has come.
 */
export function isInForce(decision: Decision): boolean {
  const { kind, solutionId, state } = decision;
  if (solutionId === null || !holdsBelow(decision)) return false;
  return kind === "closing" ? state !== "dropped" : state === "open";
}

function withForce({ inForce: _, ...decision }: Decision): Decision {
  return isInForce(decision) ? { ...decision, inForce: "yes" } : decision;
}

/** What its owner says of it on its date, or at any time before; and what becomes of its words. */
export type DecisionAnswer =
  | { answer: "done" }
  | { answer: "later"; due: IsoDate }
  | { answer: "dropped"; text: string }
  | { answer: "deleteText" };

export type AnsweredDecision =
  | { outcome: "changed"; decision: Decision }
  | { outcome: "unchanged" }
  | { outcome: "refused"; because: "decisionOver" | "pastDate" | "noWords" };

/** What comes of the answer on a day. Pure; deleting the words leaves kind, dates and who. */
export function answerDecision(
  decision: Decision,
  given: DecisionAnswer,
  today: IsoDate,
  now: Instant,
): AnsweredDecision {
  const changed = (changes: Partial<Decision>): AnsweredDecision => ({
    outcome: "changed",
    decision: withForce({ ...decision, ...changes, updatedAt: now }),
  });
  if (given.answer === "deleteText") {
    return decision.text === null ? { outcome: "unchanged" } : changed({ text: null, textDeletedAt: now });
  }
  if (decision.state !== "open") {
    return decision.state === given.answer ? { outcome: "unchanged" } : { outcome: "refused", because: "decisionOver" };
  }
  switch (given.answer) {
    case "done":
      return changed({ state: "done", endedAt: now });
    case "later":
      if (given.due <= today) return { outcome: "refused", because: "pastDate" };
      return decision.due === given.due ? { outcome: "unchanged" } : changed({ due: given.due, askedOn: null });
    case "dropped":
      if (given.text.trim() === "") return { outcome: "refused", because: "noWords" };
      return changed({ state: "dropped", endedAt: now, text: joined(decision.text, given.text) });
    default:
      return given satisfies never;
  }
}

function joined(text: string | null, more: string): string {
  return text === null ? more : `${text}\n${more}`;
}

/** Whether its owner is to be asked today: its date has come, and they have not been asked on it. */
export function isToBeAsked({ state, due, askedOn }: Decision, today: IsoDate): boolean {
  return state === "open" && due !== null && due <= today && (askedOn === null || askedOn < due);
}

/** The scopes that a decision holds for when it is looked for from this one: itself and all above, the nearest first. */
export function scopesAbove(directory: Directory, scope: string): string[] {
  if (scope === "*") return ["*"];
  const team = directory.teams.get(scope);
  if (team !== undefined) return [scope, ...areaPath(directory, team.areaId), "*"];
  return directory.areas.has(scope) ? [...areaPath(directory, scope), "*"] : [];
}
