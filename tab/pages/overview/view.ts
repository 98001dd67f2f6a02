import { type AttentionKind, isAttentionKind } from "./attention-groups.ts";
import { type TeamFilter, teamFilters } from "./find-teams.ts";
import { type Sort, sorts } from "./rows.ts";

export type Period = "now" | "quarter" | "year";

/** What the address says about how to look at the overview. */
export interface OverviewView {
  area: string | null;
  period: Period;
  sort: Sort;
  /** Which teams are looked for; null is all of them. */
  show: TeamFilter | null;
  /** The kind of what waits that is opened. */
  open: AttentionKind | null;
}

export function viewOf(query: URLSearchParams): OverviewView {
  const period = query.get("period");
  const open = query.get("open");
  return {
    area: query.get("area"),
    period: period === "now" || period === "year" ? period : "quarter",
    sort: sorts.find((sort) => sort === query.get("sort")) ?? "share",
    show: teamFilters.find((filter) => filter === query.get("show")) ?? null,
    open: isAttentionKind(open) ? open : null,
  };
}
