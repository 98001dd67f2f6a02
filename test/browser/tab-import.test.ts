import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { keys } from "../../bot/store/documents.ts";
import { queryAll } from "../../bot/store/store.ts";
import { importPageDa as importWords } from "../../bot/text/da/import-page.ts";
import { makeDecision } from "../../bot/use-cases/decision/make-decision.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { demoFolder } from "../support/bot.ts";
import { accessibilityFaults, inEveryLook } from "../support/browse.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

const now = "2026-11-16T10:00:00.000Z";
let tab: RunningTab;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombord-import-"));
  tab = await startTab(now, (store) =>
    importDirectory({ store, tenantId: localTenant, source: demoFolder, now, by: "system" }),
  );
}, 60_000);

afterAll(async () => {
  await tab.stop();
  await rm(folder, { recursive: true });
});

const openAs = (upn: string, path: string) => tab.visit({ upn: `${upn}@havnby.example`, path: `/tab/${path}` });
const admin = "line.oestergaard";

async function csv(name: string, lines: string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `${lines.join("\r\n")}\r\n`);
  return path;
}

async function choose(page: Page, ...files: string[]): Promise<void> {
  await page.getByLabel("CSV-filer eller et Excel-regneark").setInputFiles(files);
  await page.getByRole("button", { name: "Se, hvad der ændres" }).click();
}

