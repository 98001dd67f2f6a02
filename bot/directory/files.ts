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

export type FileName = keyof typeof fileColumns;
export const fileNames = Object.keys(fileColumns) as FileName[];

export function isFileName(name: string): name is FileName {
  return Object.hasOwn(fileColumns, name);
}

export const limits = {
  fileMb: 50,
  /** What a workbook may take up once unpacked: a spreadsheet of 100,000 rows takes about 30. */
  unpackedMb: 64,
  /** The same for a workbook that is read beside other requests: it is taken apart in one go, while they wait. */
  uploadedUnpackedMb: 12,
  rows: 200_000,
  columns: 50,
  idLength: 64,
  textLength: 200,
  reasonLength: 500,
} as const;

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
