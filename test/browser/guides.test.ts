import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { localTenant } from "../../bot/config.ts";
import { fillDemo } from "../../bot/local/load-demo.ts";
import { da } from "../../bot/text/da/bot.ts";
import { publishedFiguresDa } from "../../bot/text/da/citizens.ts";
import { operationsDa } from "../../bot/text/da/operations.ts";
import { tabDa } from "../../bot/text/da/tab.ts";
import { tabBarriersDa } from "../../bot/text/da/tab-barriers.ts";
import { visit } from "../support/browse.ts";
import { launchChromium, saveImage } from "../support/chromium.ts";
import { type LocalMode, startLocalMode } from "../support/local-mode.ts";
import { framed, type Shot } from "../support/picture.ts";
import { openPlayground, type PlaygroundPage } from "../support/playground-page.ts";
import { startTab } from "../support/start-tab.ts";

// Takes the pictures of README and guides from what `npm start` runs: UPDATE_SCREENSHOTS=1 npm run test:guides.

jest.setTimeout(120_000);

const cardWidth = 450;
let local: LocalMode;
let browser: Browser;
let chat: PlaygroundPage;
let navigatorsChat: PlaygroundPage;

beforeAll(async () => {
  browser = await launchChromium();
  const people = ["--as", "mette.holm", "--as", "rasmus.dahl"];
  local = await startLocalMode({ command: ["node", "bot/local/start.ts", ...people] });
  chat = await openPlayground(browser, local.playgroundUrl, 2);
  navigatorsChat = await openPlayground(browser, nextPort(local.playgroundUrl), 2);
});

afterAll(async () => {
  await browser?.close();
  await local?.stop();
});

test("the check-in and the overview, side by side for the README", async () => {
  await chat.sees(da.checkIn.intro);
  const card = await cardShot(chat);
  await picture("ugens-check-in", [card]);
  const { page, context } = await overviewOf("torben.kjaer");
  await picture("kort-og-fane", [card, await heatmapShot(page)]);
  await context.close();
});

test("the leader tells what is in the way", async () => {
  await chat.card.getByLabel(da.checkIn.troubled).last().check();
  await chat.press(da.common.send);
  await chat.sees(da.barrier.category);
  await chat.card.getByLabel(da.category.equipment).check();
  await chat.press(da.barrier.next);
  await chat.card.getByLabel(da.detail.connectivity).check();
  await chat.card.getByLabel(da.barrier.consequence).fill("Billedet fryser, når vi er ude hos borgerne.");
  await chat.card.getByLabel(da.contact.visit).check();
  await chat.press(da.common.send);
  await chat.sees(da.checkIn.receiptTroubled);
});

test("the navigator takes it, solves it and asks whether it works", async () => {
  const { navigator, team } = da.loop;
  await navigatorsChat.sees(/^Ny: Hjemmeplejen Nord, dag – Skærmbesøg: dårligt net$/);
  await navigatorsChat.sees("Billedet fryser, når vi er ude hos borgerne.");
  await picture("ny-til-navigatoeren", [await cardShot(navigatorsChat)]);
  await navigatorsChat.press(navigator.take);
  await chat.sees(/^Rasmus Dahl er gået i gang/);
  await navigatorsChat.press(navigator.solve);
  await navigatorsChat.choose(navigator.solveHow, da.resolution.fixed);
  await navigatorsChat.card.getByLabel(navigator.solveText).fill("vi har sat en forstærker op i bilerne");
  await navigatorsChat.press(navigator.solveSend);
  await chat.sees(/^Nu skulle det virke/);
  await picture("passer-det", [await cardShot(chat)]);
  await chat.press(team.yes);
  await chat.sees(team.confirmed);
});

test.each([
  { name: "min-uge", person: "mette.holm", path: "/tab/", ready: tabDa.myWeek.historyTitle, width: 375, height: 1060 },
  {
    name: "tavlen",
    person: "rasmus.dahl",
    path: "/tab/barriers",
    ready: tabBarriersDa.board.moveTo,
    width: 1280,
    height: 720,
  },
  {
    name: "drift",
    person: "line.oestergaard",
    path: "/tab/operations",
    ready: operationsDa.settingsTitle,
    width: 1100,
    height: 800,
  },
])("the picture $name", async ({ name, person, path, ready, width, height }) => {
  const upn = `${person}@havnby.example`;
  const { page, context } = await visit(browser, { url: local.botUrl, upn, path, width });
  await page.getByText(ready).first().waitFor();
  const top = { x: 0, y: 0, width, height };
  await hidePersonaBar(page);
  await picture(name, [{ png: await page.screenshot({ fullPage: true, clip: top, animations: "disabled" }), width }]);
  await context.close();
});

test("the overview, for the managers' guide", async () => {
  const { page, context } = await overviewOf("torben.kjaer");
  await picture("overblik", [
    await tabShot(page, null, page.getByRole("heading", { name: tabDa.overview.spreadTitle })),
  ]);
  await picture("team-for-team", [await heatmapShot(page)]);
  await context.close();
});

