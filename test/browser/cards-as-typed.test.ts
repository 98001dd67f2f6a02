import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { Card } from "../../bot/channel.ts";
import { launchChromium, screenshot } from "../support/chromium.ts";
import { everyCard } from "../support/every-card.ts";

// Names and texts on cards are not Markdown. Every card, drawn by Microsoft's own renderer with a Markdown processor that does all
// that it can: HTML passes, and whatever looks like an address becomes a link.

const require = createRequire(import.meta.url);
const scripts = [require.resolve("adaptivecards/dist/adaptivecards.min.js"), require.resolve("markdown-it/browser")];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 320, height: 900 } });
  for (const path of scripts) await page.addScriptTag({ path });
}, 60_000);

afterAll(() => browser?.close());

interface Read {
  words: string;
  lines: string;
  marks: string[];
}

/** Runs in the page: draws the cards and says what is to be read on each, and what Markdown or HTML has made of it. */
function read(cards: Card[]): Read[] {
  const { AdaptiveCard } = Reflect.get(window, "AdaptiveCards");
  const processor = Reflect.get(window, "markdownit")({ html: true, linkify: true });
  AdaptiveCard.onProcessMarkdown = (text: string, result: { outputHtml: string; didProcess: boolean }) => {
    result.outputHtml = processor.render(text);
    result.didProcess = true;
  };
  return cards.map((card) => {
    const drawn = new AdaptiveCard();
    drawn.parse(card);
    document.body.replaceChildren(drawn.render());
    const made = document.querySelectorAll(
      "a, img, at, mark, em, s, del, ol, code, pre, blockquote, h1, h2, h3, hr, table.md, script, iframe",
    );
    return {
      words: document.body.textContent ?? "",
      lines: [...document.querySelectorAll<HTMLElement>(".ac-richTextBlock, .ac-textBlock")]
        .map((block) => {
          const copy = block.cloneNode(true) as HTMLElement;
          for (const lineBreak of copy.querySelectorAll("br")) lineBreak.replaceWith("\n");
          return copy.textContent ?? "";
        })
        .join("\n"),
      marks: [...made].map(({ outerHTML }) => outerHTML.slice(0, 200)),
    };
  });
}

/** As it is read: without what no reader sees, and without case, since some names begin a sentence. */
function bare(text: string): string {
  return text.replaceAll(/[\s\u2060]+/g, "").toLocaleLowerCase("da");
}

function timesIn(text: string, words: string): number {
  return bare(text).split(bare(words)).length - 1;
}

const filled = (name: string, text: string) =>
  everyCard({ name: () => name, text: () => text, teams: 2, solutions: 2 });

const awkward = [
  "[Log ind igen](https://ondt.example/login)",
  "![p](https://ondt.example/p.png)",
  "<https://ondt.example>",
  "https://ondt.example/x",
  "www.ondt.example",
  "ondt.example",
  "post@ondt.example",
  "<at>Mette Holm</at>",
  "<img src=x onerror=alert(1)>",
  '<a href="https://ondt.example">x</a>',
  "<mark>x</mark>",
  "1. første",
  "1) første",
  "- punkt",
  "* punkt",
  "+ punkt",
  "# Overskrift",
  "> citat",
  "---",
  "===",
  "_x_ og __y__",
  "*x* og **y**",
  "~~væk~~",
  "`kode`",
  "```kode",
  "a \\[b\\](c) og C:\\temp\\x",
  "&lt;b&gt; &amp; &nbsp;x",
  "{{DATE(2026-11-16T09:00:00Z, SHORT)}}",
  "{{TIME(2026-11-16T09:00:00Z)}}",
  "[x]: https://ondt.example",
  "[x][y]",
  "    fire mellemrum",
  "Hjem & Pleje (nord), dag/aften – 50 %",
  "a | b",
  "javascript:alert(1)",
  "12.08.2026",
  "3 < 5 og 7 > 2",
];

const tried = process.env.LONG ? awkward : awkward.filter((_, index) => index % 7 === 0);

test.each(tried)("names and texts show as typed: %s", async (words) => {
  const text = `${words}\nlinje to\n${words}`;
  const nameOfSame = "n".repeat(words.length);
  const textOfSame = `${"t".repeat(words.length)}\nlinje to\n${"t".repeat(words.length)}`;
  const [awkwardCards, plainCards] = [filled(words, text), filled(nameOfSame, textOfSame)];
  const count = Object.keys(awkwardCards).length;
  const shown = await page.evaluate(read, Object.values(awkwardCards).flat());
  const expected = await page.evaluate(read, Object.values(plainCards).flat());
  expect(count).toBeGreaterThan(20);
  for (const [index, { words: all, marks, lines }] of shown.entries()) {
    const like = expected[index]?.words ?? "";
    const times = timesIn(like, nameOfSame) + timesIn(like, "t".repeat(words.length));
    expect({ index, times: timesIn(all, words), marks }).toEqual({ index, times, marks: expected[index]?.marks });
    const unbroken = lines.split("\n").filter((line) => line.includes("linje to") && line !== "linje to");
    expect({ index, unbroken }).toEqual({ index, unbroken: [] });
  }
});

test("looked at", async () => {
  const words = "[Log ind igen](https://ondt.example)\n1. _første_ <at>linje</at>";
  const { navigatorCard = [], checkInCard = [], navigatorGroupCard = [] } = filled(words, words);
  for (const [index, card] of [
    ...navigatorCard.slice(0, 2),
    ...checkInCard.slice(0, 1),
    ...navigatorGroupCard,
  ].entries()) {
    await page.evaluate(read, [card]);
    await screenshot(page, `kort-som-skrevet-${index}`, { fullPage: true });
  }
});
