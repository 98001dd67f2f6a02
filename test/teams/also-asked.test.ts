import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { changeTrial, startTrial } from "../../bot/use-cases/trial/run-trial.ts";
import { actionsOn, type Bot, filledIn, inputsOn, mette, rasmus, startBot, tenant, wordsOn } from "../support/bot.ts";
import { errandOf } from "../support/errand.ts";

const nextMonday = "2026-11-23T08:05:00.000Z";
const mondayAfter = "2026-11-30T08:05:00.000Z";
let bot: Bot;

beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

async function solved(): Promise<string> {
  const form = crypto.randomUUID();
  await bot.presses(mette, "barrier/report", { team: "nord-dag", solution: "skaermbesoeg", form, fresh: true });
  await bot.presses(rasmus, "barrier/solve", { barrier: form, resolution: "fixed", solveText: "Ny forstærker." });
  await bot.settled();
  return form;
}

async function checkIn() {
  await bot.says(mette, "ugens check-in");
  await bot.settled();
  // What waited for her chat comes along, in any order.
  const isForm = ({ card }: { card: Parameters<typeof inputsOn>[0] }) => {
    return [...inputsOn(card).keys()].some((id) => id.startsWith("level."));
  };
  const last = bot.cards(mette).findLast(isForm);
  if (last === undefined) throw new Error("no card");
  return last;
}

/** The answers that the leader had last time, so that only what is new is typed. */
function typed(card: Parameters<typeof inputsOn>[0], more: Record<string, string>) {
  const levels = [...inputsOn(card).keys()].filter((id) => id.startsWith("level."));
  return { ...Object.fromEntries(levels.map((id) => [id, "mostly"])), ...more };
}

async function barrier(id: string) {
  return (await bot.store.read(tenant, "barrier", id))?.value;
}

describe("a solution that the team has not answered about", () => {
  test("is asked about at the top of the next check-in, and a yes there confirms it", async () => {
    const id = await solved();
    bot.at(nextMonday);
    const { card, id: cardId } = await checkIn();
    expect(wordsOn(card)).toMatch(/Skærmbesøg: Nu skulle det virke \(Ny forstærker\)\. Passer det hos jer\?/);
    expect([...inputsOn(card).keys()][0]).toBe(`works.${id}`);
    await bot.presses(mette, "checkIn/send", filledIn(card, "Send", typed(card, { [`works.${id}`]: "yes" })), cardId);
    expect(await barrier(id)).toMatchObject({ status: "confirmed", askedIn: "2026-W48" });
  });

  test.each([
    ["Som sidst", "answered"],
    ["Ikke i denne uge", "skipped"],
  ])("is answered with %s too: what was said at the top is not left behind", async (title, state) => {
    // Two weeks, so that every solution has been asked about and can be as last time.
    for (const monday of [bot.now(), nextMonday]) {
      bot.at(monday);
      const last = await checkIn();
      await bot.presses(mette, "checkIn/send", filledIn(last.card, "Send", typed(last.card, {})), last.id);
    }
    const id = await solved();
    bot.at(mondayAfter);
    const { card, id: cardId } = await checkIn();
    const pressed = actionsOn(card).find((action) => action.title === title);
    expect(pressed).not.toHaveProperty("associatedInputs");
    const data = filledIn(card, title, typed(card, { [`works.${id}`]: "yes" }));
    await bot.presses(mette, pressed?.verb ?? "", data, cardId);
    expect(await barrier(id)).toMatchObject({ status: "confirmed" });
    const stored = await bot.store.read(tenant, "checkIn", "2026-W49:nord-dag");
    expect(stored?.value.state).toBe(state);
  });

  test("is reopened by a no", async () => {
    const id = await solved();
    bot.at(nextMonday);
    const { card, id: cardId } = await checkIn();
    await bot.presses(mette, "checkIn/send", filledIn(card, "Send", typed(card, { [`works.${id}`]: "no" })), cardId);
    expect(await barrier(id)).toMatchObject({ status: "working", assignedTo: rasmus });
  });

  test("is asked about once: not in the week after, and not in a second card once it is answered", async () => {
    const id = await solved();
    bot.at(nextMonday);
    expect(inputsOn((await checkIn()).card).has(`works.${id}`)).toBe(true);
    expect(inputsOn((await checkIn()).card).has(`works.${id}`)).toBe(true);
    await bot.presses(mette, "barrier/confirm", { barrier: id });
    expect(inputsOn((await checkIn()).card).has(`works.${id}`)).toBe(false);
  });

  test("is left alone after one week without a word", async () => {
    const id = await solved();
    bot.at(nextMonday);
    await checkIn();
    bot.at(mondayAfter);
    expect(inputsOn((await checkIn()).card).has(`works.${id}`)).toBe(false);
    expect((await barrier(id))?.status).toBe("resolved");
  });

  test("is asked about by the timer's card too", async () => {
    const id = await solved();
    await bot.install(mette);
    bot.at(nextMonday);
    await bot.tick();
    const cards = bot.cards(mette).filter(({ card }) => inputsOn(card).has(`works.${id}`));
    expect(cards).toHaveLength(1);
  });

  test("somebody else's barrier is not confirmed by a forged field", async () => {
    const id = await solved();
    bot.at(nextMonday);
    const { card, id: cardId } = await checkIn();
    const form = crypto.randomUUID();
    const jonas = mette.replace(/1$/, "2");
    await bot.presses(jonas, "barrier/report", { team: "nord-aften", solution: "skaermbesoeg", form, fresh: true });
    await bot.presses(rasmus, "barrier/solve", { barrier: form, resolution: "fixed" });
    const forged = typed(card, { [`works.${id}`]: "yes", [`works.${form}`]: "yes" });
    await bot.presses(mette, "checkIn/send", filledIn(card, "Send", forged), cardId);
    expect((await barrier(id))?.status).toBe("confirmed");
    expect((await barrier(form))?.status).toBe("resolved");
  });
});

