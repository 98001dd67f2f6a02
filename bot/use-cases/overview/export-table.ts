import { localDate, weekNumber, weekOf } from "../../domain/calendar.ts";
import type { IsoWeek } from "../../domain/organisation.ts";
import { holdsCpr } from "../../domain/personal-data/inspect-patterns.ts";
import { nameScope } from "../../domain/scope.ts";
import { citizenStepsDa } from "../../text/da/citizen-steps.ts";
import { type ExportText, exportDa } from "../../text/da/export.ts";
import type { FigureId } from "../../text/da/figures.ts";
import { type TabText, tabDa } from "../../text/da/tab.ts";
import { citizenStepsEn } from "../../text/en/citizen-steps.ts";
import { exportEn } from "../../text/en/export.ts";
import { tabEn } from "../../text/en/tab.ts";
import { personOf } from "../actor.ts";
import type { Errand } from "../errand.ts";
import { visibleTeams } from "./visible-teams.ts";

/** One value of a table: text, a number, a calendar date, or nothing. */
export type Cell = string | number | { date: string } | null;

export interface Sheet {
  title: string;
  columns: string[];
  rows: Cell[][];
  /** It is handed on as one page. */
  isOnePage?: boolean;
}

/** What a person takes with them. A format that holds one table takes the first sheet. */
export interface Export {
  /** The file's name without its ending. */
  name: string;
  sheets: Sheet[];
  /** What a format that holds one table says in each of its lines, as it has no sheet for it. */
  said?: { columns: string[]; cells: Cell[] };
}

/** The words of a file, and those that the tab has for the same. */
export interface ExportWords {
  text: ExportText;
  tab: TabText;
  /** What stands on the pages of *Borgere*. */
  steps: typeof citizenStepsDa;
}

/** In the language of whoever asks for the file. Throws `notFound` for somebody whom the directory does not know. */
export function wordsFor({ directory, actor }: Errand): ExportWords {
  const isEnglish = personOf(directory, actor).language === "en";
  return isEnglish
    ? { text: exportEn, tab: tabEn, steps: citizenStepsEn }
    : { text: exportDa, tab: tabDa, steps: citizenStepsDa };
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

/** What the figures of a file are of, in names, and how many teams that is. */
export function scopeSaid(errand: Errand, { text, tab }: ExportWords, areaId: string | undefined): string {
  const { figures } = tab;
  const scope = nameScope(
    errand.directory,
    visibleTeams(errand, areaId).map(({ id }) => id),
  );
  if (scope.count === 0) return text.about.everything;
  if (scope.isWhole) return figures.scope.whole;
  const names = [...scope.areas, ...scope.teams].join(", ");
  return `${names} (${figures.scope.count(scope.count, scope.of)})`;
}

/** A figure with how many answered and when it was last updated, where that is known. */
export interface ExportedFigure {
  id: FigureId;
  answered?: string;
  updated?: string;
}

/** What the figures are, in the words of the screen: a line for each part of each. */
export function figureNotes({ figures }: TabText, told: readonly ExportedFigure[]): [string, string][] {
  const { definitions, parts, counted } = figures;
  return told.flatMap(({ id, answered, updated }) => {
    const { name, is, numerator, denominator, level } = definitions[id];
    const lines: [string, string | undefined][] = [
      [name, is],
      [`${name}: ${parts.numerator}`, numerator],
      [`${name}: ${parts.denominator}`, denominator ?? counted],
      [`${name}: ${parts.level}`, level],
      [`${name}: ${parts.answered}`, answered],
      [`${name}: ${parts.updated}`, updated],
    ];
    return lines.flatMap(([label, said]): [string, string][] => (said === undefined ? [] : [[label, said]]));
  });
}

/** The same in one cell. */
export function figureSaid({ figures }: TabText, id: FigureId): string {
  const { is, numerator, denominator, level } = figures.definitions[id];
  const { parts, counted } = figures;
  const rest = [
    [parts.numerator, numerator],
    [parts.denominator, denominator ?? counted],
    [parts.level, level],
  ];
  return [is, ...rest.map(([label, said]) => `${label}: ${said}`)].join(" ");
}

/** The sheet that says what the figures are, for whoever meets them without the tab around them. */
export function aboutSheet(
  errand: Errand,
  words: ExportWords,
  about: { areaId?: string | undefined; notes: [string, string][]; scope?: string },
): Sheet {
  const { text } = words;
  const { directory, now } = errand;
  return {
    title: text.sheets.about,
    columns: [text.sheets.about, ""],
    rows: [
      [text.about.municipality, directory.settings.name],
      [text.about.scope, about.scope ?? scopeSaid(errand, words, about.areaId)],
      [text.about.date, { date: localDate(now) }],
      [text.about.week, weekTitle(text, weekOf(now))],
      ...about.notes,
    ],
  };
}
