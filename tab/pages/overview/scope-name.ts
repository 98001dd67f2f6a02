import type { AdoptionAnswer } from "../../../bot/api/contract.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";

type Scope = AdoptionAnswer["scope"];

/** What the figures are of: everything only where it is everything, else the areas that they fill and the teams beside those. */
export function scopeName({ areas, teams, isWhole }: Scope, { figures, overview }: TabText): string {
  return isWhole ? overview.allAreas : figures.scope.part([...areas, ...teams]);
}

/** How many of the municipality's teams that is; null where it is all of them. */
export function scopeCount({ count, of, isWhole }: Scope, { figures }: TabText): string | null {
  return isWhole ? null : figures.scope.count(count, of);
}
