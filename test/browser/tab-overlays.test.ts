import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { fillBarriers } from "../support/barriers.ts";
import { saveImage } from "../support/chromium.ts";
import { entra, type InTeams, startInTeams, teamsTenant, tellHost } from "../support/in-teams.ts";

const now = "2026-11-19T10:00:00.000Z";
const tabFolder = fileURLToPath(new URL("../../tab/", import.meta.url));
let teams: InTeams;
let page: Page;
let tab: FrameLocator;
/** Reads pictures: the tab's own security policy lets it fetch none. */
let reader: Page;

beforeAll(async () => {
  teams = await startInTeams(now, (store) => fillBarriers(store, teamsTenant, now));
  reader = await teams.browser.newPage();
  const token = await teams.tokenFor(entra.navigator);
  ({ page, tab } = await teams.open({ token, subPageId: "barriers", width: 1280 }));
  // So tall that nothing scrolls between two pictures.
  await page.setViewportSize({ width: 1280, height: 1200 });
  await tab
    .getByRole("button", { name: /^Flyt til/ })
    .first()
    .waitFor();
}, 60_000);

afterAll(() => teams.stop());

/** Everything that is drawn over the page and stays there, by the file that draws it. A new one is added here, with the way to open it. */
interface Overlay {
  role: "menu" | "dialog" | "listbox";
  /** The page that it is opened on; *Det driller* when left out. */
  on?: "Prøvehandlinger";
  open: () => Promise<void>;
}

const overlays: Record<string, Overlay> = {
  "finder.tsx": {
    role: "listbox",
    open: async () => {
      await tab.getByRole("search").getByRole("button").first().click();
      await tab.getByRole("combobox", { name: /^Find/ }).fill("hjemme");
    },
  },
  "pages/barriers/move-menu.tsx": { role: "menu", open: openMenu },
  "components/modal.tsx": {
    role: "dialog",
    open: async () => {
      await openMenu();
      await tab.getByRole("menuitem", { name: "Løst" }).click();
    },
  },
  "components/drawer.tsx": {
    role: "dialog",
    on: "Prøvehandlinger",
    open: () => tab.getByRole("button", { name: "Start en prøvehandling" }).click(),
  },
};

async function openMenu(): Promise<void> {
  await tab
    .getByRole("button", { name: /^Flyt til/ })
    .first()
    .click();
  await tab.getByRole("menuitem").first().waitFor();
}

test("every file that draws something over the page is looked at below", async () => {
  const files = (await readdir(tabFolder, { recursive: true })).filter((file) => file.endsWith(".tsx"));
  const drawsOver = /<(?:MenuPopover|DialogSurface|dialog|PopoverSurface|Tooltip|\w*Drawer|Combobox|Dropdown)\b/;
  const found: string[] = [];
  for (const file of files) if (drawsOver.test(await readFile(join(tabFolder, file), "utf8"))) found.push(file);
  expect(found.toSorted()).toEqual(Object.keys(overlays).toSorted());
});

/** What share of what was drawn around the overlay is not seen any more. */
async function shareLost(before: Buffer, after: Buffer, overlay: Locator): Promise<number> {
  const box = await overlay.boundingBox();
  if (box === null) throw new Error("nothing is drawn over the page");
  return reader.evaluate(
    async ([pictures, { x, y, width, height }]) => {
      const [one, other] = await Promise.all(pictures.map(pixelsOf));
      if (one === undefined || other === undefined) throw new Error("no picture");
      // Its shadow is no part of what lies around it.
      const shadow = 40;
      const isAround = (at: number) => {
        const [column, row] = [(at / 4) % one.width, Math.floor(at / 4 / one.width)];
        const isBeside = column < x - shadow || column > x + width + shadow;
        return isBeside || row < y - shadow || row > y + height + shadow;
      };
      const [ground, groundNow] = [mostCommon(one.data, isAround), mostCommon(other.data, isAround)];
      let [drawn, lost] = [0, 0];
      for (let at = 0; at < one.data.length; at += 4) {
        if (!isAround(at) || distance(one.data, at, ground) < 150) continue;
        drawn += 1;
        if (distance(other.data, at, groundNow) < 40) lost += 1;
      }
      if (drawn < 1000) throw new Error("nothing was drawn around it");
      return lost / drawn;

      async function pixelsOf(data: string) {
        const bitmap = await createImageBitmap(await (await fetch(data)).blob());
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        if (context === null) throw new Error("no canvas");
        context.drawImage(bitmap, 0, 0);
        return context.getImageData(0, 0, bitmap.width, bitmap.height);
      }
      function mostCommon(data: Uint8ClampedArray, isCounted: (at: number) => boolean): number[] {
        const counts = new Map<string, number>();
        for (let at = 0; at < data.length; at += 4) {
          if (!isCounted(at)) continue;
          const color = data.slice(at, at + 3).join();
          counts.set(color, (counts.get(color) ?? 0) + 1);
        }
        const [color = ""] = [...counts].toSorted(([, few], [, many]) => many - few)[0] ?? [];
        return color.split(",").map(Number);
      }
      function distance(data: Uint8ClampedArray, at: number, color: number[]): number {
        return color.reduce((sum, part, index) => sum + Math.abs(part - (data[at + index] ?? 0)), 0);
      }
    },
    [[before, after].map((png) => `data:image/png;base64,${png.toString("base64")}`), box] as const,
  );
}

const everyLook = ["default", "dark", "contrast", "glass", "forced light", "forced dark"];
/** Light, one that lets the host shine through, and one whose colours the system chooses; all of them with LONG=1. */
const looks = process.env.LONG === "1" ? everyLook : ["default", "glass", "forced dark"];
const cases = Object.keys(overlays).flatMap((file) => looks.map((look) => [file, look] as const));

test.each(cases)(
  "%s leaves the page around it in sight in the look %s, and hides what lies under it",
  async (file, look) => {
    const { role, on = "Det driller", open } = overlays[file] ?? { role: "menu", open: openMenu };
    await tab.getByRole("link", { name: on, exact: true }).first().click();
    await tab.getByRole("heading", { name: on, level: 1 }).waitFor();
    await tab
      .getByRole("button", { name: on === "Det driller" ? /^Flyt til/ : /^Ret: / })
      .first()
      .waitFor();
    const isForced = look.startsWith("forced");
    const theme = isForced ? "default" : look;
    const colorScheme = look.endsWith("dark") ? "dark" : "light";
    await page.emulateMedia({ forcedColors: isForced ? "active" : "none", colorScheme });
    await tellHost(page, "changeTheme", theme);
    await tab.locator(`[data-theme="${theme}"]`).first().waitFor();
    // What shows while the keyboard is on a card is no part of the page: after a press of the mouse it is on none.
    await tab.locator("h1").click();
    const before = await page.screenshot({ animations: "disabled" });
    await open();
    const overlay = tab.getByRole(role);
    await overlay.waitFor();
    const after = await page.screenshot({ animations: "disabled" });
    await saveImage(after, `over-siden-${role}-${look.replace(" ", "-")}`, ".artifacts/screenshots");
    expect(await shareLost(before, after, overlay)).toBeLessThan(0.02);
    const surface = role === "menu" ? tab.locator(".fui-MenuPopover") : overlay;
    expect(await surface.evaluate((element) => getComputedStyle(element).backgroundColor)).toMatch(/^rgb\(/);
    await page.keyboard.press("Escape");
    await overlay.waitFor({ state: "detached" });
  },
);
