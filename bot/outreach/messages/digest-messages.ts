import { digestCard } from "../../cards/digest-card.ts";
import { addDays, addWeeks, localDate, localInstant, sendInstant, weekNumber, weekOf } from "../../domain/calendar.ts";
import { teamIsIn } from "../../domain/organisation.ts";
import { type PlannedMessage, planned } from "../../domain/outreach.ts";
import { textFor } from "../../text/text.ts";
import { barrierFigures } from "../../use-cases/barrier/barrier-figures.ts";
import { chosenChannels } from "../../use-cases/barrier/navigators-place.ts";
import type { DirectoryContext } from "../../use-cases/errand.ts";
import { type Prepared, type PurposeHandler, reachable, type Sending } from "./purposes.ts";

/** Once a week every channel of the navigators is told how the week before went. Read when it is sent; rather lost than repeated. */
export const digestPurpose: PurposeHandler = { neverRepeat: true, prepare };

/**
 * Last week's digests, on the day that the week's check-ins go out and not later: old news is no news. Also for a channel that is
 * closed, to find out whether it is there again.
 */
export async function digestsDue({ store, tenantId, directory, now }: DirectoryContext): Promise<PlannedMessage[]> {
  const week = weekOf(now);
  const sent = sendInstant(week, directory.settings);
  if (sent === null || localDate(sent) !== localDate(now)) return [];
  const channels = await chosenChannels(store, tenantId);
  const last = addWeeks(week, -1);
  return channels.map(({ key }) =>
    planned(
      {
        purpose: "digest",
        recipient: key,
        personId: null,
        subject: last,
        teamId: "",
        week: last,
        deadline: localInstant(addDays(localDate(now), 1), 0),
      },
      now,
    ),
  );
}

async function prepare(sending: Sending): Promise<Prepared> {
  const { store, tenantId, directory, message, conversation, now } = sending;
  const reached = reachable(conversation);
  if ("reason" in reached) return { act: "cancel", reason: reached.reason };
  const { scope } = reached.conversation.value;
  if (scope === undefined) return { act: "cancel", reason: "notWanted" };
  const isCounted = (teamId: string) => teamIsIn(directory, teamId, scope);
  const { weeks, now: standing } = await barrierFigures(sending, 2, isCounted);
  const figures = weeks.find(({ week }) => week === message.subject);
  if (figures === undefined) return { act: "cancel", reason: "notWanted" };
  const text = textFor("da");
  const oldest = standing.oldestUntouched;
  const stored = oldest === null ? undefined : await store.read(tenantId, "barrier", oldest.id);
  const teamName = directory.teams.get(stored?.value.teamId ?? "")?.name ?? "";
  return {
    act: "send",
    conversation: reached.conversation,
    card: digestCard(figures, { ...standing, oldestTeam: teamName }, now, text),
    summary: text.loop.digest.title(weekNumber(figures.week)),
  };
}
