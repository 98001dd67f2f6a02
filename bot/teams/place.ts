import type { Incoming } from "./incoming.ts";

/** Where something is said or pressed: a chat between one person and the bot, a channel of a team, or any other chat. */
export type Place = "own" | "channel" | "group";

/**
 * Decided from everything that an activity says of its conversation, because a meeting's chat may come without a type. What
 * speaks for more than one reader decides: the weekly card must never go where others read along.
 */
export function placeOf(activity: Incoming): Place {
  const { conversation, channelData } = activity;
  const type = conversation?.conversationType?.toLowerCase() ?? "";
  const id = conversation?.id.toLowerCase() ?? "";
  if (id.includes("meeting_") || channelData?.meeting) return "group";
  if (type === "channel" || (type === "" && isChannelId(id, activity))) return "channel";
  // A message extension also comes from a chat between two people, which has the type of one with the bot.
  // A number in front is Teams' own: a thread between people (19:), one's notes to oneself (48:); what is a bot's is `a:`.
  const isShared = /^\d+:/.test(id) || id.includes("@thread");
  const isOwn = type === "" || type === "personal";
  return isOwn && !isShared && conversation?.isGroup !== true && !hasMoreMembers(activity) ? "own" : "group";
}

function isChannelId(id: string, { channelData }: Incoming): boolean {
  return /@thread\.(tacv2|skype)/.test(id) || (channelData?.channel?.id ?? channelData?.team?.id) != null;
}

/** Somebody else than the bot and whoever it is about is in it. */
function hasMoreMembers({ membersAdded, from, recipient, channelData }: Incoming): boolean {
  if (channelData?.team?.id || channelData?.channel?.id) return true;
  return (membersAdded ?? []).some(({ id }) => id !== from?.id && id !== recipient?.id);
}
