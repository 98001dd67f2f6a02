import type { Barrier } from "../../domain/barrier/barrier.ts";
import { act } from "../../domain/barrier/barrier-lifecycle.ts";
import { newsOf } from "../../domain/barrier/barrier-news.ts";
import { mayActOn } from "../../domain/barrier/barrier-permissions.ts";
import { localDate, parseDate } from "../../domain/calendar.ts";
import type { Directory, IsoDate } from "../../domain/organisation.ts";
import { redrawMessage } from "../../domain/outreach.ts";
import { may } from "../../domain/permissions.ts";
import {
  actOnTrial,
  areTrialDates,
  newTrial,
  type Trial,
  type TrialAction,
  type trialOutcomes,
} from "../../domain/trial.ts";
import type { CitizenReason } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import type { Conversation } from "../../store/documents.ts";
import { type Change, ofKind, type Reference, type Stored } from "../../store/store.ts";
import { barrierAfterTrial } from "../barrier/barrier-after-trial.ts";
import { openBarrier } from "../barrier/barrier-story.ts";
import { readAround, type Surroundings } from "../barrier/surroundings.ts";
import type { TriageFrom } from "../barrier/triage-barrier.ts";
import { audit, enqueue, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";

export interface GivenTrial {
  /** Minted with the form, so that sending it twice starts it once. */
  id: string;
  what: string;
  /** The barrier's own team when left out. */
  teamIds?: string[] | undefined;
  solutionId?: string | undefined;
  barrierId?: string | undefined;
  citizenReason?: CitizenReason | undefined;
  from: string;
  to: string;
  hope?: string | null | undefined;
  consequences?: string | null | undefined;
  duty?: string | null | undefined;
  heard?: string | null | undefined;
  /** The writer has confirmed that nobody can be recognised. */
  confirmed?: Confirmation | undefined;
}

/** Where it is started from, and what is to be drawn of the barrier afterwards. */
export type TrialFrom = Pick<TriageFrom, "activityId" | "shownOn" | "channel">;

/** With what has been read. */
export interface StartedTrial {
  trial: Trial;
  directory: Directory;
  channel: Conversation | undefined;
  /** The barrier that it is tried for. */
  shown?: { barrier: Barrier; around: Surroundings };
}

/**
 * Starts a trial, from a barrier (which then says so), a citizen reason or from scratch, in one commit.
 * Throws `notFound` for a barrier that is not the person's to see, `forbidden` for teams they do not help, `invalid` for
 * impossible dates or teams, and what {@link guardTexts} throws.
 */
export async function startTrial(errand: Errand, given: GivenTrial, from: TrialFrom = {}): Promise<StartedTrial> {
  const { hope, consequences, duty, heard } = given;
  const { what, ...thoughts } = guardTexts(
    { what: given.what, hope, consequences, duty, heard },
    { ...given, directory: errand.directory },
  );
  if (what === null) throw new OmbordError("invalid", "noWords");
  const dates = datesOf(given.from, given.to);
  return untilNoConflict(async () => {
    const { errand: at, known, barrier, channel } = await readFor(errand, given, from.channel);
    const { store, actor, directory, now } = at;
    if (known !== undefined && known.value.createdBy !== actor.personId) throw new OmbordError("notFound");
    if (known !== undefined)
      return { trial: known.value, directory, channel, ...(await drawn(at, barrier?.value, from)) };
    const teamIds = [...new Set(given.teamIds ?? (barrier === undefined ? [] : [barrier.value.teamId]))];
    checkTeams(at, teamIds, barrier);
    const trial = newTrial(
      {
        id: given.id,
        what,
        teamIds,
        solutionId: solutionOf(directory, given, barrier),
        barrierId: barrier?.key ?? null,
        ...(barrier?.value.category ? { category: barrier.value.category } : {}),
        citizenReason: given.citizenReason ?? null,
        ...dates,
        ...thoughts,
      },
      actor.personId,
      now,
    );
    const tried = barrier === undefined ? undefined : triedOut(at, barrier.value, trial);
    const shown = await drawn(at, tried, from);
    await store.commit(actor.tenantId, [
      { op: "create", kind: "trial", key: trial.id, value: trial },
      audit({ actor, now }, "trial.started", "trial", trial.id),
      ...(barrier === undefined || tried === undefined ? [] : barrierChanges(at, barrier, tried, from.activityId)),
    ]);
    return { trial, directory, channel, ...shown };
  });
}

/** What is decided on, in one read. */
async function readFor(errand: Errand, { id, barrierId }: GivenTrial, channel: string | undefined) {
  const references: Reference[] = [
    { kind: "trial", key: id },
    ...(channel === undefined ? [] : [{ kind: "conversation" as const, key: channel }]),
  ];
  const read =
    barrierId === undefined
      ? { ...(await readTogether(errand, references)), stored: undefined }
      : await openBarrier(errand, barrierId, references);
  return {
    errand: read.errand,
    barrier: read.stored,
    known: ofKind("trial", read.found)[0],
    channel: ofKind("conversation", read.found)[0]?.value,
  };
}

async function drawn(
  at: Errand,
  barrier: Barrier | undefined,
  { shownOn }: TrialFrom,
): Promise<Pick<StartedTrial, "shown">> {
  return barrier === undefined ? {} : { shown: { barrier, around: await readAround(at, barrier, { shownOn }) } };
}

function datesOf(from: string, to: string): { from: IsoDate; to: IsoDate } {
  const dates = { from: parseDate(from), to: parseDate(to) };
  if (dates.from === null || dates.to === null) throw new OmbordError("invalid", "impossibleDate");
  if (!areTrialDates(dates.from, dates.to)) throw new OmbordError("invalid", "trialDates");
  return { from: dates.from, to: dates.to };
}

/** Every team must be one that the person helps; for a lifted barrier its own team is enough. */
function checkTeams(
  { directory, actor, now }: Errand,
  teamIds: readonly string[],
  barrier: Stored<"barrier"> | undefined,
): void {
  if (teamIds.length === 0) throw new OmbordError("invalid", "trialTeams");
  const date = localDate(now);
  for (const teamId of teamIds) {
    const isHelped = may(directory, actor.personId, "triage", teamId, date);
    const isLifted =
      barrier?.value.teamId === teamId && mayActOn(directory, actor.personId, "startTrial", barrier.value, date);
    if (!isHelped && !isLifted) throw new OmbordError("forbidden", "trialTeams");
  }
}

function solutionOf(directory: Directory, given: GivenTrial, barrier: Stored<"barrier"> | undefined): string | null {
  if (barrier !== undefined) return barrier.value.solutionId;
  return given.solutionId !== undefined && directory.solutions.has(given.solutionId) ? given.solutionId : null;
}

/** The barrier that says so. */
function triedOut({ directory, actor, now }: Errand, barrier: Barrier, trial: Trial): Barrier {
  if (!mayActOn(directory, actor.personId, "startTrial", barrier, localDate(now))) throw new OmbordError("forbidden");
  const decision = act(
    barrier,
    { kind: "startTrial", trialId: trial.id, what: trial.what, until: trial.to },
    actor.personId,
    now,
  );
  if (decision.outcome !== "changed") throw new OmbordError("conflict", "barrierNotNow");
  return decision.barrier;
}

function barrierChanges(
  { directory, actor, now }: Errand,
  { key, etag }: Stored<"barrier">,
  barrier: Barrier,
  pressedCard?: string,
): Change[] {
  return [
    { op: "replace", kind: "barrier", key, etag, value: barrier },
    ...newsOf(directory, barrier, now, pressedCard).map(enqueue),
    audit({ actor, now }, "barrier.startTrial", "barrier", key),
  ];
}

/** What a person does to a trial, as it comes from the API; texts are still to be guarded. */
export type GivenTrialAction = { confirmed?: Confirmation | undefined } & (
  | { action: "change"; what: string; to: string; hope?: string | null | undefined }
  | {
      action: "finish";
      learned: string;
      worked: (typeof trialOutcomes)[number];
      sideGains?: string | null | undefined;
      overlooked?: string | null | undefined;
    }
  | { action: "cancel" }
  | { action: "share"; shareable: boolean }
);

/** What is to be drawn anew, once for each version of the trial. */
function redrawn({ key, etag }: Stored<"trial">, { teamIds }: Trial) {
  return { id: key, teamId: teamIds[0] ?? "", version: etag.replaceAll('"', "") };
}

/**
 * Changes, ends or shares a trial. Throws `notFound` for one that the person may not see, `forbidden` for one that only their
 * team takes part in, `closed` for one that is over, `invalid`, and what {@link guardTexts} throws.
 */
export async function changeTrial(
  errand: Errand,
  id: string,
  given: GivenTrialAction,
): Promise<{ directory: Directory; trial: Trial }> {
  const action = actionOf(errand, given);
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "trial", key: id }]);
    const { store, actor, directory, now } = at;
    const [stored] = found;
    if (stored === undefined || !maySeeTrial(directory, actor.personId, stored.value, localDate(now))) {
      throw new OmbordError("notFound");
    }
    if (!mayRunTrial(directory, actor.personId, stored.value, localDate(now))) throw new OmbordError("forbidden");
    if (action.kind === "change" && !areTrialDates(stored.value.from, action.to)) {
      throw new OmbordError("invalid", "trialDates");
    }
    const trial = actOnTrial(stored.value, action, now);
    if (trial === null) throw new OmbordError("closed", "trialOver");
    // What it said before is to stand nowhere any longer.
    const isReworded = trial.what !== stored.value.what || trial.hope !== stored.value.hope;
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "trial", key: id, etag: stored.etag, value: trial },
      audit({ actor, now }, `trial.${action.kind}`, "trial", id),
      ...(await barrierAfterTrial(at, stored.value, trial)),
      ...(isReworded ? [enqueue(redrawMessage(redrawn(stored, trial), now))] : []),
    ]);
    if (isReworded) await store.scrub();
    return { directory, trial };
  });
}

