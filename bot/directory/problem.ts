import type { Language } from "../domain/vocabulary.ts";
import { type ImportProblemCode, importDa } from "../text/da/import.ts";
import { importEn } from "../text/en/import.ts";
import { importReport } from "../text/import-report.ts";

type Values = Record<string, string | number>;

/** One thing that keeps an import from being carried out, and where the user finds it. */
export interface Problem {
  /** The file, or the sheet, as the user named it. */
  file: string;
  /** The row as the user's editor counts: the header is row 1. Null for the file as a whole. */
  row: number | null;
  column: string | null;
  code: ImportProblemCode;
  /** What is wrong and what to do, in each language. */
  sentence: Record<Language, string>;
}

/** Why a single value is refused; where it stands is added by whoever reads the row. */
export class Refusal {
  readonly code: ImportProblemCode;
  readonly values: Values;

  constructor(code: ImportProblemCode, values: Values = {}) {
    this.code = code;
    this.values = values;
  }
}

/** A problem and the other rows where it is just the same. */
interface Listed {
  problem: Problem;
  rows: number[];
  moreRows: number;
}

const mostRows = 10;

/**
 * Problems in the order found, each cause once: a column that is wrong in every row is one problem, which names the rows.
 * A file of 100,000 broken rows keeps the first ones and the number of the others.
 */
export class Problems {
  readonly #listed = new Map<string, Listed>();
  readonly #keep: number;
  #found = 0;

  constructor(keep = 200) {
    this.#keep = keep;
  }

  add(file: string, row: number | null, column: string | null, code: ImportProblemCode, values: Values = {}): void {
    const da = fill(importDa[code], values);
    const cause = JSON.stringify([file, column, da]);
    const listed = this.#listed.get(cause);
    if (listed !== undefined) {
      if (row === null || listed.rows.includes(row) || listed.problem.row === row) return;
      if (listed.rows.length < mostRows) listed.rows.push(row);
      else listed.moreRows += 1;
      return;
    }
    this.#found += 1;
    if (this.#listed.size >= this.#keep) return;
    const sentence = { da, en: fill(importEn[code], values) };
    this.#listed.set(cause, { problem: { file, row, column, code, sentence }, rows: [], moreRows: 0 });
  }

  /** How many causes. */
  get found(): number {
    return this.#found;
  }

  /** The first problems, file by file and row by row. */
  list(): Problem[] {
    return [...this.#listed.values()]
      .map(withRows)
      .toSorted((a, b) => compareText(a.file, b.file) || (a.row ?? 0) - (b.row ?? 0));
  }
}

function withRows({ problem, rows, moreRows }: Listed): Problem {
  if (rows.length === 0) return problem;
  const { da, en } = problem.sentence;
  const also = (language: Language) => importReport[language].alsoRows(rows, moreRows);
  return { ...problem, sentence: { da: `${da} ${also("da")}`, en: `${en} ${also("en")}` } };
}

function fill(sentence: string, values: Values): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => shorten(values[name] ?? placeholder));
}

/** A value is shown only as far as it helps to find it. */
function shorten(value: string | number): string {
  const text = String(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
