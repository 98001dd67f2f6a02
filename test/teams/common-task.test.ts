import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { type Bot, camilla, mette, nikolaj, rasmus, tenant, wordsOn } from "../support/bot.ts";
import { type BotInChannel, startBotInChannel } from "../support/bot-in-channel.ts";

// On a barrier's card in the channel: several teams with the same become one task, and what worked is used with one press.

let scene: BotInChannel;
let bot: Bot;

beforeEach(async () => {
  scene = await startBotInChannel();
  ({ bot } = scene);
  await scene.ready();
});
afterEach(() => bot.stop());

async function also(teamId: string, more: object = {}): Promise<string> {
  const id = uuid();
  const barrier = newBarrier(id, { teamId, solutionId: "skaermbesoeg", week: null }, rasmus, bot.now());
  const value = { ...barrier, category: "equipment" as const, detail: "connectivity" as const, ...more };
  await bot.store.commit(tenant, [{ op: "create", kind: "barrier", key: id, value }]);
  return id;
}

/** The buttons that stand beside what they are about. */
function buttonsIn(card: object): { title: string; verb: string; data: Record<string, unknown> }[] {
  const { body = [] } = card as { body?: { type: string; actions?: never[] }[] };
  return body.flatMap(({ type, actions = [] }) => (type === "ActionSet" ? actions : []));
}

test("the third makes the offer, and one press links them", async () => {
  const others = [await also("nord-aften"), await also("syd-dag")];
  const id = await scene.reported();
  const { card, id: cardId } = scene.channel.cards().at(-1)!;
  expect(wordsOn(card)).toContain("3 teams har meldt det samme.");
  const offer = buttonsIn(card).find(({ title }) => title === "Gør det til en fælles opgave");
  if (offer === undefined) throw new Error("no offer");
  // Whoever does not help the team does nothing to it.
  expect((await scene.channel.presses(nikolaj, offer.verb, offer.data, cardId)).statusCode).toBe(400);
  const answer = await scene.channel.presses(camilla, offer.verb, offer.data, cardId);
  expect(answer.statusCode).toBe(200);
  expect(wordsOn(answer.value)).not.toContain("har meldt det samme");
  const linked = await Promise.all([...others, id].map((one) => scene.barrier(one)));
  expect(linked.filter(({ sameAs }) => sameAs !== null)).toHaveLength(2);
  expect(new Set(linked.map(({ sameAs, id: own }) => sameAs ?? own)).size).toBe(1);
});

test("what worked elsewhere is told to the team, which is asked whether it fits", async () => {
  const events = [{ at: bot.now(), by: rasmus, did: "status", status: "resolved", text: "Ny forstærker i gangen." }];
  const resolved = { status: "resolved", resolution: "fixed", resolvedAt: bot.now(), events };
  const worked = await also("nord-aften", resolved);
  const id = await scene.reported();
  const { card, id: cardId } = scene.channel.cards().at(-1)!;
  expect(wordsOn(card)).toContain("Ny forstærker i gangen.");
  const use = buttonsIn(card).find(({ title }) => title === "Brug det her");
  expect(use?.data).toEqual({ barrier: id, from: worked });
  await scene.channel.presses(rasmus, use!.verb, use!.data, cardId);
  await bot.settled();
  expect(await scene.barrier(id)).toMatchObject({ status: "resolved", resolution: "reused" });
  expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain("Nu skulle det virke: Ny forstærker i gangen.");
  // An open one is no solution.
  const open = await also("syd-dag");
  expect((await scene.channel.presses(rasmus, use!.verb, { barrier: id, from: open }, cardId)).statusCode).toBe(400);
});
