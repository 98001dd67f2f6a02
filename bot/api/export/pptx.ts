import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type pptx from "pptxgenjs";
import type { Standing } from "../../domain/standings.ts";
import type { Deck, DeckChart, Slide } from "../../use-cases/quarter/quarter-deck.ts";

// A presentation by PptxGenJS, which is loaded when the first one is asked for. Inches, on slides of 13.33 by 7.5.

// Its types are written for `require`, where the class is the module's `default`.
type Pptx = InstanceType<typeof pptx.default>;
type Page = ReturnType<Pptx["addSlide"]>;

const wide = 13.33;
const left = 0.6;
const width = wide - 2 * left;
const accent = "0A4F5A";
const ink = "242424";
/** Lines of this many characters fit beside each other, and so many under each other. */
const lineChars = 105;
const mostLines = 13;
const mostRows = 9;

/** As the pictures in the tab have them. */
const fills: Record<Standing, string> = {
  routine: "0A4F5A",
  mostly: "3F93A0",
  sometimes: "7CBCC6",
  rarely: "C4E1E5",
  notStarted: "F5F5F5",
  notRelevant: "E6E6E6",
  unsure: "CFCFCF",
  noEstimate: "FFFFFF",
};
const barFills = ["9CCBD2", accent, "B4691F"];

/** The deck as a file that PowerPoint and others open: text is text, tables are tables, and pictures can be changed. */
export async function writePptx(deck: Deck): Promise<Buffer> {
  const { default: loaded } = await import("pptxgenjs");
  const file = new (loaded as unknown as typeof pptx.default)();
  file.layout = "LAYOUT_WIDE";
  file.title = deck.title;
  file.author = deck.author;
  file.company = deck.author;
  file.theme = { headFontFace: "Segoe UI Semibold", bodyFontFace: "Segoe UI" };
  file.defineSlideMaster({
    title: "OMBORD",
    background: { color: "FFFFFF" },
    objects: [
      {
        placeholder: {
          options: { name: "title", type: "title", x: left, y: 0.35, w: width, h: 0.8, ...titleLooks },
          text: "",
        },
      },
    ],
    slideNumber: { x: wide - 1.1, y: 7.05, w: 0.6, h: 0.3, fontSize: 10, color: "616161" },
  });
  for (const slide of deck.slides.flatMap(divided)) addSlide(file, slide, deck.foot);
  return mended((await file.write({ outputType: "nodebuffer" })) as Buffer);
}

/**
 * What the library writes otherwise than the format has it (ECMA-376; found by the Open XML SDK's validator): a third axis of a picture
 * that has two, and the notes' master after the slides.
 */
function mended(bytes: Uint8Array): Buffer {
  const parts = unzipSync(bytes);
  for (const [name, content] of Object.entries(parts)) {
    if (/^ppt\/charts\/chart\d+\.xml$/.test(name)) {
      const axes = /(<c:axId val="\d+"\/><c:axId val="\d+"\/>)<c:axId val="\d+"\/>(?=<\/c:barChart>)/;
      parts[name] = strToU8(strFromU8(content).replace(axes, "$1"));
    }
  }
  const whole = strFromU8(parts[presentation] ?? new Uint8Array());
  const [found = ""] = notesMaster.exec(whole) ?? [];
  parts[presentation] = strToU8(whole.replace(found, "").replace("<p:sldIdLst>", `${found}<p:sldIdLst>`));
  return Buffer.from(zipSync(parts));
}

const presentation = "ppt/presentation.xml";
const notesMaster = /<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/;

const titleLooks = { fontSize: 28, bold: true, color: accent, align: "left", valign: "middle", margin: 0 } as const;

/** What does not fit on one slide is told on several of the same name. */
function divided(slide: Slide): Slide[] {
  if (slide.kind === "table") {
    return chunks(slide.rows, mostRows, () => 1).map((rows) => ({ ...slide, rows }));
  }
  if (slide.kind !== "bullets") return [slide];
  const linesOf = (text: string) => Math.ceil(text.length / lineChars);
  return chunks(slide.bullets, mostLines, linesOf).map((bullets) => ({ ...slide, bullets }));
}