function actionOf({ directory }: Errand, given: GivenTrialAction): TrialAction {
  const known = { confirmed: given.confirmed, directory };
  switch (given.action) {
    case "cancel":
      return { kind: "cancel" };
    case "share":
      return { kind: "share", shareable: given.shareable };
    case "finish": {
      const { learned, ...others } = guardTexts(
        { learned: given.learned, sideGains: given.sideGains, overlooked: given.overlooked },
        known,
      );
      if (learned === null) throw new OmbordError("invalid", "noWords");
      return { kind: "finish", learned, worked: given.worked, ...others };
    }
    case "change": {
      const { what, hope } = guardTexts({ what: given.what, hope: given.hope }, known);
      if (what === null) throw new OmbordError("invalid", "noWords");
      const to = parseDate(given.to);
      if (to === null) throw new OmbordError("invalid", "impossibleDate");
      return { kind: "change", what, to, hope };
    }
    default:
      return given satisfies never;
  }
}

/** Whether the person may see the trial with its teams: those who take part, and those who help or lead them. */
export function maySeeTrial(
  directory: Directory,
  personId: string,
  trial: Pick<Trial, "teamIds">,
  date: IsoDate,
): boolean {
  return trial.teamIds.some((teamId) => may(directory, personId, "seeBarriers", teamId, date));
}

/** Whether the person may change the trial: a navigator of one of its teams, or whoever began it and still sees it. */
export function mayRunTrial(directory: Directory, personId: string, trial: Trial, date: IsoDate): boolean {
  const isOwn = trial.createdBy === personId;
  return trial.teamIds.some(
    (teamId) =>
      may(directory, personId, "triage", teamId, date) || (isOwn && may(directory, personId, "report", teamId, date)),
  );
}
