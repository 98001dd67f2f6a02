import type { Barrier } from "../../domain/barrier/barrier.ts";
import { barrierText } from "../../domain/barrier/barrier-texts.ts";
import { addWeeks, daysBetween, localDate, weeksBetween } from "../../domain/calendar.ts";
import type { TeamAdoption } from "../../domain/check-in/adoption.ts";
import type { Ambition } from "../../domain/check-in/ambition.ts";
import { backToTell } from "../../domain/check-in/back.ts";
import { type CheckIn, type CheckInView, reportedBarrier, withoutRetired } from "../../domain/check-in/check-in.ts";
import { isEverySecondWeek, isSteady, snoozeInstant } from "../../domain/check-in/rhythm.ts";
import { insideSentence } from "../../domain/inside-sentence.ts";
import { type Directory, type Instant, type IsoDate, type IsoWeek, solutionName } from "../../domain/organisation.ts";
import { answersNow, holdersOf, may, navigatorsToTell, rolesOf, standingIn } from "../../domain/permissions.ts";
import type { ShownStep } from "../../domain/small-step/shown-step.ts";
import { doneBy, type SmallStep } from "../../domain/small-step/small-step.ts";
import { OmbordError } from "../../errors.ts";
import { type Kind, keys } from "../../store/documents.ts";
import { ofKind, type Reference, type Stored } from "../../store/store.ts";
import type { Actor } from "../actor.ts";
import { type Errand, readTogether } from "../errand.ts";

/** What has been read already and is shown with a check-in. */
interface AlreadyRead {
  history?: TeamAdoption;
  /** Of the person who looks, whose targets the receipt shows. */
  ambition?: Stored<"ambition"> | undefined;
}

/** One team's check-in in its true state. Two reads. Throws `notFound` when there is none, or none for this person. */
export async function showCheckIn(
  errand: Errand,
  { week, teamId }: { week: IsoWeek; teamId: string },
): Promise<CheckInView> {
  const { errand: at, found } = await readTogether(errand, [
    { kind: "checkIn", key: keys.checkIn(week, teamId) },
    { kind: "ambition", key: errand.actor.personId },
  ]);
  const { actor, directory, now } = at;
  const [stored, ambition] = found;
  if (stored === undefined || !may(directory, actor.personId, "answerCheckIn", teamId, localDate(now))) {
    throw new OmbordError("notFound");
  }
  return viewOf(at, stored.value, { ambition });
}

/** The view of a check-in that has been loaded and permitted already. Reads what it names, where it names anything. */
export async function viewOf(at: Errand, checkIn: CheckIn, known: AlreadyRead = {}): Promise<CheckInView> {
  const named = namedIn(checkIn);
  return viewAmong(at, checkIn, named.length === 0 ? [] : await at.store.readMany(at.actor.tenantId, named), known);
}

/** The barriers, trials and small steps that are shown with a check-in. */
function namedIn({ answers, flagged: whenSkipped = {}, state, alsoAsks, steps = [] }: CheckIn): Reference[] {
  const flagged = [
    ...Object.values(answers).flatMap(({ barrierId }) => barrierId ?? []),
    ...Object.values(whenSkipped),
  ];
  const { barriers, trials } = (state === "open" ? alsoAsks : undefined) ?? { barriers: [], trials: [] };
  return [
    ...[...flagged, ...barriers].map((key) => ({ kind: "barrier" as const, key })),
    ...trials.map((key) => ({ kind: "trial" as const, key })),
    ...steps.map(({ id }) => ({ kind: "smallStep" as const, key: id })),
  ];
}

