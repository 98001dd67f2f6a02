import { type Cell, type CellValue, formatValue } from "hucre";
import { composed } from "../domain/composed.ts";
import { unreadable } from "./files.ts";

/**
 * A cell as text, or why it has none: an error such as #REF!, a formula that nobody has worked out, or a day of which a
 * part only is seen, such as the `01-feb` that a spreadsheet makes of `1-2`.
 */
export type CellText = string | { bad: "badCell" | "noResult" | "partOfDate" };

/** What a workbook says of all of its cells. */
export interface CellRules {
  /** The program that wrote it left the formulas to be worked out, and 0 as their result. */
  isUncalculated: boolean;
  /** Days are counted from 1904. */
  is1904: boolean;
}

/**
 * What the person sees in the cell, with dates as ISO. A whole number whose format only adds zeros or signs (`0042`,
 * `12-34`) reads as it is shown; thousands and decimals are left out, which each language writes in its own way.
 */
export function cellText(value: CellValue, cell: Cell | undefined, rules: CellRules): CellText {
  if (cell?.type === "error") return { bad: "badCell" };
  const isFormula = cell?.formula !== undefined || cell?.formulaType !== undefined;
  if (value === null || value === undefined) return isFormula ? { bad: "noResult" } : "";
  if (isFormula && rules.isUncalculated && (value === 0 || value === "")) return { bad: "noResult" };
  const format = cell?.style?.numFmt ?? "";
  if (value instanceof Date) return dateText(value, format);
  if (typeof value === "number") return numberText(value, format);
  return composed(shownText(String(value), format).replaceAll(unreadable, "").trim(), "NFC");
}

/** What is written about a colour, a language or a condition, and what stands for itself. */
const asides = /"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi;

function dateText(value: Date, format: string): CellText {
  if (Number.isNaN(value.getTime())) return { bad: "badCell" };
  const shape = format.replaceAll(asides, "");
  if (!/[ydå]/i.test(shape)) return formatValue(value, format).trim();
  if (!/[yå]/i.test(shape) || !/d/i.test(shape)) return { bad: "partOfDate" };
  // A spreadsheet shows ##### for a day before its calendar begins.
  return value.getUTCFullYear() < 1900 ? { bad: "badCell" } : value.toISOString().slice(0, 10);
}

const longestFormat = 255;

function numberText(value: number, format: string): string {
  if (format.length > longestFormat) return plainNumber(value);
  const [shape = ""] = format.replaceAll(asides, "").split(";");
  // A format of text shows the number as it is, with what stands around it.
  if (/^[^@]*@[^@]*$/.test(shape)) return shownText(plainNumber(value), format);
  const isCode = /^[-0 /()_*]*0[-0 /()_*]*$/.test(shape) || /^[-0#? ()_*]*[0#?][-0#? ()_*]*$/.test(shape);
  return isCode && value >= 0 ? formatValue(value, format).trim() : plainNumber(value);
}

/** A text with what its format puts around it, which stands in the last section. */
function shownText(text: string, format: string): string {
  const section = format.split(";").at(-1) ?? "";
  const isMore =
    format.length <= longestFormat && section.includes("@") && section.replaceAll(/\[[^\]]*\]/g, "") !== "@";
  return isMore ? formatValue(text, section) : text;
}

function plainNumber(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
}
