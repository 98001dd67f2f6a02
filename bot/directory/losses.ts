import type { ImportKinds, ImportPlan } from "./plan-import.ts";
import type { StoredDirectory } from "./stored-directory.ts";

/** So many of one kind that it is far more often half an export than meant. */
export interface Loss {
  file: Exclude<keyof ImportKinds, "areas">;
  retired: number;
  /** Of how many that are in use now. */
  of: number;
}

const files = ["teams", "people", "solutions", "rollouts", "roles"] as const;
const mostShare = 0.1;
const mostCount = 3;

/** The kinds of which an import would retire more than a tenth, and more than three. */
export function lossesOf({ kinds }: ImportPlan, stored: StoredDirectory): Loss[] {
  const before = {
    teams: countActive(stored.team),
    people: countActive(stored.person),
    solutions: countActive(stored.solution),
    rollouts: [...stored.rollout.values()].filter(({ value }) => value.status !== "retired").length,
    roles: stored.role.size,
  };
  return files
    .map((file): Loss => ({ file, retired: kinds[file].count.retired, of: before[file] }))
    .filter(({ retired, of }) => retired > mostCount && retired > of * mostShare);
}

function countActive(stored: ReadonlyMap<string, { value: { retired?: boolean } }>): number {
  return [...stored.values()].filter(({ value }) => !value.retired).length;
}

/** The number that whoever agrees to the losses types. */
export function countLost(losses: readonly Loss[]): number {
  return losses.reduce((sum, { retired }) => sum + retired, 0);
}
