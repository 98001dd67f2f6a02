import { v7 as uuid } from "uuid";
import type { Barrier, DecidedAs, LiftStep } from "../../domain/barrier/barrier.ts";
import type { BarrierAction } from "../../domain/barrier/barrier-actions.ts";
import { spokesperson } from "../../domain/barrier/barrier-news.ts";
import { decidesAs, levelAbove } from "../../domain/barrier/barrier-permissions.ts";
import { liftOf } from "../../domain/barrier/lift.ts";
import { addMonths, localDate, parseDate } from "../../domain/calendar.ts";
import { newDecision } from "../../domain/decision/decision.ts";
import type { Instant, IsoDate } from "../../domain/organisation.ts";
import { managersOf, maySeeEscalated, navigatorsOf } from "../../domain/permissions.ts";
import type { DecisionKind } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import type { Change } from "../../store/store.ts";
import { createDecision } from "../decision/create-decision.ts";
import type { Errand } from "../errand.ts";

type Given =
  | { action: "liftDo"; doer: string | null; until: string }
  | { action: "liftWait"; until: string }
  | { action: "liftDecline" | "liftOn" | "liftTake" };

/** The date as it was typed. Throws `invalid`/`impossibleDate`. */
export function dateIn(given: string): IsoDate {
  const date = parseDate(given);
  if (date === null) throw new OmbordError("invalid", "impossibleDate");
  return date;
}

/** As whom the person asks: a manager about what is lifted to them, which they have not taken; null for who helps. */
export function askedAs({ directory, actor, now }: Errand, barrier: Barrier): DecidedAs | null {
  if (barrier.assignedTo === actor.personId) return null;
  return decidesAs(directory, actor.personId, barrier, localDate(now));
}

/** What a manager decides, checked as far as the organisation goes. Throws `forbidden`, `invalid`. */
export function liftActionOf(errand: Errand, barrier: Barrier, given: Given, text: string | null): BarrierAction {
  const { directory, actor, now } = errand;
  const date = localDate(now);
  const as = decidesAs(directory, actor.personId, barrier, date) ?? doneAs(barrier, actor.personId, given.action);
  if (as === null) throw new OmbordError("forbidden");
  switch (given.action) {
    case "liftDo":
      if (given.doer !== null && !liftDoers(errand, barrier).includes(given.doer)) {
        throw new OmbordError("invalid", "notADoer");
      }
      return { kind: "liftDo", text: text ?? "", doer: given.doer, until: dateIn(given.until), as };
    case "liftWait":
      return { kind: "liftWait", text: text ?? "", until: dateIn(given.until), as };
    case "liftDecline":
      return { kind: "liftDecline", text: text ?? "", as };
    case "liftTake":
      return { kind: "liftTake", as };
    case "liftOn": {
      const scope = levelAbove(directory, barrier, date, as.scope);
      if (scope === null) throw new OmbordError("invalid", "nobodyAbove");
      return { kind: "liftOn", scope, text, as };
    }
    default:
      return given satisfies never;
  }
}

/**
 * Whether what a manager wants is refused, and how: `conflict`/`liftDecided` when somebody has decided meanwhile, unless it was
 * they themselves, who have pressed twice.
 */
export function mayNotDecide({ directory, actor, now }: Errand, barrier: Barrier, action: string): OmbordError | null {
  if (doneAs(barrier, actor.personId, action) !== null) return null;
  const isManager = maySeeEscalated(directory, actor.personId, barrier.teamId, localDate(now));
  return isManager && liftOf(barrier) === null
    ? new OmbordError("conflict", "liftDecided")
    : new OmbordError("forbidden");
}

/** Who pressed the same a moment ago decided as that. */
function doneAs(barrier: Barrier, personId: string, action: string): DecidedAs | null {
  const last = barrier.events.at(-1);
  return last?.by === personId && last.lift !== undefined && last.lift === steps[action]
    ? (last.decidedAs ?? null)
    : null;
}

const steps: Readonly<Record<string, LiftStep>> = {
  liftDo: "doing",
  liftWait: "waiting",
  liftDecline: "declined",
  liftTake: "taken",
  liftOn: "liftedOn",
};

/** A navigator lifts it; what came back after ten days goes to the next level above, where there is one. */
export function liftedFurther({ directory, now }: Errand, barrier: Barrier, text: string | null): BarrierAction {
  const above = liftOf(barrier)?.returned ? levelAbove(directory, barrier, localDate(now)) : null;
  return { kind: "escalate", text, ...(above === null ? {} : { scope: above }) };
}

/** Who can be named as the one who does it: the manager, whoever has taken it, and its navigators. */
export function liftDoers({ directory, actor, now }: Errand, barrier: Barrier): string[] {
  const people = [actor.personId, barrier.assignedTo, ...navigatorsOf(directory, barrier.teamId, localDate(now))];
  return [...new Set(people.filter((personId) => personId !== null))];
}

/** What somebody may decide about what is lifted, as their card shows it. */
export function liftedFor(errand: Errand, barrier: Barrier) {
  const { directory, actor, now } = errand;
  const today = localDate(now);
  const named = (id: string) => ({ id, name: directory.people.get(id)?.name ?? "" });
  const as = decidesAs(directory, actor.personId, barrier, today);
  const scope = as === null ? null : levelAbove(directory, barrier, today, as.scope);
  const above = scope === null ? [] : managersOf(directory, barrier.teamId, today, scope);
  return {
    mayDecide: as !== null,
    above: above.map((id) => named(id).name),
    doers: liftDoers(errand, barrier).map(named),
    today,
  };
}

const usualReviewMonths = 3;

/** When an agreed exception is looked at again, unless another day is chosen. */
export function reviewDate(now: Instant): IsoDate {
  return addMonths(localDate(now), usualReviewMonths);
}

/** The decision that a step is, on record; nothing for any other step. */
export function decidedBy(
  { actor, directory, now }: Pick<Errand, "actor" | "directory" | "now">,
  barrier: Barrier,
  action: BarrierAction,
): Change[] {
  const told = toldOf(barrier, spokesperson(directory, barrier, now), actor.personId);
  const { id, teamId, solutionId } = barrier;
  const about = { kind: "barrier", id } as const;
  const base = { id: uuid(), about, scope: teamId, solutionId, by: actor.personId, told };
  const made = (kind: DecisionKind, rest: Partial<Parameters<typeof newDecision>[0]>, at: Instant = now) => [
    createDecision(newDecision({ ...base, kind, text: null, as: null, ...rest }, at)),
  ];
  switch (action.kind) {
    case "liftDo":
      return made("doing", { text: action.text, as: action.as, doer: action.doer, due: action.until });
    case "liftWait":
      return made("waiting", { text: action.text, as: action.as, due: action.until });
    case "liftDecline":
      return made("declined", { text: action.text, as: action.as });
    case "solve":
      if (action.resolution !== "exception") return [];
      return made("exception", { text: action.text, due: action.until ?? reviewDate(now) });
    default:
      return [];
  }
}

function toldOf({ assignedTo }: Barrier, team: string | null, by: string): string[] {
  return [...new Set([assignedTo, team])].filter((personId) => personId !== null && personId !== by) as string[];
}
