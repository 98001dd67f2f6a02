import { z } from "zod";
import { teamNow } from "../domain/organisation.ts";
import { viewSolution } from "../use-cases/overview/view-solution.ts";
import { viewTeam } from "../use-cases/overview/view-team.ts";
import type { Call } from "./call.ts";
import type { SolutionBarriers, TeamContact } from "./contract.ts";

const idSchema = z.string().min(1).max(200);
const paramsSchema = z.object({ solution: idSchema });
export const solutionQuery = z.object({ team: idSchema.optional() });

export async function getSolution(call: Call): Promise<SolutionBarriers> {
  const { solution } = paramsSchema.parse(call.params);
  const { team } = solutionQuery.parse(call.query);
  const asked = { solutionId: solution, teamId: team };
  return viewSolution(call.errand, asked);
}

const teamParams = z.object({ team: idSchema });

export async function getTeam(call: Call): Promise<TeamContact> {
  const { name, areas, holders } = viewTeam(call.errand, teamNow(call.directory, teamParams.parse(call.params).team));
  return {
    name,
    areas: areas.map(({ id, name }) => ({ id, name })),
    holders: holders.map(({ role, person }) => ({ role, name: person.name, upn: person.upn })),
  };
}
