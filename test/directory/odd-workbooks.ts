import { strToU8, type Zippable, zipSync } from "fflate";
import { type FileName, fileColumns } from "../../bot/directory/files.ts";
import type { DirectoryText } from "./directory-files.ts";

/** How a program that writes workbooks may differ from the one next to it; all of it is allowed by the format. */
export interface Shape {
  /** `<x:row>` instead of `<row>`. */
  prefix?: string;
  /** The namespaces of the strict variant of the format. */
  strict?: boolean;
  /** Cells and rows without their address. */
  bare?: boolean;
  /** Where a text stands. */
  text?: "shared" | "inline" | "str" | "rich" | "phonetic" | "cdata" | "numbered";
  /** The targets of relationships begin at the root. */
  absolute?: boolean;
  /** Each part begins with a byte order mark. */
  bom?: boolean;
  /** Each part is in UTF-16. */
  utf16?: boolean;
  /** Attributes in single quotes, comments, blanks and line breaks wherever they may be. */
  loose?: boolean;
  /** The folder of the workbook, and what its main part is called. */
  main?: string;
  /** The folder of the sheets below that. */
  sheets?: string;
  /** Entries of the archive by backslash. */
  backslash?: boolean;
  level?: 0 | 9;
  /** The main part's content type: a macro workbook, a template. */
  contentType?: string;
  /** Sheets of which nobody sees anything. */
  hidden?: { name: string; state: "hidden" | "veryHidden"; rows: string[][] }[];
}

const transitional = {
  main: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
  rel: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
};
const strict = {
  main: "http://purl.oclc.org/ooxml/spreadsheetml/main",
  rel: "http://purl.oclc.org/ooxml/officeDocument/relationships",
};
const packageRel = "http://schemas.openxmlformats.org/package/2006/relationships";
const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A directory as a workbook of that shape: a sheet for each file. */
export function oddWorkbook(rows: DirectoryText, shape: Shape = {}): Uint8Array {
  const shown = Object.entries(rows).map(([name, lines]) => ({
    name,
    state: "visible",
    rows: [[...fileColumns[name as FileName]], ...lines.map((line) => line.split(";"))],
  }));
  return writeParts([...shown, ...(shape.hidden ?? [])], shape);
}

interface GivenSheet {
  name: string;
  state: string;
  rows: string[][];
}