/** The same from what has been read already: `found` holds the barriers and trials that it names, and perhaps others. */
export function viewAmong(
  at: Errand,
  stored: CheckIn,
  found: readonly (Stored<Kind> | undefined)[],
  known: AlreadyRead = {},
): CheckInView {
  const { directory, now } = at;
  const checkIn = withoutRetired(directory, stored, localDate(now));
  const barriers = new Map(ofKind("barrier", found).map(({ key, value }) => [key, value]));
  const steps = new Map(ofKind("smallStep", found).map(({ key, value }) => [key, value]));
  const trials = new Map(ofKind("trial", found).map(({ key, value }) => [key, value]));
  const undescribed = checkIn.asked.flatMap(({ solutionId }) => {
    const barrierId = reportedBarrier(checkIn, solutionId);
    return barrierId !== undefined && barriers.get(barrierId)?.detail === null ? [{ solutionId, barrierId }] : [];
  });
  const asks = checkIn.state === "open" ? checkIn.alsoAsks : undefined;
  return {
    ...buildView(at, checkIn, undescribed, known),
    reported: checkIn.asked.flatMap(({ solutionId }) => {
      const barrier = barriers.get(reportedBarrier(checkIn, solutionId) ?? "");
      if (barrier === undefined || barrier.detail === null) return [];
      const isOwn = barrierText(barrier, "consequence")?.by === at.actor.personId;
      return [{ solutionId, barrierId: barrier.id, what: barrier, isOwn }];
    }),
    toConfirm: (asks?.barriers ?? []).flatMap((id) => waitsForTeam(directory, barriers.get(id))),
    trials: (asks?.trials ?? []).flatMap((id) => {
      const trial = trials.get(id);
      return trial?.state === "running" ? [{ id, what: insideSentence(trial.what) }] : [];
    }),
    steps: (checkIn.steps ?? []).flatMap(({ id, stage }) => shownStep(at, checkIn, steps.get(id), stage)),
  };
}

/** One that was taken back is shown no more. */
function shownStep(
  { directory }: Errand,
  { teamId, week }: CheckIn,
  step: SmallStep | undefined,
  stage: ShownStep["stage"],
): ShownStep[] {
  if (step === undefined || step.text === null) return [];
  const { id, kind, text, solutionId } = step;
  return [
    {
      ...{ id, kind, text, stage },
      solutionName: solutionName(directory, solutionId, teamId),
      // A team that has not been asked for a while has it announced later than the others.
      week: stage === "announced" && step.week <= week ? addWeeks(week, 1) : step.week,
      isDone: doneBy(directory, step).has(teamId),
    },
  ];
}

function waitsForTeam(directory: Directory, barrier: Barrier | undefined): CheckInView["toConfirm"] {
  if (barrier?.status !== "resolved") return [];
  const name = solutionName(directory, barrier.solutionId, barrier.teamId);
  return [{ barrierId: barrier.id, solutionName: name, barrier }];
}

/** The check-in as the actor is shown it, from what has been read already. No permission is checked here. */
export function buildView(
  at: Errand,
  checkIn: CheckIn,
  undescribed: CheckInView["undescribed"],
  known: AlreadyRead = {},
): CheckInView {
  const { actor, directory, now } = at;
  const other = checkIn.answeredBy !== null && checkIn.answeredBy !== actor.personId ? checkIn.answeredBy : null;
  return {
    checkIn,
    teamName: directory.teams.get(checkIn.teamId)?.name ?? checkIn.teamId,
    solutionNames: Object.fromEntries(
      [
        ...checkIn.asked.map(({ solutionId }) => solutionId),
        ...(checkIn.round?.solutionId === undefined ? [] : [checkIn.round.solutionId]),
      ].map((solutionId) => [solutionId, solutionName(directory, solutionId, checkIn.teamId)]),
    ),
    answeredByOther: other === null ? null : (directory.people.get(other)?.name ?? null),
    closed: now >= checkIn.closesAt,
    canSnooze: checkIn.state === "open" && snoozeInstant(checkIn.week, directory.settings, now) !== null,
    standsIn: standsInFor(directory, actor.personId, checkIn.teamId, localDate(now)),
    ...besideOf(at, checkIn.teamId),
    snoozedUntil: putOffBy(checkIn, actor.personId, now),
    rhythm: rhythmFor(at, checkIn, known.history),
    undescribed,
    reported: [],
    helpers: helpersOf(directory, checkIn.teamId, localDate(now)),
    toConfirm: [],
    targets: targetsOf(actor, known.ambition?.value),
    oldWays: oldWaysOf(directory, checkIn, localDate(now)),
    trials: [],
    steps: [],
    back: shownBack(directory, checkIn),
  };
}

