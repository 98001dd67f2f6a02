import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { Card } from "../../bot/channel.ts";
import { type Bot, emma, hanne, mette, startBot } from "../support/bot.ts";
import { launchChromium, screenshot } from "../support/chromium.ts";

// Every card that the bot sends, drawn by Microsoft's own renderer in the narrowest place that Teams shows one.

const renderer = createRequire(import.meta.url).resolve("adaptivecards/dist/adaptivecards.min.js");
const narrow = 320;
const maxActions = 6;
const maxBytes = 28 * 1024;
const origin = { week: "2026-W47", team: "nord-dag" };
let bot: Bot;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  bot = await startBot();
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: narrow, height: 900 } });
  await page.addScriptTag({ path: renderer });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await bot?.stop();
});

interface Drawn {
  warnings: string[];
  widest: number;
  actions: number;
}

/** Runs in the page: draws the card and measures it. */
function draw(card: Card): Drawn {
  const { AdaptiveCard, HostConfig, SerializationContext } = Reflect.get(window, "AdaptiveCards");
  const drawn = new AdaptiveCard();
  const spacing = { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 };
  const actions = { maxActions: 6, actionsOrientation: "vertical", actionAlignment: "stretch" };
  drawn.hostConfig = new HostConfig({ fontFamily: "Segoe UI, sans-serif", spacing, actions });
  const context = new SerializationContext();
  drawn.parse(card, context);
  const warnings: string[] = [];
  for (let index = 0; index < context.eventCount; index++) warnings.push(context.getEventAt(index).message);
  document.body.replaceChildren(drawn.render());
  document.body.style.margin = "0";
  const widest = Math.max(
    ...[...document.querySelectorAll("body *")].map((part) => part.getBoundingClientRect().right),
  );
  return { warnings, widest, actions: Array.isArray(card.actions) ? card.actions.length : 0 };
}

async function check(name: string, card: Card): Promise<void> {
  expect(card.version).toBe("1.5");
  expect(JSON.stringify(card).length).toBeLessThan(maxBytes);
  const { warnings, widest, actions } = await page.evaluate(draw, card);
  await screenshot(page, `kort-320-${name}`, { fullPage: true });
  expect({ name, warnings }).toEqual({ name, warnings: [] });
  expect(actions).toBeLessThanOrEqual(maxActions);
  expect(widest).toBeLessThanOrEqual(narrow);
}

test("the welcome and the check-in, in Danish and in English", async () => {
  for (const [name, person] of Object.entries({ mette, emma, hanne })) {
    await bot.install(person);
    for (const [index, { card }] of bot.cards(person).entries()) await check(`${name}-${index}`, card);
  }
});

test.each([
  ["borger", "citizen/form", origin],
  ["besvaret", "checkIn/asLast", origin],
  ["ret-svar", "checkIn/correct", origin],
])("what %s answers", async (name, verb, data) => {
  const answer = await bot.presses(mette, verb, data);
  expect(answer.type).toBe("application/vnd.microsoft.card.adaptive");
  await check(name, answer.value);
});

test.each(["noget driller", "borger", "status", "hjælp", "noget helt andet"])(
  "what »%s« is answered with",
  async (words) => {
    await bot.says(mette, words);
    await check(words.replaceAll(" ", "-"), bot.cards(mette).at(-1)?.card ?? {});
  },
);
