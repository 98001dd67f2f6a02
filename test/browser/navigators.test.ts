import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { da } from "../../bot/text/da/bot.ts";
import { visit } from "../support/browse.ts";
import { launchChromium, screenshot } from "../support/chromium.ts";
import { type LocalMode, startLocalMode } from "../support/local-mode.ts";
import { openPlayground, type PlaygroundPage, stayOnThisMachine } from "../support/playground-page.ts";

// A leader and a navigator, each with a browser of their own, from "Noget driller" to "Ja, det virker". The steps build on
// each other.

jest.setTimeout(180_000);

const { navigator, team, channel: inChannel } = da.loop;
let local: LocalMode;
let browser: Browser;
let leader: PlaygroundPage;
let rasmus: Page;

beforeAll(async () => {
  browser = await launchChromium();
  const command = ["node", "bot/local/start.ts", "--as", "mette.holm", "--as", "rasmus.dahl"];
  local = await startLocalMode({ command });
});

afterAll(async () => {
  await browser?.close();
  await local?.stop();
});

/** The newest card in the channel: a channel shows the newest post first. */
function newestCard() {
  return rasmus.locator(".ac-adaptiveCard").first();
}

async function navigatorSees(words: string | RegExp): Promise<void> {
  await newestCard().getByText(words).first().waitFor({ timeout: 20_000 });
}

/** Unfolds a form on the newest card. */
async function unfold(title: string): Promise<void> {
  await newestCard().getByRole("button", { name: title, exact: true }).click();
}

test("a navigator chooses the channel for what is in the way", async () => {
  const [, second = ""] = [...local.output().matchAll(/http:\/\/127\.0\.0\.1:\d+(?=\s+som)/g)].map(([url]) => url);
  const context = await browser.newContext({ locale: "da-DK", viewport: { width: 1280, height: 1000 } });
  rasmus = await context.newPage();
  await stayOnThisMachine(rasmus);
  await rasmus.goto(second);
  await rasmus.getByRole("button", { name: "Hide log panel" }).or(rasmus.getByTitle("Hide log panel")).first().click();
  await rasmus.getByRole("treeitem", { name: "Det driller" }).click();
  await navigatorSees(inChannel.title);
  await screenshot(rasmus, "navigator-1-kanal");
  await newestCard().getByRole("button", { name: inChannel.use, exact: true }).click();
  // Not the newest card for long: news that waited for a channel comes at once.
  await rasmus
    .locator(".ac-adaptiveCard")
    .getByText(/^Fra nu af skriver jeg her/)
    .first()
    .waitFor({ timeout: 20_000 });
});

test("what the leader reports is in the channel within seconds, with everything that a navigator needs", async () => {
  leader = await openPlayground(browser, local.playgroundUrl);
  await leader.say("noget driller");
  await leader.sees(da.barrier.chooseSolution);
  await leader.card.getByLabel("skærmbesøg").check();
  await leader.press(da.barrier.next);
  await leader.sees(da.barrier.category);
  await leader.card.getByLabel(da.category.equipment).check();
  await leader.press(da.barrier.next);
  await leader.card.getByLabel(da.detail.connectivity).check();
  await leader.card.getByLabel(da.barrier.consequence).fill("Billedet fryser langs fjorden om aftenen.");
  await leader.card.getByLabel(da.contact.call).check();
  await leader.press(da.common.send);
  await navigatorSees("Billedet fryser langs fjorden om aftenen.");
  await navigatorSees(/Hjemmeplejen Nord, dag – Skærmbesøg: dårligt net/);
  await screenshot(rasmus, "navigator-2-ny");
});

test("she takes it, and the leader hears who has it", async () => {
  await newestCard().getByRole("button", { name: navigator.take, exact: true }).click();
  await navigatorSees("Rasmus Dahl");
  await leader.sees(team.taken("Rasmus Dahl"));
});

test("a CPR number in a question is refused where it was written, and the card stays as it is", async () => {
  await unfold(navigator.ask);
  await newestCard().getByLabel(navigator.askLabel).fill("Er det hos 111111-1118?");
  await newestCard().getByRole("button", { name: navigator.askSend, exact: true }).click();
  await rasmus
    .getByText(/Det ligner et CPR-nummer/)
    .first()
    .waitFor();
  await screenshot(rasmus, "navigator-3-cpr");
});

test("a question comes to the leader's chat, and what she writes there is offered as the answer", async () => {
  await unfold(navigator.ask);
  await newestCard().getByLabel(navigator.askLabel).fill("Hvornår på aftenen?");
  await newestCard().getByRole("button", { name: navigator.askSend, exact: true }).click();
  await leader.sees("Hvornår på aftenen?");
  await screenshot(leader.page, "navigator-4-spoergsmaal");
  await leader.say("Efter klokken ni");
  await leader.sees(team.attachTitle);
  await leader.press(team.attachYes);
  await leader.sees(team.answered("Rasmus Dahl"));
  await navigatorSees("Efter klokken ni");
});

