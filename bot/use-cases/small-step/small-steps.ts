import { v7 as uuid } from "uuid";
import { addWeeks, localDate, mondayOf, parseWeek, weekOf } from "../../domain/calendar.ts";
import { type Directory, type IsoDate, type IsoWeek, solutionName } from "../../domain/organisation.ts";
import { redrawMessage } from "../../domain/outreach.ts";
import { may, rolesOf, teamsWhere } from "../../domain/permissions.ts";
import {
  doneBy,
  earliestStepWeek,
  forgetStepAt,
  furthestStepWeeks,
  longestStep,
  markedBy,
  reachesTeam,
  type SmallStep,
  type SmallStepKind,
  teamsReached,
} from "../../domain/small-step/small-step.ts";
import { OmbordError } from "../../errors.ts";
import { queryAll, type Stored } from "../../store/store.ts";
import { audit, enqueue, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";

/** A step as a navigator may see it: of their own teams which have done it, and of no person. */
export interface SeenStep {
  step: SmallStep;
  solutionName: string;
  /** Where it goes, by name; the municipality's name for all of it. */
  places: string[];
  /** Those of its teams that are the reader's, by name. */
  teams: { id: string; name: string; doneAt: string | null }[];
  isOver: boolean;
  mayTakeBack: boolean;
}

/** What can be chosen when one is sent. */
export interface StepChoices {
  solutions: { id: string; name: string }[];
  areas: { id: string; name: string }[];
  weeks: { week: IsoWeek; monday: IsoDate }[];
}

/** The steps that reach teams of the navigator, the last week first, with what they may send. Throws `notFound` for anybody else. */
export async function viewSteps(errand: Errand): Promise<{ steps: SeenStep[]; choices: StepChoices }> {
  const teams = ownTeams(errand);
  if (teams.size === 0) throw new OmbordError("notFound");
  const { store, actor } = errand;
  const seen: SeenStep[] = [];
  for await (const { value } of queryAll(store, actor.tenantId, "smallStep")) {
    const one = value.takenBackAt === undefined ? seenBy(errand, value, teams) : null;
    if (one !== null) seen.push(one);
  }
  const steps = seen.sort((a, b) => (a.step.week + a.step.id < b.step.week + b.step.id ? 1 : -1));
  return { steps, choices: choicesOf(errand, teams) };
}

/** The teams that the person helps. */
function ownTeams({ directory, actor, now }: Errand): Set<string> {
  return new Set(teamsWhere(directory, actor.personId, "triage", localDate(now)));
}

/** Null for one that reaches none of the person's teams. */
function seenBy(errand: Errand, step: SmallStep, own: ReadonlySet<string>): SeenStep | null {
  const { directory, now } = errand;
  const reached = teamsReached(directory, step, localDate(now)).filter((id) => own.has(id));
  if (reached.length === 0) return null;
  const done = doneBy(directory, step);
  const teams = reached.map((id) => ({
    id,
    name: directory.teams.get(id)?.name ?? id,
    doneAt: done.get(id) ?? null,
  }));
  return {
    step,
    solutionName: solutionName(directory, step.solutionId, ""),
    places: step.scopes.map((scope) => directory.areas.get(scope)?.name ?? directory.settings.name),
    teams: teams.sort((a, b) => a.name.localeCompare(b.name, "da")),
    isOver: weekOf(now) > step.week,
    mayTakeBack: mayTakeBack(errand, step),
  };
}

/** Whoever sent it, and those who could have: navigators of everywhere that it goes. */
function mayTakeBack({ directory, actor, now }: Errand, { by, scopes }: SmallStep): boolean {
  if (by === actor.personId) return true;
  const own = navigatedScopes(directory, actor.personId, localDate(now));
  return scopes.every((scope) => isWithin(directory, scope, own));
}

function navigatedScopes(directory: Directory, personId: string, date: IsoDate): string[] {
  return rolesOf(directory, personId, date).flatMap(({ role, scope }) => (role === "navigator" ? [scope] : []));
}

/** Whether an area, or everything, lies in one of the scopes. */
function isWithin(directory: Directory, scope: string, own: readonly string[]): boolean {
  if (own.includes("*") || own.includes(scope)) return true;
  const parent = directory.areas.get(scope)?.parentAreaId ?? null;
  return parent !== null && isWithin(directory, parent, own);
}

function choicesOf({ directory, actor, now }: Errand, teams: ReadonlySet<string>): StepChoices {
  const date = localDate(now);
  const own = navigatedScopes(directory, actor.personId, date);
  const used = [...directory.solutions.values()].filter(({ id }) =>
    [...teams].some((teamId) => reachesTeam(directory, { solutionId: id, scopes: ["*"] }, teamId, date)),
  );
  const first = earliestStepWeek(now);
  const weeks = Array.from({ length: furthestStepWeeks - 1 }, (_, n) => addWeeks(first, n));
  return {
    solutions: byName(used.map(({ id }) => ({ id, name: solutionName(directory, id, "") }))),
    areas: byName([...directory.areas.values()].filter(({ id }) => isWithin(directory, id, own))),
    weeks: weeks.map((week) => ({ week, monday: mondayOf(week) })),
  };
}

function byName<T extends { id: string; name: string }>(named: T[]): { id: string; name: string }[] {
  return named.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, "da"));
}

