import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { accessibilityFaults, inEveryLook } from "../support/browse.ts";
import { screenshot } from "../support/chromium.ts";
import { type RunningTab, startTabWithBarriers } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTabWithBarriers(now);
}, 60_000);

afterAll(() => tab.stop());

const openAs = (upn: string) => tab.visit({ upn: `${upn}@havnby.example`, path: "/tab/trials" });

describe("trials", () => {
  test("have nothing for axe to find, running and finished, with a form open", async () => {
    const { page, complaints, context } = await openAs("camilla.noergaard");
    await page.getByText("Når besøget står på ruten").waitFor();
    await page.getByRole("button", { name: /^Afslut/ }).click();
    await page.getByRole("textbox", { name: "Hvad lærte vi?" }).waitFor();
    await inEveryLook(page, "proevehandlinger");
    expect(complaints).toEqual([]);
    await context.close();
  }, 120_000);

  test("begin from scratch with a citizen's reason, after what others have learned, and never with a CPR number", async () => {
    const { page, context } = await openAs("rasmus.dahl");
    await page.getByRole("button", { name: "Start en prøvehandling" }).click();
    const form = page.getByRole("dialog", { name: "Start en prøvehandling" });
    await form.getByRole("button", { name: "Start", exact: true }).click();
    await form.getByText("Skriv, hvad I vil prøve.").waitFor();
    await form.getByText("Vælg mindst ét team.").waitFor();
    await form.getByLabel("Hvad er svært for borgeren?").selectOption({ label: "Utryghed" });
    await form.getByText("Prøv sammen med en pårørende første gang").waitFor();
    const what = form.getByRole("textbox", { name: "Hvad vil I prøve?" });
    await what.fill("Ring til 111111-1118 dagen før");
    await form.getByText("Det ligner et CPR-nummer.").waitFor();
    const sent: string[] = [];
    page.on("request", (request) => sent.push(request.postData() ?? ""));
    await form.getByRole("checkbox", { name: "Borgerservice, telefonen" }).check();
    await form.getByRole("button", { name: "Start", exact: true }).click();
    expect(sent.join()).not.toContain("1118");
    await what.fill("Ring til borgeren dagen før");
    await form.getByText("Tre spørgsmål, der er værd at tænke over (kan udelades)").click();
    await form.getByRole("textbox", { name: "Hvem er hørt, og hvem mangler?" }).fill("Dem, der ringer ofte.");
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "proevehandling-tre-spoergsmaal");
    await page.route("**/api/trials", (route) => route.abort());
    await form.getByRole("button", { name: "Start", exact: true }).click();
    await form.getByRole("alert").getByText("Det blev ikke gemt. Det, du skrev, står her stadig.").waitFor();
    expect(await what.inputValue()).toBe("Ring til borgeren dagen før");
    await page.unroute("**/api/trials");
    await form.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByRole("heading", { name: "Ring til borgeren dagen før" }).waitFor();
    await page.getByText("Startede med noget, der er svært for borgere: utryghed").first().waitFor();
    await page.getByText("De er hørt: Dem, der ringer ofte.").waitFor();
    await page.getByRole("button", { name: "Afslut: Ring til borgeren dagen før" }).click();
    await page.getByText("Det tænkte I, før I begyndte").waitFor();
    await context.close();
  }, 60_000);

  test("begin among hundreds of teams with the first of them, a search for the others, and the chosen in sight", async () => {
    const { page, context } = await openAs("rasmus.dahl");
    await page.route("**/api/barriers/choices", async (route) => {
      const response = await route.fetch();
      const many = Array.from({ length: 210 }, (_, n) => ({ id: `team-${n}`, name: `Team ${n}`, solutions: [] }));
      await route.fulfill({ response, json: { ...(await response.json()), report: many } });
    });
    // So that the page asks for the choices itself.
    await page.route("**/api/first-view?*", (route) => route.abort());
    await page.reload();
    await page.getByRole("button", { name: "Start en prøvehandling" }).click();
    const teams = page.getByRole("group", { name: "Hvilke teams er med?" });
    await teams.getByText("… og 190 flere: søg efter navn").waitFor();
    expect(await teams.getByRole("checkbox").count()).toBe(20);
    await screenshot(page, "proevehandling-mange-teams", { fullPage: true });
    const search = teams.getByRole("searchbox", { name: "Find et team" });
    await search.fill("team 1");
    await teams.getByText("… og 91 flere: skriv lidt mere af navnet").waitFor();
    await search.fill("team 207");
    await teams.getByRole("checkbox", { name: "Team 207" }).check();
    expect(await teams.getByRole("checkbox").count()).toBe(1);
    await search.fill("");
    await teams.getByText("… og 189 flere: søg efter navn").waitFor();
    expect(await teams.getByRole("checkbox", { name: "Team 207" }).isChecked()).toBe(true);
    await search.fill("findes ikke");
    await teams.getByText("Ingen teams hedder sådan.").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.close();
  }, 60_000);

  test("are changed while they run, kept when the network is gone, and never end before they began", async () => {
    const { page, context } = await openAs("camilla.noergaard");
    await page.getByRole("button", { name: "Ret: Ti minutters makkertræning efter morgenmødet" }).click();
    const what = page.getByRole("textbox", { name: "Hvad vil I prøve?" });
    expect(await what.inputValue()).toBe("Ti minutters makkertræning efter morgenmødet");
    await what.fill("");
    await page.getByLabel("Til og med").fill("1/1 2020");
    await page.getByRole("button", { name: "Gem" }).click();
    await page.getByText("Skriv, hvad I vil prøve.").waitFor();
    await page.getByText(/^Skriv en dato, for eksempel 3\. december\. Tidligst /).waitFor();
    await what.fill("Et kvarters makkertræning efter morgenmødet");
    await page.getByLabel("Til og med").fill("18/12 2026");
    await page.route("**/api/trials/*", (route) => route.abort());
    await page.getByRole("button", { name: "Gem" }).click();
    await page.getByRole("alert").getByText("Det blev ikke gemt.").waitFor();
    await page.unroute("**/api/trials/*");
    await page.getByRole("button", { name: "Gem" }).click();
    await page.getByText("Gemt.", { exact: true }).first().waitFor();
    const trial = page.getByRole("listitem").filter({ hasText: "Et kvarters makkertræning" });
    await trial.getByText(/18\. dec/).waitFor();
    await page.getByRole("button", { name: /^Ret: Et kvarter/ }).click();
    await what.fill("Ti minutters makkertræning efter morgenmødet");
    await page.getByRole("button", { name: "Gem" }).click();
    await page.getByRole("heading", { name: "Ti minutters makkertræning efter morgenmødet" }).waitFor();
    await context.close();
  }, 60_000);

  test("end with what was learned, are found again, and are shared without team and names", async () => {
    const { page, context } = await openAs("camilla.noergaard");
    await page.getByRole("button", { name: "Afslut: Ti minutters makkertræning efter morgenmødet" }).click();
    await page.getByRole("button", { name: "Afslut", exact: true }).click();
    await page.getByText("Skriv, hvad I lærte. Også det, der ikke virkede.").waitFor();
    await page.getByText("Vælg, om det virkede.").waitFor();
    await page
      .getByRole("textbox", { name: "Hvad lærte vi?" })
      .fill("Ti minutter er nok, når Genoptræningen øver to og to.");
    await page.getByRole("radio", { name: "Delvist" }).check();
    await page.getByRole("textbox", { name: "Blev nogen overset?" }).fill("Dem, der møder klokken syv.");
    await page.getByRole("checkbox", { name: "Må deles uden team og navne" }).check();
    await page.getByRole("button", { name: "Afslut", exact: true }).click();
    const partly = page.getByRole("region", { name: /^Det virkede delvist/ });
    const learned = partly.getByRole("listitem").filter({ hasText: "Ti minutter er nok" });
    await learned.waitFor();
    expect(await learned.getByRole("switch").isChecked()).toBe(true);
    await learned.getByText("Blev nogen overset: Dem, der møder klokken syv.").waitFor();
    await page.getByText("Der er ingen prøvehandlinger i gang.").waitFor();

    await page.getByRole("searchbox", { name: "Søg i det, vi har lært" }).fill("to og to");
    await page.getByText("1 prøvehandling", { exact: true }).waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Hent det, der må deles" }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
    const file = Buffer.concat(chunks).toString();
    expect(file).toContain("Ti minutter er nok");
    expect(file).not.toMatch(/Genoptræningen|Hjemmeplejen|Camilla|klokken syv/);
    await page.getByRole("searchbox", { name: "Søg i det, vi har lært" }).fill("");
    const sent = page.waitForEvent("download");
    await page.getByRole("button", { name: "Hent til en anden kommune" }).click();
    const learnings = JSON.parse(await readFile(await (await sent).path(), "utf8"));
    const give = (body: unknown) =>
      page.getByLabel("Hent læring fra en anden kommune").setInputFiles({
        name: "ombord-laering.json",
        mimeType: "application/json",
        buffer: Buffer.from(JSON.stringify(body)),
      });
    await give(learnings);
    await page.getByText("Det er jeres egen fil.").waitFor();
    await give({ format: "andet" });
    await page.getByText("Filen er ikke en fil med læring fra Ombord").waitFor();
    const theirs = { ...learnings, municipality: "Sydby Kommune" };
    const [first] = theirs.learnings;
    await give({ ...theirs, learnings: [{ ...first, learned: "Birthe kan selv nu." }] });
    await page.getByText("Nr. 1: Det ligner et navn: »Birthe«.").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await give(theirs);
    const foreign = page.getByRole("region", { name: "Fra andre kommuner" });
    await foreign
      .getByText(/^Fra Sydby Kommune · /)
      .first()
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "fra-andre-kommuner", { fullPage: true });
    await foreign.getByRole("button", { name: "Slet alt fra Sydby Kommune" }).click();
    await foreign
      .getByText(/^Fra Sydby Kommune · /)
      .first()
      .waitFor({ state: "detached" });
    await context.close();
  }, 60_000);

  test("are for a leader to read: their own, and what others have shared without team", async () => {
    const { page, context } = await openAs("pia.vestergaard");
    const shared = page.getByRole("listitem").filter({ hasText: "Skærmbesøg som fast punkt på ruten" });
    await shared.waitFor();
    expect(await shared.textContent()).not.toContain("Hjemmeplejen");
    expect(await page.getByRole("button", { name: /^(Start|Afslut)/ }).count()).toBe(0);
    expect(await page.getByRole("switch").count()).toBe(0);
    await context.close();
  });
});
