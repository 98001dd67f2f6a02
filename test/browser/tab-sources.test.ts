import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { loadConfig, localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { keys } from "../../bot/store/documents.ts";
import { demoFolder } from "../support/bot.ts";
import { inEveryLook, visit } from "../support/browse.ts";
import { launchChromium } from "../support/chromium.ts";
import { type ForeignServer, startForeign } from "../support/foreign-server.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { fixture, sourceFile } from "../support/source-fixtures.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";

// The story of an administrator who lets the organisation come in by itself: read, choose, take in; and the day on which the key is refused.

const now = "2026-11-16T10:00:00.000Z";
let fresh: FreshStore;
let host: ForeignServer;
let api: RunningApi;
let browser: Browser;
let catalogue: string;
let status = 200;

beforeAll(async () => {
  fresh = await freshStore();
  catalogue = await fixture("os2rollekatalog-organisation-v3.json");
  const managers = await fixture("os2rollekatalog-manager.json");
  host = await startForeign((request, response) => {
    response.statusCode = status;
    response.end(request.url === "/api/organisation/v3" ? catalogue : managers);
  });
  const source = demoFolder;
  await importDirectory({ store: fresh.store, tenantId: localTenant, source, now, by: "system" });
  const config = loadConfig({
    ...{ OMBORD_MODE: "local", ROLLEKATALOG_URL: host.url, ROLLEKATALOG_KEY: "key" },
    ...{ KITOS_EXPORT: sourceFile("kitos-export-IT-Systemer-Overblik.xlsx"), ENTRA_IDS: sourceFile("entra-ids.csv") },
  });
  api = await startApi({ store: fresh.store, now, config });
  browser = await launchChromium();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await api.stop();
  await host.stop();
  await fresh.dispose();
});

const syd = "4078a317-fd22-4138-a7b3-677c81601458";
const nord = "8b220b37-dcb2-41ef-a6ea-c7bfd4a08df8";
const nat = "9b5e5b90-ab13-4803-a747-32fe4b546b33";
const leaving = [nord, nat, "4570953f-ae58-4aac-ab2f-eabaf40fd838", "55e15e1d-bbb9-4625-a0b9-b51a491de708"];

/** As the form does it, for one unit. */
async function chooseInstead(before: string, after: string): Promise<void> {
  const stored = await fresh.store.read(localTenant, "mapping", keys.mapping);
  if (stored === undefined) throw new Error("nothing is chosen");
  const teams = stored.value.teams?.map((id) => (id === before ? after : id)) ?? [];
  const value = { ...stored.value, teams };
  const { etag, kind, key } = stored;
  await fresh.store.commit(localTenant, [{ op: "replace", kind, key, etag, value }]);
}

test("reads, chooses, takes in, and is told in plain words what went wrong", async () => {
  const upn = "line.oestergaard@havnby.example";
  const { page, complaints, context } = await visit(browser, { url: api.url, upn, path: "/tab/operations" });
  await page.getByRole("heading", { name: "Kilder", exact: true }).waitFor();
  await page.getByRole("button", { name: "Hent nu" }).click();
  await page.getByText("Der er hentet, men intet er læst ind, før I har valgt.").waitFor();
  const team = page.getByRole("checkbox", { name: /^Nat · Team Nord/ });
  await team.waitFor();
  expect(await team.isChecked()).toBe(true);
  expect(await page.getByRole("checkbox", { name: /^Projektenhed 2019/ }).isChecked()).toBe(false);
  await page.getByRole("checkbox", { name: /^Ådalskolen/ }).click();
  await page.getByRole("checkbox", { name: "Også teams under enhederne: VidCare Skærm" }).click();
  await inEveryLook(page, "kilder-valg");
  await page.getByRole("button", { name: "Gem valget" }).click();
  await page.getByText("Valget er gemt.").waitFor();
  await page.getByRole("button", { name: "Hent nu" }).click();
  await page.getByText("Det nye er læst ind.").waitFor();
  expect((await fresh.store.read(localTenant, "team", syd))?.value.name).toBe("Team Syd");
  expect((await fresh.store.read(localTenant, "team", "nord-dag"))?.value.retired).toBeUndefined();

  // KITOS' export has a unit's name that two units have.
  await page.getByRole("button", { name: "Vælg enheden for Team Nord" }).click();
  await page.getByLabel("Enheden for Team Nord").selectOption(nord);
  await page
    .getByLabel("Enheden for Team Nord")
    .locator("xpath=ancestor::li")
    .getByRole("button", { name: "Gem" })
    .click();
  await page.getByText("Gemt. Det gælder fra næste gang, der hentes.").waitFor();
  await page.getByRole("button", { name: "Hent nu" }).click();
  await page.getByText("Sat sammen i hånden (1)").click();
  await page.getByText("Team Nord er Team Nord.").waitFor();
  await page.getByText("Hvem ejer hvad").click();
  const owned = page.getByRole("row", { name: "Ledere og stedfortrædere" });
  expect(await owned.getByRole("cell").textContent()).toBe("OS2rollekatalog");
  expect(await page.getByRole("row", { name: "Løsninger: fagets ord" }).getByRole("cell").textContent()).toBe(
    "Jeres egne filer",
  );
  await inEveryLook(page, "kilder-ejere");
  await page.getByRole("button", { name: "Fjern: Team Nord" }).click();
  await page.getByText("Sat sammen i hånden").waitFor({ state: "detached" });

  // A unit under a new id is the same, if somebody says so.
  const anew = "99999999-9999-4999-8999-999999999999";
  catalogue = catalogue.replaceAll(syd, anew);
  await chooseInstead(syd, anew);
  await page.getByRole("button", { name: "Hent nu" }).click();
  await page.getByRole("heading", { name: "Venter på dit ja" }).waitFor();
  await page.getByRole("checkbox", { name: /^Team Syd afløser/ }).waitFor();
  expect(await fresh.store.read(localTenant, "team", anew)).toBeUndefined();
  await inEveryLook(page, "kilder-ja");
  await page.getByRole("button", { name: "Ja, læs det ind" }).click();
  await page.getByText("Det nye er læst ind.").waitFor();
  expect((await fresh.store.read(localTenant, "team", syd))?.value).toMatchObject({ retired: true, replacedBy: anew });

  // Far less than before is asked about, with its number.
  const less = JSON.parse(catalogue);
  less.orgUnits = less.orgUnits.filter(({ uuid }: { uuid: string }) => !leaving.includes(uuid));
  catalogue = JSON.stringify(less);
  await page.getByRole("button", { name: "Hent nu" }).click();
  const number = page.getByLabel(/^Skriv \d+, hvis det er rigtigt/);
  await number.waitFor();
  await number.fill("1");
  await page.getByRole("button", { name: "Ja, læs det ind" }).click();
  await page.getByText(/^Skriv tallet \d+, hvis det er rigtigt\.$/).waitFor();
  expect((await fresh.store.read(localTenant, "team", nat))?.value).toMatchObject({ name: "Nat" });
  const asked = /\d+/.exec((await page.getByText(/^Skriv tallet \d+/).textContent()) ?? "")?.[0] ?? "";
  await number.fill(asked);
  await page.getByRole("button", { name: "Ja, læs det ind" }).click();
  await number.waitFor({ state: "detached" });
  expect((await fresh.store.read(localTenant, "team", nat))?.value.retired).toBe(true);

  status = 401;
  await page.getByRole("button", { name: "Hent nu" }).click();
  await page.getByText("Nøglen eller adgangskoden blev afvist.").waitFor();
  await inEveryLook(page, "kilder");
  expect(complaints).toEqual([]);
  await context.close();
}, 90_000);
