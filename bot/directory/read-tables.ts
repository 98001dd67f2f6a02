import { type FileName, fileNames, isFileName, limits, type SourceFile, type Table } from "./files.ts";
import type { Problems } from "./problem.ts";
import { readCsv } from "./read-csv.ts";
import { readXlsx } from "./read-xlsx.ts";
import { headingsOf, whoseTable } from "./whose-table.ts";

const knownFiles = fileNames.map((name) => `${name}.csv`).join(", ");

export interface Tables {
  readable: Table[];
  /** Every file that was there, readable or not: a broken file says nothing about what it lists. */
  given: Set<FileName>;
}

/** Reads the files of a directory into cells: CSV files, or one workbook with a sheet for each. */
export async function readTables(files: readonly SourceFile[], problems: Problems): Promise<Tables> {
  const tables: Tables = { readable: [], given: new Set() };
  for (const file of files) {
    if (file.bytes.length > limits.fileMb * 1024 * 1024) {
      problems.add(file.name, null, null, "fileTooLarge", { limit: limits.fileMb });
    } else if (/\.(xls[xmb]?|xlt[xm]?|f?ods|ots)$/i.test(file.name)) {
      for (const table of await readXlsx(file.name, file.bytes, problems)) addTable(tables, table, problems);
    } else {
      await addCsv(tables, file, problems);
    }
  }
  if (files.length > 0 && tables.given.size === 0 && problems.found === 0) {
    problems.add(files[0]?.name ?? "", null, null, "noFiles", { known: knownFiles });
  }
  return tables;
}

async function addCsv(tables: Tables, file: SourceFile, problems: Problems): Promise<void> {
  const name = file.name.toLowerCase().replace(/\.csv$/, "");
  const others = whoseTable(file.name, headingsOf(file.bytes));
  if (others !== undefined) {
    problems.add(file.name, null, null, others);
    if (isFileName(name)) tables.given.add(name);
    return;
  }
  if (!isFileName(name) || !/\.csv$/i.test(file.name)) {
    problems.add(file.name, null, null, "unknownFile", { known: knownFiles });
    return;
  }
  const table = await readCsv(name, file.name, file.bytes, problems);
  if (table === undefined) tables.given.add(name);
  else addTable(tables, table, problems);
}

function addTable(tables: Tables, table: Table, problems: Problems): void {
  if (tables.given.has(table.name)) problems.add(table.file, null, null, "duplicateFile");
  else tables.readable.push(table);
  tables.given.add(table.name);
}