/** The first that there are names for: nothing is said of whoever is not in the directory any more. */
function shownBack(directory: Directory, checkIn: CheckIn): CheckInView["back"] {
  for (const told of backToTell(checkIn)) {
    if (told.kind === "answered") return told;
    const name = solutionName(directory, told.solutionId, checkIn.teamId);
    if (told.kind === "tried") return { kind: "tried", solutionName: name };
    if (told.kind === "way") {
      const { from, to, week } = told;
      return { kind: "way", solutionName: name, weeks: weeksBetween(week, checkIn.week), from, to };
    }
    const by = directory.people.get(told.by)?.name;
    if (by !== undefined) return { kind: "working", solutionName: name, by, on: told.on };
  }
  return null;
}

/** The names of those who are told what is in the way of the team. */
export function helpersOf(directory: Directory, teamId: string, date: IsoDate): string[] {
  return navigatorsToTell(directory, teamId, date).flatMap((id) => directory.people.get(id)?.name ?? []);
}

/** Who answers for two teams, no more, may do it on one card. */
function besideOf({ directory, actor, now }: Errand, teamId: string): Pick<CheckInView, "beside"> {
  const date = localDate(now);
  const scopes = rolesOf(directory, actor.personId, date).map(({ scope }) => scope);
  const asked = [...new Set(scopes)].filter(
    (id) => directory.teams.get(id)?.retired !== true && answersNow(directory, actor.personId, id, date),
  );
  const [beside, ...more] = asked.filter((id) => id !== teamId);
  return beside === undefined || more.length > 0 || !asked.includes(teamId) ? {} : { beside };
}

/** For whom somebody is asked, by name. */
export function standsInFor(
  directory: Directory,
  personId: string,
  teamId: string,
  date: IsoDate,
): CheckInView["standsIn"] {
  const found = standingIn(directory, personId, teamId, date);
  if (found === null) return null;
  const leader = found.leaderId === null ? null : (directory.people.get(found.leaderId)?.name ?? null);
  return { leader, until: found.until };
}

/** Until when this person has put it off: a stand-in's words are theirs, and a leader's the leader's. */
export function putOffBy({ snoozedUntil, snoozedBy }: CheckIn, personId: string, now: Instant): Instant | null {
  return snoozedUntil !== undefined && snoozedUntil > now && (snoozedBy ?? personId) === personId ? snoozedUntil : null;
}

/** What somebody aims for is theirs, shared or not: it is never shown on another person's card. */
function targetsOf(actor: Actor, ambition: Ambition | undefined): CheckInView["targets"] {
  return ambition?.personId === actor.personId ? ambition.targets : {};
}

/** The dates on which the old ways of what is asked about end, as the directory has them today. */
function oldWaysOf(directory: Directory, { teamId, asked }: CheckIn, today: IsoDate): CheckInView["oldWays"] {
  const ids = new Set(asked.map(({ solutionId }) => solutionId));
  return Object.fromEntries(
    (directory.rolloutsByTeam.get(teamId) ?? []).flatMap(({ solutionId, oldWayEnds: ends }) =>
      ends === undefined || !ids.has(solutionId) ? [] : [[solutionId, { ends, days: daysBetween(today, ends) }]],
    ),
  );
}

/** Only a leader chooses the rhythm, and it is offered once `history` shows that nothing changes. */
function rhythmFor(
  { directory, actor, now }: Errand,
  { teamId, week }: CheckIn,
  history: TeamAdoption | undefined,
): CheckInView["rhythm"] {
  const date = localDate(now);
  if (!holdersOf(directory, "leader", [teamId], date).includes(actor.personId)) return "weekly";
  if (isEverySecondWeek(directory, teamId, date)) return "everySecond";
  return history !== undefined && isSteady(history, week) ? "offerEverySecond" : "weekly";
}
