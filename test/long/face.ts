import { mkdir, writeFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import type { AdoptionAnswer, BarriersAnswer, CheckInsAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { fillDemo } from "../../bot/local/load-demo.ts";
import type { Store } from "../../bot/store/store.ts";
import { accessibilityFaults, settled, sidewaysPixels, visit } from "../support/browse.ts";
import { launchChromium } from "../support/chromium.ts";
import { startFilledApi } from "../support/start-filled-api.ts";
import { Hand, jobs } from "./face-jobs.ts";
import { type FacePage, facePages } from "./face-pages.ts";

// The face in figures: every page and role of Storvig Kommune at three widths, in four looks and on paper, with a picture of each to look
// at in .artifacts/face, and what each role's five most frequent jobs take. `FACE=Overblik` looks at the pages with that in their name;
// `FACE_URL` at a tab that is served already; `FACE_ONLY_LIGHT=1` measures without axe and the other looks; `FACE_JOBS` is `only` or `none`.

const now = "2026-11-19T10:00:00.000Z";
const sizes = [
  [1440, 900],
  [1280, 800],
  [375, 812],
] as const;
const looks = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  "forced-light": { colorScheme: "light", forcedColors: "active" },
  "forced-dark": { colorScheme: "dark", forcedColors: "active" },
} as const;
type Look = keyof typeof looks;
const folder = process.env.FACE_FOLDER ?? ".artifacts/face";
const isOther = process.env.FACE_ONLY_LIGHT === "1";

interface Measured {
  page: FacePage;
  /** Height in screens and lines in the first one, by width. */
  screens: number[];
  lines: number[];
  /** Sheets of A4. */
  sheets: number;
  faults: string[];
}

/** The ids that an address asks for, as the person is told them: a team, something that is being worked on, and one of each of their own. */
async function idsFor(url: string, { upn }: FacePage): Promise<Record<string, string>> {
  const read = async <Answer>(path: string): Promise<Partial<Answer>> => {
    const response = await fetch(url + path, { headers: { Authorization: `Persona ${upn}` } });
    return response.ok ? ((await response.json()) as Answer) : {};
  };
  const [team] = (await read<AdoptionAnswer>("/api/adoption?weeks=12")).teams ?? [];
  const [own] = (await read<CheckInsAnswer>("/api/check-ins")).teams ?? [];
  const { items = [] } = await read<BarriersAnswer>("/api/barriers?limit=100");
  const barrier = items.find(({ status }) => status === "working") ?? items[0];
  return { TEAM: own?.teamId ?? team?.teamId ?? "", BARRIER: barrier?.id ?? "" };
}

const addressOf = (path: string, ids: Record<string, string>) =>
  Object.entries(ids).reduce((address, [name, id]) => address.replace(new RegExp(`\\b${name}\\b`), id), path);

/** How many lines of tables and lists begin in the first screen. */
const linesIn = (page: Page) =>
  page.evaluate(
    () =>
      [...document.querySelectorAll("main tbody tr, main li, main .card, main fieldset")].filter((one) => {
        const { top, bottom, height } = one.getBoundingClientRect();
        return height > 0 && top >= 0 && bottom <= window.innerHeight && one.checkVisibility();
      }).length,
  );

/** What can be pressed and is under 24 pixels one way; a link within a sentence is as high as its line. */
const smallTargets = (page: Page) =>
  page.evaluate(() => {
    const pressed = [...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary")];
    return pressed
      .filter((one) => {
        if (
          !one.checkVisibility() ||
          one.matches(".skip, :disabled, [type=hidden]") ||
          one.closest("thead")?.clientWidth === 1
        )
          return false;
        const isInline = one.matches("a") && getComputedStyle(one).display === "inline";
        if (isInline && one.parentElement?.textContent !== one.textContent) return false;
        const card = one.matches(".card-link") ? one.closest(".card") : null;
        const labels = one instanceof HTMLInputElement ? [...(one.labels ?? [])] : [];
        const boxes = [card ?? one, ...labels].map((part) => part.getBoundingClientRect());
        const wide = Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left));
        return wide < 23.5 || Math.max(...boxes.map(({ height }) => height)) < 23.5;
      })
      .map((one) => `under 24 pixels: ${one.tagName} ${one.className} ${one.textContent?.slice(0, 40)}`);
  });

