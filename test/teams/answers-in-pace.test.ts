import { afterEach, expect, test } from "@jest/globals";
import { createPace, type Pace } from "../../bot/outreach/sending/pace.ts";
import { type Bot, hanne, mette, startBot } from "../support/bot.ts";

let bot: Bot;

afterEach(() => bot.stop());

/** A pace that remembers who asked for a permit, and how many got one. */
function watchedPace() {
  const asked: { conversationId: string; urgent: boolean }[] = [];
  let permitted = 0;
  const pace = createPace(20);
  const watched: Pace = {
    ...pace,
    async permit(conversationId, options) {
      asked.push({ conversationId, urgent: options?.urgent === true });
      await pace.permit(conversationId, options);
      permitted += 1;
    },
  };
  return { asked, permitted: () => permitted, newPace: () => watched };
}

test("whatever goes to Teams has a permit: answers in a chat and a channel, a welcome, and the outbox", async () => {
  const watched = watchedPace();
  bot = await startBot({ newPace: watched.newPace });
  await bot.install(mette);
  await bot.says(mette, "hjælp");
  await bot.says("0a7b0000-0000-4000-8000-999999999999", "hej");
  const channel = bot.inChannel();
  await channel.install(hanne);
  await channel.says(hanne, "kanal");
  await bot.tick();
  await bot.settled();
  expect(bot.received()).toBeGreaterThan(5);
  // A message that is no longer wanted when its turn has come leaves nothing.
  expect(watched.permitted()).toBeGreaterThanOrEqual(bot.received());
  expect(watched.asked).toContainEqual({ conversationId: mette, urgent: true });
  expect(watched.asked.filter(({ urgent }) => !urgent).length).toBeGreaterThan(0);
});
