import { z } from "zod";
import { OmbordError } from "../../errors.ts";
import { exportAccess } from "../../use-cases/access/export-access.ts";
import { exportBarriers } from "../../use-cases/barrier/export-barriers.ts";
import { exportCouncils } from "../../use-cases/citizen/export-councils.ts";
import { exportInclusion } from "../../use-cases/citizen/export-inclusion.ts";
import { audit } from "../../use-cases/commit.ts";
import { exportDecisions } from "../../use-cases/decision/export-decisions.ts";
import { exportAdoption } from "../../use-cases/overview/export-adoption.ts";
import type { Export, Sheet } from "../../use-cases/overview/export-table.ts";
import { exportQuarter } from "../../use-cases/quarter/export-quarter.ts";
import { quarterDeck } from "../../use-cases/quarter/quarter-deck.ts";
import { adoptionQuery, adoptionScope } from "../adoption.ts";
import { barrierFilter, barrierFilterQuery } from "../barriers.ts";
import type { Call } from "../call.ts";
import { councilsQuery } from "../citizen-steps.ts";
import { decisionFilter, decisionFilterQuery } from "../decisions.ts";
import type { FileAnswer } from "../reply.ts";
import { writeCsv } from "./csv.ts";
import { writePptx } from "./pptx.ts";
import { writeXlsx } from "./xlsx.ts";

export const exportTypes = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
const deckType = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
/** The content types of all files. */
export const fileTypes = [...Object.values(exportTypes), deckType];

/** What each asks for, as the page that shows the same. */
export const exportQuery = z.object({
  ...adoptionQuery.shape,
  ...barrierFilterQuery.shape,
  ...decisionFilterQuery.shape,
  quarter: z.string().max(20).optional(),
});

/**
 * `GET /api/export/{access|adoption|barriers|councils|decisions|inclusion|quarter}.{csv|xlsx}` and `quarter.pptx`: what the person may see, to
 * take along.
 */
export async function getExport(call: Call): Promise<FileAnswer> {
  if (call.params.file === quarterDeckFile) return getDeck(call);
  const [, what, format] = /^([a-z]+)\.(csv|xlsx)$/.exec(String(call.params.file)) ?? [];
  if (what === undefined || !isExported(what) || (format !== "csv" && format !== "xlsx"))
    throw new OmbordError("notFound");
  const file = await exported(call, what);
  const [first] = file.sheets;
  if (first === undefined) throw new OmbordError("notFound");
  await noteExport(call, what, format);
  return {
    name: `${file.name}.${format}`,
    contentType: exportTypes[format],
    bytes: format === "csv" ? writeCsv(saying(first, file.said)) : await writeXlsx(file),
  };
}

const quarterDeckFile = "quarter.pptx";

async function getDeck(call: Call): Promise<FileAnswer> {
  const deck = await quarterDeck(call.errand, askedQuarter(call));
  await noteExport(call, "quarter", "pptx");
  return { name: `${deck.name}.pptx`, contentType: deckType, bytes: await writePptx(deck) };
}

function askedQuarter({ query }: Call) {
  const { quarter, area } = exportQuery.parse(query);
  return { quarter, place: area };
}

/** A table with what every line of it says. */
function saying(sheet: Sheet, said: Export["said"]): Sheet {
  if (said === undefined) return sheet;
  const { columns, cells } = said;
  return { ...sheet, columns: [...sheet.columns, ...columns], rows: sheet.rows.map((row) => [...row, ...cells]) };
}

const kinds = {
  access: "decision",
  adoption: "adoption",
  barriers: "barrier",
  councils: "published",
  inclusion: "citizenCase",
  decisions: "decision",
  quarter: "quarter",
} as const;
export const exportFiles = [
  ...Object.keys(kinds).flatMap((what) => Object.keys(exportTypes).map((type) => `${what}.${type}`)),
  quarterDeckFile,
];

/** Who took what along, of which scope and when; nothing of what was in it. A file that cannot be noted is not given. */
async function noteExport(call: Call, what: keyof typeof kinds, format: string): Promise<void> {
  const scope = what === "inclusion" || what === "access" ? "*" : knownScope(call);
  await call.errand.store.commit(call.tenantId, [audit(call.errand, `exported.${format}`, kinds[what], scope)]);
}

/** An id of the directory or everything, never words that somebody put into the address. */
function knownScope({ directory, query }: Call): string {
  const { team = "", area = "" } = query;
  if (directory.teams.has(team)) return team;
  return directory.areas.has(area) ? area : "*";
}

function isExported(what: string): what is keyof typeof kinds {
  return Object.hasOwn(kinds, what);
}

function exported(call: Call, what: keyof typeof kinds): Promise<Export> {
  if (what === "adoption") return exportAdoption(call.errand, adoptionScope(call));
  if (what === "barriers") return exportBarriers(call.errand, barrierFilter(call));
  if (what === "decisions") return exportDecisions(call.errand, decisionFilter(call));
  if (what === "councils") return exportCouncils(call.errand, councilsQuery.parse(call.query).area);
  if (what === "quarter") return exportQuarter(call.errand, askedQuarter(call));
  if (what === "access") return exportAccess(call.errand);
  return exportInclusion(call.errand);
}
