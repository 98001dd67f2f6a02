import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import { localTenant } from "../../bot/config.ts";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { screenshot } from "../support/chromium.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { openCsv } from "../support/open-export.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    for (const teamId of ["nord-dag", "indskoling"]) {
      const value = newBarrier(uuid(), { teamId, solutionId: "journal", week: null }, "somebody", now);
      await store.commit(localTenant, [{ op: "create", kind: "barrier", key: value.id, value }]);
    }
  });
}, 60_000);

afterAll(() => tab.stop());

test("without a network the page says so, keeps what it has, and forgets the notice when the network is back", async () => {
  const { page, context } = await tab.visit({ upn: "anne-grethe.skov@havnby.example" });
  await page.getByRole("grid").waitFor();
  await page.context().setOffline(true);
  await page.getByText("Du er offline. Vi viser det, vi nåede at hente.").waitFor();
  expect(await page.getByRole("grid").isVisible()).toBe(true);
  await page.getByRole("button", { name: "Hent CSV" }).click();
  await page.getByRole("alert").getByText("Filen kunne ikke hentes. Prøv igen.").waitFor();
  await screenshot(page, "offline");
  await page.context().setOffline(false);
  await page.getByText("Du er offline.").waitFor({ state: "detached" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Hent CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("ombord-overblik-2026-11-19.csv");
  await context.close();
}, 60_000);

test("the board is taken along as it is filtered", async () => {
  const path = "/tab/barriers?area=skoler";
  const { page, context } = await tab.visit({ upn: "rasmus.dahl@havnby.example", path });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Hent CSV" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  expect(openCsv(Buffer.concat(chunks)).map((row) => row.Team)).toEqual(["Havnbyskolen, indskoling"]);
  await screenshot(page, "det-driller-hent");
  await context.close();
}, 60_000);
