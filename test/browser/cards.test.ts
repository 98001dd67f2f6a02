import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { liftedCard } from "../../bot/cards/lifted-card.ts";
import type { Card } from "../../bot/channel.ts";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { act } from "../../bot/domain/barrier/barrier-lifecycle.ts";
import { da } from "../../bot/text/da/bot.ts";
import { en } from "../../bot/text/en/bot.ts";
import { type Bot, emma, filledIn, hanne, mette, startBot, wordsOn } from "../support/bot.ts";
import { launchChromium, screenshot } from "../support/chromium.ts";
import { secondsFor, wordsSeen } from "../support/time-taken.ts";

// Every card that the bot sends, drawn by Microsoft's own renderer in the narrowest place that Teams shows one.

const renderer = fileURLToPath(import.meta.resolve("adaptivecards/dist/adaptivecards.min.js"));
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
  // As a client does: what the button holds, and every input of the card.
  drawn.onExecuteAction = (action: { data?: object }) => Reflect.set(window, "pressed", action.data);
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
  const { value: both } = await bot.presses(hanne, "checkIn/both", { week: "2026-W47", team: "sygepleje-dag" });
  await check("begge-teams", both);
});

test("the way through a check-in, with a barrier, a citizen and a correction", async () => {
  const flagged = { ...origin, "level.journal": "rarely", "trouble.journal": "true", "level.copilot": "routine" };
  const { value: category } = await bot.presses(mette, "checkIn/send", flagged);
  await check("hvad-driller", category);
  const equipment = filledIn(category, da.barrier.next, { category: "equipment" });
  const { value: detail } = await bot.presses(mette, "barrier/category", equipment);
  await check("fortael", detail);
  const { value: form } = await bot.presses(mette, "citizen/form", origin);
  const withCpr = filledIn(form, da.citizen.save, { reasons: "noMitId,cognitive", note: "111111-1118" });
  const { value: stopped } = await bot.presses(mette, "citizen/save", withCpr);
  expect(wordsOn(stopped)).toContain("Det ligner et CPR-nummer");
  await check("borger-stoppet", stopped);
  for (const verb of ["checkIn/show", "checkIn/correct"]) {
    await check(verb.replace("/", "-"), (await bot.presses(mette, verb, origin)).value);
  }
});

test("a citizen is noted in the chat at 320 pixels in under 45 seconds, and what is folded away again is sent too", async () => {
  await bot.says(mette, "borger");
  const form = bot.cards(mette).at(-1)?.card ?? {};
  await page.evaluate(draw, form);
  const words = await wordsSeen(page.locator("body"));
  let presses = 0;
  const press = async (locator: Locator) => {
    presses += 1;
    await locator.click();
  };
  // The first of a list is called by the list's question too.
  const box = (name: string) => page.locator(`input[type=checkbox][aria-label="${name}"]`);
  await press(box(da.citizenReasonGroup.health));
  // Details are for those who have the time: not counted below.
  const details = page.getByRole("button", { name: da.citizenForm.details });
  expect(await box(da.citizenReason.cognitive).isVisible()).toBe(false);
  await details.click();
  await box(da.citizenReason.cognitive).click();
  const unfolded = await page.evaluate(() =>
    Math.max(...[...document.querySelectorAll("body *")].map((part) => part.getBoundingClientRect().right)),
  );
  expect(unfolded).toBeLessThanOrEqual(narrow);
  await screenshot(page, "kort-320-borger-foldet-ud", { fullPage: true });
  await details.click();
  expect(await box(da.citizenReason.cognitive).isVisible()).toBe(false);
  await press(box(da.citizenAlternative.phone));
  // One press opens what can be chosen, another chooses.
  presses += 4;
  await page.getByLabel(da.citizen.solution).selectOption({ label: "skærmbesøg" });
  await page.getByLabel(da.citizenForm.again).selectOption({ label: da.citizenForm.againChoices.month });
  await press(page.getByRole("button", { name: da.citizen.save, exact: true }));
  const sent = await page.evaluate(() => Reflect.get(window, "pressed") as Record<string, unknown>);
  expect(sent).toMatchObject({ groups: "health", "reasons.health": "cognitive", instead: "phone", again: "month" });
  const { value: saved } = await bot.presses(mette, "citizen/save", sent);
  expect(wordsOn(saved)).toContain(da.citizen.saved);
  expect(wordsOn(saved)).toContain(da.citizenReason.cognitive);
  const { first, again } = secondsFor({ presses, words });
  expect(first).toBeLessThan(45);
  expect(again).toBeLessThan(20);
});

test.each(["noget driller", "borger", "status", "hjælp", "noget helt andet"])(
  "what »%s« is answered with",
  async (words) => {
    await bot.says(mette, words);
    await check(words.replaceAll(" ", "-"), bot.cards(mette).at(-1)?.card ?? {});
  },
);

test("what is lifted to a manager, with a link to it and without", async () => {
  const at = "2026-11-16T09:00:00.000Z";
  const about = { teamId: "strandparken-aften", solutionId: "journal", week: "2026-W47" };
  const consequence = "Afløserne kan ikke læse, hvad dagholdet har skrevet, og ringer rundt i stedet.";
  const described = { category: "equipment", detail: "access", consequence } as const;
  const reported = { ...newBarrier("42", about, mette, at), ...described };
  const text = "Afløserne skal have deres egne logins, og det kræver en beslutning.";
  const decided = act(reported, { kind: "escalate", text }, "navigator", at);
  if (decided.outcome !== "changed") throw new Error(decided.outcome);
  const story = {
    barrier: decided.barrier,
    teamName: "Strandparken, aften",
    areaId: "aeldre",
    solutionName: "journalen",
    names: {},
    areas: {},
    solved: [],
    open: [],
    common: { ids: [], teams: 0 },
  };
  const doers = [{ id: mette, name: "Mette Holm" }];
  const reader = { mayDecide: true, above: ["Hanne Dam"], doers, today: "2026-11-20" };
  const link = "https://teams.microsoft.com/l/entity/app/ombord?context=%7B%7D";
  await check("loeftet", liftedCard(story, da, { ...reader, link }));
  await check("loeftet-en", liftedCard(story, en, { ...reader, link }));
  await check("loeftet-uden-link", liftedCard(story, da, { ...reader, link: null }));
});
