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

/** Rows that are written together; an answer changes one of them. */
const rowsTogether = 50;

interface Written {
  rows: readonly TeamAdoptionRow[];
  /** With a comma after each row. */
  bytes: Buffer;
}
/** By the first of the rows. */
const written = new WeakMap<TeamAdoptionRow, Written>();

/** The answer as JSON. Of hundreds of rows few have changed since the last time: the others are written already. */
export function writeAdoption({ teams, ...rest }: AdoptionAnswer): Buffer {
  const parts: Buffer[] = [Buffer.from(`${JSON.stringify(rest).slice(0, -1)},"teams":[`)];
  for (let at = 0; at < teams.length; at += rowsTogether) parts.push(writeRows(teams.slice(at, at + rowsTogether)));
  const last = parts.at(-1);
  if (last !== undefined && teams.length > 0) parts[parts.length - 1] = last.subarray(0, -1);
  return Buffer.concat([...parts, end]);
}

const end = Buffer.from("]}");

function writeRows(rows: readonly TeamAdoptionRow[]): Buffer {
  const [first] = rows;
  if (first === undefined) return Buffer.of();
  const known = written.get(first);
  if (known?.rows.length === rows.length && known.rows.every((row, index) => row === rows[index])) return known.bytes;
  const bytes = Buffer.from(rows.map((row) => `${JSON.stringify(row)},`).join(""));
  written.set(first, { rows, bytes });
  return bytes;
}

/** The weeks and the area that the query of the overview asks for. */
export function adoptionScope({ query }: Pick<Call, "query">): { weekCount: number; areaId?: string | undefined } {
  const { weeks, area } = querySchema.parse(query);
  return { weekCount: weeks, areaId: area };
}
