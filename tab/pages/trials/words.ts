import { rewritingDa } from "../../../bot/text/da/rewriting.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { tabTrialsDa } from "../../../bot/text/da/tab-trials.ts";
import { rewritingEn } from "../../../bot/text/en/rewriting.ts";
import { tabTrialsEn } from "../../../bot/text/en/tab-trials.ts";

// Sentences of some pages; they travel with those and not with the tab.

const isEnglish = ({ locale }: Pick<TabText, "locale">) => locale.startsWith("en");

export const trialWords = (text: Pick<TabText, "locale">): typeof tabTrialsDa =>
  isEnglish(text) ? tabTrialsEn : tabTrialsDa;

export const rewriting = (text: Pick<TabText, "locale">): typeof rewritingDa =>
  isEnglish(text) ? rewritingEn : rewritingDa;