function writeParts(sheets: GivenSheet[], shape: Shape): Uint8Array {
  const { main = "xl/workbook.xml", sheets: folder = "worksheets", prefix = "", bare = false } = shape;
  const ns = shape.strict ? strict : transitional;
  const base = main.split("/").slice(0, -1).join("/");
  const tag = (name: string) => (prefix === "" ? name : `${prefix}:${name}`);
  const root = (name: string, rest = "") =>
    `${tag(name)} xmlns${prefix === "" ? "" : `:${prefix}`}="${ns.main}" xmlns:r="${ns.rel}"${rest}`;
  const shared: string[] = [];
  const cellOf = (text: string, address: string) => {
    const at = bare ? "" : ` r="${address}"`;
    return text === "" ? `<${tag("c")}${at}/>` : textCell(text, at, shape, shared, tag);
  };
  const sheetXml = ({ rows }: GivenSheet) => {
    const lines = rows.map((cells, row) => {
      const at = bare ? "" : ` r="${row + 1}"`;
      const written = cells.map((text, column) => cellOf(text, `${String.fromCharCode(65 + column)}${row + 1}`));
      return `<${tag("row")}${at}>${written.join("")}</${tag("row")}>`;
    });
    return `<${root("worksheet")}><${tag("sheetData")}>${lines.join("")}</${tag("sheetData")}></${tag("worksheet")}>`;
  };
  const target = (name: string) => (shape.absolute ? `/${base}/${name}` : name);
  const sheetNames = sheets.map((_, index) => `${folder}/s${index + 1}.xml`);
  const parts: Record<string, string> = {};
  sheets.forEach((sheet, index) => {
    parts[`${base}/${sheetNames[index]}`] = sheetXml(sheet);
  });
  const entries = sheets.map(
    ({ name, state }, index) =>
      `<${tag("sheet")} name="${name}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`,
  );
  parts[main] = `<${root("workbook")}><${tag("sheets")}>${entries.join("")}</${tag("sheets")}></${tag("workbook")}>`;
  const rels = sheetNames.map(
    (name, index) => `<Relationship Id="rId${index + 1}" Type="${ns.rel}/worksheet" Target="${target(name)}"/>`,
  );
  const types = [`<Override PartName="/${main}" ContentType="${shape.contentType ?? `${sheetType}.sheet.main+xml`}"/>`];
  for (const name of sheetNames)
    types.push(`<Override PartName="/${base}/${name}" ContentType="${sheetType}.worksheet+xml"/>`);
  if (shared.length > 0) {
    parts[`${base}/sharedStrings.xml`] = `<${root("sst")}>${shared.join("")}</${tag("sst")}>`;
    rels.push(`<Relationship Id="rIdS" Type="${ns.rel}/sharedStrings" Target="${target("sharedStrings.xml")}"/>`);
    types.push(`<Override PartName="/${base}/sharedStrings.xml" ContentType="${sheetType}.sharedStrings+xml"/>`);
  }
  const mainName = main.split("/").at(-1);
  parts[`${base}/_rels/${mainName}.rels`] = `<Relationships xmlns="${packageRel}">${rels.join("")}</Relationships>`;
  parts["_rels/.rels"] =
    `<Relationships xmlns="${packageRel}"><Relationship Id="r1" Type="${ns.rel}/officeDocument" Target="${shape.absolute ? "/" : ""}${main}"/></Relationships>`;
  parts["[Content_Types].xml"] =
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join("")}</Types>`;
  return zipParts(parts, shape);
}

function textCell(text: string, at: string, shape: Shape, shared: string[], tag: (name: string) => string): string {
  const t = (inner: string) => `<${tag("t")} xml:space="preserve">${inner}</${tag("t")}>`;
  const run = (inner: string) => `<${tag("r")}>${t(inner)}</${tag("r")}>`;
  const safe = escapeXml(text);
  const half = Math.ceil(text.length / 2);
  const byKind: Record<NonNullable<Shape["text"]>, string> = {
    shared: t(safe),
    inline: t(safe),
    str: safe,
    rich: run(escapeXml(text.slice(0, half))) + run(escapeXml(text.slice(half))),
    phonetic: `${t(safe)}<${tag("rPh")} sb="0" eb="1">${t("LÆSES IKKE")}</${tag("rPh")}>`,
    cdata: t(`<![CDATA[${text}]]>`),
    numbered: t([...text].map((char) => `&#x${char.codePointAt(0)?.toString(16)};`).join("")),
  };
  const kind = shape.text ?? "shared";
  if (kind === "inline")
    return `<${tag("c")}${at} t="inlineStr"><${tag("is")}>${byKind.inline}</${tag("is")}></${tag("c")}>`;
  if (kind === "str") return `<${tag("c")}${at} t="str"><${tag("v")}>${safe}</${tag("v")}></${tag("c")}>`;
  shared.push(`<${tag("si")}>${byKind[kind]}</${tag("si")}>`);
  return `<${tag("c")}${at} t="s"><${tag("v")}>${shared.length - 1}</${tag("v")}></${tag("c")}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** The parts as an archive, each with its declaration. */
export function zipParts(parts: Record<string, string>, shape: Shape = {}): Uint8Array {
  const files: Zippable = {};
  for (const [name, xml] of Object.entries(parts)) {
    const encoding = shape.utf16 ? "UTF-16" : "UTF-8";
    const text = `<?xml version="1.0" encoding="${encoding}" standalone="yes"?>\n${shape.loose ? loosen(xml) : xml}`;
    const marked = shape.bom || shape.utf16 ? `\ufeff${text}` : text;
    files[shape.backslash ? name.replaceAll("/", "\\") : name] = shape.utf16
      ? new Uint8Array(Buffer.from(marked, "utf16le"))
      : strToU8(marked);
  }
  return zipSync(files, { level: shape.level ?? 6 });
}

function loosen(xml: string): string {
  return xml
    .replaceAll(/ ([\w:]+)="([^"']*)"/g, "\n  $1 = '$2'")
    .replaceAll(/<((?:\w+:)?(?:row|sheets|Relationship|Override))\b/g, "<!-- <row r='9'/> --><$1")
    .replaceAll("/>", " />");
}

const spreadsheet = `xmlns="${transitional.main}" xmlns:r="${transitional.rel}"`;

/** A workbook of which each part is given as it is: for what no program writes, or only in bad faith. */
export function rawWorkbook(
  sheets: { name: string; xml: string; before?: string; state?: string }[],
  more: { styles?: string; shared?: string; workbook?: string; parts?: Record<string, string> } = {},
): Uint8Array {
  const type = (name: string) => `Type="${transitional.rel}/${name}"`;
  const rels = sheets.map((_, at) => `<Relationship Id="r${at}" ${type("worksheet")} Target="worksheets/s${at}.xml"/>`);
  if (more.styles !== undefined) rels.push(`<Relationship Id="rS" ${type("styles")} Target="styles.xml"/>`);
  if (more.shared !== undefined)
    rels.push(`<Relationship Id="rT" ${type("sharedStrings")} Target="sharedStrings.xml"/>`);
  const entries = sheets.map(
    ({ name, state }, at) => `<sheet name="${name}" sheetId="${at + 1}" state="${state ?? "visible"}" r:id="r${at}"/>`,
  );
  const parts: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${packageRel}"><Relationship Id="r1" ${type("officeDocument")} Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook ${spreadsheet}>${more.workbook ?? ""}<sheets>${entries.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packageRel}">${rels.join("")}</Relationships>`,
    ...more.parts,
  };
  sheets.forEach(({ xml, before = "" }, at) => {
    parts[`xl/worksheets/s${at}.xml`] = `${before}<worksheet ${spreadsheet}>${xml}</worksheet>`;
  });
  if (more.styles !== undefined) parts["xl/styles.xml"] = `<styleSheet ${spreadsheet}>${more.styles}</styleSheet>`;
  if (more.shared !== undefined) parts["xl/sharedStrings.xml"] = `<sst ${spreadsheet}>${more.shared}</sst>`;
  return zipParts(parts);
}

