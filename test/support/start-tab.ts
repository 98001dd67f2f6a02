import type { Browser } from "playwright-core";
import { localTenant } from "../../bot/config.ts";
import type { Store } from "../../bot/store/store.ts";
import { fillBarriers } from "./barriers.ts";
import { type BrowseOptions, sharedContext, type Visit, visit } from "./browse.ts";
import { launchChromium } from "./chromium.ts";
import { fillMunicipality } from "./municipality.ts";
import type { RunningApi } from "./start-api.ts";
import { startFilledApi } from "./start-filled-api.ts";

export interface RunningTab {
  url: string;
  store: Store;
  setNoToken: RunningApi["setNoToken"];
  browser: Browser;
  /** Opens the tab in a browser of its own as somebody. */
  visit(options: Omit<BrowseOptions, "url">): Promise<Visit>;
  stop(): Promise<void>;
}

/**
 * The tab and the API that it asks, with what `fill` puts into a store of their own, and a browser to look at it, which is one of its
 * own unless one is given.
 */
export async function startTab(
  now: string,
  fill: (store: Store) => Promise<unknown>,
  given?: Browser,
): Promise<RunningTab> {
  const { url, store, setNoToken, stop } = await startFilledApi(now, fill);
  const browser = given ?? (await launchChromium());
  return {
    url,
    store,
    setNoToken,
    browser,
    visit: (options) => visit(browser, { url, ...options }),
    async stop() {
      if (given === undefined) await browser.close();
      else for (const page of (await sharedContext(browser)).pages()) await page.close();
      await stop();
    },
  };
}

/** The tab of Havnby with thirty weeks of answers and all that is in the way there. */
export function startTabWithBarriers(now: string, given?: Browser): Promise<RunningTab> {
  const fill = async (store: Store) => {
    await fillMunicipality(store, localTenant, now);
    await fillBarriers(store, localTenant, now);
  };
  return startTab(now, fill, given);
}