/** What has the focus, so that a screen reader reads it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? "");
}

const teamName = async (id: string) => (await tab.store.read(localTenant, "team", id))?.value.name;

describe("an administrator", () => {
  test("sees what the files would change, agrees by keyboard alone, and sees that it is stored", async () => {
    const { page, complaints, context } = await openAs(admin, "operations");
    const teams: string[] = [];
    for (const { value } of (await tab.store.query(localTenant, "team")).items) {
      if (value.id !== "nord-aften") {
        teams.push(
          `${value.id};${value.id === "nord-dag" ? "Hjemmeplejen Nord, dagvagt" : value.name};${value.areaId}`,
        );
      }
    }
    const file = await csv("teams.csv", ["team_id;name;area_id", ...teams, "nyt-team;Hjemmeplejen Ø;nord"]);
    const settings = await csv("settings.csv", ["key;value", "check_in_hour;10"]);
    await page.getByLabel("CSV-filer eller et Excel-regneark").setInputFiles([file, settings]);
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "Se, hvad der ændres" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Det her bliver ændret" }).waitFor();
    expect(await focused(page)).toBe("Det her bliver ændret");
    const counts = page.getByRole("table", { name: "Hvor meget der ændres" });
    await counts.getByRole("row", { name: `Teams 1 1 1 ${teams.length - 1}` }).waitFor();
    expect(await page.getByText("Hjemmeplejen Nord, aften", { exact: true }).last().isVisible()).toBe(true);
    expect(await teamName("nord-dag")).toBe("Hjemmeplejen Nord, dag");
    await inEveryLook(page, "drift-import");
    const agree = page.getByRole("button", { name: "Importér", exact: true });
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press("Tab");
      if (await agree.evaluate((button) => button === document.activeElement)) break;
    }
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Importen er gemt" }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === "Importen er gemt");
    expect(await teamName("nord-dag")).toBe("Hjemmeplejen Nord, dagvagt");
    // The form beside it has begun again with what was imported.
    expect(await page.getByLabel("Tidspunkt", { exact: true }).inputValue()).toBe("10");
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  }, 180_000);

  test("reads every fault with its file and row, in every look, and puts it right", async () => {
    const { page, context } = await openAs(admin, "operations");
    const wrong = await csv("areas.csv", ["area_id;name;parent_area_id", "x;;", "y;111111-1118;", "z;Z;findes-ikke"]);
    await choose(page, wrong);
    await page.getByRole("heading", { name: /^\d+ fejl\. Intet er gemt, før de er rettet\.$/ }).waitFor();
    expect(await focused(page)).toContain("Intet er gemt");
    await page.getByText("areas.csv, række 2, kolonne name").waitFor();
    await page.getByText("Feltet skal udfyldes.").waitFor();
    await page.getByText("areas.csv, række 4, kolonne parent_area_id").waitFor();
    await inEveryLook(page, "drift-import-fejl");
    const right = await csv("settings.csv", ["key;value", "suppression_limit;5"]);
    await choose(page, right);
    await page.getByRole("heading", { name: "Der er ikke noget at importere" }).waitFor();
    await context.close();
  }, 180_000);

  test("sees where a file says something else than what a manager has decided, which holds, and who is asked", async () => {
    const manager = "0a7b0000-0000-4000-8000-000000000021";
    const directory = await loadDirectory(tab.store, localTenant);
    const errand = { store: tab.store, actor: { tenantId: localTenant, personId: manager }, directory, now };
    const about = { kind: "solution" as const, id: "medicindispenser" };
    const text = "Borgerne får dosispakket medicin.";
    await makeDecision(errand, { kind: "exception", about, areaId: "nord", text, due: "2027-03-01", confirmed: true });
    const { page, context } = await openAs(admin, "operations");
    const rows: string[] = [];
    for await (const { value } of queryAll(tab.store, localTenant, "rollout")) {
      const { solutionId, teamId, start } = value;
      // A team that is gone stands in no file.
      if (value.status === "retired" || teamId === "nord-aften") continue;
      const isOne = solutionId === "medicindispenser" && teamId === "nord-dag";
      const status = isOne ? "pilot" : value.status;
      rows.push([solutionId, teamId, status, start ?? "", value.reason ?? "", value.reviewOn ?? ""].join(";"));
    }
    await choose(page, await csv("rollouts.csv", ["solution_id;team_id;status;start;reason;review_on", ...rows]));
    await page.getByRole("heading", { name: "Det her bliver ændret" }).waitFor();
    await page.getByText(importWords.decided).waitFor();
    await page
      .getByText(/besluttet: aftalt afvigelse, 1. marts 2027, Torben Kjær/)
      .first()
      .waitFor();
    await inEveryLook(page, "drift-import-besluttet");
    await page.getByRole("button", { name: "Importér", exact: true }).click();
    await page.getByRole("heading", { name: "Importen er gemt" }).waitFor();
    const { items } = await tab.store.query(localTenant, "message", { where: { purpose: "decisionDue" } });
    expect(items.map(({ value }) => value.recipient)).toEqual([manager]);
    const held = (await loadDirectory(tab.store, localTenant)).rolloutsByTeam.get("nord-dag");
    expect(held?.find(({ solutionId }) => solutionId === "medicindispenser")).toMatchObject({
      ...{ status: "exception", reason: text },
    });
    await context.close();
  }, 180_000);

  test("types the number before half an export is stored", async () => {
    const { page, context } = await openAs(admin, "operations");
    const roles = (await tab.store.query(localTenant, "role")).items.map(({ value }) => value);
    const kept = roles.filter(({ role }) => role === "admin" || role === "manager");
    await choose(
      page,
      await csv("roles.csv", [
        "entra_id;role;scope;from;to",
        ...kept.map((role) => `${role.personId};${role.role};${role.scope};${role.from ?? ""};${role.to ?? ""}`),
      ]),
    );
    const lost = roles.length - kept.length;
    await page.getByText(`${lost} af ${roles.length} roller forsvinder.`).waitFor();
    await page.getByRole("button", { name: "Importér", exact: true }).click();
    await page.getByText(`Skriv tallet ${lost}, hvis det er rigtigt.`).waitFor();
    await inEveryLook(page, "drift-import-halv");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
    await page.keyboard.type(String(lost));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Importen er gemt" }).waitFor();
    expect((await tab.store.query(localTenant, "role")).items).toHaveLength(kept.length);
    await context.close();
  }, 180_000);

  test("is told what is missing before anything is sent, and can change their mind", async () => {
    const { page, context } = await openAs(admin, "operations");
    await page.getByRole("button", { name: "Se, hvad der ændres" }).click();
    await page.getByText("Vælg først en eller flere filer.").waitFor();
    const hour = await csv("settings.csv", ["key;value", "check_in_hour;8"]);
    await choose(page, hour);
    await page.getByText("Indstillinger · ændres (1)").waitFor();
    await page.getByText("Check-ins klokkeslæt").waitFor();
    await page.getByRole("button", { name: "Fortryd" }).click();
    expect(await page.getByRole("heading", { name: "Det her bliver ændret" }).count()).toBe(0);
    expect(await page.getByLabel("CSV-filer eller et Excel-regneark").inputValue()).toBe("");
    await context.close();
  });

  test("whose directory changes between looking and agreeing looks again", async () => {
    const { page, context } = await openAs(admin, "operations");
    await choose(page, await csv("settings.csv", ["key;value", "check_in_hour;8"]));
    await page.getByRole("heading", { name: "Det her bliver ændret" }).waitFor();
    const source = [{ name: "settings.csv", bytes: Buffer.from("key;value\nquiet_weeks;7\n") }];
    await importDirectory({ store: tab.store, tenantId: localTenant, source, now, by: "system" });
    await page.getByRole("button", { name: "Importér", exact: true }).click();
    await page.getByText("Der er ændret noget, siden du så på det.").waitFor();
    await page.getByRole("button", { name: "Se igen" }).click();
    await page.getByRole("heading", { name: "Det her bliver ændret" }).waitFor();
    await page.getByRole("button", { name: "Importér", exact: true }).click();
    await page.getByRole("heading", { name: "Importen er gemt" }).waitFor();
    const stored = await tab.store.read(localTenant, "settings", keys.settings);
    expect(stored?.value).toMatchObject({ checkInHour: 8, quietWeeks: [7] });
    await context.close();
  });
});
