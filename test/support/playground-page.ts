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
  /** Waits for a card that shows these words. */
  sees(words: string | RegExp): Promise<void>;
}

/** Opens the Playground's personal chat, without the panel that shows what is sent. */
export async function openPlayground(browser: Browser, url: string): Promise<PlaygroundPage> {
  const page = await browser.newPage({ locale: "da-DK", viewport: { width: 1280, height: 1000 } });
  await stayOnThisMachine(page);
  await page.goto(url);
  await page.getByRole("button", { name: "Hide log panel" }).or(page.getByTitle("Hide log panel")).first().click();
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
