import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { fillBarriers, idOf } from "../support/barriers.ts";
import { settled } from "../support/browse.ts";
import { otherEnginesFaults } from "../support/engines.ts";
import { fillCitizenCases, fillMunicipality } from "../support/municipality.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    await fillBarriers(store, localTenant, now);
    await fillCitizenCases(store, localTenant, now, 5);
  });
}, 60_000);

afterAll(() => tab.stop());

const barrier = `barriers/${idOf(7)}`;
const solution = "overview/solution/journal";
const team = "overview/team/nord-dag/journal";
const steps = ["map", "inspire", "develop", "act"].map((step) => `citizens/${step}`);
const councils = "citizens/councils";
type Views = [who: string | null, paths: string[]][];
/** Every page as each of those whose it is; the last of each is not theirs. */
const everyView: Views = [
  ["hanne.lykke", ["week", "barriers", barrier, "citizens", "trials", "overview", solution, "ambition", "operations"]],
  ["rasmus.dahl", ["barriers", barrier, "citizens", ...steps, "trials", "overview", solution, team, "week"]],
  [
    "torben.kjaer",
    ["overview", solution, team, "barriers", "citizens", ...steps, councils, "trials", "ambition", barrier],
  ],
  ["line.oestergaard", ["operations", "about/med", "about/accessibility", "nowhere", "overview"]],
  [null, ["", "config"]],
];
/** Every page once, as who has the most on it, and one that is refused. */
const inGate: Views = [
  ["hanne.lykke", ["week", barrier, "ambition", "operations"]],
  ["rasmus.dahl", ["barriers", barrier, "citizens", "citizens/map", "citizens/act", "trials"]],
  ["torben.kjaer", ["overview", solution, team, "barriers", "citizens", councils]],
  ["line.oestergaard", ["operations", "about/med", "about/accessibility", "nowhere"]],
  [null, ["", "config"]],
];
const views = process.env.LONG === "1" ? everyView : inGate;

test.each(views)(
  "no page of %s has anything for Equal Access or html-validate to find, and each has one title",
  async (name, paths) => {
    const upn = name && `${name}@havnby.example`;
    const [first, ...others] = paths.map((path) => `/tab/${path}`);
    const { page, complaints, context } = await tab.visit({ upn, path: first });
    const found: Record<string, string[]> = {};
    const look = async () => {
      await settled(page);
      const titles = await page.getByRole("heading", { level: 1 }).count();
      const faults = [...(await otherEnginesFaults(page)), ...(titles === 1 ? [] : [`${titles} titles`])];
      if (faults.length > 0) found[new URL(page.url()).pathname] = faults;
    };
    await look();
    for (const path of others) {
      await page.goto(tab.url + path);
      await page.locator("h1, h2").first().waitFor();
      await look();
    }
    expect(found).toEqual({});
    // A barrier that is somebody else's is refused, which the browser says aloud.
    expect(complaints.filter((text) => !/status of 40[34]/.test(text))).toEqual([]);
    await context.close();
  },
  120_000,
);

test("the engines find what they are here for", async () => {
  const page = await tab.browser.newPage();
  await page.setContent(`<!doctype html><html lang="da"><head><title>Prøve</title></head><body>
    <main><h1>Prøve</h1><span><div>Her</div></span><ul></ul>
    <input type="checkbox" role="switch" aria-checked="true" aria-label="Til"></main><a href="#x">Videre</a></body></html>`);
  const found = (await otherEnginesFaults(page)).map((fault) => fault.split(":")[0]);
  expect(found).toEqual(
    expect.arrayContaining([
      "element-permitted-content",
      "aria_attribute_valid",
      "aria_child_valid",
      "aria_content_in_landmark",
    ]),
  );
  await page.close();
});