test("it is solved, refused with a word, solved again and confirmed", async () => {
  await solve("Vi har sat en forstærker op");
  await leader.sees(team.works("Vi har sat en forstærker op"));
  await screenshot(leader.page, "navigator-5-loest");
  await leader.press(team.no);
  await leader.card.getByLabel(team.noLabel).fill("Det fryser stadig i kælderen");
  await leader.press(team.noSend);
  await leader.sees(team.reopened("Rasmus Dahl"));
  await navigatorSees("Det fryser stadig i kælderen");
  await solve("Kælderen har fået sin egen");
  await leader.sees(team.works("Kælderen har fået sin egen"));
  await leader.press(team.yes);
  await leader.sees(team.confirmed);
  await navigatorSees(new RegExp(da.barrierStatus.confirmed));
  await screenshot(rasmus, "navigator-6-bekraeftet");
});

async function solve(how: string): Promise<void> {
  await unfold(navigator.solve);
  await newestCard().getByRole("combobox", { name: navigator.solveHow }).click();
  await rasmus.getByRole("option", { name: da.resolution.fixed, exact: true }).click();
  await newestCard().getByLabel(navigator.solveText).fill(how);
  await newestCard().getByRole("button", { name: navigator.solveSend, exact: true }).click();
}

test("something in the way is logged from a message, prefilled with its words", async () => {
  const { page } = leader;
  await leader.say("Nettet driller igen i dag");
  await leader.sees(da.barrier.chooseSolution);
  // The menu of her own message; a quick answer of the bot stands above it in the Playground, a slow one below.
  const menu = page.getByRole("button", { name: "Show more information" });
  const words = page.getByText("Nettet driller igen i dag", { exact: true });
  await page.locator("div").filter({ has: menu }).filter({ has: words }).last().locator(menu).click();
  await page.getByText("Action Command").first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill("logBarrier");
  await dialog.getByRole("button", { name: "Create" }).click();
  const form = page.getByRole("dialog").locator(".ac-adaptiveCard");
  await form.getByLabel(da.barrier.consequence).waitFor();
  expect(await form.getByLabel(da.barrier.consequence).inputValue()).toBe("Nettet driller igen i dag");
  await form.getByRole("combobox", { name: da.loop.dialog.where }).click();
  await page.getByRole("option", { name: "Hjemmeplejen Nord, dag: journalen", exact: true }).click();
  await form.getByRole("combobox", { name: da.loop.dialog.detail }).click();
  await page.getByRole("option", { name: "Udstyr, login eller net driller: Dårligt net", exact: true }).click();
  await screenshot(page, "navigator-7-dialog");
  await form.getByRole("button", { name: da.loop.dialog.send, exact: true }).click();
  await page.getByRole("dialog").getByText(da.loop.dialog.saved).waitFor();
  await navigatorSees("Nettet driller igen i dag");
});

test("the board in the tab goes along: taken in the channel, solved on the board, confirmed by the leader in her tab", async () => {
  const name = /^Journalen: dårligt net/i;
  const board = await visit(browser, { url: local.botUrl, upn: "rasmus.dahl@havnby.example", path: "/tab/barriers" });
  const column = (title: string) => board.page.getByRole("region", { name: new RegExp(`^${title} \\d`) });
  await column("Ny").getByRole("link", { name }).waitFor();
  await newestCard().getByRole("button", { name: navigator.take, exact: true }).click();
  await column("I gang").getByRole("link", { name }).waitFor({ timeout: 10_000 });

  const mine = column("I gang")
    .getByRole("listitem")
    .filter({ has: board.page.getByRole("link", { name }) });
  await mine.getByRole("button", { name: /^Flyt til/ }).click();
  await board.page.getByRole("menuitem", { name: "Løst" }).click();
  const dialog = board.page.getByRole("dialog", { name: /^Meld løst:/ });
  await dialog.getByLabel("Hvordan blev det løst?").selectOption({ label: "Fejlen er løst" });
  await dialog.getByRole("textbox", { name: /Hvad har I gjort/ }).fill("Der er kommet nyt net.");
  await dialog.getByRole("button", { name: "Fortæl teamet det" }).click();
  await leader.sees(team.works("Der er kommet nyt net"));
  await navigatorSees(new RegExp(da.barrierStatus.resolved));

  const own = await visit(browser, { url: local.botUrl, upn: "mette.holm@havnby.example", path: "/tab/barriers" });
  await own.page.getByRole("link", { name }).click();
  await own.page.getByRole("button", { name: "Ja, det virker" }).click();
  await own.page.getByText("bekræftede, at det virker", { exact: false }).waitFor();
  await leader.sees(team.confirmed);
  await navigatorSees(new RegExp(da.barrierStatus.confirmed));
  await own.context.close();
  await board.context.close();
});
