import { localDate } from "../../domain/calendar.ts";
import { pointsOf } from "../../domain/check-in/change.ts";
import type { QuarterSpread } from "../../domain/quarter/quarter.ts";
import type { Warning } from "../../domain/warnings.ts";
import { publishedFiguresDa } from "../../text/da/citizens.ts";
import { type QuarterText, quarterDa } from "../../text/da/quarter.ts";
import { publishedFiguresEn } from "../../text/en/citizens.ts";
import { quarterEn } from "../../text/en/quarter.ts";
import { warningSentence } from "../../text/warning-sentence.ts";
import { longDate } from "../../text/wording.ts";
import { personOf } from "../actor.ts";
import type { Errand } from "../errand.ts";
import { type ExportedFigure, type ExportWords, weekTitle, wordsFor } from "../overview/export-table.ts";
import type { QuarterView, ToldDecision } from "./view-quarter.ts";

// The quarter in words: the same on the page, in the workbook and on the slides.

/** What a quarter is told in. */
export interface QuarterSays extends ExportWords {
  quarter: QuarterText;
  periods: Pick<typeof publishedFiguresDa, "quarter" | "halfYear">;
  date: (date: string) => string;
}

/** In the language of whoever asks. Throws `notFound` for somebody whom the directory does not know. */
export function quarterSays(errand: Errand): QuarterSays {
  const isEnglish = personOf(errand.directory, errand.actor).language === "en";
  return {
    ...wordsFor(errand),
    quarter: isEnglish ? quarterEn : quarterDa,
    periods: isEnglish ? publishedFiguresEn : publishedFiguresDa,
    date: longDate(isEnglish ? "en-GB" : "da-DK"),
  };
}

/** `2026-Q3`, `2026-H1` or `2026` as the reader says it. */
export function periodSaid({ periods }: Pick<QuarterSays, "periods">, period: string): string {
  const [year = "", part = ""] = period.split("-");
  if (part === "") return year;
  return part.startsWith("Q") ? periods.quarter(part.slice(1), year) : periods.halfYear(part.slice(1), year);
}

/** The quarter's warnings, each with why it is raised. */
export function toldWarnings(errand: Errand, { figures, teamNames }: QuarterView): (Warning & { sentence: string })[] {
  const { tab } = quarterSays(errand);
  return figures.warnings.map((warning) => {
    const isShared = errand.directory.solutions.get(warning.solutionId)?.sharedRecords === true;
    const sentence = warningSentence(warning, { teamName: (id) => teamNames[id], isShared }, tab);
    return { ...warning, sentence };
  });
}

/** Shares in whole per cent, null where there is nothing to make one of. */
export function sharesOfSpread({ everyday, known, since }: QuarterSpread) {
  const percent = (part: number, whole: number) => (whole === 0 ? null : Math.round((part / whole) * 100));
  return {
    now: percent(everyday, known),
    before: percent(since.before, since.both),
    points: pointsOf(since),
  };
}

/** What a solution was called in the quarter. */
export function solutionSaid({ figures }: QuarterView, { directory }: Pick<Errand, "directory">, id: string | null) {
  if (id === null) return null;
  return (
    figures.solutions.find(({ solutionId }) => solutionId === id)?.name ?? directory.solutions.get(id)?.name ?? null
  );
}

/** What was decided, with the share of a target. */
export function decisionSaid({ kind, share }: Pick<ToldDecision, "kind" | "share">, { tab }: QuarterSays): string {
  const { kinds, warning } = tab.decisions;
  return share === undefined ? kinds[kind] : `${kinds[kind]}: ${warning.percent(share)}`;
}

/** The figures of the page with what they rest on. */
export function toldFigures({ figures, published }: QuarterView, says: QuarterSays): ExportedFigure[] {
  const { tab, text } = says;
  const known = figures.solutions.reduce((sum, one) => sum + one.known, 0);
  const total = figures.solutions.reduce((sum, one) => sum + one.teams, 0);
  const updated = weekTitle(text, figures.weeks.at(-1) ?? "");
  const estimates = { answered: tab.figures.ofEstimates(known, total), updated };
  const both = figures.solutions.reduce((sum, one) => sum + one.since.both, 0);
  return [
    { id: "everyday", ...estimates },
    { id: "change", answered: tab.figures.ofEstimates(both, total), updated },
    { id: "levels", ...estimates },
    ...(published === null ? [] : [{ id: "published" as const, updated: periodSaid(says, published.period) }]),
  ];
}

/** Since when the figures stand still, or that they do not yet. */
export function stateSaid(
  { closedOn, openUntil }: QuarterView,
  { quarter, date }: QuarterSays,
  { now }: Errand,
): string {
  if (closedOn !== null) return quarter.closed(date(closedOn));
  return quarter.moving(date(openUntil ?? localDate(now)));
}
