import { z } from "zod";
import { viewCauses } from "../use-cases/overview/view-causes.ts";
import { viewLevels } from "../use-cases/overview/view-levels.ts";
import type { Call } from "./call.ts";
import { id } from "./contract/values.ts";
import type { CausesAnswer, LevelsAnswer } from "./contract.ts";

/** A year is what a chart holds. */
const mostWeeks = 53;
export const levelsQuery = z.object({
  weeks: z.coerce.number().int().min(1).max(mostWeeks).default(52),
  area: id.optional(),
  solution: id.optional(),
});

export async function getLevels({ errand, query }: Call): Promise<LevelsAnswer> {
  const { weeks: weekCount, area: areaId, solution: solutionId } = levelsQuery.parse(query);
  return viewLevels(errand, { weekCount, areaId, solutionId });
}

export const causesQuery = z.object({ area: id.optional() });

export async function getCauses({ errand, query }: Call): Promise<CausesAnswer> {
  return viewCauses(errand, causesQuery.parse(query).area);
}
