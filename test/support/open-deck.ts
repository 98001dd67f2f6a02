import { strFromU8, unzipSync } from "fflate";
import { DomUtils, parseDocument } from "htmlparser2";

/** A presentation as programs of other people's read it: fflate the parts of the file, htmlparser2 the XML in them. */
export interface OpenedDeck {
  /** The texts of each slide, in the order of the presentation. */
  slides: string[][];
  /** The labels and figures of each picture. */
  charts: string[][];
  /** What parts refer to and is not in the file. */
  lost: string[];
}

/** Opens the file; throws where it is no archive. */
export function openDeck(bytes: Uint8Array): OpenedDeck {
  const unzipped = Object.entries(unzipSync(bytes));
  const parts = new Map(
    unzipped.map(([name, content]) => [name, /\.(xml|rels)$/.test(name) ? strFromU8(content) : ""]),
  );
  const targets = (of: string) => {
    const folder = of.slice(0, of.lastIndexOf("/"));
    const rels = parts.get(`${folder}/_rels/${of.slice(folder.length + 1)}.rels`) ?? "";
    return elements(rels, "Relationship").flatMap(({ attribs }) =>
      attribs.TargetMode === "External"
        ? []
        : [[attribs.Id ?? "", new URL(attribs.Target ?? "", `part:///${folder}/`).pathname.slice(1)] as const],
    );
  };
  const all = [...parts.keys()].filter((name) => name.endsWith(".xml"));
  const lost = all.flatMap(targets).flatMap(([, target]) => (parts.has(target) ? [] : [target]));
  const inOrder = new Map(targets("ppt/presentation.xml"));
  const slides = elements(parts.get("ppt/presentation.xml") ?? "", "p:sldId").map(
    ({ attribs }) => inOrder.get(attribs["r:id"] ?? "") ?? "",
  );
  return {
    slides: slides.map((name) => texts(parts.get(name) ?? "", "a:p")),
    charts: all
      .filter((name) => name.startsWith("ppt/charts/chart"))
      .map((name) => texts(parts.get(name) ?? "", "c:v")),
    lost,
  };
}

function elements(xml: string, name: string) {
  return DomUtils.getElementsByTagName(name, parseDocument(xml, { xmlMode: true }).children);
}

function texts(xml: string, name: string): string[] {
  return elements(xml, name)
    .map((one) => DomUtils.textContent(one).trim())
    .filter((text) => text !== "");
}
