import { z } from "zod";
import { viewSolution } from "../use-cases/overview/view-solution.ts";
import type { Call } from "./call.ts";
import type { SolutionBarriers } from "./contract.ts";

const idSchema = z.string().min(1).max(200);
const paramsSchema = z.object({ solution: idSchema });
export const solutionQuery = z.object({ team: idSchema.optional() });

export async function getSolution(call: Call): Promise<SolutionBarriers> {
  const { solution } = paramsSchema.parse(call.params);
  const { team } = solutionQuery.parse(call.query);
  const asked = { solutionId: solution, teamId: team };
  return viewSolution(call.errand, asked);
}
