import type { Directory, SolutionTarget } from "../organisation.ts";
import { isEveryday, score, type UsageLevel } from "../vocabulary.ts";

/** A target is one of these, in per cent: everybody is never one. */
export const targetShares = [10, 20, 30, 40, 50, 60, 70, 80, 90] as const;

/** The targets that hold for what is seen from the scopes, the nearest first: one for each solution. Pure. */
export function targetsFor({ targets = [] }: Pick<Directory, "targets">, scopes: readonly string[]): SolutionTarget[] {
  const found = new Map<string, SolutionTarget>();
  for (const scope of scopes)
    for (const target of targets)
      if (target.scope === scope && !found.has(target.solutionId)) found.set(target.solutionId, target);
  return [...found.values()];
}

/** Fewer leaders than these are no picture of what is wanted, and each would be known. */
const fewestLeaders = 3;

/**
 * The share that the leaders' own levels come to, as a suggestion in steps of ten below 100; null where too few have said theirs.
 * What says nothing about use counts for neither.
 */
export function suggestedShare(levels: readonly UsageLevel[]): number | null {
  const known = levels.filter((level) => score(level) !== null);
  if (known.length < fewestLeaders) return null;
  const percent = (known.filter((level) => isEveryday(level)).length / known.length) * 100;
  return targetShares.find((share) => share >= percent) ?? targetShares.at(-1) ?? null;
}
