import type { TabText } from "../../../bot/text/da/tab.ts";
import { tabAmbitionDa } from "../../../bot/text/da/tab-ambition.ts";
import { tabAmbitionEn } from "../../../bot/text/en/tab-ambition.ts";

/** The page's own sentences; they travel with the page and not with the tab. */
export const ambitionText = (text: Pick<TabText, "locale">): typeof tabAmbitionDa =>
  text.locale.startsWith("en") ? tabAmbitionEn : tabAmbitionDa;
