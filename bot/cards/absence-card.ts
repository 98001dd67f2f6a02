import type { Card } from "../channel.ts";
import { addDays } from "../domain/calendar.ts";
import type { IsoDate, IsoWeek, Period } from "../domain/organisation.ts";
import type { Text } from "../text/text.ts";
import { bullets, card, dateInput, type Element, execute, heading, notice, paragraph, subtle } from "./card.ts";
import type { FormValues } from "./check-in-card.ts";

/** The check-in that the card showed before, to go back to. */
export interface AbsenceOrigin {
  week?: IsoWeek | undefined;
  team?: string | undefined;
  /** What was filled in there. */
  draft?: FormValues | undefined;
}

/** Whom Ombord asks while somebody is away. */
export interface AbsenceCardView {
  periods: readonly Period[];
  current: Period | null;
  teams: { name: string; standIn: string | null }[];
}

/** What a message was taken for, or nothing where somebody opens the form. */
export interface AbsenceProposal {
  spans: readonly { from: IsoDate | null; to: IsoDate | null }[];
  error?: string | undefined;
}

/** Filled in where nobody has said how long. */
const guessedDays = 14;
const furthestDays = 730;

/** "Jeg er væk fra … til og med …", with the days that were understood filled in and one button. */
export function absenceFormCard(
  view: AbsenceCardView,
  origin: AbsenceOrigin,
  today: IsoDate,
  text: Text,
  { spans, error }: AbsenceProposal = { spans: [] },
): Card {
  const { absence } = text;
  if (view.teams.length === 0) return card([heading(absence.title), paragraph(absence.noTeams)]);
  const [only = { from: null, to: null }, ...more] = spans;
  const from = only.from ?? view.current?.from ?? today;
  // Of an absence that an older version has stored only the end is known.
  const first = from < addDays(today, -furthestDays) ? today : from;
  const later = first > today ? first : today;
  const several = more.length > 0 ? { periods: written(spans.map(filledIn(today))) } : {};
  return card(
    [
      heading(spans.length > 0 ? absence.proposed : absence.title),
      notice(error),
      ...known(view, today, text),
      ...(more.length > 0
        ? [bullets(spans.map(filledIn(today)).map((span) => absence.period(span.from, span.to)))]
        : [
            only.to === null && spans.length > 0 ? paragraph(absence.noEnd) : null,
            dateInput("from", absence.from, {
              ...limits(today, -furthestDays),
              required: absence.fromRequired,
              value: first,
            }),
            dateInput("until", absence.until, {
              ...limits(today, -28),
              required: absence.untilRequired,
              value: only.to ?? addDays(later, guessedDays - 1),
            }),
            only.to === null ? null : subtle(absence.lastDay(only.to)),
          ]),
      standIns(view, text),
      subtle(absence.kept),
    ],
    [
      execute(absence.save, "absence/save", { ...origin, ...several }, { style: "positive" }),
      view.current === null ? null : execute(absence.backAgain, "absence/end", { ...origin }, { withoutInputs: true }),
      backTo(origin, text),
    ],
  );
}

function limits(today: IsoDate, back: number) {
  return { min: addDays(today, back), max: addDays(today, furthestDays) };
}

function filledIn(today: IsoDate) {
  return ({ from, to }: { from: IsoDate | null; to: IsoDate | null }): Period => {
    const first = from ?? today;
    return { from: first, to: to ?? addDays(first, guessedDays - 1) };
  };
}

/** Periods as a button carries them: `2026-12-03/2026-12-10,…`. */
export function written(periods: readonly Period[]): string {
  return periods.map(({ from, to }) => `${from}/${to}`).join(",");
}

/** What stands: away with who is asked meanwhile, or back again; `before` is what *Fortryd* brings back. */
export function absenceCard(
  view: AbsenceCardView & { before?: readonly Period[] | undefined },
  origin: AbsenceOrigin,
  today: IsoDate,
  text: Text,
): Card {
  const { absence } = text;
  const { before, current, periods } = view;
  const ahead = periods.filter(({ to }) => to >= today);
  const isChanged = before !== undefined && written(before) !== written(periods);
  const undo = isChanged
    ? execute(
        text.common.undo,
        "absence/undo",
        { ...origin, after: written(periods), before: written(before) },
        { withoutInputs: true },
      )
    : null;
  const [only] = ahead;
  if (only === undefined) {
    return card([heading(absence.endedTitle), paragraph(absence.ended)], [undo, backTo(origin, text)]);
  }
  const title = ahead.length > 1 ? absence.title : absence.setTitle(only.from <= today ? null : only.from, only.to);
  const list =
    ahead.length > 1 ? [bullets(ahead.map(({ from, to }) => absence.period(from <= today ? null : from, to)))] : [];
  return card(
    [heading(title), ...list, standIns(view, text), subtle(absence.kept)],
    [
      undo,
      current === null ? null : execute(absence.backAgain, "absence/end", { ...origin }, { withoutInputs: true }),
      execute(absence.change, "absence/form", { ...origin }, { withoutInputs: true }),
      backTo(origin, text),
    ],
  );
}

/** What is noted already. */
function known({ periods }: AbsenceCardView, today: IsoDate, text: Text): Element[] {
  const ahead = periods.filter(({ to }) => to >= today);
  if (ahead.length === 0) return [];
  const lines = ahead.map(({ from, to }) => text.absence.period(from <= today ? null : from, to));
  return [paragraph(text.absence.known), bullets(lines)];
}

function standIns(view: AbsenceCardView, text: Text) {
  return bullets(
    view.teams.map(({ name, standIn }) =>
      standIn === null ? text.absence.noStandIn(name) : text.absence.standIn(name, standIn),
    ),
  );
}

function backTo({ week, team, draft = {} }: AbsenceOrigin, text: Text) {
  if (week === undefined || team === undefined) return null;
  return execute(text.common.back, "checkIn/show", { week, team, draft }, { withoutInputs: true });
}
