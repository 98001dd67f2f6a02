import { OmbordError } from "../../errors.ts";
import { exportAdoption } from "../../use-cases/export-adoption.ts";
import { exportBarriers } from "../../use-cases/export-barriers.ts";
import { exportInclusion } from "../../use-cases/export-inclusion.ts";
import type { Export } from "../../use-cases/export-table.ts";
import { adoptionScope } from "../adoption.ts";
import { barrierFilter } from "../barriers.ts";
import type { Call } from "../call.ts";
import type { FileAnswer } from "../reply.ts";
import { writeCsv } from "./csv.ts";
import { writeXlsx } from "./xlsx.ts";

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

function exported(call: Call, what: string): Promise<Export> {
  const { tenantId, person, directory, deps } = call;
  const order = { tenantId, personId: person.id, language: person.language, now: call.now.toISOString() };
  if (what === "adoption") return exportAdoption(deps.store, directory, { ...order, ...adoptionScope(call) });
  if (what === "barriers") return exportBarriers(deps.store, directory, { ...order, filter: barrierFilter(call) });
  if (what === "inclusion") return exportInclusion(deps.store, directory, order);
  throw new OmbordError("notFound");
}