export interface GivenStep {
  /** Minted with the form: sending it twice stores one. */
  id?: string | undefined;
  solutionId: string;
  /** One of the navigator's areas; all of theirs when left out. */
  areaId?: string | undefined;
  kind: SmallStepKind;
  text: string;
  week: string;
  confirmed?: Confirmation | undefined;
}

/**
 * Sends a small step to the teams of a solution. Throws `notFound` for whoever is no navigator and for an area that is not theirs,
 * `invalid` without words or teams, for a week that is not well ahead (`stepWeek`) or that has one for some of the teams already
 * (`stepThere`), `tooLarge`, and what {@link guardTexts} throws. One query, one commit.
 */
export async function sendStep(errand: Errand, given: GivenStep): Promise<SeenStep> {
  const { store, actor, directory, now } = errand;
  const date = localDate(now);
  const scopes = scopesFor(errand, given.areaId);
  const { text } = guardTexts({ text: given.text }, { ...given, directory });
  if (text === null) throw new OmbordError("invalid", "stepWords");
  if (text.length > longestStep) throw new OmbordError("tooLarge");
  const week = parseWeek(given.week);
  const latest = addWeeks(weekOf(now), furthestStepWeeks);
  if (week === null || week < earliestStepWeek(now) || week > latest) throw new OmbordError("invalid", "stepWeek");
  const { id = uuid(), solutionId, kind } = given;
  const step: SmallStep = {
    ...{ id, solutionId, scopes, kind, text, week, by: actor.personId, done: {} },
    ...{ createdAt: now, updatedAt: now },
  };
  const reached = new Set(teamsReached(directory, step, date));
  if (reached.size === 0) throw new OmbordError("invalid", "stepNobody");
  for await (const { value } of queryAll(store, actor.tenantId, "smallStep", { where: { week } })) {
    if (value.id === id && value.by === actor.personId) return shownTo(errand, value);
    const isStanding = value.takenBackAt === undefined;
    if (isStanding && [...reached].some((teamId) => reachesTeam(directory, value, teamId, date))) {
      throw new OmbordError("invalid", "stepThere");
    }
  }
  await store.commit(actor.tenantId, [
    { op: "create", kind: "smallStep", key: id, value: step, expiresAt: forgetStepAt(step) },
    audit(errand, "smallStep.sent", "smallStep", id),
  ]);
  return shownTo(errand, step);
}

function scopesFor({ directory, actor, now }: Errand, areaId: string | undefined): string[] {
  const own = navigatedScopes(directory, actor.personId, localDate(now));
  if (own.length === 0) throw new OmbordError("notFound");
  if (areaId === undefined) return own.includes("*") ? ["*"] : [...new Set(own)];
  if (!directory.areas.has(areaId) || !isWithin(directory, areaId, own)) throw new OmbordError("notFound");
  return [areaId];
}

function shownTo(errand: Errand, step: SmallStep): SeenStep {
  const seen = seenBy(errand, step, ownTeams(errand));
  if (seen === null) throw new OmbordError("notFound");
  return seen;
}

/** Takes a step back: its words go, also from the cards that show it. Throws `notFound` and `forbidden`. One read, one commit. */
export async function takeStepBack(errand: Errand, id: string): Promise<void> {
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "smallStep", key: id }]);
    const [stored] = found;
    if (stored === undefined || seenBy(at, stored.value, ownTeams(at)) === null) throw new OmbordError("notFound");
    if (!mayTakeBack(at, stored.value)) throw new OmbordError("forbidden");
    if (stored.value.takenBackAt !== undefined) return;
    const value: SmallStep = { ...stored.value, text: null, takenBackAt: at.now, updatedAt: at.now };
    await at.store.commit(at.actor.tenantId, [
      { op: "replace", kind: "smallStep", key: id, etag: stored.etag, value, expiresAt: forgetStepAt(value) },
      enqueue(redrawMessage({ id, teamId: "", version: "back" }, at.now)),
      audit(at, "smallStep.takenBack", "smallStep", id),
    ]);
  });
}

/**
 * A team says that it has done the step, or that it has not after all. Returns the step as it is then. Throws `notFound` for whoever
 * does not answer for the team, for a step that is not the team's, and for news. One read, one commit.
 */
export async function markStep(
  errand: Errand,
  { id, teamId, isDone }: { id: string; teamId: string; isDone: boolean },
): Promise<SmallStep> {
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "smallStep", key: id }]);
    const { directory, actor, now } = at;
    const date = localDate(now);
    const [stored] = found;
    const isTheirs =
      stored !== undefined &&
      stored.value.kind === "task" &&
      stored.value.takenBackAt === undefined &&
      stored.value.week <= weekOf(now) &&
      may(directory, actor.personId, "answerCheckIn", teamId, date) &&
      reachesTeam(directory, stored.value, teamId, date);
    if (!isTheirs) throw new OmbordError("notFound");
    return storeMark(at, stored, markedBy(stored.value, teamId, isDone ? now : null, now));
  });
}

async function storeMark(at: Errand, stored: Stored<"smallStep">, value: SmallStep): Promise<SmallStep> {
  if (value === stored.value) return value;
  await at.store.commit(at.actor.tenantId, [
    { op: "replace", kind: "smallStep", key: stored.key, etag: stored.etag, value, expiresAt: forgetStepAt(value) },
  ]);
  return value;
}
