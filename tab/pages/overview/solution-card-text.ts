import { type SolutionCardText, solutionCardDa } from "../../../bot/text/da/solution-card.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { solutionCardEn } from "../../../bot/text/en/solution-card.ts";

/** The sentences of a solution's card; they travel with it and not with the tab. */
export const cardText = (text: Pick<TabText, "locale">): SolutionCardText =>
  text.locale.startsWith("en") ? solutionCardEn : solutionCardDa;
