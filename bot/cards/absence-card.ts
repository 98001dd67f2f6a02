import type { Card } from "../channel.ts";
import { addDays } from "../domain/calendar.ts";
import type { IsoDate, IsoWeek } from "../domain/organisation.ts";
import { formatDate, type Text } from "../text/text.ts";
import { bullets, card, dateInput, execute, heading, notice, paragraph } from "./card.ts";

/** The check-in that the card showed before, to go back to. */
export interface AbsenceOrigin {
  week?: IsoWeek | undefined;
  team?: string | undefined;
}

/** Whom Ombord asks while somebody is away. */
export interface AbsenceCardView {
  until: IsoDate | null;
  teams: { name: string; standIn: string | null }[];
}

const longestDays = 366;

/** "Jeg er væk til …". */
export function absenceFormCard(
  view: AbsenceCardView,
  origin: AbsenceOrigin,
  today: IsoDate,
  text: Text,
  error?: string,
): Card {
  if (view.teams.length === 0) return card([heading(text.absence.title), paragraph(text.absence.noTeams)]);
  const last = dateInput("until", text.absence.until, {
    min: today,
    max: addDays(today, longestDays),
    required: text.absence.untilRequired,
    value: view.until ?? undefined,
  });
  return card(
    [heading(text.absence.title), notice(error), paragraph(text.absence.intro), standIns(view, text), last],
    [
      execute(text.absence.save, "absence/save", { ...origin }, { style: "positive" }),
      view.until === null
        ? null
        : execute(text.absence.backAgain, "absence/end", { ...origin }, { withoutInputs: true }),
      backTo(origin, text),
    ],
  );
}

/** What stands: away until a day with who is asked meanwhile, or back again. */
export function absenceCard(view: AbsenceCardView, origin: AbsenceOrigin, text: Text): Card {
  if (view.until === null) {
    return card([heading(text.absence.endedTitle), paragraph(text.absence.ended)], [backTo(origin, text)]);
  }
  return card(
    [heading(text.absence.setTitle(formatDate(view.until))), paragraph(text.absence.intro), standIns(view, text)],
    [execute(text.absence.backAgain, "absence/end", { ...origin }), backTo(origin, text)],
  );
}

function standIns(view: AbsenceCardView, text: Text) {
  return bullets(
    view.teams.map(({ name, standIn }) =>
      standIn === null ? text.absence.noStandIn(name) : text.absence.standIn(name, standIn),
    ),
  );
}

function backTo({ week, team }: AbsenceOrigin, text: Text) {
  if (week === undefined || team === undefined) return null;
  return execute(text.common.back, "checkIn/show", { week, team }, { withoutInputs: true });
}
