import { setImmediate } from "node:timers/promises";
import type { Rollout, Solution } from "../../domain/organisation.ts";
import type { Mapping, UsedSystem } from "../../domain/sources.ts";
import { keys } from "../../store/documents.ts";
import { movedRollouts, type TeamMoves } from "../plan-moves.ts";
import type { StoredDirectory } from "../stored-directory.ts";
import type { Findings } from "./findings.ts";
import { splitNames, type UnitTree } from "./join-units.ts";

interface Chosen {
  system: UsedSystem;
  isBelow: boolean;
  solution: Solution;
}

/**
 * The solutions that were chosen as the register has them now, with what the municipality has said of them itself, and all
 * others as they are stored. One that the register no longer has, or has out of use, stays as it is and is told of.
 */
export function joinSolutions(
  systems: readonly UsedSystem[],
  mapping: Mapping,
  stored: StoredDirectory,
  findings: Findings,
): { solutions: Solution[]; owned: string[]; chosen: Chosen[] } {
  const bySystem = Map.groupBy(systems, ({ id }) => id);
  const isWanted = new Set((mapping.solutions ?? []).map(({ id }) => id));
  const calls = Map.groupBy(
    systems.filter(({ id, callName }) => isWanted.has(id) && callName !== null),
    ({ callName }) => callName?.toLocaleLowerCase("da"),
  );
  const byKitos = new Map(
    [...stored.solution.values()].map(({ value }) => [value.kitosUuid?.toLowerCase() ?? "", value]),
  );
  const chosen: Chosen[] = [];
  const owned: string[] = [];
  for (const { id, isBelow } of mapping.solutions ?? []) {
    const [system, ...more] = bySystem.get(id) ?? [];
    const before = stored.solution.get(mapping.solutionIds[id] ?? id)?.value ?? byKitos.get(id);
    if (before !== undefined) owned.push(before.id);
    if (system === undefined) findings.add("systemGone", id, before?.name ?? id);
    else if (more.length > 0) findings.add("systemTwice", id, system.name);
    else if (system.phase === null) findings.add("systemNotInUse", id, system.name);
    if (system === undefined || more.length > 0 || system.phase === null) continue;
    const isAlone = calls.get(system.callName?.toLocaleLowerCase("da"))?.length === 1;
    if (system.callName !== null && !isAlone) findings.add("sameCallName", id, system.name, system.callName);
    const solutionId = mapping.solutionIds[id] ?? before?.id ?? id;
    const solution = solutionOf(system, { before, solutionId, isAlone });
    chosen.push({ system, isBelow, solution });
    owned.push(solutionId);
  }
  const named = new Set(chosen.map(({ solution }) => solution.id));
  const isOwned = new Set(owned);
  const wasOwned = new Set(mapping.owned.solutions);
  const existing = [...stored.solution.values()]
    .map(({ value }) => value)
    .filter((one) => !one.retired && !named.has(one.id) && (isOwned.has(one.id) || !wasOwned.has(one.id)));
  return {
    solutions: [...chosen.map(({ solution }) => solution), ...existing.map((one) => ({ ...one }))],
    owned: [...isOwned],
    chosen,
  };
}

/** Name, phase and how many are expected are the register's; the rest is the municipality's own. */
function solutionOf(
  { id, name, callName, phase, expectedUsers }: UsedSystem,
  { before, solutionId, isAlone }: { before: Solution | undefined; solutionId: string; isAlone: boolean },
): Solution {
  const word = callName?.replaceAll(/[|=]/g, " ").trim() ?? "";
  const said: Record<string, string> = isAlone && word !== "" && word !== name ? { "*": word } : {};
  return {
    id: solutionId,
    name,
    localNames: before?.localNames ?? said,
    kind: before?.kind ?? "mainRoad",
    phase: phase ?? before?.phase ?? "inUse",
    sharedRecords: before?.sharedRecords ?? false,
    replaces: before?.replaces ?? null,
    expectedUsers: expectedUsers?.from ?? before?.expectedUsers ?? null,
    ...(expectedUsers === null
      ? before?.expectedUsersTo === undefined
        ? {}
        : { expectedUsersTo: before.expectedUsersTo }
      : expectedUsers.to === expectedUsers.from
        ? {}
        : { expectedUsersTo: expectedUsers.to }),
    kitosUuid: id,
  };
}

interface JoiningRollouts {
  mapping: Mapping;
  stored: StoredDirectory;
  findings: Findings;
  /** Teams that come in the place of others use what those used. */
  moves: TeamMoves;
}

/**
 * What teams use: everything that is stored, and new rows where the register names the very team, or a unit above it and
 * somebody has said that it is meant for those below. A row that is there, also one that was ended, is the municipality's own.
 */
export async function joinRollouts(
  chosen: readonly Chosen[],
  units: UnitTree,
  { mapping, stored, findings, moves }: JoiningRollouts,
): Promise<Rollout[]> {
  const known = [...stored.rollout.values()].map(({ value }) => value);
  // What ended because its team went was nobody's decision: when the team is back, the register says whether it is used.
  const wentWithTeam = ({ status, teamId }: Rollout) =>
    status === "retired" && stored.team.get(teamId)?.value.retired === true;
  const own = movedRollouts(
    known.filter((rollout) => !wentWithTeam(rollout)),
    moves,
  );
  const rollouts = new Map(own.map((one) => [keys.rollout(one.solutionId, one.teamId), one]));
  for (const { system, isBelow, solution } of chosen) {
    await setImmediate();
    for (const { id, name } of placesOf(system, units, mapping, findings)) {
      const exact = units.teamsAt(id);
      const below = units.teamsBelow(id);
      if (exact.length === 0 && !isBelow && below.length > 0) findings.add("unitAbove", system.id, name, system.name);
      for (const teamId of isBelow ? below : exact) {
        const key = keys.rollout(solution.id, teamId);
        if (rollouts.has(key)) continue;
        const status = system.phase === "trial" ? "pilot" : "inUse";
        rollouts.set(key, { solutionId: solution.id, teamId, status, start: null, reason: null, reviewOn: null });
      }
    }
  }
  return [...rollouts.values()].filter(({ status }) => status !== "retired");
}

/** The organisation's units of which the register speaks. A name that two units have is nobody's. */
function placesOf(
  { units: named, name: system }: UsedSystem,
  { named: known, nameOf }: UnitTree,
  mapping: Mapping,
  findings: Findings,
): { id: string; name: string }[] {
  return named.flatMap(({ id, name, kitosId }) => {
    const joined = mapping.units[kitosId ?? name] ?? id;
    const ours = joined === null ? undefined : nameOf(joined);
    const isByHand = mapping.units[kitosId ?? name] !== undefined;
    if (ours !== undefined && kitosId !== null && !isByHand && ours !== name)
      findings.add("unitNamesDiffer", kitosId, name, ours);
    if (joined !== null) return [{ id: joined, name }];
    if (kitosId !== null) {
      findings.add("unitUnknown", kitosId, name, system);
      return [];
    }
    return splitNames(name, known).flatMap((one) => {
      const chosen = mapping.units[one];
      const [only, ...others] = chosen === undefined ? (known.get(one) ?? []) : [chosen];
      if (only !== undefined && others.length === 0) return [{ id: only, name: one }];
      findings.add("unitUnknown", one, one, system);
      return [];
    });
  });
}
