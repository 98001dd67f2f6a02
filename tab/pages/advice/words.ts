import {
  type ScreeningPageText,
  type ScreeningText,
  screeningDa,
  screeningPageDa,
} from "../../../bot/text/da/screening.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { screeningEn, screeningPageEn } from "../../../bot/text/en/screening.ts";

/** The sentences about questions to the adviser; they travel with the pages that say them and not with the tab. */
export const adviceText = (text: Pick<TabText, "locale">): ScreeningPageText & ScreeningText =>
  text.locale.startsWith("en") ? { ...screeningEn, ...screeningPageEn } : { ...screeningDa, ...screeningPageDa };
