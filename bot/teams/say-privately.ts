import { sentenceCard } from "../cards/talk-cards.ts";
import type { Text } from "../text/text.ts";
import type { Actor } from "../use-cases/actor.ts";
import { sendCard } from "./begin-turn.ts";
import type { TeamsServices } from "./turn.ts";

/** What is asked for in a channel that does not let the bot write: the person hears in their own chat what works. */
export async function sayWhatWorks(services: TeamsServices, actor: Actor, text: Text): Promise<void> {
  const own = await services.store.read(actor.tenantId, "conversation", actor.personId);
  if (own?.value.state !== "installed") return;
  const { failed, failedTitle } = text.loop.channel;
  const message = { card: sentenceCard(failedTitle, failed), summary: failedTitle };
  await sendCard(services, { tenantId: actor.tenantId, conversation: own.value }, message);
}
