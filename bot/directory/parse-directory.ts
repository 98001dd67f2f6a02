import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import { type ImportProblemCode, importDa } from "../text/da/import.ts";
import { fileColumns, optionalColumns, type Table, unreadable } from "./files.ts";
import { type Problems, Refusal } from "./problem.ts";
import { rowSchemas } from "./rows.ts";
import { readSettings, type SettingsPatch } from "./settings-file.ts";

type RowFile = keyof typeof rowSchemas;
type RowValue<F extends RowFile> = z.infer<(typeof rowSchemas)[F]>;

/** The rows of one file. */
export interface Rows<T> {
  file: string;
  rows: { row: number; value: T }[];
  /** The ids of the first column, also of rows that are otherwise wrong, so that one mistake is one problem. */
  ids: Set<string>;
}

/** What the files say. A file that was not there is undefined: what it would hold stays as it is. */
export type ParsedDirectory = { [F in RowFile]?: Rows<RowValue<F>> } & { settings?: SettingsFile };

interface SettingsFile {
  file: string;
  patch: SettingsPatch;
}

/** Reads every table; what is wrong is added to the problems. */
export async function parseDirectory(tables: Table[], problems: Problems): Promise<ParsedDirectory> {
  const parsed: ParsedDirectory = {};
  for (const table of tables) {
    const places = columnPlaces(table, problems);
    if (places === null) continue;
    if (table.name === "settings") {
      const patch = readSettings(table, places.get("key") ?? 0, places.get("value") ?? 1, problems);
      parsed.settings = { file: table.file, patch };
    } else {
      Object.assign(parsed, { [table.name]: await parseRows(table, table.name, places, problems) });
    }
  }
  return parsed;
}

/** Where each column stands, in whatever order; null when the header is not the one of this file. */
function columnPlaces(table: Table, problems: Problems): Map<string, number> | null {
  const before = problems.found;
  const expected: readonly string[] = fileColumns[table.name];
  const known = [...expected, ...(optionalColumns[table.name] ?? [])];
  const places = new Map<string, number>();
  table.header.forEach((title, index) => {
    const column = title.toLowerCase();
    // A trailing separator makes an empty column.
    if (column === "" && table.rows.every((row) => !row.cells[index])) return;
    if (places.has(column)) problems.add(table.file, 1, column, "duplicateColumn");
    else if (known.includes(column)) places.set(column, index);
    else
      problems.add(table.file, 1, title.slice(0, 40) || `${index + 1}`, "unknownColumn", {
        columns: known.join(", "),
      });
  });
  for (const column of expected) if (!places.has(column)) problems.add(table.file, 1, column, "missingColumn");
  return problems.found === before ? places : null;
}

async function parseRows<F extends RowFile>(
  table: Table,
  name: F,
  places: Map<string, number>,
  problems: Problems,
): Promise<Rows<RowValue<F>>> {
  const schema: z.ZodType<RowValue<F>> = rowSchemas[name] as unknown as z.ZodType<RowValue<F>>;
  const [idColumn] = fileColumns[name];
  const parsed: Rows<RowValue<F>> = { file: table.file, rows: [], ids: new Set() };
  for (const [index, { row, cells }] of table.rows.entries()) {
    // A large upload leaves room for other requests.
    if (index % 60 === 59) await setImmediate();
    const record = Object.fromEntries([...places].map(([column, place]) => [column, cells[place] ?? ""]));
    const id = record[idColumn] ?? "";
    parsed.ids.add(idColumn === "entra_id" ? id.toLowerCase() : id);
    if (cells.length !== table.header.length) {
      const counts = { found: cells.length, expected: table.header.length };
      problems.add(table.file, row, null, "cellCount", counts);
      continue;
    }
    const result = schema.safeParse(record);
    if (result.success) parsed.rows.push({ row, value: result.data });
    else
      for (const issue of result.error.issues)
        if (record[String(issue.path[0])] !== unreadable) addIssue(table.file, row, issue, problems);
  }
  return parsed;
}

function addIssue(file: string, row: number, issue: z.core.$ZodIssue, problems: Problems): void {
  const column = String(issue.path[0] ?? "");
  const refusal: unknown = issue.code === "custom" ? issue.params?.refusal : undefined;
  if (refusal instanceof Refusal) problems.add(file, row, column, refusal.code, refusal.values);
  else problems.add(file, row, column, isCode(issue.message) ? issue.message : "required");
}

function isCode(message: string): message is ImportProblemCode {
  return Object.hasOwn(importDa, message);
}
