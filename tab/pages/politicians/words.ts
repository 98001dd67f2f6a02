import { politiciansDa } from "../../../bot/text/da/politicians.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { politiciansEn } from "../../../bot/text/en/politicians.ts";

/** The page's own sentences; they travel with the page and not with the tab. */
export const politiciansText = (text: Pick<TabText, "locale">): typeof politiciansDa =>
  text.locale.startsWith("en") ? politiciansEn : politiciansDa;
