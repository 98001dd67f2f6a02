import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { localTenant } from "../../bot/config.ts";
import { fillBarriers, idOf } from "../support/barriers.ts";
import { settled } from "../support/browse.ts";
import { fillCitizenCases, fillMunicipality } from "../support/municipality.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
/** What anything that is pressed measures at least, in CSS pixels, and what is pressed each week. */
const least = 24;
const weekly = 44;
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    await fillBarriers(store, localTenant, now);
    await fillCitizenCases(store, localTenant, now, 1);
  });
}, 60_000);

afterAll(() => tab.stop());

/** What a leader or a navigator presses each week is as high as a finger is wide. */
const weeklyOn: Record<string, string> = {
  week: ".level-choice > span, main button, .fui-Switch, .page-link",
  "barriers?closed=1": "main button, .card-link, .page-link",
  [`barriers/${idOf(12)}`]: "main button, .page-link",
  [`barriers/${idOf(5)}`]: "main button, .page-link",
};
const pages: [path: string, upn: string, press?: string][] = [
  ["week", "hanne.lykke"],
  ["barriers?closed=1", "rasmus.dahl"],
  ["barriers", "jonas.krogh", "Noget driller"],
  [`barriers/${idOf(12)}`, "rasmus.dahl", "Spørg ind"],
  [`barriers/${idOf(5)}`, "ole.winther"],
  ["citizens", "rasmus.dahl", "Notér, hvad der er svært"],
  ["trials", "rasmus.dahl", "Start en prøvehandling"],
  ["overview", "torben.kjaer"],
  ["overview/solution/skaermbesoeg", "torben.kjaer"],
  ["overview/team/nord-dag/skaermbesoeg", "torben.kjaer"],
  ["ambition", "mette.holm"],
  ["operations", "line.oestergaard"],
  ["about/med", "mette.holm"],
];

async function open([path, upn, press]: (typeof pages)[number]): Promise<Page> {
  const { page } = await tab.visit({ upn: `${upn}@havnby.example`, path: `/tab/${path}` });
  await settled(page);
  if (press !== undefined) await page.getByRole("button", { name: press }).first().click();
  return page;
}

interface Target {
  name: string;
  width: number;
  height: number;
}

/** How large everything is that can be pressed, with its label; a link within a sentence is as high as its line. */
function targetsOf(page: Page, selector: string): Promise<Target[]> {
  return page.evaluate((wanted) => {
    const shown = [...document.querySelectorAll<HTMLElement>(wanted)].filter(
      (one) => one.checkVisibility() && !one.matches(".skip, :disabled") && one.closest("thead")?.clientWidth !== 1,
    );
    return shown.filter((one) => !isInSentence(one)).map((one) => ({ name: nameOf(one), ...sizeOf(one) }));

    function isInSentence(one: HTMLElement): boolean {
      const parent = one.parentElement;
      return one.matches("a") && getComputedStyle(one).display === "inline" && parent?.textContent !== one.textContent;
    }
    /** Where a press counts: the control, what is drawn to make it larger, and its label. */
    function sizeOf(one: HTMLElement) {
      const card = one.matches(".card-link") ? one.closest(".card") : null;
      const labels = one instanceof HTMLInputElement ? [...(one.labels ?? [])] : [];
      const boxes = [card ?? one, ...labels].map((part) => part.getBoundingClientRect());
      const [left, right] = [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right))];
      const height = Math.max(...boxes.map((box) => box.height));
      return { width: Math.round(right - left), height: Math.round(height) };
    }
    function nameOf(one: HTMLElement): string {
      return `${one.tagName} ${one.className} ${one.getAttribute("aria-label") ?? one.textContent}`.slice(0, 120);
    }
  }, selector);
}

const pressed = 'a[href], button, input:not([type="hidden"]), select, textarea, summary';
const tooSmall = (targets: Target[], pixels: number) =>
  targets.filter(({ width, height }) => width < Math.min(pixels, least) || height < pixels);

describe("what is pressed", () => {
  test.each(pages)("on /%s as %s is easy to hit, wide and narrow", async (...given) => {
    const page = await open(given);
    for (const width of [1280, 375]) {
      await page.setViewportSize({ width, height: 900 });
      const targets = await targetsOf(page, pressed);
      expect(targets.length).toBeGreaterThan(3);
      expect({ width, tooSmall: tooSmall(targets, least) }).toEqual({ width, tooSmall: [] });
      const selector = weeklyOn[given[0]];
      if (selector !== undefined && width > 375) expect(tooSmall(await targetsOf(page, selector), weekly)).toEqual([]);
    }
    await page.close();
  });
});

describe("the keyboard", () => {
  test("reaches the table of teams within ten presses of Tab, and leaves it with one", async () => {
    const page = await open(["overview", "torben.kjaer"]);
    const isInGrid = () => page.evaluate(() => document.activeElement?.closest("[role=grid] tbody") != null);
    let presses = 0;
    while (!(await isInGrid()) && presses < 20) {
      await page.keyboard.press("Tab");
      presses += 1;
      // Whoever looks for the table takes the shortcut to it.
      const isShortcut = await page.evaluate(
        () => document.activeElement?.matches('.skip[href="#team-table"]') === true,
      );
      if (isShortcut) await page.keyboard.press("Enter");
    }
    expect(presses).toBeLessThanOrEqual(10);
    await page.keyboard.press("Tab");
    expect(await isInGrid()).toBe(false);
    await page.close();
  });
});
