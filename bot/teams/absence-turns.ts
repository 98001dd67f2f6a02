import { type AbsenceOrigin, absenceCard, absenceFormCard } from "../cards/absence-card.ts";
import { parseSubmit } from "../cards/submit.ts";
import { draftOf, typedValues } from "../cards/typed-values.ts";
import type { Card } from "../channel.ts";
import { localDate, parseDate } from "../domain/calendar.ts";
import type { Understood } from "../domain/spoken/intent.ts";
import { OmbordError } from "../errors.ts";
import { type AbsenceChange, setAbsence, showAbsence } from "../use-cases/check-in/set-absence.ts";
import { type OutgoingCard, sentenceOf, type Turn } from "./turn.ts";

/** `jeg er væk til 12.8.` is done at once; what is less clear is a form with what was understood filled in. */
export async function sayAbsence(turn: Turn, said: Extract<Understood, { kind: "absence" }>): Promise<OutgoingCard[]> {
  const { absence } = turn.text;
  const periods = said.spans.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]));
  if (!said.isCertain || periods.length < said.spans.length) {
    return [{ card: form(turn, {}, { spans: said.spans }), summary: absence.title }];
  }
  return [{ card: await change(turn, {}, { kind: "away", periods }), summary: absence.title }];
}

/** `jeg er tilbage`, where somebody is away; else there is nothing to end. */
export async function sayBack(turn: Turn, { isCertain }: { isCertain: boolean }): Promise<OutgoingCard[]> {
  const { endedTitle } = turn.text.absence;
  const isAway = showAbsence(turn.errand).current !== null;
  const card = isAway && !isCertain ? form(turn, {}) : await change(turn, {}, { kind: "back" });
  return [{ card, summary: endedTitle }];
}

export async function openAbsence(turn: Turn, data: unknown): Promise<Card> {
  return form(turn, originIn(data));
}

export async function saveAbsence(turn: Turn, data: unknown): Promise<Card> {
  const { from, until, periods } = parseSubmit("absence", data);
  const origin = originIn(data);
  if (periods !== undefined) return change(turn, origin, { kind: "away", periods });
  if (until === undefined) return form(turn, origin, { error: turn.text.common.missing(turn.text.absence.until) });
  const last = parseDate(until);
  const first = from === undefined ? localDate(turn.now) : parseDate(from);
  const spans = [{ from: first, to: last }];
  if (last === null || first === null) return form(turn, origin, { spans, error: turn.text.errors.impossibleDate });
  return change(turn, origin, { kind: "away", periods: [{ from: first, to: last }] });
}

export async function endAbsence(turn: Turn, data: unknown): Promise<Card> {
  return change(turn, originIn(data), { kind: "back" });
}

/** *Fortryd*. */
export async function undoAbsence(turn: Turn, data: unknown): Promise<Card> {
  const { after = [], before = [] } = parseSubmit("absence", data);
  return change(turn, originIn(data), { kind: "undo", after, before });
}

function originIn(data: unknown): AbsenceOrigin {
  const { week, team, draft = draftOf(typedValues(data)) } = parseSubmit("absence", data);
  return { week, team, draft };
}

type Shown = { spans?: readonly { from: string | null; to: string | null }[]; error?: string | undefined };

function form(turn: Turn, origin: AbsenceOrigin, { spans = [], error }: Shown = {}): Card {
  return absenceFormCard(showAbsence(turn.errand), origin, localDate(turn.now), turn.text, { spans, error });
}

async function change(turn: Turn, origin: AbsenceOrigin, asked: AbsenceChange): Promise<Card> {
  try {
    const absence = await setAbsence(turn.errand, asked);
    turn.deliverSoon(turn.actor.tenantId);
    const shown = asked.kind === "undo" ? { ...absence, before: undefined } : absence;
    return absenceCard(shown, origin, localDate(turn.now), turn.text);
  } catch (error) {
    if (!(error instanceof OmbordError) || error.code !== "invalid") throw error;
    const spans = asked.kind === "away" ? asked.periods : [];
    return form(turn, origin, { spans, error: sentenceOf(error, turn.text) });
  }
}
