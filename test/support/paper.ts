import type { Page } from "playwright-core";
import { getDocumentProxy } from "unpdf";

/** A run of text where it stands on a page of paper, in points from the lower left. */
interface Run {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The page as it is printed, as a program of other people's reads it: the runs of text of each page of paper. */
export async function printed(page: Page): Promise<Run[][]> {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const sheets: Run[][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    sheets.push(
      items.flatMap((item) => {
        if (!("str" in item) || item.str.trim() === "") return [];
        const [, , , , x = 0, y = 0] = item.transform as number[];
        return [{ text: item.str, x, y, width: item.width, height: item.height }];
      }),
    );
  }
  await document.cleanup();
  return sheets;
}

/** Letters and figures only, in small letters: paper breaks its lines elsewhere, may hyphenate, and styles make capitals. */
export function squeezed(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

/** What can only be pressed or chosen is no part of what paper holds; nor is what is said aloud only. */
const onScreenOnly =
  "button:not(.fold, .sort), nav, search, select, input, label, fieldset, .controls, .skip, .no-print, .back, .export-buttons, .toggles, " +
  ".keys, .visually-hidden, .footer-links, .fold-all, .team-search, [aria-hidden=true], .week-bars, summary, " +
  ".screen-only, .next-three, .common-offer, .many-bar, .views";

/** Every text of the page as it is seen on a screen, also of what is folded in it. */
export function seen(page: Page): Promise<string[]> {
  return page.evaluate((left) => {
    const folded = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open])")];
    for (const one of folded) one.open = true;
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      const said = node.textContent?.trim() ?? "";
      if (parent === null || said === "" || parent.closest(left) !== null || parent.closest("svg") !== null) continue;
      if (parent.checkVisibility()) texts.push(said);
    }
    for (const one of folded) one.open = false;
    return texts;
  }, onScreenOnly);
}

/** What is seen on a screen and stands on no page of paper. */
export function dropped(texts: readonly string[], sheets: readonly Run[][]): string[] {
  const paper = squeezed(
    sheets
      .flat()
      .map(({ text }) => text)
      .join(""),
  );
  return texts.filter((text) => !paper.includes(squeezed(text)));
}

/** Pairs of texts that lie over each other by more than a third of the smaller. */
export function covered(sheets: readonly Run[][]): [string, string][] {
  return sheets.flatMap((runs) =>
    runs.flatMap((one, at) =>
      runs.slice(at + 1).flatMap((other): [string, string][] => {
        const wide = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
        const high = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
        const smaller = Math.min(one.width * one.height, other.width * other.height);
        return wide > 0 && high > 0 && wide * high > smaller / 3 ? [[one.text, other.text]] : [];
      }),
    ),
  );
}

/** The tables of the page: the first head of their columns, and the text of each of their lines. */
export function tables(page: Page): Promise<{ head: string; lines: string[] }[]> {
  return page.evaluate((left) => {
    const said = (element: Element) => {
      const copy = element.cloneNode(true) as Element;
      for (const one of copy.querySelectorAll(left)) one.remove();
      return copy.textContent ?? "";
    };
    return [...document.querySelectorAll("main table:has(thead)")].map((table) => ({
      head: [...table.querySelectorAll("thead th")].map(said).find((text) => text.trim() !== "") ?? "",
      lines: [...table.querySelectorAll("tbody tr")].map(said),
    }));
  }, onScreenOnly);
}

/** Lines of tables that stand on a sheet without the heads of their columns. */
export function headless(all: readonly { head: string; lines: string[] }[], sheets: readonly Run[][]): string[] {
  const papers = sheets.map((runs) => squeezed(runs.map(({ text }) => text).join("")));
  return all.flatMap(({ head, lines }) =>
    lines.filter((line) => {
      const text = squeezed(line);
      return text.length > 12 && papers.some((paper) => paper.includes(text) && !paper.includes(squeezed(head)));
    }),
  );
}