// A small municipality has nothing to show a manager: its figures are hidden, and its year is short.
test("the pictures borgere-i-tal and loesningens-aar", async () => {
  const now = "2026-11-30T10:00:00.000Z";
  const [width, height] = [1100, 900];
  const tab = await startTab(now, (store) => fillDemo(store, localTenant, now, "stor"));
  const { page, context } = await tab.visit({ upn: "nanna.eriksen@storvig.example", path: "/tab/citizens" });
  await page.setViewportSize({ width, height });
  await page.getByText(publishedFiguresDa.outcomesTitle).first().waitFor();
  const clip = { x: 0, y: 0, width, height };
  await hidePersonaBar(page);
  await picture("borgere-i-tal", [
    { png: await page.screenshot({ fullPage: true, clip, animations: "disabled" }), width },
  ]);
  await page.goto(`${tab.url}/tab/overview/solution/skaermbesoeg`);
  await page.getByRole("img", { name: /Søjler uge for uge/ }).waitFor();
  await page.getByText(tabDa.figures.chart.marks, { exact: true }).waitFor();
  await picture("loesningens-aar", [
    await tabShot(page, null, page.getByText(tabDa.figures.chart.table, { exact: true })),
  ]);
  await context.close();
  await tab.stop();
}, 120_000);

test("the adviser has been asked something", async () => {
  const body = {
    ...{ id: crypto.randomUUID(), about: "solution", aboutId: "skaermbesoeg", personalData: "sensitive" },
    question: "Må vi optage skærmbesøg i to uger for at se, hvor billedet fryser?",
    development: "Borgeren siger ja, før vi begynder",
    beforeTest: "Hvor længe optagelsen må ligge",
    due: new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10),
  };
  const headers = { authorization: "Persona rasmus.dahl@havnby.example", "content-type": "application/json" };
  const asked = await fetch(`${local.botUrl}/api/screenings`, { method: "POST", headers, body: JSON.stringify(body) });
  expect(asked.status).toBe(200);
  const upn = "vibeke.holst@havnby.example";
  const { page, context } = await visit(browser, { url: local.botUrl, upn, path: "/tab/advice", width: 760 });
  await page.getByText(body.question).waitFor();
  await hidePersonaBar(page);
  const height = (await page.getByRole("button", { name: /^Svar/ }).boundingBox())?.y ?? 0;
  const clip = { x: 0, y: 0, width: 760, height: height + 60 };
  await picture("juristen", [{ png: await page.screenshot({ clip, animations: "disabled" }), width: 760 }]);
  await context.close();
});

async function picture(name: string, shots: Shot[]): Promise<void> {
  const png = await framed(browser, shots);
  expect(png.length).toBeLessThan(250_000);
  await saveImage(png, name, ".artifacts/screenshots");
  if (process.env.UPDATE_SCREENSHOTS === "1") await saveImage(png, name, "docs/images");
}

async function cardShot({ page, card }: PlaygroundPage): Promise<Shot> {
  await page.mouse.move(0, 0);
  return { png: await card.screenshot({ animations: "disabled" }), width: cardWidth };
}

/** Where the second person's chat is. */
function nextPort(url: string): string {
  return `http://127.0.0.1:${Number(new URL(url).port) + 1}`;
}

/** The overview with everything that arrives late, so that nothing moves while it is photographed. */
async function overviewOf(name: string) {
  const upn = `${name}@havnby.example`;
  const visited = await visit(browser, { url: local.botUrl, upn, path: "/tab/overview?sort=name", width: 1100 });
  await visited.page.getByRole("heading", { name: tabDa.attention.title }).waitFor();
  await visited.page.getByRole("heading", { name: tabDa.overview.heatmapTitle }).waitFor();
  return visited;
}

/** The heatmap from its heading to the last of the home care and nursing homes. */
function heatmapShot(page: Page): Promise<Shot> {
  const heading = page.getByRole("heading", { name: tabDa.overview.heatmapTitle });
  return tabShot(page, heading, page.getByRole("row", { name: "Træning og Rehabilitering" }));
}

/** The page from one thing (or the top) to just above another, without the bar that only local mode has. */
async function tabShot(page: Page, from: Locator | null, until: Locator): Promise<Shot> {
  await hidePersonaBar(page);
  const width = page.viewportSize()?.width ?? 0;
  const y = from === null ? 0 : (await topOf(from)) - 28;
  const clip = { x: 0, y, width, height: (await topOf(until)) - y };
  return { png: await page.screenshot({ fullPage: true, clip, animations: "disabled" }), width };
}

async function hidePersonaBar(page: Page): Promise<void> {
  await page.addStyleTag({
    content: ".persona-bar { display: none } @media (width > 500px) { body { padding: 0 12px } }",
  });
}

async function topOf(element: Locator): Promise<number> {
  return (await element.first().boundingBox())?.y ?? 0;
}
