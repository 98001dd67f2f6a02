import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

const installed = [
  // Chromium without its own windows: the same pages for little more than half of the processor's time (docs/decisions).
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/microsoft-edge",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
/** What keeps a browser from doing more than showing pages. */
export const quietArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const root = fileURLToPath(new URL("../../", import.meta.url));

/** Where the browser of this machine is. `CHROMIUM_PATH` names another one. */
export function installedBrowser(): string {
  const executablePath = process.env.CHROMIUM_PATH ?? installed.find((path) => existsSync(path));
  if (!executablePath) {
    throw new Error("No browser found. Install Chrome, Edge or Chromium, or set CHROMIUM_PATH to one.");
  }
  return executablePath;
}

/**
 * The browser of this machine, with an empty profile. It shows dates as a Dane writes them if its language packs are
 * installed (Debian: chromium-l10n).
 */
export async function launchChromium(): Promise<Browser> {
  return await chromium.launch({
    executablePath: installedBrowser(),
    headless: true,
    args: quietArguments,
    env: { ...process.env, LANGUAGE: "da" },
  });
}

/**
 * Saves what a person sees in `.artifacts/screenshots`, for whoever wants to look at it: with `SCREENSHOTS=1` or `LONG=1`, as no
 * test reads it.
 */
export async function screenshot(page: Page, name: string, { fullPage = false } = {}): Promise<void> {
  if (process.env.SCREENSHOTS !== "1" && process.env.LONG !== "1") return;
  await saveImage(await page.screenshot({ fullPage, animations: "disabled" }), name, ".artifacts/screenshots");
}

/** Saves a picture in a folder of the project. */
export async function saveImage(png: Buffer, name: string, folder: string): Promise<void> {
  await mkdir(`${root}${folder}`, { recursive: true });
  await writeFile(`${root}${folder}/${name}.png`, png);
}