/** A row of inline texts as XML. */
export function textRow(row: number, cells: readonly string[]): string {
  const written = cells.map(
    (cell, at) => `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`,
  );
  return `<row r="${row}">${written.join("")}</row>`;
}

/** The same archive as programs write it that do not know beforehand how large it becomes: every size and place in 64 bits. */
export function asZip64(archive: Uint8Array): Uint8Array {
  const zip = Buffer.from(archive);
  const end = zip.length - 22;
  const start = zip.readUInt32LE(end + 16);
  const entries: Buffer[] = [];
  for (let at = start; at < end; ) {
    const names = zip.readUInt16LE(at + 28);
    const length = 46 + names + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const extra = Buffer.alloc(28);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    // Unpacked, packed, place: in that order.
    [24, 20, 42].forEach((field, index) => {
      extra.writeBigUInt64LE(BigInt(zip.readUInt32LE(at + field)), 4 + 8 * index);
    });
    const entry = Buffer.from(zip.subarray(at, at + 46 + names));
    entry.fill(0xff, 20, 28).fill(0xff, 42, 46);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt16LE(0, 32);
    entries.push(entry, extra);
    at += length;
  }
  const directory = Buffer.concat(entries);
  const count = BigInt(zip.readUInt16LE(end + 10));
  const tail = Buffer.alloc(56 + 20 + 22);
  tail.writeUInt32LE(0x06064b50, 0);
  tail.writeBigUInt64LE(44n, 4);
  tail.writeUInt16LE(45, 12);
  tail.writeUInt16LE(45, 14);
  tail.writeBigUInt64LE(count, 24);
  tail.writeBigUInt64LE(count, 32);
  tail.writeBigUInt64LE(BigInt(directory.length), 40);
  tail.writeBigUInt64LE(BigInt(start), 48);
  tail.writeUInt32LE(0x07064b50, 56);
  tail.writeBigUInt64LE(BigInt(start + directory.length), 64);
  tail.writeUInt32LE(1, 72);
  tail.writeUInt32LE(0x06054b50, 76);
  tail.fill(0xff, 84, 96);
  return Buffer.concat([zip.subarray(0, start), directory, tail]);
}
