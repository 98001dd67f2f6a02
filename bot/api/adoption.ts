import { z } from "zod";
import { historyWeeks } from "../domain/check-in/adoption.ts";
import { staleAfterWeeks, type TeamView, withoutFirstWeeks } from "../domain/overview.ts";
import { type AdoptionView, viewAdoption } from "../use-cases/overview/view-adoption.ts";
import type { Call } from "./call.ts";
import type { AdoptionAnswer, TeamAdoptionRow } from "./contract.ts";

const querySchema = z.object({
  weeks: z.coerce.number().int().min(1).max(historyWeeks).default(12),
  area: z.string().min(1).max(200).optional(),
});

/** Those who see the same teams are given the very same view until something in it changes. */
export async function getAdoption(call: Call): Promise<AdoptionView> {
  const scope = { tenantId: call.tenantId, personId: call.person.id, ...adoptionScope(call) };
  return viewAdoption(call.deps.store, call.directory, scope, call.now.toISOString());
}

/** Rows that are written together; an answer changes one of them. */
const rowsTogether = 50;

interface Written {
  rows: readonly TeamView[];
  isLast: boolean;
  bytes: Buffer;
}
/** By the first of the rows. */
const written = new WeakMap<TeamView, Written>();

/**
 * The view as JSON, an {@link AdoptionAnswer}. Of hundreds of rows few have changed since the last time: the others are
 * written already, and their pieces are the very same.
 */
export function writeAdoption({ rows, ...rest }: AdoptionView): Buffer[] {
  const answer: Omit<AdoptionAnswer, "teams"> = rest;
  const pieces: Buffer[] = [
    Buffer.from(`${JSON.stringify(answer).slice(0, -1)},"teams":${rows.length === 0 ? "[]" : "["}`),
  ];
  for (let at = 0; at < rows.length; at += rowsTogether) {
    pieces.push(writeRows(rows.slice(at, at + rowsTogether), at + rowsTogether >= rows.length));
  }
  return [...pieces, end];
}

const end = Buffer.from("}");
const comma = 0x2c;

/** Rows of the list of teams, with the comma behind them, or its end. */
function writeRows(rows: readonly TeamView[], isLast: boolean): Buffer {
  const [first] = rows;
  if (first === undefined) return Buffer.of();
  const known = written.get(first);
  const isKnown = known?.isLast === isLast && known.rows.length === rows.length;
  if (isKnown && known.rows.every((row, index) => row === rows[index])) return known.bytes;
  const shown = rows.map((row): TeamAdoptionRow => withoutFirstWeeks(row, staleAfterWeeks));
  const bytes = Buffer.from(JSON.stringify(shown)).subarray(1);
  if (!isLast) bytes[bytes.length - 1] = comma;
  written.set(first, { rows, isLast, bytes });
  return bytes;
}

/** The weeks and the area that the query of the overview asks for. */
export function adoptionScope({ query }: Pick<Call, "query">): { weekCount: number; areaId?: string | undefined } {
  const { weeks, area } = querySchema.parse(query);
  return { weekCount: weeks, areaId: area };
}
