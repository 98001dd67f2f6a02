// Programs write cells in ways that the reader takes for empty ones. They are put right before it sees them: an optional
// cell must never go blank unnoticed.

const part = "((?:[\\w.-]{1,40}:)?)";
const attributes = "((?:\\s[^<>]*[^<>/])?)\\s*";
/** A formula and nothing else, of whatever type it says that its result is. */
const formulaAlone = new RegExp(
  `<${part}c${attributes}>\\s*<\\1f\\b[^<>]*(?:/>|>[^<]*</\\1f\\s*>)\\s*</\\1c\\s*>`,
  "g",
);
/** A value, or an inline text, where the cell's type speaks of the other. */
const valueOrText = new RegExp(`<${part}c${attributes}>\\s*<\\1(v|is)\\b`, "g");
const type = /\st\s*=\s*(?:"[^"]*"|'[^']*')/;
const inlineType = /\st\s*=\s*["']inlineStr["']/;

/** A sheet's XML, in which every formula without a result is one, and every text is of the type that it is written as. */
export function mendCells(xml: string): string {
  return xml
    .replace(formulaAlone, (_, prefix: string, attributes: string) => {
      const typeless = attributes.replace(type, "");
      return `<${prefix}c${typeless}><${prefix}f>0</${prefix}f></${prefix}c>`;
    })
    .replace(valueOrText, (whole, prefix: string, attributes: string, element: string) => {
      if (inlineType.test(attributes) === (element === "is")) return whole;
      const typed = `${attributes.replace(type, "")} t="${element === "is" ? "inlineStr" : "str"}"`;
      return `<${prefix}c${typed}><${prefix}${element}`;
    });
}
