/** The files of a directory and their columns, as docs/interface.md lists them. */
export const fileColumns = {
  areas: ["area_id", "name", "parent_area_id"],
  teams: ["team_id", "name", "area_id"],
  people: ["entra_id", "upn", "name", "language"],
  solutions: [
    "solution_id",
    "name",
    "local_name",
    "kind",
    "phase",
    "shared_records",
    "replaces",
    "expected_users",
    "kitos_uuid",
  ],
  rollouts: ["solution_id", "team_id", "status", "start", "reason", "review_on"],
  roles: ["entra_id", "role", "scope", "from", "to"],
  settings: ["key", "value"],
} as const;

/** Columns that a file may have and most have not; without one, what it holds stays as it is. */
export const optionalColumns: { readonly [F in FileName]?: readonly string[] } = {
  teams: ["staff", "replaces_team_id"],
};

export type FileName = keyof typeof fileColumns;
export const fileNames = Object.keys(fileColumns) as FileName[];

export function isFileName(name: string): name is FileName {
  return Object.hasOwn(fileColumns, name);
}

/** What KITOS calls the sheet of an export of the solutions in use. */
export const kitosSheet = "IT Systemer Overblik";

/** The file that a sheet, or a file without its ending, is named for. */
export function fileNameOf(name: string): FileName | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/\.csv$/, "");
  return isFileName(plain) ? plain : undefined;
}

export const limits = {
  fileMb: 50,
  /** What a workbook may take up once unpacked: a spreadsheet of 100,000 rows takes about 30. */
  unpackedMb: 64,
  /** What reading a workbook may take: memory for objects, and time. One of 200,000 rows needs some 350 MB and 3 s. */
  workbookMb: 640,
  workbookSeconds: 30,
  sheets: 100,
  rows: 200_000,
  columns: 50,
  /** KITOS writes as many as its grid has. */
  kitosColumns: 300,
  idLength: 64,
  textLength: 200,
  reasonLength: 500,
} as const;

/** Stands in a table for a cell that could not be read and has been told of already. No text holds it. */
export const unreadable = "\uffff";

/** A file as it was found or uploaded. */
export interface SourceFile {
  name: string;
  bytes: Uint8Array;
}

/** One file or sheet, read into cells. */
export interface Table {
  name: FileName;
  /** What the user calls it. */
  file: string;
  header: string[];
  rows: TableRow[];
}

export interface TableRow {
  row: number;
  cells: string[];
}

/** A row with its place among all rows of the file, empty ones counted too. */
export interface CsvRow {
  row: number;
  index: number;
  cells: string[];
}