function chunks<T>(all: readonly T[], most: number, sizeOf: (one: T) => number): T[][] {
  const found: T[][] = [[]];
  let size = 0;
  for (const one of all) {
    const own = sizeOf(one);
    if (size + own > most && found.at(-1)?.length !== 0) {
      found.push([]);
      size = 0;
    }
    found.at(-1)?.push(one);
    size += own;
  }
  return found;
}

function addSlide(file: Pptx, slide: Slide, foot: string): void {
  const page = file.addSlide({ masterName: "OMBORD" });
  page.addText(readable(slide.title), { placeholder: "title" });
  page.addText(readable(foot), { x: left, y: 7.05, w: 10, h: 0.3, fontSize: 10, color: "616161", margin: 0 });
  const place = { x: left, y: 1.35, w: width };
  switch (slide.kind) {
    case "title":
      page.addText(paragraphs(slide.lines, false), {
        ...place,
        h: 3,
        fontSize: 20,
        color: ink,
        valign: "top",
        margin: 0,
      });
      return;
    case "bullets":
      page.addText(paragraphs(slide.bullets, true), {
        ...place,
        h: 5.5,
        fontSize: 15,
        color: ink,
        valign: "top",
        margin: 0,
      });
      return;
    case "table":
      page.addTable([slide.columns.map((text) => head(text)), ...slide.rows.map((row) => row.map(cell))], {
        ...place,
        fontSize: 12,
        color: ink,
        border: { type: "solid", pt: 0.5, color: "D1D1D1" },
        valign: "middle",
      });
      return;
    case "charts":
      for (const [at, chart] of slide.charts.entries()) addChart(file, page, chart, placeOf(at, slide.charts.length));
      return;
    default:
      slide satisfies never;
  }
}

function paragraphs(lines: readonly string[], isListed: boolean): { text: string; options: object }[] {
  return lines.map((text) => {
    return { text: readable(text), options: { breakLine: true, paraSpaceAfter: 6, ...(isListed && { bullet: true }) } };
  });
}

const head = (text: string) => ({
  text: readable(text),
  options: { bold: true, color: "FFFFFF", fill: { color: accent } },
});
const cell = (text: string) => ({ text: readable(text) });

/** One fills the slide; several stand three in a row. */
function placeOf(at: number, count: number) {
  if (count === 1) return { x: left, y: 1.3, w: width, h: 5.6 };
  const [w, h] = [width / 3, 2.8];
  return { x: left + (at % 3) * w, y: 1.25 + Math.floor(at / 3) * h, w: w - 0.1, h: h - 0.05 };
}

type Place = ReturnType<typeof placeOf>;

function addChart(file: Pptx, page: Page, chart: DeckChart, place: Place): void {
  const isBars = chart.kind === "bars";
  const colours = chart.series.map(({ standing }, at) =>
    standing === undefined ? (barFills[at] ?? accent) : fills[standing],
  );
  const data = chart.series.map(({ name, values }) => {
    return { name: readable(name), labels: chart.labels.map(readable), values: values.map((value) => value ?? 0) };
  });
  page.addChart(file.ChartType.bar, data, {
    ...place,
    altText: readable(chart.label),
    chartColors: colours,
    showTitle: !isBars,
    title: readable(chart.title),
    titleFontSize: 11,
    barDir: "col",
    barGrouping: isBars ? "clustered" : "percentStacked",
    barGapWidthPct: isBars ? 60 : 20,
    catAxisLabelFontSize: isBars ? 10 : 7,
    valAxisLabelFontSize: isBars ? 10 : 7,
    valAxisMinVal: 0,
    ...(isBars && { valAxisMaxVal: 100 }),
    showLegend: true,
    legendPos: "b",
    legendFontSize: isBars ? 11 : 6,
    dataBorder: { pt: 0.5, color: "5F8D94" },
  });
}

/** What XML cannot hold is left out. */
function readable(text: string): string {
  return text.toWellFormed().replaceAll(/(?![\t\n\r\u0080-\u009f])\p{Cc}|[\ufffe\uffff]/gu, "");
}
