import { welcomeCard } from "../cards/talk-cards.ts";
import { localDate, sendInstant, weekOf } from "../domain/calendar.ts";
import { teamsWhere } from "../domain/permissions.ts";
import { keys } from "../store/documents.ts";
import { loadDirectory } from "../use-cases/load-directory.ts";
import { wakeMessages } from "../use-cases/operations/wake-messages.ts";
import { forgetConversation, rememberConversation } from "../use-cases/remember-conversation.ts";
import { beginTurn, type Sender } from "./begin-turn.ts";
import { channelKey, offerChannel } from "./channel-turns.ts";
import { myCheckIns } from "./check-in-turns.ts";
import type { Incoming } from "./incoming.ts";
import type { OutgoingCard, TeamsServices, Turn } from "./turn.ts";

// Installing gives two to four events, at once and in any order, and Teams repeats those that it has waited fifteen seconds
// for: each of them alone is enough, more change nothing, and none waits for what is sent.

/** The bot was installed for, or removed by, a person or a team. */
export async function installationChanged(
  services: TeamsServices,
  activity: Incoming,
  sender: Sender,
  now: string,
): Promise<void> {
  if (sender.place === "channel") return channelChanged(services, activity, sender, now);
  if (sender.place === "group") return;
  const { tenantId, personId, conversation } = sender;
  const context = { store: services.store, tenantId, now };
  if (isRemoval(activity)) return forgetConversation(context, personId);
  const turn = await beginTurn(services, sender, now);
  // Somebody whom the directory does not know leaves no record, and is told whom to ask when they write.
  if (turn === null) return;
  const remembering = rememberConversation(context, personId, conversation).then(async (known) => {
    const isWelcomed = known.isNew && !(activity.action === "add-upgrade" && known.wasKnown);
    if (!isWelcomed && known.isOpened) await wakeMessages(context, personId);
    return { ...known, isWelcomed };
  });
  // In line from here on: another event of the same installation may read what this one stores before this one hears of it.
  services.inBackground(personId, async () => {
    const { isWelcomed, isOpened } = await remembering;
    if (isWelcomed) await welcome(turn);
    // Not sooner: neither the timer nor another event of the same installation shall send a card before the welcome.
    if (isWelcomed && isOpened) await wakeMessages(context, personId);
    await services.deliver(tenantId);
    if (services.isLocal) await showWhatWaits(turn);
  });
  await remembering;
}

/** The bot is in a conversation now: in a chat it is what an installation is, in a team too. */
export async function botAdded(
  services: TeamsServices,
  activity: Incoming,
  sender: Sender,
  now: string,
): Promise<void> {
  const isOurs = activity.membersAdded?.some(({ id }) => id === activity.recipient?.id) ?? false;
  if (isOurs) await installationChanged(services, activity, sender, now);
}

function isRemoval({ action }: Incoming): boolean {
  return action === "remove" || action === "remove-upgrade";
}

async function channelChanged(services: TeamsServices, activity: Incoming, sender: Sender, now: string): Promise<void> {
  const context = { store: services.store, tenantId: sender.tenantId, now };
  const chosen = activity.channelData?.settings?.selectedChannel?.id ?? activity.channelData?.channel?.id;
  const key = chosen ?? channelKey(sender.conversation.conversationId);
  if (isRemoval(activity)) {
    await forgetConversation(context, key);
    return;
  }
  const conversation = { ...sender.conversation, conversationId: key, userId: null };
  const turn = await beginTurn(services, { ...sender, conversation }, now);
  if (turn === null) return;
  const { isNew } = await rememberConversation(context, key, conversation);
  if (isNew) sendLater(turn, await offerChannel(turn));
}

function sendLater(turn: Turn, messages: readonly OutgoingCard[]): void {
  turn.inBackground(turn.actor.personId, async () => {
    for (const message of messages) await turn.send(message);
  });
}

async function welcome(turn: Turn): Promise<void> {
  const directory = await loadDirectory(turn.store, turn.actor.tenantId);
  const answers = teamsWhere(directory, turn.actor.personId, "answerCheckIn", localDate(turn.now)).length > 0;
  const firstName = turn.person.name.split(" ")[0] ?? turn.person.name;
  const card = welcomeCard(firstName, answers, { link: turn.linkTo("/about/data"), text: turn.text });
  await turn.send({ card, summary: turn.text.welcome.title(firstName) });
}

/** An open card that is younger than this is still there: the events of one installation come soon after each other. */
const youngMs = 120_000;

/**
 * The Playground forgets its messages when it is loaded again, and somebody who tries Ombord looks at it on any day of the
 * week: this week's card is shown once more. Not in a week that nobody is asked in.
 */
async function showWhatWaits(turn: Turn): Promise<void> {
  const { settings } = await loadDirectory(turn.store, turn.actor.tenantId);
  if (sendInstant(weekOf(turn.now), settings) === null) return;
  for (const message of await myCheckIns(turn)) {
    if (message.checkIn !== undefined && !(await hasYoungCard(turn, message.checkIn))) await turn.send(message);
  }
}

async function hasYoungCard(turn: Turn, { week, teamId }: { week: string; teamId: string }): Promise<boolean> {
  const stored = await turn.store.read(turn.actor.tenantId, "checkIn", keys.checkIn(week, teamId));
  if (stored?.value.state !== "open") return false;
  const isYoung = (sentAt: string) => Date.parse(turn.now) - Date.parse(sentAt) < youngMs;
  return stored.value.cards.some((card) => card.personId === turn.actor.personId && isYoung(card.sentAt));
}
