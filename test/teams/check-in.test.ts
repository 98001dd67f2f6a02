import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Card } from "../../bot/channel.ts";
import {
  actionsOn,
  type Bot,
  button,
  emma,
  filledIn,
  freja,
  hanne,
  inputsOn,
  mette,
  personId,
  startBot,
  tenant,
  wordsOn,
} from "../support/bot.ts";

let bot: Bot;

beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

async function opened(person = mette) {
  await bot.says(person, "Ugens check-in");
  const last = bot.cards(person).at(-1);
  if (last === undefined) throw new Error("no card");
  return last;
}

function idsOf(card: Card, prefix: string): string[] {
  return [...inputsOn(card).keys()].filter((id) => id.startsWith(prefix));
}

function allLevels(card: Card, level: string): Record<string, string> {
  return Object.fromEntries(idsOf(card, "level.").map((id) => [id, level]));
}

async function stored(teamId = "nord-dag", week = "2026-W47") {
  return (await bot.store.read(tenant, "checkIn", `${week}:${teamId}`))?.value;
}

async function barriers() {
  return (await bot.store.query(tenant, "barrier")).items.map((item) => item.value);
}

describe("the check-in card", () => {
  test("asks about four solutions at most, in the trade's own words, on a card that every client can show", async () => {
    const { card } = await opened();
    expect(wordsOn(card)).toMatch(/^Uge 47: Hvordan går det\?\nHjemmeplejen Nord, dag\n/);
    expect(wordsOn(card)).toContain("Hvor meget bruger I digital træning til dem, det passer til?");
    expect(idsOf(card, "level.")).toHaveLength(4);
    expect(idsOf(card, "trouble.")).toHaveLength(4);
    // The question that takes turns is the last, and may be left out.
    const [extra = "", ...more] = idsOf(card, "extra.");
    expect(more).toEqual([]);
    expect([...inputsOn(card).keys()].at(-1)).toBe(extra);
    expect(inputsOn(card).get(extra)?.label).toMatch(/^.+\? \(kan udelades\)$/);
    expect(button(card, "Send").style).toBe("positive");
    expect(card.version).toBe("1.5");
    expect(actionsOn(card).length).toBeLessThanOrEqual(6);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
  });

  test("every input has a label or a title, and nothing is asked about a single employee", async () => {
    const { card } = await opened();
    for (const input of inputsOn(card).values()) expect(input.label ?? input.title).toBeTruthy();
    expect(wordsOn(card)).toContain("Vi spørger til løsningen, ikke til den enkelte medarbejder.");
  });

  test("send stores everything at once and shows the receipt in place", async () => {
    const { card, id } = await opened();
    const answer = await bot.presses(mette, "checkIn/send", filledIn(card, "Send", allLevels(card, "mostly")), id);
    expect(answer).toMatchObject({ http: 200, statusCode: 200, type: "application/vnd.microsoft.card.adaptive" });
    expect(wordsOn(answer.value)).toMatch(/^Tak for svaret i uge 47\n/);
    const checkIn = await stored();
    expect(checkIn).toMatchObject({ state: "answered", answeredBy: mette });
    expect(Object.values(checkIn?.answers ?? {}).map((given) => given.level)).toEqual(Array(4).fill("mostly"));
    const adoption = await bot.store.read(tenant, "adoption", "nord-dag");
    expect(adoption?.value.weeks).toBe("a");
  });

  test("as last time is one tap, and is offered only when there was a last time", async () => {
    const { card } = await opened();
    expect(actionsOn(card).map((action) => action.title)).not.toContain("Som sidst");
    await bot.presses(mette, "checkIn/send", filledIn(card, "Send", allLevels(card, "sometimes")));
    bot.at("2026-11-30T08:05:00.000Z");
    const first = await opened();
    await bot.presses(mette, "checkIn/send", filledIn(first.card, "Send", allLevels(first.card, "sometimes")));
    bot.at("2026-12-07T08:05:00.000Z");
    const { card: next } = await opened();
    // The likeliest stands first and is the coloured one; what is used now and then is in sight too.
    expect(actionsOn(next).map(({ title, style, mode }) => [title, style ?? mode])).toEqual([
      ["Som sidst", "positive"],
      ["Send", undefined],
      ["Ikke i denne uge", undefined],
      ["En borger kan ikke være med", undefined],
      ["Jeg er væk", undefined],
      ["Mind mig om det i morgen", "secondary"],
    ]);
    expect(Object.values(filledIn(next, "Send")).filter((value) => value === "sometimes")).toHaveLength(4);
    const answer = await bot.presses(mette, "checkIn/asLast", button(next, "Som sidst").data);
    expect(wordsOn(answer.value)).toMatch(/^Tak for svaret i uge 50\n/);
    expect((await stored("nord-dag", "2026-W50"))?.state).toBe("answered");
  });

  test("as last time is one tap after a skip too", async () => {
    for (const now of ["2026-11-23T08:05:00.000Z", "2026-11-30T08:05:00.000Z"]) {
      bot.at(now);
      const { card } = await opened();
      await bot.presses(mette, "checkIn/send", filledIn(card, "Send", allLevels(card, "sometimes")));
    }
    bot.at("2026-12-07T08:05:00.000Z");
    const { card } = await opened();
    const skipped = await bot.presses(mette, "checkIn/skip", button(card, "Ikke i denne uge").data);
    const form = await bot.presses(mette, "checkIn/correct", button(skipped.value, "Svar alligevel").data);
    const answer = await bot.presses(mette, "checkIn/asLast", button(form.value, "Som sidst").data);
    expect(wordsOn(answer.value)).toMatch(/^Tak for svaret i uge 50\n/);
    expect((await stored("nord-dag", "2026-W50"))?.state).toBe("answered");
  });

  test("a flagged solution opens its barrier in the same commit and asks about it in place", async () => {
    const { card } = await opened();
    const [level = ""] = idsOf(card, "level.");
    const solutionId = level.slice("level.".length);
    const typed = { ...allLevels(card, "rarely"), [`trouble.${solutionId}`]: "true" };
    const answer = await bot.presses(mette, "checkIn/send", filledIn(card, "Send", typed));
    expect(wordsOn(answer.value)).toMatch(/^Hvad driller ved /);
    const [barrier, ...others] = await barriers();
    expect(others).toEqual([]);
    expect(barrier).toMatchObject({ teamId: "nord-dag", solutionId, status: "new", category: null, week: "2026-W47" });
    expect((await stored())?.answers[solutionId]?.barrierId).toBe(barrier?.id);
    const news = await bot.store.read(tenant, "message", `barrierNew:${barrier?.id}:navigators`);
    // Its delivery may have begun already.
    expect(["pending", "sending", "sent"]).toContain(news?.value.state);
  });

  test("a flag without a level is kept: the level is then not known", async () => {
    const { card } = await opened();
    const [level = ""] = idsOf(card, "level.");
    const solutionId = level.slice("level.".length);
    await bot.presses(mette, "checkIn/send", { ...button(card, "Send").data, [`trouble.${solutionId}`]: "true" });
    expect((await stored())?.answers[solutionId]).toMatchObject({ level: "unsure" });
    expect(await barriers()).toHaveLength(1);
  });

  test("skip stores a skip; the answer can still be given until the week closes", async () => {
    const { card } = await opened();
    const skipped = await bot.presses(mette, "checkIn/skip", button(card, "Ikke i denne uge").data);
    expect(wordsOn(skipped.value)).toMatch(/^Uge 47 er sprunget over\n/);
    expect((await stored())?.state).toBe("skipped");
    const form = await bot.presses(mette, "checkIn/correct", button(skipped.value, "Svar alligevel").data);
    const answered = await bot.presses(
      mette,
      "checkIn/send",
      filledIn(form.value, "Send", allLevels(form.value, "routine")),
    );
    expect(wordsOn(answered.value)).toMatch(/^Tak for svaret i uge 47\n/);
    expect((await stored())?.state).toBe("answered");
  });

  test("correcting shows what was answered, until the week closes", async () => {
    const { card } = await opened();
    const receipt = await bot.presses(mette, "checkIn/send", filledIn(card, "Send", allLevels(card, "rarely")));
    const form = await bot.presses(mette, "checkIn/correct", button(receipt.value, "Ret svar").data);
    expect(Object.values(filledIn(form.value, "Send")).filter((value) => value === "rarely")).toHaveLength(4);
    const corrected = filledIn(form.value, "Send", allLevels(form.value, "routine"));
    await bot.presses(mette, "checkIn/send", corrected);
    expect(Object.values((await stored())?.answers ?? {})[0]?.level).toBe("routine");
    bot.at("2026-11-22T23:00:00.000Z");
    const late = await bot.presses(mette, "checkIn/send", corrected);
    expect(wordsOn(late.value)).toContain("Ugen er lukket, så svaret kan ikke rettes mere.");
    expect(actionsOn(late.value).map((action) => action.title)).not.toContain("Ret svar");
  });

  test("an empty form comes back with a sentence, and stores nothing", async () => {
    const { card } = await opened();
    const answer = await bot.presses(mette, "checkIn/send", button(card, "Send").data);
    expect(wordsOn(answer.value)).toContain("Svar på mindst én løsning, så kan du sende.");
    expect((await stored())?.state).toBe("open");
  });
});

