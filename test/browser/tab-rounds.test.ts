import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import type { Rollout } from "../../bot/domain/organisation.ts";
import { keys } from "../../bot/store/documents.ts";
import type { Store } from "../../bot/store/store.ts";
import { tabDa } from "../../bot/text/da/tab.ts";
import { newDirectoryVersion } from "../../bot/use-cases/check-in/set-absence.ts";
import { accessibilityFaults, sidewaysPixels } from "../support/browse.ts";
import { screenshot } from "../support/chromium.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

// Before a rollout, three months and a year after: answered in Min uge on a phone.

const now = "2026-11-19T10:00:00.000Z";
const week = "2026-W47";
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    await change(store, "sekretariatet", { copilot: { status: "retired" }, booking: { start: "2026-12-07" } });
    await change(store, "pension-ydelse", { copilot: { start: "2026-08-01" } });
    await change(store, "nord-aften", { skaermbesoeg: { start: "2025-11-01" } });
  });
}, 60_000);

afterAll(() => tab.stop());

/** The team's rollouts as the files might have them, after it has answered this quarter's own question. */
async function change(store: Store, teamId: string, rollouts: Record<string, Partial<Rollout>>): Promise<void> {
  const settings = await store.read(localTenant, "settings", keys.settings);
  const history = await store.read(localTenant, "adoption", teamId);
  if (settings === undefined || history === undefined) throw new Error("no such team");
  const rounds = { "done:2026-Q4:done": { week: "2026-W41", answer: null } };
  const { etag, value } = history;
  await store.commit(localTenant, [
    { op: "replace", kind: "adoption", key: teamId, etag, value: { ...value, rounds } },
    newDirectoryVersion(settings),
  ]);
  for (const [solutionId, part] of Object.entries(rollouts)) {
    const key = keys.rollout(solutionId, teamId);
    const stored = await store.read(localTenant, "rollout", key);
    if (stored === undefined) throw new Error(`no ${key}`);
    const changed = { ...stored.value, ...part };
    await store.commit(localTenant, [{ op: "replace", kind: "rollout", key, etag: stored.etag, value: changed }]);
  }
}

test.each([
  ["before it, where nothing else is asked yet", "charlotte.brandt", "sekretariatet", "ready:booking:wanted"],
  ["three months after", "dorthe.vang", "pension-ydelse", "holds3:copilot:worth"],
  ["twelve months after", "jonas.krogh", "nord-aften", "holds12:skaermbesoeg:worth"],
] as const)("a rollout is asked about %s, and answered", async (_, upn, teamId, key) => {
  const { page, complaints, context } = await tab.visit({ upn: `${upn}@havnby.example`, path: "/tab/" });
  await page.setViewportSize({ width: 375, height: 812 });
  const isAlone = key.startsWith("ready");
  const asked = key.endsWith("wanted") ? /^Vil I gerne i gang med / : /^Er .+ besværet værd\?/;
  const question = page.getByRole("radiogroup", { name: asked });
  await question.waitFor();
  if (isAlone) {
    // One question, one button of colour, and nothing to repeat.
    expect(await page.getByRole("button", { name: tabDa.myWeek.asLast }).count()).toBe(0);
    await page.getByText(tabDa.rounds.alone).waitFor();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("alert").filter({ hasText: tabDa.rounds.choose }).waitFor();
  } else {
    for (const box of await page.locator("fieldset.question").all())
      await box.getByRole("radio", { name: "For det meste" }).check();
  }
  await question.getByRole("radio", { name: "Delvist" }).check();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysPixels(page)).toBe(0);
  await screenshot(page, `runde-${key.split(":")[0]}-375`, { fullPage: true });
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText(tabDa.myWeek.thanks).waitFor();
  await page.getByRole("button", { name: "Ret svar" }).waitFor();
  const stored = await tab.store.read(localTenant, "adoption", teamId);
  expect(stored?.value.rounds?.[key]).toEqual({ week, answer: "partly" });
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});
