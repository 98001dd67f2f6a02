import { navigatorGroupCard } from "../cards/navigator-group-card.ts";
import { parseSubmit } from "../cards/submit.ts";
import type { Card } from "../channel.ts";
import type { Barrier } from "../domain/barrier/barrier.ts";
import { maySeeBarrier } from "../domain/barrier/barrier-permissions.ts";
import { localDate } from "../domain/calendar.ts";
import { may } from "../domain/permissions.ts";
import { OmbordError } from "../errors.ts";
import { groupOn } from "../use-cases/barrier/barrier-cards.ts";
import { openBarrier, plainStory } from "../use-cases/barrier/barrier-story.ts";
import { doToMany } from "../use-cases/barrier/many-at-once.ts";
import { commonTaskOf } from "../use-cases/barrier/similar-cases.ts";
import { readAround } from "../use-cases/barrier/surroundings.ts";
import type { TriageResult } from "../use-cases/barrier/triage-barrier.ts";
import { channelKey } from "./channel-turns.ts";
import { act, cardOf, pressedCard, sharedText, taken, triage } from "./triage-turns.ts";
import type { Said, Turn } from "./turn.ts";

// What navigators do with several barriers on one card.

/** So many get a card of their own when they are taken; of more, the card that tells of all of them says whose they are. */
const mostOwnCards = 5;

/** From a card that tells of many: those that are chosen, or all of them. */
export async function takeOne(turn: Turn, data: unknown): Promise<Card | Said> {
  const { barrier: chosen, all } = parseSubmit("barrierOne", data);
  const ids = all.length > 0 ? all : chosen;
  const [first] = ids;
  if (first === undefined) throw new OmbordError("invalid", "nothingChosen");
  const here = turn.isPersonalChat ? turn.actor.personId : channelKey(turn.conversation.conversationId);
  const from = { activityId: pressedCard(turn), ...(ids.length > mostOwnCards ? {} : { ownCardIn: here }) };
  const results: TriageResult[] = [];
  for (const id of ids) {
    const result = await tried(() => act(turn, id, { action: "take" }, from), ids.length > 1);
    if (result !== null) results.push(result);
  }
  const mine = results.find(({ outcome }) => outcome !== "taken");
  const [other] = results;
  if (mine === undefined && other?.outcome === "taken") return taken(turn, other);
  if (mine === undefined) throw new OmbordError("conflict", "barrierNotNow");
  const { directory } = mine;
  // A channel's card is everybody's who is there; in a chat it shows what its reader may see today.
  const isVisible = (one: Barrier) =>
    !turn.isPersonalChat || maySeeBarrier(directory, turn.actor.personId, one, localDate(turn.now));
  const group = (await groupOn(turn.errand, mine.barrier, turn.cardId)).filter(isVisible);
  const stories = group.map((barrier) => plainStory(directory, barrier));
  if (stories.length === 0) return triage(turn, mine.barrier.id, { action: "take" });
  return navigatorGroupCard(stories, sharedText(turn), { isManyTaken: ids.length > mostOwnCards });
}

/** Of several, one that cannot be taken any more leaves the others alone. */
async function tried<T>(take: () => Promise<T>, isOneOfMany: boolean): Promise<T | null> {
  try {
    return await take();
  } catch (error) {
    if (!isOneOfMany || !(error instanceof OmbordError)) throw error;
    return null;
  }
}

/** *Fælles opgave*: the barrier and those that are like it become one, in the teams that the person helps. */
export async function makeCommon(turn: Turn, data: unknown): Promise<Card | Said> {
  const { barrier: id } = parseSubmit("barrier", data);
  const { errand, stored } = await openBarrier(turn.errand, id, []);
  const { actor, directory, now } = errand;
  const around = await readAround(errand, stored.value, { shownOn: "card" });
  const isTheirs = (teamId: string) => may(directory, actor.personId, "triage", teamId, localDate(now));
  if (!isTheirs(stored.value.teamId)) throw new OmbordError("forbidden");
  const { ids } = commonTaskOf(stored.value, around.others, isTheirs);
  const [root] = ids;
  if (root === undefined) throw new OmbordError("conflict", "barrierNotNow");
  await doToMany(errand, ids.slice(0, 99), { action: "seenBefore", sameAs: root });
  turn.deliverSoon(actor.tenantId);
  return cardOf(turn, id);
}
