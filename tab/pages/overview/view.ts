import type { Sort } from "./rows.ts";

export type Period = "now" | "quarter" | "year";

/** What the address says about how to look at the overview. */
export interface OverviewView {
  area: string | null;
  period: Period;
  sort: Sort;
}

export function viewOf(query: URLSearchParams): OverviewView {
  const period = query.get("period");
  return {
    area: query.get("area"),
    period: period === "now" || period === "year" ? period : "quarter",
    sort: query.get("sort") === "help" ? "help" : "name",
  };
}
