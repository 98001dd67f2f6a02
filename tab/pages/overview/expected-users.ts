import type { AdoptionAnswer } from "../../../bot/api/contract.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";

type Expected = Pick<AdoptionAnswer["solutions"][number], "expectedUsers" | "expectedUsersTo">;

/** How many are expected to use it, as it was said: a number, an interval or a number and more; null when nobody has said. */
export function expectedUsers({ expectedUsers: from, expectedUsersTo: to }: Expected, text: TabText): string | null {
  if (from === null) return null;
  const number = new Intl.NumberFormat(text.locale);
  if (to === undefined) return number.format(from);
  return to === null ? text.overview.orMore(number.format(from)) : `${number.format(from)}–${number.format(to)}`;
}
