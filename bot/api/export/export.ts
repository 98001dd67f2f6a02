import { z } from "zod";
import { historyWeeks } from "../../domain/adoption.ts";
import { OmbordError } from "../../errors.ts";
import { exportAdoption } from "../../use-cases/export-adoption.ts";
import { exportBarriers } from "../../use-cases/export-barriers.ts";
import type { Export } from "../../use-cases/export-table.ts";
import type { Call } from "../call.ts";
import type { FileAnswer } from "../reply.ts";
import { writeCsv } from "./csv.ts";
import { writeXlsx } from "./xlsx.ts";

const querySchema = z.object({
  weeks: z.coerce.number().int().min(1).max(historyWeeks).default(12),
  area: z.string().min(1).max(200).optional(),
});

const contentTypes = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** `GET /api/export/{adoption|barriers|inclusion}.{csv|xlsx}`: what the person may see, to take along. */
export async function getExport(call: Call): Promise<FileAnswer> {
  const [, what, format] = /^([a-z]+)\.(csv|xlsx)$/.exec(String(call.params.file)) ?? [];
  if (what === undefined || (format !== "csv" && format !== "xlsx")) throw new OmbordError("notFound");
  const file = await exported(call, what);
  const [first] = file.sheets;
  if (first === undefined) throw new OmbordError("notFound");
  return {
    name: `${file.name}.${format}`,
    contentType: contentTypes[format],
    bytes: format === "csv" ? writeCsv(first) : await writeXlsx(file),
  };
}

async function exported(call: Call, what: string): Promise<Export> {
  const { weeks, area } = querySchema.parse(call.query);
  const { tenantId, person, now } = call;
  const order = {
    tenantId,
    personId: person.id,
    language: person.language,
    now: now.toISOString(),
    areaId: area,
  };
  const { store } = call.deps;
  if (what === "adoption") return exportAdoption(store, call.directory, { ...order, weekCount: weeks });
  if (what === "barriers") return exportBarriers(store, call.directory, order);
  throw new OmbordError("notFound");
}
