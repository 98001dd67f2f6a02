import lighthouse, { desktopConfig, type Flags } from "lighthouse";
import puppeteer, { type Browser } from "puppeteer-core";
import { localTenant } from "../../bot/config.ts";
import { fillBarriers } from "../support/barriers.ts";
import { installedBrowser, quietArguments } from "../support/chromium.ts";
import { fillCitizenCases, fillMunicipality } from "../support/municipality.ts";
import { startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
const rounds = 3;

const pages: [name: string, path: string, upn: string][] = [
  ["Min uge", "week", "hanne.lykke"],
  ["Overblik", "overview", "torben.kjaer"],
  ["Det driller", "barriers", "rasmus.dahl"],
  ["Borgere", "citizens", "torben.kjaer"],
];
const shapes = ["phone", "desktop"] as const;
const categories = ["performance", "accessibility", "best-practices"] as const;

interface Measured {
  scores: number[];
  shift: number;
  firstContentMs: number;
}

/** What Lighthouse says of one opening with an empty cache; it begins in the browser's own page, as the persona. */
async function measure(browser: Browser, url: string, upn: string, shape: (typeof shapes)[number]): Promise<Measured> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.evaluateOnNewDocument((persona) => sessionStorage.setItem("ombord.persona", persona), upn);
  const flags: Flags = { logLevel: "error", onlyCategories: [...categories] };
  const run = await lighthouse(url, flags, shape === "desktop" ? desktopConfig : undefined, page);
  await context.close();
  if (run === undefined) throw new Error(`Lighthouse says nothing of ${url}`);
  const { categories: judged, audits } = run.lhr;
  return {
    scores: categories.map((name) => Math.round((judged[name]?.score ?? 0) * 100)),
    shift: audits["cumulative-layout-shift"]?.numericValue ?? Number.NaN,
    firstContentMs: audits["first-contentful-paint"]?.numericValue ?? Number.NaN,
  };
}

/** The middle one by performance: one opening on a busy machine says little. */
async function measureRounds(...given: Parameters<typeof measure>): Promise<Measured> {
  const all: Measured[] = [];
  for (let round = 0; round < rounds; round++) all.push(await measure(...given));
  all.sort((one, other) => (one.scores[0] ?? 0) - (other.scores[0] ?? 0));
  return all[Math.floor(rounds / 2)] as Measured;
}

const api = await startFilledApi(now, async (store) => {
  await fillMunicipality(store, localTenant, now);
  await fillBarriers(store, localTenant, now);
  await fillCitizenCases(store, localTenant, now, 5);
});
const browser = await puppeteer.launch({ executablePath: installedBrowser(), args: quietArguments });
try {
  for (const [name, path, upn] of pages) {
    for (const shape of shapes) {
      const measured = await measureRounds(browser, `${api.url}/tab/${path}`, `${upn}@havnby.example`, shape);
      const scores = categories.map((category, index) => `${category} ${measured.scores[index]}`).join(", ");
      const rest = `layout shift ${measured.shift.toFixed(3)}, first content ${Math.round(measured.firstContentMs)} ms`;
      console.log(`${name}, ${shape}: ${scores}, ${rest}`);
    }
  }
} finally {
  await browser.close();
  await api.stop();
}
