import { v7 as uuid } from "uuid";
import { addDays, localDate, weekOf } from "../../domain/calendar.ts";
import type { Directory, IsoDate, Person } from "../../domain/organisation.ts";
import { checkInMessage } from "../../domain/outreach.ts";
import { askedFor, rolesOf } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import type { Change, Stored } from "../../store/store.ts";
import { personOf } from "../actor.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { ensureMessage } from "../ensure-message.ts";
import type { Errand } from "../errand.ts";
import { loadDirectory } from "../load-directory.ts";

export interface Absence {
  /** The last day away; null when the person is here. */
  until: IsoDate | null;
  /** Who is asked meanwhile for each of the person's teams; null where there is nobody but the person. */
  teams: { name: string; standIn: string | null }[];
}

/** Longer than a year is a typing error, or somebody who has left. */
const longestDays = 366;

/** What is known about the person's absence today. Throws `notFound` for somebody the directory does not know. */
export function showAbsence({ directory, actor, now }: Errand): Absence {
  return absenceOf(directory, actor.personId, localDate(now));
}

/**
 * "Jeg er væk til …", the last day included; null ends the absence. The stand-ins take over at once: they also get this
 * week's card where the leader has not answered. One commit, and every process reads the directory anew.
 * Throws `invalid` for a day that has passed or lies more than a year ahead, `notFound` for somebody unknown.
 */
export async function setAbsence(errand: Errand, until: IsoDate | null): Promise<Absence> {
  const { store, actor, now } = errand;
  const today = localDate(now);
  if (until !== null && (until < today || until > addDays(today, longestDays))) {
    throw new OmbordError("invalid", "absenceDate");
  }
  return untilNoConflict(async () => {
    const [settings, person] = await store.readMany(actor.tenantId, [
      { kind: "settings", key: keys.settings },
      { kind: "person", key: actor.personId },
    ]);
    const directory = await loadDirectory(store, actor.tenantId, settings);
    personOf(directory, actor);
    if (settings === undefined || person === undefined) throw new OmbordError("notFound", "unknownPerson");
    const value = withAbsence(person.value, until);
    const changed = withPerson(directory, value);
    if (value.awayUntil !== person.value.awayUntil) {
      await store.commit(actor.tenantId, [
        { op: "replace", kind: "person", key: person.key, etag: person.etag, value },
        newDirectoryVersion(settings),
        audit({ actor, now }, until === null ? "absence.ended" : "absence.set", "person", person.key),
        ...(await handOvers({ ...errand, directory: changed })),
      ]);
    }
    return absenceOf(changed, actor.personId, today);
  });
}

function withAbsence(person: Person, until: IsoDate | null): Person {
  const { awayUntil: _, ...here } = person;
  return until === null ? here : { ...here, awayUntil: until };
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
async function handOvers({ store, actor, directory, now }: Errand): Promise<Change[]> {
  const changes: Change[] = [];
  for (const teamId of ledTeams(directory, actor.personId, localDate(now))) {
    const [standIn] = askedFor(directory, teamId, localDate(now));
    if (standIn === undefined || standIn === actor.personId) continue;
    const checkIn = await store.read(actor.tenantId, "checkIn", keys.checkIn(weekOf(now), teamId));
    if (checkIn?.value.state !== "open") continue;
    const change = await ensureMessage(store, actor.tenantId, checkInMessage(checkIn.value, standIn, now), now);
    if (change !== null) changes.push(change);
  }
  return changes;
}

function ledTeams(directory: Directory, personId: string, date: IsoDate): string[] {
  return rolesOf(directory, personId, date)
    .filter((role) => role.role === "leader" && directory.teams.get(role.scope)?.retired !== true)
    .map((role) => role.scope);
}

function absenceOf(directory: Directory, personId: string, today: IsoDate): Absence {
  const person = personOf(directory, { tenantId: "", personId });
  const isAway = person.awayUntil !== undefined && person.awayUntil >= today;
  const meanwhile = isAway ? directory : withPerson(directory, { ...person, awayUntil: today });
  const teams = ledTeams(directory, personId, today).map((teamId) => {
    const [asked] = askedFor(meanwhile, teamId, today);
    const standIn = asked === undefined || asked === personId ? null : (directory.people.get(asked)?.name ?? null);
    return { name: directory.teams.get(teamId)?.name ?? teamId, standIn };
  });
  return { until: isAway ? (person.awayUntil ?? null) : null, teams };
}