async function show(page: Page, look: Look): Promise<void> {
  await page.emulateMedia({ ...looks[look], media: "screen" });
  await settled(page);
}

async function picture(page: Page, name: string): Promise<void> {
  const png = await page.screenshot({ fullPage: true, animations: "disabled" });
  await writeFile(`${folder}/${name}.png`, png);
}

async function measure(browser: Browser, url: string, shown: FacePage, ids: Record<string, string>): Promise<Measured> {
  const opened = await visit(browser, { url, upn: shown.upn, path: `/tab/${addressOf(shown.path, ids)}` });
  const { page } = opened;
  const measured: Measured = { page: shown, screens: [], lines: [], sheets: 0, faults: [] };
  await settled(page);
  const file = `${shown.role}-${shown.name}`.replaceAll(/[ ,]+/g, "-");
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ ...looks.light, media: "screen" });
    // As somebody opens it at that width: what is chosen by width is chosen once.
    await page.reload();
    await page.locator("h1, h2").first().waitFor();
    await settled(page);
    measured.screens.push(await page.evaluate(() => document.documentElement.scrollHeight / window.innerHeight));
    measured.lines.push(await linesIn(page));
    const sideways = await sidewaysPixels(page);
    const faults = sideways === 0 ? [] : [`scrolls ${sideways} pixels sideways`];
    faults.push(...(await smallTargets(page)));
    for (const look of isOther ? (["light"] as const) : (Object.keys(looks) as Look[])) {
      await show(page, look);
      if (!isOther && width !== 1440 && !look.startsWith("forced"))
        faults.push(...(await accessibilityFaults(page, look === "light" ? "all" : "colors")));
      await picture(page, `${file}-${width}-${look}`);
    }
    measured.faults.push(...faults.map((fault) => `${width}: ${fault}`));
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ ...looks.light, media: null });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await writeFile(`${folder}/${file}-print.pdf`, pdf);
  measured.sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  measured.faults.push(...opened.complaints);
  await page.close();
  return measured;
}

const one = (figure: number) => figure.toFixed(1);
function line({ page, screens, lines, sheets, faults }: Measured): string {
  return `| ${page.role} | ${page.name} | ${screens.map(one).join(" / ")} | ${lines.join(" / ")} | ${sheets} | ${faults.length} |`;
}

async function measureAll(browser: Browser, url: string): Promise<void> {
  const wanted = facePages.filter(({ role, name }) => `${role} ${name}`.includes(process.env.FACE ?? ""));
  console.log("| role | page | screens at 1440 / 1280 / 375 | lines in the first | sheets of A4 | faults |");
  console.log("| --- | --- | --- | --- | --- | --- |");
  for (const shown of wanted) {
    const measured = await measure(browser, url, shown, await idsFor(url, shown));
    console.log(line(measured));
    for (const fault of measured.faults) console.error(`${shown.role}, ${shown.name}: ${fault}`);
    if (!isOther && measured.faults.length > 0) process.exitCode = 1;
  }
}

/** What each job takes, from where the tab opens for the person, at 1,280 pixels. */
async function playAll(browser: Browser, url: string): Promise<void> {
  console.log("| role | job | presses | screens scrolled |");
  console.log("| --- | --- | --- | --- |");
  for (const { role, upn, what, play } of jobs.filter(({ role }) => role.includes(process.env.FACE ?? ""))) {
    const { page } = await visit(browser, { url, upn, path: "/tab/" });
    await page.setViewportSize({ width: 1280, height: 800 });
    await settled(page);
    const hand = new Hand(page);
    await play(hand, page);
    console.log(`| ${role} | ${what} | ${hand.presses} | ${hand.screens} |`);
    await page.close();
  }
}

await mkdir(folder, { recursive: true });
const fill = (store: Store) => fillDemo(store, localTenant, now, "stor");
const api = process.env.FACE_URL === undefined ? await startFilledApi(now, fill) : undefined;
const url = api?.url ?? process.env.FACE_URL ?? "";
const browser = await launchChromium();
try {
  if (process.env.FACE_JOBS !== "only") await measureAll(browser, url);
  if (process.env.FACE_JOBS !== "none") await playAll(browser, url);
} finally {
  await browser.close();
  await api?.stop();
}
