import { defaultSettings } from "../domain/organisation.ts";
import { keys } from "../store/documents.ts";
import type { FileName } from "./files.ts";
import { inTurns } from "./in-turns.ts";
import type { ParsedDirectory, Rows } from "./parse-directory.ts";
import type { Problems } from "./problem.ts";
import { patchSettings } from "./settings-file.ts";
import { activeIds, type StoredDirectory } from "./stored-directory.ts";

/** The ids that may be referred to; null when their file was there but could not be read, so nothing can be said. */
interface Known {
  areas: ReadonlySet<string> | null;
  teams: ReadonlySet<string> | null;
  people: ReadonlySet<string> | null;
  solutions: ReadonlySet<string> | null;
}

/** Finds what only shows when rows are held against each other, and against what is stored where a file is missing. */
export async function checkDirectory(
  parsed: ParsedDirectory,
  given: ReadonlySet<FileName>,
  stored: StoredDirectory,
  problems: Problems,
): Promise<void> {
  const known: Known = {
    areas: given.has("areas") ? (parsed.areas?.ids ?? null) : activeIds(stored.area),
    teams: given.has("teams") ? (parsed.teams?.ids ?? null) : activeIds(stored.team),
    people: given.has("people") ? (parsed.people?.ids ?? null) : activeIds(stored.person),
    solutions: given.has("solutions") ? (parsed.solutions?.ids ?? null) : activeIds(stored.solution),
  };
  checkEmptyFiles(parsed, stored, problems);
  await checkDuplicates(parsed, problems);
  checkAreas(parsed, known, stored, given, problems);
  await checkTeams(parsed, known, stored, problems);
  await checkSolutions(parsed, known, problems);
  await checkRoles(parsed, known, problems);
  await checkRollouts(parsed, known, problems);
  checkSettings(parsed, stored, problems);
}

/** A file without rows would retire everything it used to list; far more often it is a failed export. */
function checkEmptyFiles(parsed: ParsedDirectory, stored: StoredDirectory, problems: Problems): void {
  const before = {
    areas: activeIds(stored.area),
    teams: activeIds(stored.team),
    people: activeIds(stored.person),
    solutions: activeIds(stored.solution),
    roles: stored.role,
    rollouts: stored.rollout,
  };
  for (const name of ["areas", "teams", "people", "solutions", "roles", "rollouts"] as const) {
    const rows = parsed[name];
    if (rows !== undefined && rows.ids.size === 0 && before[name].size > 0)
      problems.add(rows.file, null, null, "noRows");
  }
}

async function checkDuplicates(parsed: ParsedDirectory, problems: Problems): Promise<void> {
  const unique = async <T>(
    rows: Rows<T> | undefined,
    column: string,
    code: "duplicateId" | "duplicateUpn" | "duplicateRow",
    keyOf: (value: T) => string,
  ) => {
    const firstRows = new Map<string, number>();
    for await (const some of inTurns(rows?.rows ?? [])) {
      for (const { row, value } of some) {
        const key = keyOf(value);
        const firstRow = firstRows.get(key);
        if (firstRow === undefined) firstRows.set(key, row);
        else problems.add(rows?.file ?? "", row, column, code, { firstRow });
      }
    }
  };
  await unique(parsed.areas, "area_id", "duplicateId", (area) => area.id);
  await unique(parsed.teams, "team_id", "duplicateId", (team) => team.id);
  await unique(parsed.people, "entra_id", "duplicateId", (person) => person.id);
  await unique(parsed.people, "upn", "duplicateUpn", (person) => person.upn.toLowerCase());
  await unique(parsed.solutions, "solution_id", "duplicateId", (solution) => solution.id);
  await unique(parsed.roles, "entra_id", "duplicateRow", keys.role);
  await unique(parsed.rollouts, "solution_id", "duplicateRow", (rollout) =>
    keys.rollout(rollout.solutionId, rollout.teamId),
  );
}

function checkAreas(
  parsed: ParsedDirectory,
  known: Known,
  stored: StoredDirectory,
  given: ReadonlySet<FileName>,
  problems: Problems,
): void {
  const { areas } = parsed;
  if (areas === undefined) return;
  for (const { row, value } of areas.rows) {
    if (value.parentAreaId !== null && !areas.ids.has(value.parentAreaId)) {
      problems.add(areas.file, row, "parent_area_id", "unknownArea", { id: value.parentAreaId });
    }
  }
  checkCycles(areas, problems);
  if (given.has("teams")) return;
  for (const id of known.teams ?? []) {
    const areaId = stored.team.get(id)?.value.areaId ?? "";
    if (!areas.ids.has(areaId)) {
      problems.add(areas.file, null, "area_id", "areaStillUsed", { id: areaId, team: id });
    }
    if (areas.ids.has(id)) problems.add(areas.file, null, "area_id", "idTaken", { id });
  }
}

