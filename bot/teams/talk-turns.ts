import { sentenceCard, statusCard, unknownPersonCard } from "../cards/talk-cards.ts";
import type { Card } from "../channel.ts";
import { weekNumber } from "../domain/calendar.ts";
import { holdsCpr } from "../domain/personal-data/inspect-patterns.ts";
import { textFor } from "../text/text.ts";
import { showStatus } from "../use-cases/check-in/show-status.ts";
import { loadDirectory } from "../use-cases/load-directory.ts";
import { languageOf } from "./begin-turn.ts";
import type { Incoming } from "./incoming.ts";
import type { OutgoingCard, TeamsServices, Turn } from "./turn.ts";

/** `status`. */
export async function status(turn: Turn): Promise<OutgoingCard[]> {
  const view = await showStatus(turn.errand);
  return [{ card: statusCard(view, turn.text), summary: turn.text.status.titleIn(weekNumber(view.week)) }];
}

export async function showStatusCard(turn: Turn): Promise<Card> {
  return statusCard(await showStatus(turn.errand), turn.text);
}

/** Somebody whom the directory does not know is told kindly whom to ask. */
export async function unknownPerson(
  services: TeamsServices,
  tenantId: string,
  activity: Incoming,
): Promise<OutgoingCard> {
  const { settings } = await loadDirectory(services.store, tenantId);
  const text = textFor(languageOf(activity));
  return { card: unknownPersonCard(settings.name, text), summary: text.unknownPerson.title };
}

/** A message that tells who somebody is: said back in one sentence, and neither stored nor logged. */
export async function blockedText({ text }: Turn, said: string): Promise<OutgoingCard[]> {
  const sentence = holdsCpr(said) ? (text.errors.personalDataInChat ?? "") : text.guard.identifiedInChat;
  return [{ card: sentenceCard(text.common.stop, sentence), summary: sentence }];
}
