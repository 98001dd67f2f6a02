import { localDate } from "../../domain/calendar.ts";
import { areaPath, type Directory, type Instant } from "../../domain/organisation.ts";
import { navigatorsToTell } from "../../domain/permissions.ts";
import type { Conversation } from "../../store/documents.ts";
import { queryAll, type Store } from "../../store/store.ts";

/** A channel that takes in what is in the way, from one area or from everywhere. */
export interface NavigatorChannel {
  key: string;
  conversation: Conversation;
  /** An area id, or `*`. */
  scope: string;
}

/** The channels that a navigator has chosen and that can be written to. One query. */
export async function navigatorChannels(store: Store, tenantId: string): Promise<NavigatorChannel[]> {
  const chosen = await chosenChannels(store, tenantId);
  return chosen.filter(({ conversation }) => conversation.state === "installed");
}

/** The channels that a navigator has chosen, also those that take nothing for now. One query. */
export async function chosenChannels(store: Store, tenantId: string): Promise<NavigatorChannel[]> {
  const found: NavigatorChannel[] = [];
  for await (const { key, value } of queryAll(store, tenantId, "conversation", {
    range: { field: "scope", from: "" },
  })) {
    if (value.personId === null && value.scope) found.push({ key, conversation: value, scope: value.scope });
  }
  return found;
}

/**
 * Keys of the conversations where news of a team's barriers belongs: the channels of the nearest area that has one, else those for
 * the whole municipality, else the navigators' own chats. Empty when there is nobody at all.
 */
export function placesFor(
  directory: Directory,
  channels: readonly NavigatorChannel[],
  teamId: string,
  now: Instant,
): string[] {
  const team = directory.teams.get(teamId);
  const scopes = [...(team === undefined ? [] : areaPath(directory, team.areaId)), "*"];
  for (const scope of scopes) {
    const here = channels.filter((channel) => channel.scope === scope);
    if (here.length > 0) return here.map(({ key }) => key);
  }
  return navigatorsToTell(directory, teamId, localDate(now));
}
