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
  const { weeks, area } = querySchema.parse(call.query);
  const scope = { tenantId: call.tenantId, personId: call.person.id, weekCount: weeks, areaId: area };
  return viewAdoption(call.deps.store, call.directory, scope, call.now.toISOString());
}
