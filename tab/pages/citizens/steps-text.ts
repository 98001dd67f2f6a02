import { citizenStepsDa } from "../../../bot/text/da/citizen-steps.ts";
import { citizenFormDa, publishedFiguresDa } from "../../../bot/text/da/citizens.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { citizenStepsEn } from "../../../bot/text/en/citizen-steps.ts";
import { citizenFormEn, publishedFiguresEn } from "../../../bot/text/en/citizens.ts";

/** The sentences of the pages of *Borgere*; they travel with the pages that say them and not with the tab. */
export const citizenSteps = (text: Pick<TabText, "locale">): typeof citizenStepsDa =>
  text.locale.startsWith("en") ? citizenStepsEn : citizenStepsDa;

export const citizenForm = (text: Pick<TabText, "locale">): typeof citizenFormDa =>
  text.locale.startsWith("en") ? citizenFormEn : citizenFormDa;

export const publishedFigures = (text: Pick<TabText, "locale">): typeof publishedFiguresDa =>
  text.locale.startsWith("en") ? publishedFiguresEn : publishedFiguresDa;
