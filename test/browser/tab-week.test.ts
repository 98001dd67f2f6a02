import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import type { AbsenceAnswer, BarrierDetailAnswer, CheckInsAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { accessibilityFaults, inEveryLook, sidewaysPixels } from "../support/browse.ts";
import { apiClient } from "../support/call-api.ts";
import { screenshot } from "../support/chromium.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type RunningTab, startTab } from "../support/start-tab.ts";

const now = "2026-11-19T10:00:00.000Z";
let tab: RunningTab;

beforeAll(async () => {
  tab = await startTab(now, (store) => fillMunicipality(store, localTenant, now));
}, 60_000);

afterAll(() => tab.stop());

const { read, send } = apiClient(() => tab.url);
const openAs = (upn: string) => tab.visit({ upn: `${upn}@havnby.example`, path: "/tab/" });

describe("a leader's week", () => {
  test("begins with the first question within 300 pixels, and ends within two screens of a phone", async () => {
    for (const width of [375, 1280]) {
      const { page, context } = await tab.visit({ upn: "kasper.juhl@havnby.example", path: "/tab/week", width });
      const questions = page.locator(".check-in-form .question");
      await questions.first().waitFor();
      // Who one is stands above the tab in local mode only.
      const top = (await page.locator(".persona-bar").boundingBox())?.height ?? 0;
      expect(((await questions.first().boundingBox())?.y ?? Number.NaN) - top).toBeLessThanOrEqual(300);
      const last = await page.locator(".check-in-form button").last().boundingBox();
      if (width === 375) expect((last?.y ?? Number.NaN) + (last?.height ?? 0) - top).toBeLessThanOrEqual(2 * 812);
      await context.close();
    }
  });

  test("says what is reported already and asks for news, and who gets what was reported", async () => {
    const about = { teamId: "syd-dag", solutionId: "journal" };
    const told = { category: "equipment", detail: "device", consequence: "Den fryser", contact: "none" };
    await send("POST", "/api/barriers", "lone.bundgaard", { id: crypto.randomUUID(), ...about, told });
    const { page, context } = await openAs("lone.bundgaard");
    const question = page.getByRole("group", { name: "Hvor meget bruger I journalen til dem, det passer til?" });
    await question.getByRole("switch", { name: "Noget driller" }).check();
    await page.getByRole("button", { name: "Som sidst" }).click();
    await page.getByText("Journalen: Det er allerede meldt: Den fryser. Noget nyt?").waitFor();
    await page.getByText(/^Det går til /).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Ja, noget nyt" }).click();
    const form = page.getByRole("form", { name: "Ja, noget nyt" });
    await form.getByLabel("Hvad passer bedst?").selectOption({ index: 2 });
    await form.getByRole("button", { name: "Send" }).click();
    await page.getByText("Tak! Navigatørerne får besked").waitFor();
    expect((await read<CheckInsAnswer>("/api/check-ins", "lone.bundgaard")).teams[0]?.barriers).toHaveLength(2);
    await context.close();
  }, 60_000);

  test("has nothing for axe to find in any look, wide and narrow", async () => {
    const { page, complaints, context } = await openAs("hanne.lykke");
    await page.getByRole("group", { name: "Hvor meget bruger I journalen til dem, det passer til?" }).first().waitFor();
    await page.getByRole("heading", { name: "Jeres seneste uger" }).first().waitFor();
    await inEveryLook(page, "min-uge");
    expect(complaints).toEqual([]);
    await context.close();
  }, 240_000);

  test("asks at its top whether what was solved works, and below how a trial goes, whichever button answers", async () => {
    const id = crypto.randomUUID();
    const at = { teamId: "genoptraening", solutionId: "journal" };
    await send("POST", "/api/barriers", "kasper.juhl", { id, ...at });
    await send("PATCH", `/api/barriers/${id}`, "rasmus.dahl", {
      action: "solve",
      resolution: "fixed",
      text: "Nyt login.",
    });
    const dates = { from: "2026-11-19", to: "2026-12-02" };
    const trial = { id: crypto.randomUUID(), what: "Tablet i salen.", teamIds: [at.teamId], ...dates };
    await send("POST", "/api/trials", "rasmus.dahl", trial);
    const { page, context, complaints } = await openAs("kasper.juhl");
    const solved = page.getByRole("radiogroup", {
      name: /^Træningsjournalen: Nu skulle det virke \(Nyt login\)\. Passer det hos jer\?/,
    });
    await solved.getByRole("radio", { name: "Ja, det virker" }).check();
    await page
      .getByRole("radiogroup", { name: "Prøvehandling: Tablet i salen. Hvordan går det?" })
      .getByRole("radio")
      .first()
      .check();
    expect(await page.locator(".check-in-form > :not(.as-last)").first().textContent()).toContain(
      "Nu skulle det virke",
    );
    expect(await accessibilityFaults(page)).toEqual([]);
    for (const width of [375, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await screenshot(page, `min-uge-spurgt-${width}`, { fullPage: true });
    }
    // The page shows the week as skipped before the service has answered.
    const answered = page.waitForResponse((response) => response.request().method() === "PUT");
    await page.getByRole("button", { name: "Ikke i denne uge" }).click();
    await page.getByText("Ugen er sprunget over").waitFor();
    expect((await answered).status()).toBe(200);
    expect((await tab.store.read(localTenant, "barrier", id))?.value.status).toBe("confirmed");
    expect((await tab.store.read(localTenant, "trial", trial.id))?.value.progress).toHaveLength(1);
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  test("is answered with the keyboard, flagged, thanked for, corrected, and seen in the overview", async () => {
    const { page, context } = await openAs("mette.holm");
    const question = page.getByRole("group", { name: "Hvor meget bruger I skærmbesøg til dem, det passer til?" });
    await question.getByRole("radio", { name: "Sådan gør vi" }).focus();
    await page.keyboard.press("Space");
    await question.getByRole("switch", { name: "Noget driller" }).focus();
    await page.keyboard.press("Space");
    const focusedClass = () => page.evaluate(() => document.activeElement?.className);
    await page.getByRole("button", { name: "Send" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Tak! Vi ser på det, der driller.").waitFor();
    await page.getByText("Ikke beskrevet endnu").waitFor();
    // The receipt has taken the form's place, and the next thing to reach is in it.
    expect(await focusedClass()).toBe("check-in");
    await page.keyboard.press("Tab");
    expect(await page.getByRole("button", { name: "Ret svar" }).evaluate((one) => one === document.activeElement)).toBe(
      true,
    );
    await page.keyboard.press("Enter");
    await question.waitFor();
    expect(await focusedClass()).toBe("check-in");
    expect(await question.getByRole("radio", { name: "Sådan gør vi" }).isChecked()).toBe(true);
    await question.getByRole("radio", { name: "Næsten ikke" }).check();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Tak! Vi ser på det, der driller.").waitFor();
    await page.getByRole("link", { name: "Overblik" }).click();
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Hjemmeplejen Nord, dag" }) });
    await row.getByText("Næsten ikke").first().waitFor();
    await context.close();
  });

  test("keeps what was chosen when it could not be sent, says so, and sends it when asked again", async () => {
    const { page, context } = await openAs("jonas.krogh");
    const choice = page.getByRole("group", { name: /skærmbesøg/ }).getByRole("radio", { name: "Ved ikke" });
    await choice.check();
    await page.route("**/api/check-ins/**", (route) => route.abort());
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("alert").getByText("Det blev ikke gemt").waitFor();
    expect(await choice.isChecked()).toBe(true);
    await page.unroute("**/api/check-ins/**");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Tak! Dit svar er gemt.").waitFor();
    await context.close();
  });

  test("shows what somebody else answered meanwhile instead of writing over it", async () => {
    const mine = await openAs("birgit.thorsen");
    const other = await openAs("birgit.thorsen");
    for (const [visited, word] of [
      [other, "Tak! Dit svar er gemt."],
      [mine, "En anden har svaret imens."],
    ] as const) {
      const team = visited.page.getByRole("region", { name: "Plejecenter Strandparken, dag" });
      if (visited === mine) await team.getByRole("radio", { name: "Næsten ikke" }).first().check();
      await team.getByRole("button", { name: "Send" }).click();
      await team.getByText(word).waitFor();
    }
    await mine.context.close();
    await other.context.close();
  });

  test("is where a flag is described: held back for a CPR number, kept when it cannot be sent, shown when it is", async () => {
    const barrier = { id: crypto.randomUUID(), teamId: "syd-aften", solutionId: "skaermbesoeg" };
    await send("POST", "/api/barriers", "soeren.friis", barrier);
    const patched: unknown[] = [];
    const { page, complaints, context } = await openAs("soeren.friis");
    page.on("request", (request) => void (request.method() === "PATCH" && patched.push(request.postDataJSON())));
    await page.getByText("Ikke beskrevet endnu").waitFor();
    await page.getByRole("button", { name: "Fortæl, hvad der driller ved" }).click();
    const form = page.getByRole("form", { name: "Fortæl, hvad der driller ved" });
    await form.getByRole("button", { name: "Send" }).click();
    await form.getByText("Vælg det, der passer bedst").waitFor();
    await form.getByLabel("Hvad passer bedst?").selectOption({ label: "Dårligt net" });
    const everyday = form.getByLabel("Hvad betyder det i hverdagen?");
    await everyday.fill("Ring til 111111-1118");
    await form.getByText("Det ligner et CPR-nummer.").waitFor();
    await form.getByRole("button", { name: "Send" }).click();
    await inEveryLook(page, "min-uge-beskriv");
    expect(patched).toEqual([]);
    expect(complaints).toEqual([]);

    await everyday.fill("Vi kører forgæves");
    await form.getByLabel("Skal vi ringe eller komme forbi?").selectOption("call");
    await page.route("**/api/barriers/**", (route) => route.abort());
    await form.getByRole("button", { name: "Send" }).click();
    await form.getByRole("alert").getByText("Vi kan ikke få forbindelse").waitFor();
    expect(await everyday.inputValue()).toBe("Vi kører forgæves");
    await page.unroute("**/api/barriers/**");
    await form.getByRole("button", { name: "Send" }).click();
    await page.getByText("Tak! Navigatørerne får besked").waitFor();
    await page.getByRole("listitem").filter({ hasText: "Dårligt net" }).waitFor();
    expect(await form.count()).toBe(0);
    const stored = await read<BarrierDetailAnswer>(`/api/barriers/${barrier.id}`, "soeren.friis");
    const told = { category: "equipment", detail: "connectivity", contact: "call", consequence: "Vi kører forgæves" };
    expect(stored).toMatchObject(told);
    await context.close();
  }, 120_000);

  test("asks what a navigator asks, with the field for the answer, and is put off to the next working day", async () => {
    const barrier = { id: crypto.randomUUID(), teamId: "sygepleje-aften", solutionId: "journal" };
    await send("POST", "/api/barriers", "hanne.lykke", barrier);
    await send("PATCH", `/api/barriers/${barrier.id}`, "rasmus.dahl", { action: "ask", text: "Er det alle øvelser?" });
    const { page, complaints, context } = await openAs("hanne.lykke");
    const form = page.getByRole("form", { name: /^Rasmus Dahl spørger om / });
    await form.getByText("Er det alle øvelser?").waitFor();
    await page.getByRole("button", { name: "Mind mig om det i morgen" }).first().click();
    await page.getByText("Jeg minder dig om det 20. november 2026.").waitFor();
    await inEveryLook(page, "min-uge-spoergsmaal");
    await form.getByRole("button", { name: "Send svar" }).click();
    await form.getByLabel("Dit svar").fill("Kun dem med film");
    await form.getByRole("button", { name: "Send svar" }).click();
    await page.getByText("Tak for svaret. Det er sendt.").first().waitFor();
    await form.waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await context.close();
  }, 120_000);

  test("is where a citizen is noted, and where one says that one is away, and not after all, without leaving it", async () => {
    const { page, complaints, context } = await openAs("lone.bundgaard");
    await page.setViewportSize({ width: 375, height: 800 });
    await page.getByRole("button", { name: "En borger kan ikke være med" }).click();
    const note = page.getByRole("dialog", { name: "En borger kan ikke være med" });
    await note.getByRole("checkbox", { name: "Helbred og sanser" }).click();
    await note.getByRole("button", { name: "Gem" }).click();
    await page.getByText("Tak! Det er noteret").first().waitFor();
    await note.waitFor({ state: "detached" });
    expect(new URL(page.url()).pathname).not.toContain("citizens");

    await page.getByRole("button", { name: "Jeg er væk" }).click();
    const drawer = page.getByRole("dialog", { name: "Jeg er væk" });
    // Typed as a thumb does it; what was understood stands in words before it is stored.
    await drawer.getByLabel("Første dag").fill("21/12");
    await drawer.getByLabel("Sidste dag").fill("3/1");
    await drawer.getByText("Vi gemmer kun dagene, ikke hvorfor.").click();
    const words = "Du er væk fra mandag den 21. december 2026 til og med søndag den 3. januar 2027";
    await drawer.getByText(words).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "min-uge-vaek-375", { fullPage: true });
    await drawer.getByRole("button", { name: "Gem" }).click();
    const notice = page.getByRole("region", { name: "Jeg er væk" });
    await notice.getByText(words).waitFor();
    await drawer.waitFor({ state: "detached" });
    const { periods } = await read<AbsenceAnswer>("/api/absence", "lone.bundgaard");
    expect(periods).toEqual([{ from: "2026-12-21", to: "2027-01-03" }]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, "min-uge-vaek-noteret-375", { fullPage: true });
    await notice.getByRole("button", { name: "Alligevel ikke" }).click();
    await page.getByText("Det er taget af igen.").first().waitFor();
    await page
      .locator(".fui-Toast", { hasText: "Det er taget af igen." })
      .getByRole("button", { name: "Fortryd" })
      .click();
    // A drawer that is opened while the toast goes away keeps the keyboard, and is no secret to screen readers.
    await page.getByRole("button", { name: "En borger kan ikke være med" }).last().click();
    const beside = page.getByRole("dialog", { name: "En borger kan ikke være med" });
    await beside.waitFor();
    await page.locator(".fui-Toast", { hasText: "Det er taget af igen." }).waitFor({ state: "detached" });
    expect(await beside.evaluate((element) => element.closest("[aria-hidden=true]"))).toBeNull();
    expect(await beside.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    // What is told lies over no button that cannot be scrolled free of it.
    await page.locator(".fui-Toast").first().waitFor();
    const cancel = beside.getByRole("button", { name: "Fortryd" });
    await cancel.evaluate((button) => button.closest(".fui-DrawerBody")?.scrollTo(0, 1e6));
    expect(
      await cancel.evaluate((button) => {
        const { left, top, width, height } = button.getBoundingClientRect();
        return button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      }),
    ).toBe(true);
    await cancel.click();
    await beside.waitFor({ state: "detached" });
    await notice.getByText(words).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  test("tells of what is parked when it comes back, and leads to it", async () => {
    const barrier = { id: crypto.randomUUID(), teamId: "regnbuen", solutionId: "booking" };
    await send("POST", "/api/barriers", "pia.vestergaard", barrier);
    await send("PATCH", `/api/barriers/${barrier.id}`, "nikolaj.bech", { action: "park", until: "2026-12-07" });
    const { page, context } = await openAs("pia.vestergaard");
    const item = page.getByRole("listitem").filter({ hasText: "Parkeret til dato" });
    await item.getByText("til 7. dec.").waitFor();
    await item.getByRole("link").click();
    await page.waitForURL(new RegExp(`/barriers/${barrier.id}`));
    await context.close();
  });

  test("can be skipped with a flag, which is there when it is answered anyway and can be taken off", async () => {
    const { page, context } = await openAs("ole.winther");
    const flag = page.getByRole("switch", { name: "Noget driller" }).first();
    await flag.check();
    await page.getByRole("button", { name: "Ikke i denne uge" }).click();
    await page.getByText("Ugen er sprunget over, og det, der driller, er meldt.").waitFor();
    // The form to tell about it stands where one is, until one goes on from there.
    const form = page.getByRole("form", { name: "Fortæl, hvad der driller ved" });
    await form.getByRole("button", { name: "Send" }).waitFor();
    await inEveryLook(page, "min-uge-efter-flag");
    expect(await page.getByRole("button", { name: "Fortæl, hvad der driller ved" }).count()).toBe(0);
    await page.getByRole("button", { name: "Svar alligevel" }).click();
    expect(await form.count()).toBe(0);
    expect(await flag.isChecked()).toBe(true);
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Tak! Vi ser på det, der driller.").waitFor();
    await page.getByRole("button", { name: "Ret svar" }).click();
    await flag.uncheck();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("Tak! Dit svar er gemt.").waitFor();
    await context.close();
  });
});

describe("small steps and times", () => {
  test("a navigator sends a step from the drawer; when its week has come the leader says it is done, and the navigator sees the team", async () => {
    const words = "Hold ét besøg på skærm.";
    const reported = { id: crypto.randomUUID(), teamId: "genoptraening", solutionId: "journal" };
    await send("POST", "/api/barriers", "kasper.juhl", reported);
    const sender = await tab.visit({ upn: "rasmus.dahl@havnby.example", path: "/tab/barriers/steps" });
    await sender.page.getByText("Der er ikke sendt noget endnu.").waitFor();
    await sender.page.getByRole("button", { name: "Send et lille trin" }).click();
    const drawer = sender.page.getByRole("dialog", { name: "Send et lille trin" });
    await drawer.getByRole("button", { name: "Send til ugens kort" }).click();
    await drawer.getByText("Skriv et par ord.").waitFor();
    await drawer.getByLabel("Hvilken løsning?").selectOption("skaermbesoeg");
    await drawer.getByLabel("Hvad skal teamet gøre?").fill(words);
    await lookAt(sender.page, "smaa-trin-skriv");
    await drawer.getByRole("button", { name: "Send til ugens kort" }).click();
    await drawer.waitFor({ state: "detached" });
    await sender.page.getByText(words).waitFor();
    const [step] = (await tab.store.query(localTenant, "smallStep")).items;
    if (step === undefined) throw new Error("nothing was sent");

    // Its week comes: what is stored is what would have been sent a week before.
    const { key, etag, value } = step;
    await tab.store.commit(localTenant, [
      {
        op: "replace",
        kind: "smallStep",
        key,
        etag,
        value: { ...value, week: "2026-W47", createdAt: "2026-11-03T10:00:00.000Z" },
      },
    ]);
    const leader = await openAs("soeren.friis");
    const mine = leader.page.locator(".small-step").filter({ hasText: words });
    await mine.getByRole("checkbox", { name: "Det har vi gjort" }).check();
    await lookAt(leader.page, "smaa-trin-min-uge");
    await leader.page.getByRole("radio", { name: "Næsten ikke" }).first().check();
    await leader.page.getByRole("button", { name: "Send", exact: true }).click();
    await leader.page.locator(".receipt .small-step").getByText("Det har I gjort. Tak!").waitFor();
    await sender.page.reload();
    await sender.page.getByText(/^1 af \d+ teams har gjort det$/).click();
    await sender.page.getByRole("heading", { name: "Har gjort det" }).waitFor();
    await lookAt(sender.page, "smaa-trin");
    expect([...sender.complaints, ...leader.complaints]).toEqual([]);
    await leader.context.close();

    await sender.page
      .getByRole("link", { name: /Det driller/ })
      .first()
      .click();
    await sender.page.getByRole("link", { name: "Tider" }).click();
    await sender.page.getByRole("table", { name: "Hvor lang tid det tager" }).waitFor();
    await lookAt(sender.page, "tider");
    await sender.context.close();
  }, 120_000);

  async function lookAt(page: Page, picture: string) {
    for (const width of [375, 1280]) {
      await page.setViewportSize({ width, height: width === 375 ? 812 : 900 });
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await sidewaysPixels(page)).toBe(0);
      await screenshot(page, `${picture}-${width}`, { fullPage: true });
    }
  }
});
