import type { ChannelEnd } from "../store/documents.ts";
import { type Channels, closeChannels, openChannels } from "../use-cases/channel-state.ts";
import { channelKey } from "./channel-turns.ts";
import { type Incoming, tenantOf } from "./incoming.ts";
import type { TeamsServices } from "./turn.ts";

// Teams tells of what becomes of channels and teams in any order, without saying who did it, and sometimes not at all: then the
// next attempt to write there finds it out (outreach).

const closing: Readonly<Record<string, ChannelEnd>> = {
  channelDeleted: "channelDeleted",
  teamArchived: "teamArchived",
  teamDeleted: "teamDeleted",
  teamHardDeleted: "teamDeleted",
};

const opening: Readonly<Record<string, readonly ChannelEnd[]>> = {
  channelRestored: ["channelDeleted"],
  teamUnarchived: ["teamArchived"],
  teamRestored: ["teamDeleted"],
};

/** What an activity says of the channels that the bot may write to. A name does not matter: it is not kept. Returns whether that is all it says. */
export async function channelsChanged(services: TeamsServices, activity: Incoming, now: string): Promise<boolean> {
  const tenantId = tenantOf(activity);
  if (tenantId === undefined || !services.tenants.has(tenantId)) return false;
  const { store } = services;
  const { end, ends, channels, isAll } = whatItSays(activity);
  if (channels === null) return isAll;
  const { serviceUrl } = activity;
  const hasChanged =
    end === null
      ? await openChannels({ store, tenantId, now }, channels, { ends, serviceUrl })
      : await closeChannels({ store, tenantId, now }, channels, end);
  if (hasChanged) services.deliverSoon(tenantId);
  return isAll;
}

interface Said {
  end: ChannelEnd | null;
  ends: readonly ChannelEnd[];
  channels: Channels | null;
  /** There is nothing else to do about the activity. */
  isAll: boolean;
}

const nothing: Said = { end: null, ends: [], channels: null, isAll: false };

function whatItSays(activity: Incoming): Said {
  const { type, channelData, conversation } = activity;
  const team = channelData?.team?.id;
  if (type !== "conversationUpdate" && type !== "installationUpdate") return nothing;
  const event = channelData?.eventType ?? "";
  const channel = channelData?.channel?.id ?? conversation?.id;
  const isOfChannel = event.startsWith("channel");
  const channels = isOfChannel ? channelOf(channel) : team === undefined ? channelOf(conversation?.id) : { team };
  if (Object.hasOwn(closing, event)) return { end: closing[event] ?? null, ends: [], channels, isAll: true };
  if (Object.hasOwn(opening, event)) return { end: null, ends: opening[event] ?? [], channels, isAll: true };
  if (!isChannel(activity)) return nothing;
  if (hasLeft(activity)) return { end: "uninstalled", ends: [], channels, isAll: true };
  // Chosen channels are used again; the one that it was added to is seen to where it is offered.
  if (hasCome(activity))
    return { end: null, ends: ["uninstalled"], channels: team === undefined ? null : { team }, isAll: false };
  return nothing;
}

function channelOf(id: string | undefined): Channels | null {
  return id === undefined ? null : { channel: channelKey(id) };
}

function isChannel({ conversation, channelData }: Incoming): boolean {
  return conversation?.conversationType === "channel" || (channelData?.team?.id ?? channelData?.channel?.id) != null;
}

function hasLeft({ type, action, membersRemoved, recipient }: Incoming): boolean {
  if (type === "installationUpdate") return action === "remove" || action === "remove-upgrade";
  return membersRemoved?.some(({ id }) => id === recipient?.id) ?? false;
}

function hasCome({ type, action, membersAdded, recipient }: Incoming): boolean {
  if (type === "installationUpdate") return action === "add" || action === "add-upgrade";
  return membersAdded?.some(({ id }) => id === recipient?.id) ?? false;
}
