import type { Card } from "../channel.ts";
import { weekNumber } from "../domain/calendar.ts";
import { type CheckInView, sameAsLast } from "../domain/check-in/check-in.ts";
import type { Text } from "../text/text.ts";
import { card, type Element, execute, heading, notice, paragraph, strong, subtle } from "./card.ts";
import { askedElements, backLine, type FormValues, factsOf, originOf, standInLine } from "./check-in-card.ts";

/** The two open check-ins of one week, the first of the team whose card was pressed. */
export type Both = readonly [CheckInView, CheckInView];

export interface BothOptions {
  text: Text;
  /** What had been filled in for the first of them, by its own field names. */
  values?: FormValues | undefined;
  error?: string | undefined;
}

/** The first team's inputs and the second's: the button names the teams, whose ids would fill the card. */
type OfTeam = "1" | "2";

/** What was filled in for a team, by the names that its own card uses. */
export function fieldsOf(which: OfTeam, data: object): Record<string, unknown> {
  const prefix = `${which}/`;
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [])),
  );
}

/** Both teams' questions, each under the team's name, with one *Som sidst* and one *Send*. */
export function bothTeamsCard(both: Both, { text, values, error }: BothOptions): Card {
  const [first, second] = both;
  const data = { ...originOf(first), beside: second.checkIn.teamId };
  const canRepeat = both.every(({ checkIn }) => sameAsLast(checkIn) !== null);
  return card(
    [
      heading(text.checkIn.title(weekNumber(first.checkIn.week))),
      paragraph(text.checkIn.intro),
      notice(error),
      ...both.flatMap((view, index) => [
        strong(view.teamName, { separator: true, spacing: "Large" }),
        standInLine(view.standsIn, text),
        ...askedElements(view, { text, values: index === 0 ? values : undefined }).map(named(index === 0 ? "1" : "2")),
      ]),
      { ...subtle(text.common.purpose), size: "Small", spacing: "Medium" },
    ],
    [
      canRepeat ? execute(text.checkIn.asLast, "checkIn/asLastBoth", data, { style: "positive" }) : null,
      execute(text.common.send, "checkIn/sendBoth", data, canRepeat ? {} : { style: "positive" }),
      execute(text.common.back, "checkIn/show", originOf(first), { withoutInputs: true }),
    ],
  );
}

function named(which: OfTeam) {
  return (element: Element): Element =>
    typeof element.id === "string" ? { ...element, id: `${which}/${element.id}` } : element;
}

/** Both were answered. No words that somebody wrote stand on it: the card of each team shows those. */
export function bothTeamsReceipt(both: Both, text: Text): Card {
  const [{ checkIn }] = both;
  return card(
    [
      heading(text.checkIn.receiptTitle(weekNumber(checkIn.week))),
      paragraph(text.checkIn.receiptPlain),
      ...both.flatMap((view) => [
        strong(view.teamName, { separator: true, spacing: "Medium" }),
        factsOf(view, text),
        backLine(view, text),
      ]),
    ],
    both.map((view) => execute(text.checkIn.correctTeam(view.teamName), "checkIn/correct", originOf(view))),
  );
}
