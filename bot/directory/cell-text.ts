import { type Cell, type CellValue, formatValue } from "hucre";
import { composed } from "../domain/composed.ts";
import { unreadable } from "./files.ts";

/** A cell as text, or why it has none: an error such as #REF!, or a formula that nobody has worked out. */
export type CellText = string | { bad: "badCell" | "noResult" };

/**
 * What the person sees in the cell, with dates as ISO. A whole number whose format only adds zeros or signs (`0042`,
 * `12-34`) reads as it is shown; thousands and decimals are left out, which each language writes in its own way.
 */
export function cellText(value: CellValue, cell: Cell | undefined): CellText {
  if (cell?.type === "error") return { bad: "badCell" };
  const isFormula = cell?.formula !== undefined || cell?.formulaType !== undefined;
  if (value === null || value === undefined) return isFormula ? { bad: "noResult" } : "";
  const format = cell?.style?.numFmt ?? "";
  if (value instanceof Date) return dateText(value, format);
  if (typeof value === "number") return numberText(value, format);
  return composed(String(value).replaceAll(unreadable, "").trim(), "NFC");
}

/** What is written about a colour, a language or a condition, and what stands for itself. */
const asides = /"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi;

function dateText(value: Date, format: string): CellText {
  if (Number.isNaN(value.getTime())) return { bad: "badCell" };
  if (!/[ydå]/i.test(format.replaceAll(asides, ""))) return formatValue(value, format).trim();
  // A spreadsheet shows ##### for a day before its calendar begins.
  return value.getUTCFullYear() < 1900 ? { bad: "badCell" } : value.toISOString().slice(0, 10);
}

const longestFormat = 255;

function numberText(value: number, format: string): string {
  const [shape = ""] = format.replaceAll(asides, "").split(";");
  const isCode = format.length <= longestFormat && /^[-0 /()@_*]*0[-0 /()@_*]*$/.test(shape) && value >= 0;
  if (isCode) return formatValue(value, format).trim();
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
}
