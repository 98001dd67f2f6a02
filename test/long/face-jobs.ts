import type { Locator, Page } from "playwright-core";
import type { FacePage } from "./face-pages.ts";

/** Counts what somebody does: presses of mouse or key, a text that is typed as one, and screens that are scrolled. */
export class Hand {
  presses = 0;
  screens = 0;
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Scrolls to it, as somebody does who looks for it on the page. */
  async see(what: Locator): Promise<void> {
    const one = what.first();
    await one.waitFor();
    const away = await one.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top < 0 ? -top : Math.max(0, bottom - window.innerHeight);
    });
    const height = this.page.viewportSize()?.height ?? 1;
    this.screens += Math.ceil(away / height);
    await one.scrollIntoViewIfNeeded();
  }

  async press(what: Locator): Promise<void> {
    await this.see(what);
    this.presses += 1;
    await what.first().click();
  }

  async write(what: Locator, text: string): Promise<void> {
    await this.see(what);
    this.presses += 1;
    await what.first().fill(text);
  }

  /** Opens a list and chooses from it. */
  async choose(what: Locator, label: string): Promise<void> {
    await this.see(what);
    this.presses += 2;
    await what.first().selectOption({ label });
  }

  async key(name: string): Promise<void> {
    this.presses += 1;
    await this.page.keyboard.press(name);
  }
}

export interface Job {
  role: FacePage["role"];
  upn: string;
  what: string;
  play: (hand: Hand, page: Page) => Promise<void>;
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" });
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name, exact: typeof name === "string" });
const finder = "Find team, område eller løsning";

/** Each role's five most frequent jobs, from where the tab opens until it is done or seen. */
export const jobs: readonly Job[] = [
  ...jobsOf("leder", "anne.andersen", {
    "Svar for ugen, når alt er som sidst": async (hand, page) => {
      await hand.press(button(page, "Som sidst"));
      await page.getByText("Tak").first().waitFor();
    },
    "Skriv, hvad der er svært for en borger": async (hand, page) => {
      await hand.press(button(page, "En borger kan ikke være med"));
      await hand.press(page.getByRole("dialog").getByRole("checkbox"));
      await hand.press(page.getByRole("dialog").getByRole("button", { name: "Gem", exact: true }));
    },
    "Sig, at jeg er væk": async (hand, page) => {
      await hand.press(button(page, "Jeg er væk"));
      await hand.press(page.getByRole("dialog").getByRole("button", { name: "Gem", exact: true }));
    },
  }),
  ...jobsOf("leder", "hanne.lund", {
    "Ret ét svar, sæt kryds ved Noget driller, og send": async (hand, page) => {
      await hand.press(page.locator(".level-choice:not(:has(input:checked))").first());
      await hand.press(page.getByRole("switch", { name: "Noget driller" }));
      await hand.press(button(page, /^(Send|Som sidst)$/));
    },
  }),
  ...jobsOf("leder", "gorm.friis", {
    "Se, hvordan det går med det, vi har meldt": (hand, page) =>
      hand.see(page.getByRole("heading", { name: "Det, I har meldt" })),
  }),
  ...jobsOf("navigatør", "oline.frandsen", {
    "Se, hvad jeg skal tage fat i først, og åbn det": async (hand, page) => {
      await hand.press(link(page, "Det driller"));
      await hand.press(page.locator(".next-three a, [data-card] a"));
    },
    "Tag noget, ingen har taget": async (hand, page) => {
      await hand.press(link(page, "Det driller"));
      await hand.press(button(page, /^Jeg tager den/));
    },
    "Find det, der handler om login, og åbn det": async (hand, page) => {
      await hand.press(link(page, "Det driller"));
      await hand.write(page.getByRole("searchbox"), "login");
      await hand.press(page.locator("[data-card] a"));
    },
    "Gør det, fire teams har meldt, til én opgave": async (hand, page) => {
      await hand.press(link(page, "Det driller"));
      await hand.press(button(page, "Gør det til en fælles opgave"));
      await hand.press(page.getByRole("dialog").getByRole("button").last());
    },
    "Se, hvor jeg skal på besøg": async (hand, page) => {
      await hand.press(link(page, "Det driller"));
      await hand.press(link(page, "Besøg"));
    },
  }),
  ...jobsOf("chef", "nanna.eriksen", {
    "Se, hvem der er tavse, og find lederen at skrive til": async (hand, page) => {
      await hand.press(link(page, /tavse$/));
      await hand.press(page.getByRole("group").filter({ hasText: "Har ikke svaret" }).getByRole("link"));
      await hand.see(link(page, /^Skriv i Teams til/));
    },
    "Find ét bestemt team": async (hand, page) => {
      await hand.press(button(page, finder));
      await hand.write(page.getByRole("combobox", { name: finder }), "havnen aften");
      await hand.key("Enter");
      await page.getByRole("heading", { level: 1, name: "Hjemmeplejen Havnen, aften" }).waitFor();
    },
    "Se de teams, der har brug for hjælp": async (hand, page) => {
      await hand.press(button(page, finder));
      await hand.press(page.getByRole("option", { name: "Har brug for hjælp" }));
      await hand.see(page.locator(".team-row"));
    },
    "Åbn det, der er løftet til mig": async (hand, page) => {
      await hand.press(page.locator(".attention-group > summary", { hasText: "Løftet til dig" }));
      await hand.press(page.getByRole("group").filter({ hasText: "Løftet til dig" }).getByRole("link"));
    },
    "Se, hvordan det går med én løsning i ét område": async (hand, page) => {
      await hand.choose(page.getByLabel("Område", { exact: true }), "Borger og Arbejde");
      await page.getByText("Borger og Arbejde · ").first().waitFor();
      await hand.see(page.locator(".spread-line", { hasText: "Bookingen" }));
    },
  }),
  ...jobsOf("administrator", "pernille.gade", {
    "Se, om alt er, som det skal være": (hand, page) => hand.see(page.locator(".notice .strong")),
    "Kopiér listen over det, der venter på nogen": (hand, page) => hand.press(button(page, /^Kopiér/)),
    "Se alle, der ikke kan nås": (hand, page) => hand.press(button(page, /^Vis alle/)),
    "Se, hvad nye filer ændrer, før de læses ind": async (hand, page) => {
      await hand.see(page.locator("input[type=file]").locator("xpath=.."));
      await hand.press(button(page, "Se, hvad der ændres"));
    },
    "Flyt ugens check-in til en anden dag": async (hand, page) => {
      await hand.choose(page.getByLabel("Ugedag", { exact: true }), "Tirsdag");
      await hand.press(button(page, "Gem"));
    },
  }),
];

function jobsOf(role: FacePage["role"], upn: string, played: Record<string, Job["play"]>): Job[] {
  return Object.entries(played).map(([what, play]) => ({ role, upn: `${upn}@storvig.example`, what, play }));
}
