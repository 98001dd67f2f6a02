import type { AdoptionAnswer } from "../../../bot/api/contract.ts";
import { everydayShare } from "../../../bot/domain/check-in/change.ts";

type Area = AdoptionAnswer["areas"][number];

/** The highest areas under the one that is looked at, or of all; where only a part of one is seen, what lies in it stands for it. */
export function areasBelow(areas: readonly Area[], area: string | null): Area[] {
  const known = new Set(areas.map(({ id }) => id));
  const children = Map.groupBy(areas, ({ parentAreaId }) =>
    parentAreaId !== null && known.has(parentAreaId) ? parentAreaId : null,
  );
  const below = (id: string | null): Area[] =>
    (children.get(id) ?? []).flatMap((one) => (one.isPart ? below(one.id) : [one]));
  let found = below(area);
  // One area at the top says what the whole page says: those in it are beside each other.
  while (found.length === 1 && found[0] !== undefined) found = below(found[0].id);
  return found;
}

/** An area with its figures, or without where it may not stand beside others. */
export function standingOf({ id, name, isComparable, summary }: Area) {
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