/** Reports each ring once, at the first of its rows. */
function checkCycles(areas: NonNullable<ParsedDirectory["areas"]>, problems: Problems): void {
  const parents = new Map(areas.rows.map(({ value }) => [value.id, value.parentAreaId]));
  const settled = new Set<string>();
  for (const { row, value } of areas.rows) {
    const path: string[] = [];
    const onPath = new Set<string>();
    let next: string | null | undefined = value.id;
    while (next && !settled.has(next) && !onPath.has(next)) {
      path.push(next);
      onPath.add(next);
      next = parents.get(next);
    }
    if (next && onPath.has(next)) {
      const ring = [...path.slice(path.indexOf(next)), next];
      problems.add(areas.file, row, "parent_area_id", "areaCycle", { path: ring.join(" → ") });
    }
    for (const id of path) settled.add(id);
  }
}

async function checkTeams(
  { teams }: ParsedDirectory,
  known: Known,
  stored: StoredDirectory,
  problems: Problems,
): Promise<void> {
  for await (const some of inTurns(teams?.rows ?? []))
    for (const { row, value } of some) {
      const file = teams?.file ?? "";
      if (known.areas === null) continue;
      if (!known.areas.has(value.areaId)) problems.add(file, row, "area_id", "unknownArea", { id: value.areaId });
      // A retired area still owns its id: it may come back.
      if (known.areas.has(value.id) || stored.area.has(value.id)) {
        problems.add(file, row, "team_id", "idTaken", { id: value.id });
      }
      for (const id of value.replaces ?? []) {
        if (id === value.id) problems.add(file, row, "replaces_team_id", "replacesItself", { id });
        else if (!stored.team.has(id)) problems.add(file, row, "replaces_team_id", "replacesUnknown", { id });
      }
    }
}

async function checkSolutions({ solutions }: ParsedDirectory, known: Known, problems: Problems): Promise<void> {
  for await (const some of inTurns(solutions?.rows ?? []))
    for (const { row, value } of some) {
      for (const areaId of Object.keys(value.localNames)) {
        if (areaId === "*" || known.areas === null || known.areas.has(areaId)) continue;
        problems.add(solutions?.file ?? "", row, "local_name", "unknownArea", { id: areaId });
      }
    }
}

async function checkRoles({ roles }: ParsedDirectory, known: Known, problems: Problems): Promise<void> {
  for await (const some of inTurns(roles?.rows ?? []))
    for (const { row, value } of some) {
      const file = roles?.file ?? "";
      if (known.people !== null && !known.people.has(value.personId)) {
        problems.add(file, row, "entra_id", "unknownPerson", { id: value.personId });
      }
      if (known.teams === null || known.areas === null) continue;
      if (known.teams.has(value.scope)) {
        if (value.role === "adviser") problems.add(file, row, "scope", "scopeNotArea");
        continue;
      }
      const isWide = value.scope === "*" || known.areas.has(value.scope);
      if (!isWide) problems.add(file, row, "scope", "unknownScope", { id: value.scope });
      else if (value.role === "leader") problems.add(file, row, "scope", "scopeNotTeam");
    }
}

async function checkRollouts({ rollouts }: ParsedDirectory, known: Known, problems: Problems): Promise<void> {
  for await (const some of inTurns(rollouts?.rows ?? []))
    for (const { row, value } of some) {
      const file = rollouts?.file ?? "";
      if (known.solutions !== null && !known.solutions.has(value.solutionId)) {
        problems.add(file, row, "solution_id", "unknownSolution", { id: value.solutionId });
      }
      if (known.teams !== null && !known.teams.has(value.teamId)) {
        problems.add(file, row, "team_id", "unknownTeam", { id: value.teamId });
      }
    }
}

function checkSettings({ settings }: ParsedDirectory, stored: StoredDirectory, problems: Problems): void {
  // A reminder that was fine and is overtaken by a later check-in is left out by the calendar itself.
  if (settings?.patch.reminderWeekday === undefined && settings?.patch.reminderHour === undefined) return;
  const after = patchSettings(stored.settings?.value ?? defaultSettings, settings.patch);
  const hourOfWeek = (weekday: number, hour: number) => weekday * 24 + hour;
  const checkIn = hourOfWeek(after.checkInWeekday, after.checkInHour);
  if (after.reminder !== null && hourOfWeek(after.reminder.weekday, after.reminder.hour) <= checkIn) {
    problems.add(settings.file, null, "value", "reminderTooEarly");
  }
}
