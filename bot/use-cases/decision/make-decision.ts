import { v7 as uuid } from "uuid";
import type { DecidedAs } from "../../domain/barrier/barrier.ts";
import { addMonths, localDate, parseDate } from "../../domain/calendar.ts";
import {
  type DecidedAbout,
  type Decision,
  isInForce,
  kindsDecidedAbout,
  newDecision,
  scopesAbove,
} from "../../domain/decision/decision.ts";
import { type Directory, type IsoDate, isInArea } from "../../domain/organisation.ts";
import { rolesOf } from "../../domain/permissions.ts";
import { type DecisionKind, decisionKindFacts, rolloutStatusFacts } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import type { Change } from "../../store/store.ts";
import { newDirectoryVersion } from "../check-in/set-absence.ts";
import { audit, untilNoConflict } from "../commit.ts";
import type { Errand } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";
import { decisionsInForce } from "../load-directory.ts";
import { viewAttention } from "../overview/view-attention.ts";
import { visibleTeams } from "../overview/visible-teams.ts";
import { createDecision, replaceDecision } from "./create-decision.ts";
import { toBeRedrawn, toBeTold } from "./tell-decision.ts";

/** How far ahead something can be decided. */
const furthestMonths = 36;

/** What a manager decides about an early warning, a solution or a trial. */
export interface GivenDecision {
  kind: DecisionKind;
  about: { kind: "warning" | "solution" | "trial"; id: string };
  /** The area that is looked at; everything that is theirs when none is named. */
  areaId?: string | undefined;
  /** One team of it, for an exception or a closing date. */
  teamId?: string | undefined;
  text: string;
  due?: string | undefined;
  /** Of a target: the share in per cent. */
  share?: number | undefined;
  confirmed: Confirmation;
}

/**
 * Puts on record what a manager decides. An agreed exception and a closing date hold from then on over what the files say, instead of
 * what was decided of the same kind for the same place. Whoever it concerns is told. Throws `forbidden` for whoever manages nothing there, `notFound` for a
 * warning that is not raised and for a solution or trial that they do not see there, `invalid` without words, with a date that is not
 * ahead or with what cannot be decided about it, and what {@link guardTexts} throws.
 */
export async function makeDecision(errand: Errand, given: GivenDecision): Promise<Decision> {
  const { store, actor, directory, now } = errand;
  const scope = given.teamId ?? given.areaId ?? "*";
  const as = managesAs(directory, actor.personId, scope, localDate(now));
  if (as === null) throw new OmbordError("forbidden");
  if (!kindsDecidedAbout[given.about.kind].some((kind) => kind === given.kind)) throw new OmbordError("invalid");
  const { text } = guardTexts({ text: given.text }, { ...given, directory });
  if (text === null && given.kind !== "closing" && given.kind !== "target")
    throw new OmbordError("invalid", "noDecisionText");
  const due = decisionKindFacts[given.kind].hasDate ? aheadIn(given.due, localDate(now)) : null;
  const { solutionId, about } = await subjectOf(errand, given);
  demandPlace(errand, given, solutionId);
  const isTarget = given.kind === "target";
  if (isTarget && (given.share === undefined || given.teamId !== undefined)) throw new OmbordError("invalid");
  const share = isTarget && given.share !== undefined ? { share: given.share } : {};
  const place = scope === "*" ? as.scope : scope;
  const made = {
    id: uuid(),
    kind: given.kind,
    about,
    solutionId,
    text,
    scope: place,
    by: actor.personId,
    as,
    due,
    ...share,
  };
  const decision = newDecision(made, now);
  await untilNoConflict(async () => {
    const changes = [
      createDecision(decision),
      audit(errand, "decision.made", "decision", decision.id),
      ...toBeTold(decision, now),
    ];
    await store.commit(actor.tenantId, [...changes, ...(await overlayChanges(errand, decision))]);
  });
  return decision;
}

/** What one more decision over the files brings along: the one that it replaces ends, and every process reads the directory anew. */
async function overlayChanges({ store, actor, now }: Errand, decision: Decision): Promise<Change[]> {
  if (!isInForce(decision)) return [];
  const settings = await store.read(actor.tenantId, "settings", keys.settings);
  const before = (await decisionsInForce(store, actor.tenantId)).filter(
    ({ kind, solutionId, scope }) =>
      kind === decision.kind && solutionId === decision.solutionId && scope === decision.scope,
  );
  const ended: Change[] = [];
  for (const { id } of before) {
    const stored = await store.read(actor.tenantId, "decision", id);
    if (stored === undefined) continue;
    const { inForce: _, ...rest } = stored.value;
    const over = { ...rest, state: "dropped" as const, endedAt: now, updatedAt: now };
    ended.push(replaceDecision(stored, over), ...toBeRedrawn(over, now));
  }
  return [...(settings === undefined ? [] : [newDirectoryVersion(settings)]), ...ended];
}

interface Subject {
  about: DecidedAbout;
  solutionId: string | null;
}

async function subjectOf(errand: Errand, { about, areaId }: GivenDecision): Promise<Subject> {
  switch (about.kind) {
    case "warning": {
      const { warnings, decided, dismissed } = await viewAttention(errand, areaId);
      const raised = [...warnings, ...[...decided, ...dismissed].map((one) => one.warning)];
      const warning = raised.find(({ id }) => id === about.id);
      if (warning === undefined) throw new OmbordError("notFound");
      return { about, solutionId: warning.solutionId };
    }
    case "solution": {
      demandKnown(errand.directory, about.id);
      return { about, solutionId: about.id };
    }
    case "trial": {
      const stored = await errand.store.read(errand.actor.tenantId, "trial", about.id);
      const teams = new Set(visibleTeams(errand, areaId).map(({ id }) => id));
      if (!stored?.value.teamIds.some((id) => teams.has(id))) throw new OmbordError("notFound");
      return { about, solutionId: stored.value.solutionId };
    }
    default:
      return about.kind satisfies never;
  }
}

function demandKnown({ solutions }: Directory, solutionId: string): void {
  const solution = solutions.get(solutionId);
  if (solution === undefined || solution.retired) throw new OmbordError("notFound");
}

/** What is decided about a solution needs a team there that has it; what is closed, an old way that it replaces. */
function demandPlace(errand: Errand, { kind, about, areaId, teamId }: GivenDecision, solutionId: string | null): void {
  const { directory } = errand;
  if (teamId !== undefined && !isInArea(directory, teamId, areaId)) throw new OmbordError("notFound");
  if (about.kind === "trial") return;
  const teams = visibleTeams(errand, areaId).filter(({ id }) => teamId === undefined || id === teamId);
  const isThere = teams.some(({ id }) =>
    (directory.rolloutsByTeam.get(id) ?? []).some(
      (rollout) => rollout.solutionId === solutionId && rolloutStatusFacts[rollout.status].counts !== "over",
    ),
  );
  if (!isThere) throw new OmbordError("notFound");
  const replaces = directory.solutions.get(solutionId ?? "")?.replaces ?? null;
  if (kind === "closing" && replaces === null) throw new OmbordError("invalid", "noOldWay");
}

/** A date ahead, within three years. Throws `invalid`/`decisionDate`. */
export function aheadIn(given: string | undefined, today: IsoDate): IsoDate {
  const date = parseDate(given ?? "");
  if (date === null || date <= today || date > addMonths(today, furthestMonths)) {
    throw new OmbordError("invalid", "decisionDate");
  }
  return date;
}

/** As the manager of which scope the person decides for an area, a team or everything; null for anybody else. */
export function managesAs(directory: Directory, personId: string, scope: string, date: IsoDate): DecidedAs | null {
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
