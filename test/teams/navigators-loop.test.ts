import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Card } from "../../bot/channel.ts";
import { triageBarrier } from "../../bot/use-cases/barrier/triage-barrier.ts";
import { actionsOn, type Bot, button, camilla, hanne, mette, rasmus, titles, wordsOn } from "../support/bot.ts";
import { type BotInChannel, startBotInChannel } from "../support/bot-in-channel.ts";
import { errandOf } from "../support/errand.ts";

let scene: BotInChannel;
let bot: Bot;
let channel: BotInChannel["channel"];

beforeEach(async () => {
  scene = await startBotInChannel();
  ({ bot, channel } = scene);
});
afterEach(() => bot.stop());

function unfolded(card: Card, title: string): Card {
  const found = actionsOn(card).find((action) => action.title === title) as unknown as { card: Card } | undefined;
  if (found === undefined) throw new Error(`no form "${title}"`);
  return found.card;
}

describe("the loop", () => {
  test("is played to its end: taken, asked, answered in the chat, solved, refused, solved again and confirmed", async () => {
    await scene.ready();
    const id = await scene.reported();
    const news = channel.cards().at(-1)?.id ?? "";
    await channel.presses(camilla, "barrier/take", { barrier: id }, news);
    await bot.settled();
    expect(wordsOn(channel.shows(news))).toContain("Camilla Nørgaard");
    expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain("Camilla Nørgaard er gået i gang.");

    const askForm = unfolded(channel.shows(news), "Spørg ind");
    const askData = actionsOn(askForm)[0]?.data ?? {};
    await channel.presses(camilla, "barrier/ask", { ...askData, askText: "Sker det også om formiddagen?" }, news);
    await bot.settled();
    // The card that she has asks at once; the message comes the next day, as she has had one today.
    expect(wordsOn(bot.updates(mette).at(-1)?.card)).toContain("Camilla Nørgaard spørger:");
    expect(wordsOn(bot.cards(mette).at(-1)?.card)).not.toContain("spørger");
    await bot.morningOf("2026-11-17");
    const question = bot.cards(mette).at(-1);
    expect(wordsOn(question?.card)).toContain("Camilla Nørgaard spørger:");

    await bot.says(mette, "Kun om aftenen, når alle er på nettet");
    const offer = bot.cards(mette).at(-1);
    expect(wordsOn(offer?.card)).toContain("Sker det også om formiddagen?");
    const yes = button(offer?.card ?? {}, "Ja, send svaret");
    const answered = await bot.presses(mette, yes.verb, { ...yes.data, answer: "Kun om aftenen" }, offer?.id);
    expect(wordsOn(answered.value)).toContain("Tak for svaret. Camilla Nørgaard har fået det.");
    await bot.settled();
    expect(wordsOn(channel.shows(news))).toContain("Kun om aftenen");
    const askedBefore = bot.updates(mette).findLast((update) => update.id === question?.id);
    expect(titles(askedBefore?.card ?? {})).toEqual([]);

    const solve = { barrier: id, resolution: "fixed", solveText: "Vi har sat en forstærker op" };
    await channel.presses(camilla, "barrier/solve", solve, news);
    await bot.morningOf("2026-11-18");
    const solved = bot.cards(mette).at(-1);
    expect(wordsOn(solved?.card)).toContain("Nu skulle det virke: Vi har sat en forstærker op. Passer det hos jer?");
    expect(titles(solved?.card ?? {})).toEqual(["Ja, det virker", "Nej, det driller stadig"]);
    const older = bot.updates(mette).findLast((update) => update.id === question?.id);
    expect(wordsOn(older?.card)).toContain("Der er nyt længere nede.");
    expect(titles(channel.shows(news))).toEqual([]);

    const no = await bot.presses(mette, "barrier/reopen", { barrier: id, still: "Det fryser i kælderen" }, solved?.id);
    expect(wordsOn(no.value)).toContain("Camilla Nørgaard ser på det igen.");
    await bot.settled();
    expect(wordsOn(channel.shows(news))).toContain("Det fryser i kælderen");
    await channel.presses(camilla, "barrier/solve", { ...solve, solveText: "Kælderen har fået sin egen" }, news);
    await bot.morningOf("2026-11-19");
    const again = bot.cards(mette).at(-1);
    const done = await bot.presses(mette, "barrier/confirm", { barrier: id }, again?.id);
    expect(wordsOn(done.value)).toContain("Godt! Så afslutter vi opgaven.");
    await bot.settled();
    expect(wordsOn(channel.shows(news))).toContain("Bekræftet af teamet");
    expect(await scene.barrier(id)).toMatchObject({ status: "confirmed", resolution: "fixed", closedAt: bot.now() });
    expect((await scene.barrier(id)).events.map(({ did, status }) => status ?? did)).toEqual([
      "new",
      "described",
      "working",
      "asking",
      "working",
      "resolved",
      "working",
      "resolved",
      "confirmed",
    ]);
  });

  test("two navigators press at once: one has it, the other is told who, and the card is not overwritten", async () => {
    await scene.ready();
    const id = await scene.reported();
    const news = channel.cards().at(-1)?.id ?? "";
    const answers = await Promise.all([
      channel.presses(rasmus, "barrier/take", { barrier: id }, news),
      channel.presses(camilla, "barrier/take", { barrier: id }, news),
    ]);
    const told = answers.filter(({ type }) => type === "application/vnd.microsoft.activity.message");
    expect(told).toHaveLength(1);
    const holder = (await scene.barrier(id)).assignedTo;
    expect(told[0]?.value).toBe(
      `${holder === rasmus ? "Rasmus Dahl" : "Camilla Nørgaard"} har allerede taget opgaven.`,
    );
    await bot.settled();
    expect(bot.cards(mette).filter(({ card }) => wordsOn(card).includes("er gået i gang"))).toHaveLength(1);
  });

  test("declining needs a reason, and the leader reads it", async () => {
    await scene.ready();
    const id = await scene.reported();
    const without = await channel.presses(rasmus, "barrier/wait", { barrier: id, next: "decline" });
    expect(without).toMatchObject({ statusCode: 400, value: { message: "Skriv et par ord, så teamet ved hvorfor." } });
    await channel.presses(rasmus, "barrier/wait", {
      barrier: id,
      next: "decline",
      waitText: "Løsningen bliver skiftet ud til maj",
    });
    await bot.settled();
    expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain(
      "Det kan vi ikke gå videre med: Løsningen bliver skiftet ud til maj",
    );
  });

  test.each([
    ["others", "Vi venter på andre"],
    ["supplier", "Vi har sendt det til leverandøren"],
  ])("one that waits for %s from the start is told of too: nobody waits in the dark", async (next, words) => {
    await scene.ready();
    const id = await scene.reported();
    await channel.presses(rasmus, "barrier/wait", { barrier: id, next, waitText: "De har fået alle oplysninger" });
    await bot.settled();
    const told = wordsOn(bot.cards(mette).at(-1)?.card);
    expect(told).toContain(words);
    expect(told).toContain("De har fået alle oplysninger");
  });

  test("one that is given to somebody can be taken by them, and the leader hears of it", async () => {
    await scene.ready();
    await bot.install(camilla);
    const id = await scene.reported();
    const errand = await errandOf(bot.store, rasmus, bot.now());
    await triageBarrier(errand, id, { action: "assign", to: camilla });
    await bot.tick();
    const other = await channel.presses(rasmus, "barrier/take", { barrier: id });
    expect(other.value).toBe("Opgaven er givet til Camilla Nørgaard.");
    const given = bot.cards(camilla).at(-1);
    const take = button(given?.card ?? {}, "Jeg tager den");
    const answer = await bot.presses(camilla, take.verb, take.data, given?.id);
    expect(titles(answer.value)).not.toContain("Jeg tager den");
    await bot.settled();
    expect((await scene.barrier(id)).status).toBe("working");
    expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain("Camilla Nørgaard er gået i gang.");
  });

  test("what is parked comes back on its date by itself, to whoever had it", async () => {
    await scene.ready();
    await bot.install(camilla);
    const id = await scene.reported();
    await channel.presses(camilla, "barrier/wait", { barrier: id, next: "park", until: "2026-11-20" });
    await bot.settled();
    expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain("Vi har parkeret det til 20. november 2026.");
    bot.at("2026-11-19T12:00:00.000Z");
    await bot.tick();
    expect((await scene.barrier(id)).status).toBe("parked");
    bot.at("2026-11-20T09:00:00.000Z");
    await bot.tick();
    expect((await scene.barrier(id)).status).toBe("working");
    expect(wordsOn(bot.cards(camilla).at(-1)?.card)).toContain("Hjemmeplejen Nord, dag");
  });

  test("four weeks without an answer close it, and everybody is told so", async () => {
    await scene.ready();
    const id = await scene.reported();
    await channel.presses(camilla, "barrier/solve", { barrier: id, resolution: "shownOnsite" });
    await bot.settled();
    expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain(
      "Hører vi ikke fra dig i fire uger, afslutter vi opgaven.",
    );
    bot.at("2026-12-14T09:00:00.000Z");
    await bot.tick();
    expect(await scene.barrier(id)).toMatchObject({ status: "confirmed" });
    const told = bot.cards(mette).filter(({ card }) => wordsOn(card).includes("Der er gået fire uger"));
    expect(told).toHaveLength(1);
  });

  test("solving one of several that are linked tells everybody who reported it", async () => {
    await scene.ready();
    await bot.install(hanne);
    const first = await scene.reported();
    const second = await scene.reported(hanne, { team: "sygepleje-dag", solution: "skaermbesoeg" });
    const seenBefore = unfolded(channel.shows(channel.cards().at(-1)?.id ?? ""), "Det er set før");
    expect(wordsOn(seenBefore)).toContain(
      "Hjemmeplejen Nord, dag: Dårligt net – Billedet fryser hos borgerne langs fjorden. (Ny)",
    );
    await channel.presses(rasmus, "barrier/seenBefore", { barrier: second, sameAs: first });
    expect(await scene.barrier(second)).toMatchObject({ status: "waiting", sameAs: first });
    await bot.settled();
    expect(wordsOn(bot.cards(hanne).at(-1)?.card)).toContain("Flere har det samme. Når det er løst, får du besked.");
    await channel.presses(rasmus, "barrier/solve", { barrier: first, resolution: "fixed", solveText: "Ny sendemast" });
    await bot.morningOf("2026-11-17");
    for (const leader of [mette, hanne]) {
      expect(wordsOn(bot.cards(leader).at(-1)?.card)).toContain("Nu skulle det virke: Ny sendemast");
    }
  });

  test("a similar case that was solved is shown with what worked, but only where its team may be seen", async () => {
    await scene.ready();
    const first = await scene.reported();
    await channel.presses(rasmus, "barrier/solve", { barrier: first, resolution: "fixed", solveText: "Ny sendemast" });
    await bot.install(hanne);
    await scene.reported(hanne, { team: "sygepleje-dag", solution: "skaermbesoeg" });
    expect(wordsOn(channel.shows(channel.cards().at(-1)?.id ?? ""))).toContain(
      "Hjemmeplejen Nord, dag: Fejlen er løst – Ny sendemast",
    );
  });
});
