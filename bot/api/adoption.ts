import { z } from "zod";
import { historyWeeks } from "../domain/adoption.ts";
import { viewAdoption } from "../use-cases/view-adoption.ts";
import type { Call } from "./call.ts";
import type { AdoptionAnswer } from "./contract.ts";

const querySchema = z.object({
  weeks: z.coerce.number().int().min(1).max(historyWeeks).default(12),
  area: z.string().min(1).max(200).optional(),
});

export async function getAdoption(call: Call): Promise<AdoptionAnswer> {
  const scope = { tenantId: call.tenantId, personId: call.person.id, ...adoptionScope(call) };
  return viewAdoption(call.deps.store, call.directory, scope, call.now.toISOString());
}

/** The weeks and the area that the query of the overview asks for. */
export function adoptionScope({ query }: Pick<Call, "query">): { weekCount: number; areaId?: string | undefined } {
  const { weeks, area } = querySchema.parse(query);
  return { weekCount: weeks, areaId: area };
}
