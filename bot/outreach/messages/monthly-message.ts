import { monthlyCard } from "../../cards/asked-card.ts";
import { addDays, isWorkingDay, localDate, localInstant } from "../../domain/calendar.ts";
import { activePeople, type Directory, type Instant } from "../../domain/organisation.ts";
import { byDay, type PlannedMessage, planned } from "../../domain/outreach.ts";
import { isAway, rolesOf } from "../../domain/permissions.ts";
import { textFor } from "../../text/text.ts";
import { isNothingNew, viewNews } from "../../use-cases/overview/answer-question.ts";
import { type PurposeHandler, reachable } from "./purposes.ts";
import type { TabLink } from "./tab-link.ts";

/** The word is sent on one of the first days of a month, or not at all. */
const firstDays = 7;

/** A word to each manager on the first working day of a month that they are there, unless they have said that they want none. */
export function monthlyDue(directory: Directory, now: Instant): PlannedMessage[] {
  const today = localDate(now);
  if (Number(today.slice(8)) > firstDays || !isWorkingDay(today, directory.settings)) return [];
  const deadline = localInstant(addDays(today, 1), 0);
  const dueAt = byDay(directory.settings, now);
  return activePeople(directory)
    .filter(({ id }) => isWanted(directory, id, today))
    .map(({ id }) => {
      const to = { recipient: id, personId: id, subject: today.slice(0, 7), teamId: "", week: null };
      return planned({ purpose: "monthly", ...to, deadline, dueAt }, now);
    });
}

function isWanted(directory: Directory, personId: string, today: string): boolean {
  const isManager = rolesOf(directory, personId, today).some(({ role }) => role === "manager");
  const isSpared = directory.people.get(personId)?.noMonthlyWord === true;
  return isManager && !isSpared && !isAway(directory, personId, today);
}

/** Read when it is sent: what moved and what waits, and nothing when there is nothing. Rather lost than repeated. */
export function monthlyPurpose(linkTo: TabLink): PurposeHandler {
  return {
    neverRepeat: true,
    async prepare({ store, tenantId, directory, message, conversation, now }) {
      if (!isWanted(directory, message.recipient, localDate(now))) return { act: "cancel", reason: "notWanted" };
      const reached = reachable(conversation);
      if ("reason" in reached) return { act: "cancel", reason: reached.reason };
      const news = await viewNews({ store, actor: { tenantId, personId: message.recipient }, directory, now });
      if (isNothingNew(news)) return { act: "cancel", reason: "notWanted" };
      const text = textFor(directory.people.get(message.recipient)?.language ?? "da");
      const card = monthlyCard(news, linkTo(news.path), text);
      return { act: "send", conversation: reached.conversation, card, summary: text.asked.monthly.title };
    },
  };
}
