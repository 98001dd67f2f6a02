import { addDays, addMonths } from "../calendar.ts";
import type { IsoDate, Settings } from "../organisation.ts";
import type { PeriodKind } from "../vocabulary.ts";

// The periods that figures about citizens are published for: one partition of the calendar for each level.

/** The municipality as a whole, and its areas. */
export type PeriodLevel = "whole" | "areas";

/** Unless a municipality chooses others, ahead: small groups need longer periods. */
export const presetPeriods: Record<PeriodLevel, PeriodKind> = { whole: "quarter", areas: "halfYear" };

const monthsOf: Record<PeriodKind, number> = { quarter: 3, halfYear: 6, year: 12 };

/** A period, both ends included: `2026-Q3`, `2026-H1` or `2026`. */
export interface FigurePeriod {
  id: string;
  kind: PeriodKind;
  from: IsoDate;
  to: IsoDate;
}

/** The period of the kind that holds the date. */
export function periodAt(kind: PeriodKind, date: IsoDate): FigurePeriod {
  const months = monthsOf[kind];
  const year = date.slice(0, 4);
  const index = Math.floor((Number(date.slice(5, 7)) - 1) / months);
  const from = `${year}-${String(index * months + 1).padStart(2, "0")}-01`;
  const id = kind === "year" ? year : `${year}-${kind === "quarter" ? "Q" : "H"}${index + 1}`;
  return { id, kind, from, to: addDays(addMonths(from, months), -1) };
}

/**
 * The period after the one that ended. A choice holds from the next period that begins where one of its kind begins, so that
 * no day ever lies in two.
 */
export function periodAfter(ended: FigurePeriod, chosen: PeriodKind): FigurePeriod {
  const from = addDays(ended.to, 1);
  const wanted = periodAt(chosen, from);
  return wanted.from === from ? wanted : periodAt(ended.kind, from);
}

/** The kinds for both levels; areas are never told apart more finely in time than the whole. */
export function chosenPeriods(
  settings: Pick<Settings, "citizenPeriodWhole" | "citizenPeriodAreas">,
): Record<PeriodLevel, PeriodKind> {
  const whole = settings.citizenPeriodWhole ?? presetPeriods.whole;
  const areas = settings.citizenPeriodAreas ?? presetPeriods.areas;
  return { whole, areas: monthsOf[areas] < monthsOf[whole] ? whole : areas };
}
