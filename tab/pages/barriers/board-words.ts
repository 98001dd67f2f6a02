import { smallStepsDa } from "../../../bot/text/da/small-steps.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { tabBoardDa } from "../../../bot/text/da/tab-board.ts";
import { smallStepsEn } from "../../../bot/text/en/small-steps.ts";
import { tabBoardEn } from "../../../bot/text/en/tab-board.ts";

// The page's own sentences; they travel with the page and not with the tab.

const isEnglish = ({ locale }: Pick<TabText, "locale">) => locale.startsWith("en");

export const boardTools = (text: Pick<TabText, "locale">): typeof tabBoardDa =>
  isEnglish(text) ? tabBoardEn : tabBoardDa;

export const smallSteps = (text: Pick<TabText, "locale">): typeof smallStepsDa =>
  isEnglish(text) ? smallStepsEn : smallStepsDa;
