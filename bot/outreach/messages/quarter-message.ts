import { quarterCard } from "../../cards/quarter-card.ts";
import { addDays, isWorkingDay, localDate, localInstant } from "../../domain/calendar.ts";
import { activePeople, type Directory, type Instant, type IsoDate } from "../../domain/organisation.ts";
import { byDay, type PlannedMessage, planned } from "../../domain/outreach.ts";
import { isAway } from "../../domain/permissions.ts";
import { lastOpenDay, quarterAt, quarterBefore } from "../../domain/quarter/quarter.ts";
import { managedPlaces } from "../../domain/quarter/quarter-scopes.ts";
import { OmbordError } from "../../errors.ts";
import { textFor } from "../../text/text.ts";
import { viewQuarter } from "../../use-cases/quarter/view-quarter.ts";
import { type PurposeHandler, reachable } from "./purposes.ts";
import type { TabLink } from "./tab-link.ts";

/**
 * That a quarter has ended, to each manager, or who stands in for them, on a working day that they are there while it can be written in:
 * from the second of the quarter on, as the first brings the word of the month. Not to those who have said that they want none.
 */
export function quarterDue(directory: Directory, now: Instant): PlannedMessage[] {
  const today = localDate(now);
  const ended = quarterBefore(quarterAt(today));
  if (lastOpenDay(ended) < today || !isWorkingDay(today, directory.settings)) return [];
  const days = Array.from({ length: Number(today.slice(8)) - 1 }, (_, at) => addDays(ended.to, at + 1));
  if (!days.some((day) => isWorkingDay(day, directory.settings))) return [];
  const deadline = localInstant(addDays(today, 1), 0);
  const dueAt = byDay(directory.settings, now);
  return activePeople(directory)
    .filter(({ id }) => isWanted(directory, id, today))
    .map(({ id }) => {
      const to = { recipient: id, personId: id, subject: ended.id, teamId: "", week: null };
      return planned({ purpose: "quarterEnded", ...to, deadline, dueAt }, now);
    });
}

function isWanted(directory: Directory, personId: string, today: IsoDate): boolean {
  const isSpared = directory.people.get(personId)?.noQuarterWord === true;
  return !isSpared && managedPlaces(directory, personId, today).length > 0 && !isAway(directory, personId, today);
}

/** Read when it is sent: the page in short, and nothing where there is nothing in it. Rather lost than repeated. */
export function quarterPurpose(linkTo: TabLink): PurposeHandler {
  return {
    neverRepeat: true,
    async prepare({ store, tenantId, directory, message, conversation, now }) {
      const personId = message.recipient;
      if (!isWanted(directory, personId, localDate(now))) return { act: "cancel", reason: "notWanted" };
      const reached = reachable(conversation);
      if ("reason" in reached) return { act: "cancel", reason: reached.reason };
      const errand = { store, actor: { tenantId, personId }, directory, now };
      const view = await viewQuarter(errand, { quarter: message.subject }).catch(nothingThere);
      if (view === null || view.figures.answered === 0) return { act: "cancel", reason: "notWanted" };
      const text = textFor(directory.people.get(personId)?.language ?? "da");
      const card = quarterCard(view, linkTo(`/overview/quarter/${message.subject}`), text);
      return { act: "send", conversation: reached.conversation, card, summary: text.asked.quarter.title };
    },
  };
}

function nothingThere(error: unknown): null {
  if (error instanceof OmbordError && error.code === "notFound") return null;
  throw error;
}
