import type { ImportProblemCode } from "../text/da/import.ts";

/** What a file is that stands where a workbook should, told by how it begins; undefined for an archive, which has to be opened. */
export function whatFile(bytes: Buffer): ImportProblemCode | undefined {
  if (bytes.length === 0) return "noBytes";
  if (bytes.subarray(0, 4).toString("hex") === "d0cf11e0")
    return bytes.includes(Buffer.from("EncryptedPackage", "utf16le")) ? "passwordProtected" : "oldWorkbook";
  // What Excel wrote before there were workbooks of several sheets.
  if (/^0902|^0904|^0908/.test(bytes.subarray(0, 2).toString("hex"))) return "oldWorkbook";
  if (isArchive(bytes)) return undefined;
  const start = startOf(bytes).trimStart();
  if (/^<\?xml/i.test(start) && start.includes("schemas-microsoft-com:office:spreadsheet")) return "oldWorkbook";
  if (/^<\?xml/i.test(start) && start.includes("opendocument")) return "openDocument";
  if (/^(<!doctype html|<html|<head|<body|<table|<meta|<style|<div|<\?xml|mime-version:)/i.test(start))
    return "webPage";
  const looksLikeText = !start.includes("\0") && !start.startsWith("%PDF") && !start.startsWith("{\\rtf");
  const [firstLine = ""] = start.split(/[\r\n]/, 1);
  return looksLikeText && /[;,\t]/.test(firstLine) ? "renamedCsv" : "notWorkbook";
}

export function isArchive(bytes: Uint8Array): boolean {
  return /^504b(0304|0506|0708)/.test(Buffer.from(bytes.subarray(0, 4)).toString("hex"));
}

/** The first of its text, in the encoding that it says. */
export function startOf(bytes: Uint8Array): string {
  const start = bytes.subarray(0, 2000);
  const mark = Buffer.from(start.subarray(0, 2)).toString("hex");
  const encoding = mark === "fffe" ? "utf-16le" : mark === "feff" ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(start);
}
