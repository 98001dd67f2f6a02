import { digestCard } from "../../cards/digest-card.ts";
import { addDays, addWeeks, localDate, localInstant, sendInstant, weekNumber, weekOf } from "../../domain/calendar.ts";
import {
  activePeople,
  activeTeams,
  type Directory,
  type Instant,
  type IsoWeek,
  type Settings,
  teamIsIn,
} from "../../domain/organisation.ts";
import { type PlannedMessage, planned } from "../../domain/outreach.ts";
import { isAway, may, teamsWhere } from "../../domain/permissions.ts";
import { textFor } from "../../text/text.ts";
import { barrierFigures } from "../../use-cases/barrier/barrier-figures.ts";
import { chosenChannels, type NavigatorChannel, placesFor } from "../../use-cases/barrier/navigators-place.ts";
import type { DirectoryContext } from "../../use-cases/errand.ts";
import { type MessageToSend, type Prepared, type PurposeHandler, reachable } from "./purposes.ts";

/**
 * Once a week every channel of the navigators, and each navigator whose teams have none, is told how the time since the last one went.
 * Read when it is sent; rather lost than repeated.
 */
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
  const places = [
    ...channels.map(({ key }) => ({ recipient: key, personId: null })),
    ...withoutChannel(directory, channels, now).map((id) => ({ recipient: id, personId: id })),
  ];
  const deadline = localInstant(addDays(localDate(now), 1), 0);
  return places.map((place) =>
    planned({ purpose: "digest", ...place, subject: last, teamId: "", week: last, deadline }, now),
  );
}

/** The navigators to whose own chats the news of all their teams goes. */
function withoutChannel(directory: Directory, channels: readonly NavigatorChannel[], now: Instant): string[] {
  const date = localDate(now);
  const open = channels.filter(({ conversation }) => conversation.state === "installed");
  const hasChannel = new Set(
    activeTeams(directory)
      .map(({ id }) => id)
      .filter((id) => placesFor(directory, open, id, now).some((place) => open.some(({ key }) => key === place))),
  );
  return activePeople(directory)
    .map(({ id }) => id)
    .filter((id) => {
      const teams = teamsWhere(directory, id, "triage", date);
      return teams.length > 0 && !isAway(directory, id, date) && !teams.some((team) => hasChannel.has(team));
    });
}

/** How many weeks up to this one nobody has been told of: more than one after quiet weeks. At most a quarter. */
function weeksSinceLast(week: IsoWeek, settings: Settings): number {
  let count = 1;
  while (count < mostWeeks && sendInstant(addWeeks(week, 1 - count), settings) === null) count += 1;
  return count;
}

const mostWeeks = 13;

async function prepare(sending: MessageToSend): Promise<Prepared> {
  const { store, tenantId, directory, message, conversation, now } = sending;
  const reached = reachable(conversation);
  if ("reason" in reached) return { act: "cancel", reason: reached.reason };
  const { scope } = reached.conversation.value;
  const { personId } = message;
  if ((personId === null && scope === undefined) || message.subject !== addWeeks(weekOf(now), -1)) return notWanted;
  const date = localDate(now);
  const isCounted = (teamId: string) =>
    personId === null ? teamIsIn(directory, teamId, scope ?? "") : may(directory, personId, "triage", teamId, date);
  const count = weeksSinceLast(message.subject, directory.settings);
  const { past, now: standing } = await barrierFigures(sending, count + 1, isCounted);
  const text = textFor(directory.people.get(personId ?? "")?.language ?? "da");
  const oldest = standing.oldestUntouched;
  const stored = oldest === null ? undefined : await store.read(tenantId, "barrier", oldest.id);
  const teamName = directory.teams.get(stored?.value.teamId ?? "")?.name ?? "";
  const from = count === 1 ? null : weekNumber(addWeeks(past.week, 1 - count));
  return {
    act: "send",
    conversation: reached.conversation,
    card: digestCard({ ...past, fromWeek: from }, { ...standing, oldestTeam: teamName }, now, text),
    summary: text.loop.digest.title(weekNumber(past.week), from),
  };
}

const notWanted: Prepared = { act: "cancel", reason: "notWanted" };
