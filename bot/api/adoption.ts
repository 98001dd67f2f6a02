import { z } from "zod";
import { historyWeeks } from "../domain/adoption.ts";
import { viewAdoption } from "../use-cases/view-adoption.ts";
import type { Call } from "./call.ts";
import type { AdoptionAnswer, TeamAdoptionRow } from "./contract.ts";

const querySchema = z.object({
  weeks: z.coerce.number().int().min(1).max(historyWeeks).default(12),
  area: z.string().min(1).max(200).optional(),
});

/** Those who see the same teams are given the very same answer until something in it changes. */
export async function getAdoption(call: Call): Promise<AdoptionAnswer> {
  const scope = { tenantId: call.tenantId, personId: call.person.id, ...adoptionScope(call) };
  return viewAdoption(call.deps.store, call.directory, scope, call.now.toISOString());
}

const writtenRows = new WeakMap<TeamAdoptionRow, string>();

/** The answer as JSON. Of hundreds of rows few have changed since the last time: the others are written already. */
export function writeAdoption({ teams, ...rest }: AdoptionAnswer): Buffer {
  const rows = teams.map(writtenRow).join(",");
  return Buffer.from(`${JSON.stringify(rest).slice(0, -1)},"teams":[${rows}]}`);
}

function writtenRow(row: TeamAdoptionRow): string {
  const written = writtenRows.get(row) ?? JSON.stringify(row);
  writtenRows.set(row, written);
  return written;
}

/** The weeks and the area that the query of the overview asks for. */
export function adoptionScope({ query }: Pick<Call, "query">): { weekCount: number; areaId?: string | undefined } {
  const { weeks, area } = querySchema.parse(query);
  return { weekCount: weeks, areaId: area };
}
