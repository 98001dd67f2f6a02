import { weekOf } from "../domain/calendar.ts";
import type { Role, Settings } from "../domain/organisation.ts";
import { rolesOf } from "../domain/permissions.ts";
import { leaverNameMonths } from "../domain/retention.ts";
import type { RoleName } from "../domain/vocabulary.ts";
import type { Call } from "./call.ts";
import type { Me, PageId, Personas } from "./contract.ts";

/** The pages that exist, in the order that each role needs them. */
const pagesByRole: Record<RoleName, PageId[]> = {
  leader: ["week", "barriers", "citizens", "trials", "overview", "ambition"],
  standIn: ["week", "barriers", "citizens", "trials", "overview", "ambition"],
  navigator: ["barriers", "citizens", "trials", "overview"],
  manager: ["overview", "barriers", "citizens", "trials", "ambition"],
  adviser: ["advice"],
  admin: ["operations"],
};
/** Whose needs come first for a person with several roles. */
const roleOrder: RoleName[] = ["leader", "standIn", "navigator", "manager", "adviser", "admin"];

export async function getMe({ directory, person, today, now }: Call): Promise<Me> {
  const roles = rolesOf(directory, person.id, today);
  return {
    person: { id: person.id, name: person.name },
    language: person.language,
    roles: roles.map(({ role, scope }) => ({ role, scope })),
    pages: pagesFor(roles),
    municipality: municipalityOf(directory.settings),
    today,
    week: weekOf(now.toISOString()),
  };
}

function pagesFor(roles: Role[]): PageId[] {
  const held = new Set(roles.map((role) => role.role));
  return [...new Set(roleOrder.filter((role) => held.has(role)).flatMap((role) => pagesByRole[role]))];
}

function municipalityOf(settings: Settings): Me["municipality"] {
  return {
    name: settings.name,
    retentionMonths: {
      freeText: settings.freeTextRetentionMonths,
      citizenCases: settings.citizenCaseRetentionMonths,
      checkIns: settings.checkInRetentionMonths,
      leaverNames: settings.leaverNameMonths ?? leaverNameMonths,
    },
    suppressionLimit: settings.suppressionLimit,
    accessibilityContact: settings.accessibilityContact ?? null,
  };
}

/** Everybody in the directory, for the browser that chooses whom to be in local mode. */
export async function getPersonas({ directory, today }: Pick<Call, "directory" | "today">): Promise<Personas> {
  const people = [...directory.people.values()].filter((person) => !person.retired);
  return {
    personas: people
      .sort((a, b) => a.name.localeCompare(b.name, "da"))
      .map(({ id, upn, name }) => {
        const roles = rolesOf(directory, id, today).map(({ role, scope }) => ({ role, scope }));
        return { upn, name, roles };
      }),
  };
}
