import { welcomeCard } from "../cards/talk-cards.ts";
import { localDate } from "../domain/calendar.ts";
import { teamsWhere } from "../domain/permissions.ts";
import { loadDirectory } from "../use-cases/load-directory.ts";
import { forgetConversation, rememberConversation } from "../use-cases/remember-conversation.ts";
import { beginTurn, type Sender, sendCard } from "./begin-turn.ts";
import { channelKey, offerChannel } from "./channel-turns.ts";
import { myCheckIns } from "./check-in-turns.ts";
import type { Incoming } from "./incoming.ts";
import { unknownPerson } from "./talk-turns.ts";
import type { TeamsServices, Turn } from "./turn.ts";

/** The bot was installed for, or removed by, a person. */
export async function installationChanged(
  services: TeamsServices,
  activity: Incoming,
  sender: Sender,
  now: string,
): Promise<void> {
  if (!sender.isPersonalChat) return channelChanged(services, activity, sender, now);
  const { tenantId, personId, conversation } = sender;
  if (activity.action === "remove" || activity.action === "remove-upgrade") {
    await forgetConversation(services.store, tenantId, personId, now);
    return;
  }
  const { isNew } = await rememberConversation(services.store, tenantId, personId, conversation, now);
  const turn = await beginTurn(services, sender, now);
  if (turn === null) {
    if (isNew) await sendCard(services, sender, await unknownPerson(services, tenantId, activity));
    return;
  }
  if (isNew) await welcome(turn);
  await services.deliver(tenantId);
  await showWhatWaits(turn, isNew);
}

/** Both this and an installation come when the bot is added to a team, at once and in any order: one offer is made. */
export async function addedToTeam(
  services: TeamsServices,
  activity: Incoming,
  sender: Sender,
  now: string,
): Promise<void> {
  const isOurs = activity.membersAdded?.some(({ id }) => id === activity.recipient?.id) ?? false;
  if (!sender.isPersonalChat && isOurs) await channelChanged(services, activity, sender, now);
}

async function channelChanged(services: TeamsServices, activity: Incoming, sender: Sender, now: string): Promise<void> {
  const { tenantId } = sender;
  const chosen = activity.channelData?.settings?.selectedChannel?.id ?? activity.channelData?.channel?.id;
  const key = chosen ?? channelKey(sender.conversation.conversationId);
  if (activity.action === "remove" || activity.action === "remove-upgrade") {
    await forgetConversation(services.store, tenantId, key, now);
    return;
  }
  const conversation = { ...sender.conversation, conversationId: key, userId: null };
  const { isNew } = await rememberConversation(services.store, tenantId, key, conversation, now);
  if (!isNew) return;
  const turn = await beginTurn(services, { ...sender, conversation }, now);
  if (turn === null) return;
  for (const message of await offerChannel(turn)) await turn.send(message);
}

async function welcome(turn: Turn): Promise<void> {
  const directory = await loadDirectory(turn.store, turn.actor.tenantId);
  const answers = teamsWhere(directory, turn.actor.personId, "answerCheckIn", localDate(turn.now)).length > 0;
  const firstName = turn.person.name.split(" ")[0] ?? turn.person.name;
  await turn.send({ card: welcomeCard(firstName, answers, turn.text), summary: turn.text.welcome.title(firstName) });
}

/**
 * Somebody who opens the chat again may have lost the card (a reinstalled bot, the Playground after a reload), so this week's
 * is sent once more; all cards of a check-in show the same state. In local mode it comes on any day of the week.
 */
async function showWhatWaits(turn: Turn, isNew: boolean): Promise<void> {
  if (isNew && !turn.isLocal) return;
  for (const message of await myCheckIns(turn)) {
    if (message.checkIn === undefined) continue;
    if (isNew && (await hasCard(turn, message.checkIn))) continue;
    await turn.send(message);
  }
}

async function hasCard(turn: Turn, checkIn: { week: string; teamId: string }): Promise<boolean> {
  const stored = await turn.store.read(turn.actor.tenantId, "checkIn", `${checkIn.week}:${checkIn.teamId}`);
  return stored?.value.cards.some((card) => card.personId === turn.actor.personId) ?? false;
}
