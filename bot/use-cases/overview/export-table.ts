import { weekNumber } from "../../domain/calendar.ts";
import type { Directory, Instant, IsoDate, IsoWeek } from "../../domain/organisation.ts";
import { isBlocked } from "../../domain/personal-data/personal-data.ts";
import type { Language } from "../../domain/vocabulary.ts";
import { type ExportText, exportDa } from "../../text/da/export.ts";
import { exportEn } from "../../text/en/export.ts";

/** One value of a table: text, a number, a calendar date, or nothing. */
export type Cell = string | number | { date: IsoDate } | null;

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

/** Who asks for a file, and how. */
export interface ExportOrder {
  tenantId: string;
  personId: string;
  language: Language;
  now: Instant;
}

/** The words of an export in the language of whoever asks for it. */
export function exportText(language: Language): ExportText {
  return language === "en" ? exportEn : exportDa;
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
  return isBlocked(written) ? text.blocked : written;
}

/** The sheet that says what the figures are, for whoever meets them without the tab around them. */
export function aboutSheet(
  directory: Directory,
  text: ExportText,
  about: { areaId?: string | undefined; today: IsoDate; week: IsoWeek; notes: [string, string][] },
): Sheet {
  const area = about.areaId === undefined ? undefined : directory.areas.get(about.areaId);
  return {
    title: text.sheets.about,
    columns: [text.sheets.about, ""],
    rows: [
      [text.about.municipality, directory.settings.name],
      [text.about.scope, area?.name ?? text.about.everything],
      [text.about.date, { date: about.today }],
      [text.about.week, weekTitle(text, about.week)],
      ...about.notes,
    ],
  };
}
