import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Card } from "../../bot/channel.ts";
import type { Store } from "../../bot/store/store.ts";
import { answerCheckIn } from "../../bot/use-cases/check-in/answer-check-in.ts";
import { saveAmbition } from "../../bot/use-cases/check-in/keep-ambition.ts";
import { type Bot, filledIn, freja, inputsOn, mette, startBot, wordsOn } from "../support/bot.ts";
import { errandOf } from "../support/errand.ts";

let bot: Bot;

beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

async function opened(person: string): Promise<{ card: Card; id: string }> {
  await bot.says(person, "Ugens check-in");
  const last = bot.cards(person).at(-1);
  if (last === undefined) throw new Error("no card");
  return last;
}

function sometimes(card: Card): Record<string, unknown> {
  const levels = [...inputsOn(card).keys()].filter((id) => id.startsWith("level."));
  return filledIn(card, "Send", Object.fromEntries(levels.map((id) => [id, "sometimes"])));
}

async function aims(person: string, shared: boolean): Promise<void> {
  const given = {
    answers: {},
    shared,
    draft: false,
    targets: { "digital-traening": "mostly" as const },
    confirmed: false,
  };
  await saveAmbition(await errandOf(bot.store, person, bot.now()), given);
}

test("the receipt shows what the leader aims for beside what was answered, now and when it is opened again", async () => {
  await aims(mette, false);
  const { card, id } = await opened(mette);
  expect(wordsOn(card)).not.toContain("mål:");
  const receipt = await bot.presses(mette, "checkIn/send", sometimes(card), id);
  expect(wordsOn(receipt.value)).toContain("Digital træning\nAf og til · mål: For det meste\n");
  expect(wordsOn(receipt.value).match(/mål:/g)).toHaveLength(1);
  const shown = await bot.presses(mette, "checkIn/show", { week: "2026-W47", team: "nord-dag" });
  expect(wordsOn(shown.value)).toContain("Af og til · mål: For det meste");
  expect(wordsOn((await opened(mette)).card)).toContain("Af og til · mål: For det meste");
});

test("a leader's targets are on nobody else's card, shared or not, and stay on the leader's own when it is updated", async () => {
  for (const shared of [false, true]) {
    await aims(mette, shared);
    await opened(mette);
    const { card, id } = await opened(freja);
    // The second time it is answered already, and the card is the receipt.
    const receipt = shared ? card : (await bot.presses(freja, "checkIn/send", sometimes(card), id)).value;
    expect(wordsOn(receipt)).toContain("Digital træning\nAf og til\n");
    expect(wordsOn(receipt)).not.toContain("mål:");
  }
  await bot.settled();
  await bot.tick();
  const update = bot.updates(mette).at(-1);
  expect(wordsOn(update?.card)).toContain("Besvaret af Freja Toft");
  expect(wordsOn(update?.card)).toContain("Af og til · mål: For det meste");
});

test("answering stays one read and one commit", async () => {
  await aims(mette, false);
  const { card } = await opened(mette);
  const asked = [...inputsOn(card).keys()].filter((id) => id.startsWith("level."));
  const given = asked.map((id) => ({
    solutionId: id.slice("level.".length),
    level: "sometimes" as const,
    troubled: false,
  }));
  const calls: string[] = [];
  const counted = new Proxy(bot.store, {
    get(store, name: keyof Store) {
      const method = store[name];
      return typeof method !== "function"
        ? method
        : (...args: never[]) => {
            calls.push(name);
            return (method as (...all: never[]) => unknown).apply(store, args);
          };
    },
  });
  const to = { week: "2026-W47", teamId: "nord-dag" };
  const errand = await errandOf(counted, mette, bot.now());
  await answerCheckIn(errand, to, { kind: "answer", given });
  calls.length = 0;
  const other = given.map((one) => ({ ...one, level: "mostly" as const }));
  const { view } = await answerCheckIn(errand, to, { kind: "answer", given: other });
  expect(calls).toEqual(["readMany", "commit"]);
  expect(view.targets).toEqual({ "digital-traening": "mostly" });
});
