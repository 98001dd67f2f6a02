import { checkInCard } from "../../cards/check-in-card.ts";
import { weekNumber } from "../../domain/calendar.ts";
import { textFor } from "../../text/text.ts";
import type { RenderCheckIn } from "./check-in-messages.ts";

/**
 * The weekly card in its reader's language; a reminder is the same card with a friendly word at the top, so that it can
 * be answered on the spot. `canRefresh` is false for clients that cannot refresh a card.
 */
export function renderCheckIns(canRefresh: boolean): RenderCheckIn {
  return (purpose, view, person, conversation) => {
    const text = textFor(person.language);
    const week = weekNumber(view.checkIn.week);
    const greeting = text.checkIn.reminder(person.name.split(" ")[0] ?? person.name, week);
    const card = checkInCard(view, {
      text,
      refreshFor: canRefresh ? (conversation.userId ?? undefined) : undefined,
      note: purpose === "reminder" ? greeting : undefined,
    });
    return { card, summary: purpose === "reminder" ? greeting : text.checkIn.summary(view.teamName, week) };
  };
}