describe("a trial", () => {
  async function running(what = "Tablet i bilen", to = "2026-11-29") {
    const given = { id: crypto.randomUUID(), what, teamIds: ["nord-dag"], from: "2026-11-16", to };
    return (await startTrial(await errandOf(bot.store, rasmus, bot.now()), given)).trial;
  }

  test("is asked about with one line while it runs, and what the team says is kept", async () => {
    const { id } = await running("Tablet i bilen.");
    const { card, id: cardId } = await checkIn();
    expect(wordsOn(card)).toContain("Prøvehandling: Tablet i bilen. Hvordan går det?");
    const data = filledIn(card, "Send", typed(card, { [`trial.${id}`]: "partly" }));
    await bot.presses(mette, "checkIn/send", data, cardId);
    await bot.presses(mette, "checkIn/send", data, cardId);
    const stored = await bot.store.read(tenant, "trial", id);
    expect(stored?.value.progress).toEqual([{ week: "2026-W47", teamId: "nord-dag", going: "partly" }]);
  });

  test.each([
    ["every week", ["2026-11-16", "2026-11-23", "2026-11-30"]],
    ["every second week, which all have odd numbers", ["2026-11-16", "2026-11-30", "2026-12-14"]],
    ["after week 53", ["2026-12-21", "2026-12-28", "2027-01-04"]],
    ["after a week in which nobody is asked", ["2026-11-16", "2026-11-30", "2026-12-07"]],
  ])("is asked about in turn with another that runs at the same time: %s", async (_, mondays) => {
    const both = [await running("Tablet i bilen", "2027-01-31"), await running("Ekstra oplader", "2027-01-31")];
    const asked: string[] = [];
    for (const monday of mondays) {
      bot.at(`${monday}T08:05:00.000Z`);
      const inputs = inputsOn((await checkIn()).card);
      asked.push(...both.filter(({ id }) => inputs.has(`trial.${id}`)).map(({ what }) => what));
    }
    expect(asked).toHaveLength(3);
    expect(asked[1]).not.toBe(asked[0]);
    expect(asked[2]).toBe(asked[0]);
  });

  test("is not asked about after its last day", async () => {
    const { id } = await running();
    bot.at(mondayAfter);
    expect(inputsOn((await checkIn()).card).has(`trial.${id}`)).toBe(false);
  });

  test("starts from a barrier's card, tells the leader, and shows what others have learned", async () => {
    const errand = await errandOf(bot.store, rasmus, bot.now());
    const given = { id: crypto.randomUUID(), what: "Ekstra oplader", teamIds: ["syd-dag"], solutionId: "skaermbesoeg" };
    const { trial: earlier } = await startTrial(errand, { ...given, from: "2026-11-02", to: "2026-11-15" });
    const learned = { action: "finish", learned: "Batteriet var hele forklaringen", worked: "yes" } as const;
    await changeTrial(errand, earlier.id, learned);
    await bot.install(mette);
    await bot.install(rasmus);
    const form = crypto.randomUUID();
    await bot.presses(mette, "barrier/report", { team: "nord-dag", solution: "skaermbesoeg", form, fresh: true });
    await bot.settled();
    expect(wordsOn(bot.cards(rasmus).at(-1)?.card)).toContain("Ekstra oplader: Batteriet var hele forklaringen");
    const data = {
      barrier: form,
      trialWhat: "Ekstra oplader i bilen",
      trialWeeks: "2",
      trialHope: "Ingen tomme batterier",
    };
    await bot.presses(rasmus, "barrier/trial", data);
    await bot.settled();
    expect(await barrier(form)).toMatchObject({ status: "trial" });
    expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain("Vi prøver i det små: Ekstra oplader i bilen.");
    const { items } = await bot.store.query(tenant, "trial", { where: { barrierId: form } });
    expect(items.map(({ value }) => value)).toMatchObject([
      { from: "2026-11-16", to: "2026-11-29", teamIds: ["nord-dag"] },
    ]);
  });
});

describe("the digest", () => {
  test("comes to every channel once, on the day of the check-in, with the week that has gone", async () => {
    const channel = bot.inChannel();
    await channel.install(rasmus);
    await channel.presses(rasmus, "channel/use", { scope: "*" });
    const id = await solved();
    await bot.presses(mette, "barrier/confirm", { barrier: id });
    await bot.settled();
    const digests = () => channel.cards().filter(({ card }) => wordsOn(card).includes("Det, der drillede"));
    bot.at(nextMonday);
    await bot.tick();
    await bot.tick();
    expect(digests()).toHaveLength(1);
    const words = wordsOn(digests()[0]?.card);
    expect(words).toContain("Uge 47: Det, der drillede");
    expect(words).toContain("Nye\n1");
    expect(words).toContain("Bekræftet\n1");
    expect(words).toContain("Typisk tid til første svar\nunder 1 time");
    expect(words).toContain("Alt er taget");
    bot.at("2026-11-25T08:05:00.000Z");
    await bot.tick();
    expect(digests()).toHaveLength(1);
  });
});
