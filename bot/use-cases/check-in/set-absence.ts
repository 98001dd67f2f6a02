import { v7 as uuid } from "uuid";
import { localDate, weekOf } from "../../domain/calendar.ts";
import {
  absenceOn,
  absencesOf,
  type GivenPeriod,
  withAbsences,
  withGiven,
  withoutToday,
} from "../../domain/check-in/absence.ts";
import type { Directory, IsoDate, Period, Person } from "../../domain/organisation.ts";
import { checkInMessage } from "../../domain/outreach.ts";
import { askedFor, rolesOf } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import type { Change, Stored } from "../../store/store.ts";
import { personOf } from "../actor.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { ensureMessage } from "../ensure-message.ts";
import { contextOf, type Errand, readTogether } from "../errand.ts";

export interface Absence {
  /** All that is kept, the earliest first. */
  periods: readonly Period[];
  /** What is under way today. */
  current: Period | null;
  /** Who is asked meanwhile for each of the person's teams; null where there is nobody. */
  teams: { name: string; standIn: string | null }[];
}

/** What somebody says about when they are away. */
export type AbsenceChange =
  | { kind: "away"; periods: readonly GivenPeriod[] }
  | { kind: "back" }
  /** Not away after all in a period that is still to begin. */
  | { kind: "cancel"; from: IsoDate }
  /** *Fortryd*: as it was before, unless it has been changed since. */
  | { kind: "undo"; after: readonly Period[]; before: readonly Period[] };

/** What is known about the person's absence. Throws `notFound` for somebody the directory does not know. */
export function showAbsence({ directory, actor, now }: Errand): Absence {
  return absenceIn(directory, personOf(directory, actor), localDate(now));
}

/**
 * "Jeg er væk fra … til …", both days included; being back; not going after all; or taking either back. From the first day on the stand-ins are asked: they
 * also get this week's card where the leader has not answered. One commit, and every process reads the directory anew.
 * Returns what stands, and what stood before. Nothing of why is stored. Throws `invalid`/`absenceDate` for days that lie too
 * far away or run backwards, `notFound` for somebody unknown.
 */
export async function setAbsence(
  errand: Errand,
  change: AbsenceChange,
): Promise<Absence & { before: readonly Period[] }> {
  const { store, actor, now } = errand;
  const today = localDate(now);
  return untilNoConflict(async () => {
    const read = await readTogether(errand, [{ kind: "person", key: actor.personId }]);
    const { directory } = read.errand;
    const { settings } = read;
    const [person] = read.found;
    if (settings === undefined || person === undefined) throw new OmbordError("notFound", "unknownPerson");
    const before = absencesOf(person.value);
    const value = withAbsences(person.value, periodsAfter(before, change, today), today);
    const changed = withPerson(directory, value);
    if (JSON.stringify(absencesOf(value)) !== JSON.stringify(before)) {
      await store.commit(actor.tenantId, [
        { op: "replace", kind: "person", key: person.key, etag: person.etag, value },
        newDirectoryVersion(settings),
        audit({ actor, now }, change.kind === "away" ? "absence.set" : "absence.ended", "person", person.key),
        ...(await handOvers({ ...errand, directory: changed })),
      ]);
    }
    return { ...absenceIn(changed, value, today), before };
  });
}

function periodsAfter(before: readonly Period[], change: AbsenceChange, today: IsoDate): readonly Period[] {
  if (change.kind === "back") return withoutToday(before, today);
  if (change.kind === "cancel") return before.filter(({ from }) => from !== change.from || from <= today);
  if (change.kind === "undo") return JSON.stringify(change.after) === JSON.stringify(before) ? change.before : before;
  return change.periods.reduce<readonly Period[]>((periods, given) => {
    const more = withGiven(periods, given, today);
    if (more === null) throw new OmbordError("invalid", "absenceDate");
    return more;
  }, before);
}

function withPerson(directory: Directory, person: Person): Directory {
  return { ...directory, people: new Map([...directory.people, [person.id, person]]) };
}

/** The change that lets every process know that its copy of the directory is out of date. */
export function newDirectoryVersion(settings: Stored<"settings">): Change {
  const value = { ...settings.value, directoryVersion: uuid() };
  return { op: "replace", kind: "settings", key: settings.key, etag: settings.etag, value };
}

/** This week's cards for the stand-ins, where the check-in is still open. */
async function handOvers(errand: Errand): Promise<Change[]> {
  const { store, actor, directory, now } = errand;
  const changes: Change[] = [];
  for (const teamId of ledTeams(directory, actor.personId, localDate(now))) {
    const [standIn] = askedFor(directory, teamId, localDate(now));
    if (standIn === undefined || standIn === actor.personId) continue;
    const checkIn = await store.read(actor.tenantId, "checkIn", keys.checkIn(weekOf(now), teamId));
    if (checkIn?.value.state !== "open") continue;
    const change = await ensureMessage(contextOf(errand), checkInMessage(checkIn.value, standIn, now));
    if (change !== null) changes.push(change);
  }
  return changes;
}

/** The teams that the person leads on the date, retired ones left out. */
export function ledTeams(directory: Directory, personId: string, date: IsoDate): string[] {
  return rolesOf(directory, personId, date)
    .filter((role) => role.role === "leader" && directory.teams.get(role.scope)?.retired !== true)
    .map((role) => role.scope);
}

function absenceIn(directory: Directory, person: Person, today: IsoDate): Absence {
  const periods = absencesOf(person);
  const current = absenceOn(person, today);
  const next = current ?? periods.find(({ from }) => from > today);
  const date = next === undefined || next.from < today ? today : next.from;
  const meanwhile = withPerson(directory, { ...person, absences: [{ from: date, to: date }] });
  const teams = ledTeams(directory, person.id, today).map((teamId) => {
    const [asked] = askedFor(meanwhile, teamId, date);
    const standIn = asked === undefined ? null : (directory.people.get(asked)?.name ?? null);
    return { name: directory.teams.get(teamId)?.name ?? teamId, standIn };
  });
  return { periods, current, teams };
}
