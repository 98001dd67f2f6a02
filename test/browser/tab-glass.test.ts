import { mkdir, writeFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { fillBarriers, idOf } from "../support/barriers.ts";
import { accessibilityFaults } from "../support/browse.ts";
import { screenshot } from "../support/chromium.ts";
import { entra, type InTeams, startInTeams, teamsTenant, tellHost } from "../support/in-teams.ts";
import { fillCitizenCases } from "../support/municipality.ts";

const now = "2026-11-19T10:00:00.000Z";
const snapshots = ".artifacts/accessibility-tree";
let teams: InTeams;

beforeAll(async () => {
  teams = await startInTeams(now, async (store) => {
    await fillBarriers(store, teamsTenant, now);
    await fillCitizenCases(store, teamsTenant, now, 2);
  });
  await mkdir(snapshots, { recursive: true });
}, 120_000);

afterEach(() => teams.closePages());

afterAll(() => teams.stop());

/** What a screen reader would say without saying what it is: a control, a table or a cell of the grid with no name. */
const nameless =
  /^\s*- (?:table|grid|gridcell|group|region|navigation|button|link|textbox|combobox|searchbox|checkbox|radio|switch)(?: \[[^\]]*\])*:?$/;

/** In the gate the glass is looked at for what is its own: colours, on a phone; with `LONG=1` every page, wide and narrow. */
const isLong = process.env.LONG === "1";

type Role = keyof typeof entra;
const pages: [path: string, role: Role, heading: string | RegExp][] = [
  ["week", "leader", "Min uge"],
  ["barriers", "leader", "Det driller"],
  ["barriers", "navigator", "Det driller"],
  [`barriers/${idOf(7)}`, "navigator", "Skærmbesøg: det er besværligt eller passer ikke til arbejdsgangen"],
  ["citizens", "navigator", "Borgere"],
  ["citizens", "manager", "Borgere"],
  ["trials", "navigator", "Prøvehandlinger"],
  ["overview", "manager", "Overblik"],
  ["overview/solution/journal", "manager", "Fælles Omsorgsjournal"],
  ["overview/team/nord-dag/journal", "manager", "Hjemmeplejen Nord, dag"],
  ["ambition", "leader", "Min digitale ambition"],
  ["operations", "admin", "Drift"],
  ["about/med", "leader", "Det registrerer Ombord – og det registrerer vi ikke"],
  ["about/accessibility", "leader", "Tilgængelighedserklæring for Ombord"],
];

/** Between them they hold every kind of thing that is drawn: forms, cards, the grid, charts and tables. */
const inGate = new Set([
  "week leader",
  "barriers navigator",
  "citizens navigator",
  "overview manager",
  "operations admin",
]);

// Only a host shows glass: a browser on its own has the other three, which every page's own test looks at.
test.each(pages.filter(([path, role]) => isLong || inGate.has(`${path} ${role}`)))(
  "/%s has nothing for axe to find for the %s in the glass theme, and a name for everything that is heard",
  async (path, role, heading) => {
    const token = await teams.tokenFor(entra[role]);
    const { page, tab } = await teams.open({ token, theme: "glass", subPageId: path });
    await tab.locator('[data-theme="glass"]').first().waitFor();
    await tab.getByRole("heading", { level: 1, name: heading }).waitFor();
    await tab.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
    const name = `${path.replaceAll("/", "-")}-${role}`;
    const heard = await tab.locator("body").ariaSnapshot();
    await writeFile(`${snapshots}/${name}.yml`, heard);
    expect(heard.split("\n").filter((line) => nameless.test(line))).toEqual([]);
    expect(heard.match(/heading ".*" \[level=1\]/g)).toHaveLength(1);
    for (const width of isLong ? [1280, 375] : [375]) {
      await page.setViewportSize({ width, height: width < 500 ? 812 : 900 });
      expect(await accessibilityFaults(page, isLong ? "all" : "colors")).toEqual([]);
      await screenshot(page, `glas-${name}-${width}`);
    }
  },
  60_000,
);

test("setting up a channel's tab has nothing for axe to find in any theme of the host", async () => {
  const { page, tab } = await teams.open({ token: "", frameContext: "settings" }, "/tab/config");
  await tab.getByRole("heading", { level: 1, name: "Sæt Ombord op i kanalen" }).waitFor();
  for (const theme of ["default", "dark", "contrast", "glass"]) {
    await tellHost(page, "changeTheme", theme);
    await tab.locator(`[data-theme="${theme}"]`).first().waitFor();
    expect(await accessibilityFaults(page, theme === "default" ? "all" : "colors")).toEqual([]);
  }
}, 60_000);
