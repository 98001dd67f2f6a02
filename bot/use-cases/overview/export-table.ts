import { localDate, weekNumber, weekOf } from "../../domain/calendar.ts";
import type { IsoWeek } from "../../domain/organisation.ts";
import { holdsCpr } from "../../domain/personal-data/inspect-patterns.ts";
import { type ExportText, exportDa } from "../../text/da/export.ts";
import { type TabText, tabDa } from "../../text/da/tab.ts";
import { exportEn } from "../../text/en/export.ts";
import { tabEn } from "../../text/en/tab.ts";
import { personOf } from "../actor.ts";
import type { Errand } from "../errand.ts";

/** One value of a table: text, a number, a calendar date, or nothing. */
export type Cell = string | number | { date: string } | null;

export interface Sheet {
  title: string;
  columns: string[];
  rows: Cell[][];
}

/** What a person takes with them. A format that holds one table takes the first sheet. */
export interface Export {
  /** The file's name without its ending. */
  name: string;
  sheets: Sheet[];
}

/** The words of a file, and those that the tab has for the same. */
export interface ExportWords {
  text: ExportText;
  tab: TabText;
}

/** In the language of whoever asks for the file. Throws `notFound` for somebody whom the directory does not know. */
export function wordsFor({ directory, actor }: Errand): ExportWords {
  const isEnglish = personOf(directory, actor).language === "en";
  return isEnglish ? { text: exportEn, tab: tabEn } : { text: exportDa, tab: tabDa };
}

/** `2026-W47` in words. */
export function weekTitle(text: ExportText, week: IsoWeek): string {
  return text.week(week.slice(0, 4), weekNumber(week));
}

/**
 * Free text on its way out of the house. What the guard of today would not take in does not leave either: a text may be
 * older than the rule that it breaks.
 */
export function guardedCell(written: string | null | undefined, text: ExportText): string | null {
  if (written === null || written === undefined) return null;
  return holdsCpr(written) ? text.blocked : written;
}

/** The sheet that says what the figures are, for whoever meets them without the tab around them. */
export function aboutSheet(
  { directory, now }: Errand,
  text: ExportText,
  about: { areaId?: string | undefined; notes: [string, string][] },
): Sheet {
  const area = about.areaId === undefined ? undefined : directory.areas.get(about.areaId);
  return {
    title: text.sheets.about,
    columns: [text.sheets.about, ""],
    rows: [
      [text.about.municipality, directory.settings.name],
      [text.about.scope, area?.name ?? text.about.everything],
      [text.about.date, { date: localDate(now) }],
      [text.about.week, weekTitle(text, weekOf(now))],
      ...about.notes,
    ],
  };
}