describe("two people, two cards, two clicks", () => {
  test("a leader with two teams gets one card for each", async () => {
    await bot.says(hanne, "ugens check-in");
    const titles = bot.cards(hanne).map(({ card }) => wordsOn(card).split("\n")[1]);
    expect(titles).toHaveLength(2);
    expect(new Set(titles).size).toBe(2);
  });

  test("when the stand-in has answered, the leader's card shows it, and the leader's old form changes nothing", async () => {
    const leaders = await opened(mette);
    const standIns = await opened(freja);
    await bot.presses(
      freja,
      "checkIn/send",
      filledIn(standIns.card, "Send", allLevels(standIns.card, "routine")),
      standIns.id,
    );
    const shown = await bot.presses(mette, "checkIn/show", { week: "2026-W47", team: "nord-dag" });
    expect(wordsOn(shown.value)).toContain("Besvaret af Freja Toft");
    const late = await bot.presses(
      mette,
      "checkIn/send",
      filledIn(leaders.card, "Send", allLevels(leaders.card, "rarely")),
    );
    expect(wordsOn(late.value)).toContain("En anden har svaret imens.");
    expect(wordsOn(late.value)).toContain("Besvaret af Freja Toft");
    expect((await stored())?.answeredBy).toBe(freja);
  });

  test("the other cards that show the check-in are to be updated in place, the pressed one is not", async () => {
    const leaders = await opened(mette);
    const standIns = await opened(freja);
    const form = filledIn(standIns.card, "Send", allLevels(standIns.card, "routine"));
    await bot.presses(freja, "checkIn/send", form, standIns.id);
    const updates = (await bot.store.query(tenant, "message", { where: { purpose: "cardUpdate" } })).items;
    expect(updates.map(({ value }) => [value.personId, value.activityId])).toEqual([[mette, leaders.id]]);
  });

  test("a double click and a replayed invoke store once and show the same", async () => {
    const { card, id } = await opened();
    const [level = ""] = idsOf(card, "level.");
    const typed = { ...allLevels(card, "mostly"), [level.replace("level.", "trouble.")]: "true" };
    const form = filledIn(card, "Send", typed);
    const both = await Promise.all([
      bot.presses(mette, "checkIn/send", form, id),
      bot.presses(mette, "checkIn/send", form, id),
    ]);
    both.push(await bot.presses(mette, "checkIn/send", form, id));
    expect(new Set(both.map((answer) => JSON.stringify(answer.value))).size).toBe(1);
    expect(await barriers()).toHaveLength(1);
    const told = (await bot.store.query(tenant, "audit")).items.filter(({ value }) => value.did === "checkIn.answered");
    expect(told).toHaveLength(1);
  });

  test("last week's card shows that the week is closed, and stores nothing", async () => {
    const { card } = await opened();
    bot.at("2026-11-23T08:05:00.000Z");
    const answer = await bot.presses(mette, "checkIn/send", filledIn(card, "Send", allLevels(card, "mostly")));
    expect(wordsOn(answer.value)).toMatch(/^Uge 47 er lukket\n/);
    expect(actionsOn(answer.value)).toEqual([]);
    expect((await stored())?.state).toBe("open");
  });

  test("a solution that was retired meanwhile is gone from the form, and an answer about it is left out", async () => {
    const { card } = await opened();
    const [level = ""] = idsOf(card, "level.");
    const solutionId = level.slice("level.".length);
    await retire(solutionId);
    const shown = await bot.presses(mette, "checkIn/show", { week: "2026-W47", team: "nord-dag" });
    expect(idsOf(shown.value, "level.")).toEqual(idsOf(card, "level.").filter((id) => id !== level));
    const answer = await bot.presses(mette, "checkIn/send", filledIn(card, "Send", allLevels(card, "mostly")));
    expect(answer.statusCode).toBe(200);
    expect(Object.keys((await stored())?.answers ?? {})).toHaveLength(3);
    expect((await stored())?.answers[solutionId]).toBeUndefined();
  });

  async function retire(solutionId: string): Promise<void> {
    const solution = await bot.store.read(tenant, "solution", solutionId);
    const settings = await bot.store.read(tenant, "settings", "municipality");
    if (solution === undefined || settings === undefined) throw new Error("missing");
    await bot.store.commit(tenant, [
      {
        op: "replace",
        kind: "solution",
        key: solutionId,
        etag: solution.etag,
        value: { ...solution.value, retired: true },
      },
      {
        op: "replace",
        kind: "settings",
        key: "municipality",
        etag: settings.etag,
        value: { ...settings.value, directoryVersion: "retired-one" },
      },
    ]);
  }
});

test("an English-speaking leader is asked in English", async () => {
  await bot.says(emma, "Weekly check-in");
  expect(wordsOn(bot.cards(emma).at(-1)?.card)).toMatch(/^Week 47: How is it going\?/);
});

test("a stand-in of another period, a leader of another team and a stranger see and change nothing", async () => {
  const { card } = await opened();
  const form = filledIn(card, "Send", allLevels(card, "mostly"));
  for (const person of [hanne, personId(16), personId(21), personId(24), "stranger"]) {
    for (const [verb, data] of [
      ["checkIn/send", form],
      ["checkIn/show", form],
      ["checkIn/skip", form],
    ] as const) {
      const answer = await bot.presses(person, verb, data);
      expect(answer).toMatchObject({ http: 200, statusCode: 400, type: "application/vnd.microsoft.error" });
      expect(answer.value.code).toBe("notFound");
    }
  }
  expect((await stored())?.state).toBe("open");
});
