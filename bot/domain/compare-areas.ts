import { everydayShare } from "./check-in/change.ts";
import type { Summary } from "./overview.ts";

// Areas beside each other, on the screen and in files: always as areas, and never one that so few lead that it would be about them.

/** An area with everything under it that somebody sees. */
export interface ComparedArea {
  id: string;
  name: string;
  parentAreaId: string | null;
  isPart: boolean;
  isComparable: boolean;
  summary: Pick<Summary, "teams" | "asked" | "answered"> & {
    solutions: Record<string, Pick<Summary["solutions"][string], "levels" | "stale">>;
  };
}

/** The highest areas under the one that is looked at, or of all; where only a part of one is seen, what lies in it stands for it. */
export function areasBelow<Area extends ComparedArea>(areas: readonly Area[], areaId: string | null): Area[] {
  const known = new Set(areas.map(({ id }) => id));
  const children = Map.groupBy(areas, ({ parentAreaId }) =>
    parentAreaId !== null && known.has(parentAreaId) ? parentAreaId : null,
  );
  const below = (id: string | null): Area[] =>
    (children.get(id) ?? []).flatMap((one) => (one.isPart ? below(one.id) : [one]));
  let found = below(areaId);
  // One area at the top says what the whole page says: those in it are beside each other.
  while (found.length === 1 && found[0] !== undefined) found = below(found[0].id);
  return found;
}

/** An area with its figures, or null instead of them where it may not stand beside others. */
export function standingOf({ id, name, isComparable, summary }: ComparedArea) {
  const spreads = Object.values(summary.solutions);
  const shares = spreads.map(({ levels }) => everydayShare(levels));
  const figures = {
    everyday: shares.reduce((sum, share) => sum + share.everyday, 0),
    known: shares.reduce((sum, share) => sum + share.known, 0),
    answered: summary.answered.at(-1) ?? 0,
    asked: summary.asked.at(-1) ?? 0,
    stale: spreads.reduce((sum, { stale }) => sum + stale, 0),
  };
  return { id, name, teams: summary.teams, figures: isComparable ? figures : null };
}
