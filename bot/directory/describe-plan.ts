import { isDeepStrictEqual } from "node:util";
import { defaultSettings, type Role, type Rollout, type Settings } from "../domain/organisation.ts";
import type { Language } from "../domain/vocabulary.ts";
import type { Change } from "../store/store.ts";
import { importReport } from "../text/import-report.ts";
import { textFor } from "../text/text.ts";
import type { FileName } from "./files.ts";
import type { ImportKinds, ImportPlan } from "./plan-import.ts";
import type { StoredDirectory } from "./stored-directory.ts";

/** What happens to some of one file, by the names that people know it by. */
export interface NamedChanges {
  file: FileName;
  what: "created" | "changed" | "retired";
  /** The first ones. */
  names: string[];
  /** How many there are beyond those. */
  more: number;
}

const mostNames = 50;

/** The plan by names, as whoever agrees to it needs to see it; the order is that of the report, what goes first. */
export function describePlan(plan: ImportPlan, stored: StoredDirectory, language: Language): NamedChanges[] {
  const { kinds } = plan;
  const nameOf = (kind: "areas" | "teams" | "people" | "solutions") => (change: Change) =>
    kinds[kind].after.get(change.key)?.name ?? change.key;
  const ofKind = (file: keyof ImportKinds, name: (change: Change) => string) => {
    const { writes, removals } = kinds[file];
    return [
      named(file, "retired", removals.map(name)),
      named(file, "created", writes.filter(({ op }) => op === "create").map(name)),
      named(file, "changed", writes.filter(({ op }) => op === "replace").map(name)),
    ];
  };
  return [
    ...ofKind("areas", nameOf("areas")),
    ...ofKind("teams", nameOf("teams")),
    ...ofKind("people", nameOf("people")),
    ...ofKind("solutions", nameOf("solutions")),
    ...ofKind("rollouts", (change) => rolloutName(kinds, kinds.rollouts.after.get(change.key))),
    ...ofKind("roles", ({ key }) =>
      roleName(kinds, kinds.roles.after.get(key) ?? stored.role.get(key)?.value, language),
    ),
    named("settings", "changed", changedSettings(plan.settings, stored.settings?.value, language)),
  ].filter(({ names }) => names.length > 0);
}

function named(file: FileName, what: NamedChanges["what"], all: string[]): NamedChanges {
  const names = all.toSorted((a, b) => a.localeCompare(b, "da")).slice(0, mostNames);
  return { file, what, names, more: all.length - names.length };
}

function rolloutName({ solutions, teams }: ImportKinds, rollout: Rollout | undefined): string {
  if (rollout === undefined) return "";
  const { solutionId, teamId } = rollout;
  return `${solutions.after.get(solutionId)?.name ?? solutionId}: ${teams.after.get(teamId)?.name ?? teamId}`;
}

function roleName({ people, teams, areas }: ImportKinds, role: Role | undefined, language: Language): string {
  if (role === undefined) return "";
  const { personId, scope } = role;
  const place = teams.after.get(scope)?.name ?? areas.after.get(scope)?.name;
  const where = scope === "*" ? importReport[language].everywhere : (place ?? scope);
  return `${people.after.get(personId)?.name ?? personId}: ${textFor(language).role[role.role]}, ${where}`;
}

function changedSettings(settings: Settings, before: Settings | undefined, language: Language): string[] {
  const labels = importReport[language].settings;
  return (Object.keys(labels) as (keyof typeof labels)[])
    .filter((key) => !isDeepStrictEqual(settings[key], (before ?? defaultSettings)[key]))
    .map((key) => labels[key]);
}
