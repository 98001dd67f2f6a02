import { dialogueCard } from "../../cards/dialogue-card.ts";
import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import { dialogueDeadline, isDialogueDay } from "../../domain/dialogue.ts";
import { activeTeams, type Directory, type Instant } from "../../domain/organisation.ts";
import { byDay, type PlannedMessage, planned } from "../../domain/outreach.ts";
import { askedFor } from "../../domain/permissions.ts";
import { textFor } from "../../text/text.ts";
import { teamDialogues } from "../../use-cases/dialogue/team-dialogue.ts";
import { type PurposeHandler, reachable } from "./purposes.ts";
import { newsTime } from "./team-news.ts";

/** A question for the next team meeting to each leader who is asked for a team, once a month, where the municipality wants it. */
export function dialogueDue(directory: Directory, now: Instant): PlannedMessage[] {
  if (!isDialogueDay(directory, now)) return [];
  const today = localDate(now);
  const deadline = dialogueDeadline(now);
  const dueAt = byDay(directory.settings, now);
  const asked = activeTeams(directory).flatMap(({ id }) => askedFor(directory, id, today));
  return [...new Set(asked)].map((personId) => {
    const to = { recipient: personId, personId, subject: today.slice(0, 7), teamId: "", week: null };
    return planned({ purpose: "dialogue", ...to, deadline, dueAt }, now);
  });
}

/**
 * About one of the leader's teams, another each month. It is the day's only push to its reader: where something else has been told today it
 * is for another day of the week, or not at all. Rather lost than repeated.
 */
export const dialoguePurpose: PurposeHandler = {
  neverRepeat: true,
  async prepare(sending) {
    const { store, tenantId, directory, message, conversation, now } = sending;
    if (directory.settings.teamDialogue !== true) return { act: "cancel", reason: "notWanted" };
    const reached = reachable(conversation);
    if ("reason" in reached) return { act: "cancel", reason: reached.reason };
    const until = isDialogueDay(directory, now)
      ? newsTime(sending, reached.conversation.value, sending.key)
      : localInstant(addDays(localDate(now), 1), directory.settings.checkInHour);
    if (until > now) return until < message.deadline ? { act: "later", until } : { act: "cancel", reason: "notWanted" };
    const { recipient } = message;
    const all = await teamDialogues({ store, actor: { tenantId, personId: recipient }, directory, now });
    const month = Number(message.subject.slice(0, 4)) * 12 + Number(message.subject.slice(5));
    const chosen = all[month % Math.max(all.length, 1)];
    if (chosen === undefined) return { act: "cancel", reason: "notWanted" };
    const text = textFor(directory.people.get(recipient)?.language ?? "da");
    const card = dialogueCard(chosen, text);
    return { act: "send", conversation: reached.conversation, card, summary: text.dialogue.title, isTheDays: true };
  },
};
