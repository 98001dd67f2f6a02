import { type AbsenceOrigin, absenceCard, absenceFormCard } from "../cards/absence-card.ts";
import { parseSubmit } from "../cards/submit.ts";
import type { Card } from "../channel.ts";
import { localDate, parseDate } from "../domain/calendar.ts";
import { spokenDate } from "../domain/check-in/spoken-date.ts";
import type { IsoDate } from "../domain/organisation.ts";
import { OmbordError } from "../errors.ts";
import { formatDate } from "../text/text.ts";
import { setAbsence, showAbsence } from "../use-cases/check-in/set-absence.ts";
import { type OutgoingCard, sentenceOf, type Turn } from "./turn.ts";

/** `jeg er væk til 12.8.`; without a date that can be read, the form. */
export async function sayAbsence(turn: Turn, said: string): Promise<OutgoingCard[]> {
  const until = spokenDate(said, localDate(turn.now));
  const card = until === null ? await form(turn, {}) : await save(turn, {}, until);
  const summary = until === null ? turn.text.absence.title : turn.text.absence.setSummary(formatDate(until));
  return [{ card, summary }];
}

/** `jeg er tilbage`. */
export async function sayBack(turn: Turn): Promise<OutgoingCard[]> {
  return [{ card: await save(turn, {}, null), summary: turn.text.absence.endedTitle }];
}

export async function openAbsence(turn: Turn, data: unknown): Promise<Card> {
  return form(turn, originIn(data));
}

export async function saveAbsence(turn: Turn, data: unknown): Promise<Card> {
  const given = parseSubmit("absence", data).until;
  if (given === undefined) return form(turn, originIn(data), turn.text.common.missing(turn.text.absence.until));
  const until = parseDate(given);
  if (until === null) return form(turn, originIn(data), turn.text.errors.impossibleDate);
  return save(turn, originIn(data), until);
}

export async function endAbsence(turn: Turn, data: unknown): Promise<Card> {
  return save(turn, originIn(data), null);
}

function originIn(data: unknown): AbsenceOrigin {
  const { week, team } = parseSubmit("absence", data);
  return { week, team };
}

async function form(turn: Turn, origin: AbsenceOrigin, error?: string): Promise<Card> {
  const absence = showAbsence(turn.errand);
  return absenceFormCard(absence, origin, localDate(turn.now), turn.text, error);
}

async function save(turn: Turn, origin: AbsenceOrigin, until: IsoDate | null): Promise<Card> {
  try {
    const absence = await setAbsence(turn.errand, until);
    turn.deliverSoon(turn.actor.tenantId);
    return absenceCard(absence, origin, turn.text);
  } catch (error) {
    if (!(error instanceof OmbordError) || error.code !== "invalid") throw error;
    return form(turn, origin, sentenceOf(error, turn.text));
  }
}
