import { publishedFiguresDa } from "../../../bot/text/da/citizens.ts";
import { quarterDa } from "../../../bot/text/da/quarter.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { publishedFiguresEn } from "../../../bot/text/en/citizens.ts";
import { quarterEn } from "../../../bot/text/en/quarter.ts";

// The page's own sentences; they travel with the page and not with the tab.

const isEnglish = ({ locale }: Pick<TabText, "locale">) => locale.startsWith("en");

export const quarterText = (text: Pick<TabText, "locale">): typeof quarterDa =>
  isEnglish(text) ? quarterEn : quarterDa;

/** `2026-Q3`, `2026-H1` or `2026` as the reader says it. */
export function periodName(text: Pick<TabText, "locale">, period: string): string {
  const words = isEnglish(text) ? publishedFiguresEn : publishedFiguresDa;
  const [year = "", part = ""] = period.split("-");
  if (part === "") return year;
  return part.startsWith("Q") ? words.quarter(part.slice(1), year) : words.halfYear(part.slice(1), year);
}
