import type { Page } from "playwright-core";

/** Runs in the page: marks the frame after the one in which each of these first stands, and says when all of them do. */
function markShown(selectors: Record<string, string>): void {
  const left = new Set(Object.keys(selectors));
  for (const [name, selector] of Object.entries(selectors)) {
    requestAnimationFrame(function look() {
      if (document.querySelector(selector) === null) requestAnimationFrame(look);
      else requestAnimationFrame(() => mark(name));
    });
  }
  function mark(name: string): void {
    performance.mark(name);
    left.delete(name);
    const times = Object.keys(selectors).map((key) => [key, performance.getEntriesByName(key)[0]?.startTime]);
    if (left.size === 0) console.debug(`shown ${JSON.stringify(Object.fromEntries(times))}`);
  }
}

/**
 * For a page that is about to be opened: when what these selectors name is drawn, in milliseconds after the navigation began.
 * The page says so itself, because a driver that asks has its own script read in the page first: at a quarter of the speed
 * that is a tenth of a second in which the tab is not drawn.
 */
export async function whenShown(
  page: Page,
  selectors: Record<string, string>,
): Promise<{ times: Promise<Record<string, number>> }> {
  await page.addInitScript(markShown, selectors);
  const told = page.waitForEvent("console", (message) => message.text().startsWith("shown "));
  return { times: told.then((message) => JSON.parse(message.text().slice("shown ".length))) };
}
