import type { Browser, Locator, Page } from "playwright-core";

/** The Agents Playground as the person it plays sees it. */
export interface PlaygroundPage {
  page: Page;
  /** The newest card in the chat. */
  card: Locator;
  say(words: string): Promise<void>;
  press(button: string): Promise<void>;
  /** Chooses in a drop-down list. */
  choose(label: string, option: string): Promise<void>;
  /** Ticks in a list that takes several. */
  tick(label: string, options: readonly string[]): Promise<void>;
  /** What a drop-down list shows. */
  chosen(label: string): Promise<string>;
  /** The labels of the card's drop-down lists that match, from the top. */
  labels(matching: RegExp): Promise<string[]>;
  /** How many cards are in the chat. */
  cardCount(): Promise<number>;
  /** Waits for the newest card to show these words. */
  sees(words: string | RegExp): Promise<void>;
}

/** Opens the Playground's personal chat, without the panel that shows what is sent; `scale` for a sharper picture. */
export async function openPlayground(browser: Browser, url: string, scale = 1): Promise<PlaygroundPage> {
  const viewport = { width: 1280, height: 1000 };
  const page = await browser.newPage({ locale: "da-DK", viewport, deviceScaleFactor: scale });
  await stayOnThisMachine(page);
  await page.goto(url);
  await page.getByRole("button", { name: "Hide log panel" }).or(page.getByTitle("Hide log panel")).first().click();
  page.setDefaultTimeout(20_000);
  const card = page.locator(".ac-adaptiveCard").last();
  const box = page.locator("[data-lexical-editor=true]");

  return {
    page,
    card,
    async say(words) {
      await box.click();
      await box.pressSequentially(words);
      await page.keyboard.press("Enter");
    },
    press: (button) => card.getByRole("button", { name: button, exact: true }).click(),
    async choose(label, option) {
      await card.getByRole("combobox", { name: label, exact: true }).click();
      await page.getByRole("option", { name: option, exact: true }).click();
    },
    async tick(label, options) {
      await card.getByRole("combobox", { name: label }).click();
      for (const name of options) await page.getByRole("menuitemcheckbox", { name, exact: true }).click();
      await page.keyboard.press("Escape");
    },
    chosen: (label) => card.getByRole("combobox", { name: label }).inputValue(),
    labels: async (matching) => {
      const texts = await card.locator("label").allInnerTexts();
      return texts.map((text) => text.replace(/\s*\*$/, "").trim()).filter((text) => matching.test(text));
    },
    cardCount: () => page.locator(".ac-adaptiveCard").count(),
    sees: (words) => card.getByText(words).first().waitFor(),
  };
}

/** The page's one foreign request is for a font. */
export async function stayOnThisMachine(page: Page): Promise<void> {
  await page.route(
    ({ hostname }) => hostname !== "127.0.0.1",
    (route) => route.abort(),
  );
}
