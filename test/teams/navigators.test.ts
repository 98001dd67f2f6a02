import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Card } from "../../bot/channel.ts";
import {
  actionsOn,
  type Bot,
  button,
  camilla,
  emma,
  hanne,
  mette,
  nikolaj,
  personId,
  rasmus,
  startBot,
  tenant,
  wordsOn,
} from "../support/bot.ts";

let bot: Bot;
let channel: ReturnType<Bot["inChannel"]>;

beforeEach(async () => {
  bot = await startBot();
  channel = bot.inChannel();
});
afterEach(() => bot.stop());

/** A channel that Rasmus has chosen for the whole municipality, and a leader with the bot in her chat. */
async function ready() {
  await channel.install(rasmus);
  await channel.presses(rasmus, "channel/use", { scope: "*" });
  await bot.install(mette);
  await bot.settled();
}

/** Mette reports what is in the way; the id of the barrier. */
async function reported(
  by = mette,
  about: Record<string, string> = { team: "nord-dag", solution: "skaermbesoeg" },
): Promise<string> {
  const form = crypto.randomUUID();
  await bot.presses(by, "barrier/report", { ...about, form });
  await bot.presses(by, "barrier/describe", {
    barrier: form,
    category: "equipment",
    detail: "connectivity",
    consequence: "Billedet fryser hos borgerne langs fjorden.",
    contact: "call",
  });
  await bot.settled();
  return form;
}

/** As if the news of every barrier had just come, and nobody had been told: there is no channel, and no navigator has a chat. */
async function passOnAgain(): Promise<void> {
  const { items } = await bot.store.query(tenant, "message", { where: { purpose: "barrierNew" } });
  await bot.store.commit(
    tenant,
    items.map(({ key, etag, value }) =>
      value.recipient === "navigators"
        ? {
            op: "replace",
            kind: "message",
            key,
            etag,
            value: { ...value, state: "pending", reason: null, dueAt: bot.now() },
          }
        : { op: "delete", kind: "message", key, etag },
    ),
  );
}

function unfolded(card: Card, title: string): Card {
  const found = actionsOn(card).find((action) => action.title === title) as unknown as { card: Card } | undefined;
  if (found === undefined) throw new Error(`no form "${title}"`);
  return found.card;
}

function titles(card: Card): string[] {
  return actionsOn(card).map((action) => action.title);
}

async function barrier(id: string) {
  const stored = await bot.store.read(tenant, "barrier", id);
  if (stored === undefined) throw new Error("no barrier");
  return stored.value;
}

describe("the channel", () => {
  test("is offered once, however often Teams tells of the installation", async () => {
    await Promise.all([channel.install(rasmus), channel.install(rasmus)]);
    expect(channel.cards()).toHaveLength(1);
    const [offer] = channel.cards();
    expect(wordsOn(offer?.card)).toContain("Skal det, der driller, komme her?");
    expect(button(offer?.card ?? {}, "Brug kanalen").verb).toBe("channel/use");
  });

  test.each([
    ["a navigator of the whole municipality, for all of it", rasmus, "*", 200],
    ["a navigator of the area, for it", camilla, "sundhed", 200],
    ["a navigator of the area, for a part of it", camilla, "nord", 200],
    ["a navigator of the area, for all", camilla, "*", 400],
    ["a navigator of another area", nikolaj, "sundhed", 400],
    ["a leader", mette, "nord", 400],
    ["a navigator, for an area that does not exist", rasmus, "nowhere", 400],
  ])("can be chosen by %s: %#", async (_, person, scope, statusCode) => {
    await channel.install(person);
    expect(await channel.presses(person, "channel/use", { scope })).toMatchObject({ http: 200, statusCode });
    const stored = await bot.store.read(tenant, "conversation", "19:driller@thread.tacv2");
    expect(stored?.value.scope).toBe(statusCode === 200 ? scope : undefined);
  });

  test("says nothing about anybody's own teams where everybody reads along", async () => {
    await ready();
    await channel.says(mette, "<at>Ombord</at> status");
    expect(wordsOn(channel.cards().at(-1)?.card)).toContain("Det tager vi i en privat chat.");
  });
});

describe("news", () => {
  test("of a barrier comes to the channel with everything that a navigator needs, and six buttons at most", async () => {
    await ready();
    await reported();
    const news = channel.cards().at(-1);
    const words = wordsOn(channel.shows(news?.id ?? ""));
    expect(words).toMatch(/Hjemmeplejen Nord, dag – Skærmbesøg: dårligt net/);
    for (const said of ["Billedet fryser hos borgerne", "Ring til mig", "Mette Holm"]) expect(words).toContain(said);
    expect(titles(channel.shows(news?.id ?? ""))).toEqual([
      "Jeg tager den",
      "Spørg ind",
      "Prøv noget småt",
      "Løst",
      "Det er set før",
      "Venter",
    ]);
  });

  test("goes to the channel of the nearest area, and to no other", async () => {
    await ready();
    const near = bot.inChannel("19:nord@thread.tacv2");
    await near.install(camilla);
    await near.presses(camilla, "channel/use", { scope: "nord" });
    const before = channel.cards().length;
    await reported();
    expect(near.cards()).toHaveLength(2);
    expect(channel.cards()).toHaveLength(before);
  });

  test("goes to the navigators' own chats while there is no channel, and only to those who have the area", async () => {
    for (const person of [mette, rasmus, camilla, nikolaj]) await bot.install(person);
    await reported();
    const news = (person: string) => bot.cards(person).filter(({ card }) => wordsOn(card).includes("Nord, dag – "));
    expect(news(rasmus)).toHaveLength(1);
    expect(news(camilla)).toHaveLength(1);
    expect(news(nikolaj)).toHaveLength(0);
  });

  test("that nobody could get waits, and comes when a channel is chosen", async () => {
    await bot.install(mette);
    const id = await reported();
    await passOnAgain();
    expect(channel.cards()).toEqual([]);
    await channel.install(rasmus);
    await channel.presses(rasmus, "channel/use", { scope: "*" });
    await bot.settled();
    expect(wordsOn(channel.cards().at(-1)?.card)).toMatch(/^Ny: Hjemmeplejen Nord, dag/);
    expect((await barrier(id)).cards).toHaveLength(1);
  });

  test("of more than five at once is one card, and whoever takes one gets a card for it", async () => {
    for (let n = 0; n < 7; n++) await reported();
    await passOnAgain();
    await channel.install(rasmus);
    await channel.presses(rasmus, "channel/use", { scope: "*" });
    await bot.settled();
    const [, group, ...others] = channel.cards();
    expect(others).toEqual([]);
    expect(wordsOn(group?.card)).toContain("7 nye ting driller");
    const choices = ((group?.card.body ?? []) as { choices?: { value: string }[] }[]).find(
      (one) => one.choices,
    )?.choices;
    expect(choices).toHaveLength(7);
    const taken = choices?.[2]?.value ?? "";
    const answer = await channel.presses(rasmus, "barrier/takeOne", { barrier: taken }, group?.id);
    expect(wordsOn(answer.value)).toContain("Rasmus Dahl");
    await bot.settled();
    expect(titles(channel.cards().at(-1)?.card ?? {})).not.toContain("Jeg tager den");
    expect(wordsOn(channel.shows(group?.id ?? ""))).toContain("**Rasmus Dahl**");
  });
});

describe("the loop", () => {
  test("is played to its end: taken, asked, answered in the chat, solved, refused, solved again and confirmed", async () => {
    await ready();
    const id = await reported();
    const news = channel.cards().at(-1)?.id ?? "";
    await channel.presses(camilla, "barrier/take", { barrier: id }, news);
    await bot.settled();
    expect(wordsOn(channel.shows(news))).toContain("Camilla Nørgaard");
    expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain("Camilla Nørgaard har taget den.");

    const askForm = unfolded(channel.shows(news), "Spørg ind");
    const askData = actionsOn(askForm)[0]?.data ?? {};
    await channel.presses(camilla, "barrier/ask", { ...askData, askText: "Sker det også om formiddagen?" }, news);
    await bot.settled();
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
    await bot.settled();
    const solved = bot.cards(mette).at(-1);
    expect(wordsOn(solved?.card)).toContain("Nu skulle det virke: Vi har sat en forstærker op. Passer det hos jer?");
    expect(titles(solved?.card ?? {})).toEqual(["Ja, det virker", "Nej, det driller stadig"]);
    const older = bot.updates(mette).findLast((update) => update.id === question?.id);
    expect(wordsOn(older?.card)).toContain("Der er nyt om den længere nede.");
    expect(titles(channel.shows(news))).toEqual([]);

    const no = await bot.presses(mette, "barrier/reopen", { barrier: id, still: "Det fryser i kælderen" }, solved?.id);
    expect(wordsOn(no.value)).toContain("Camilla Nørgaard ser på det igen.");
    await bot.settled();
    expect(wordsOn(channel.shows(news))).toContain("Det fryser i kælderen");
    await channel.presses(camilla, "barrier/solve", { ...solve, solveText: "Kælderen har fået sin egen" }, news);
    await bot.settled();
    const again = bot.cards(mette).at(-1);
    const done = await bot.presses(mette, "barrier/confirm", { barrier: id }, again?.id);
    expect(wordsOn(done.value)).toContain("Godt! Så lukker vi den.");
    await bot.settled();
    expect(wordsOn(channel.shows(news))).toContain("Bekræftet af teamet");
    expect(await barrier(id)).toMatchObject({ status: "confirmed", resolution: "fixed", closedAt: bot.now() });
    expect((await barrier(id)).events.map(({ did, status }) => status ?? did)).toEqual([
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
    await ready();
    const id = await reported();
    const news = channel.cards().at(-1)?.id ?? "";
    const answers = await Promise.all([
      channel.presses(rasmus, "barrier/take", { barrier: id }, news),
      channel.presses(camilla, "barrier/take", { barrier: id }, news),
    ]);
    const told = answers.filter(({ type }) => type === "application/vnd.microsoft.activity.message");
    expect(told).toHaveLength(1);
    const holder = (await barrier(id)).assignedTo;
    expect(told[0]?.value).toBe(`${holder === rasmus ? "Rasmus Dahl" : "Camilla Nørgaard"} har allerede taget den.`);
    await bot.settled();
    expect(bot.cards(mette).filter(({ card }) => wordsOn(card).includes("har taget den"))).toHaveLength(1);
  });

  test("declining needs a reason, and the leader reads it", async () => {
    await ready();
    const id = await reported();
    const without = await channel.presses(rasmus, "barrier/wait", { barrier: id, next: "decline" });
    expect(without).toMatchObject({ statusCode: 400, value: { message: "Skriv et par ord, så teamet ved hvorfor." } });
    await channel.presses(rasmus, "barrier/wait", {
      barrier: id,
      next: "decline",
      waitText: "Løsningen bliver skiftet ud til maj",
    });
    await bot.settled();
    expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain("Det gør vi ikke: Løsningen bliver skiftet ud til maj");
  });

  test("what is parked comes back on its date by itself, to whoever had it", async () => {
    await ready();
    await bot.install(camilla);
    const id = await reported();
    await channel.presses(camilla, "barrier/wait", { barrier: id, next: "park", until: "2026-11-20" });
    await bot.settled();
    expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain("Vi har parkeret det til 20.11.2026.");
    bot.at("2026-11-19T12:00:00.000Z");
    await bot.tick();
    expect((await barrier(id)).status).toBe("parked");
    bot.at("2026-11-20T09:00:00.000Z");
    await bot.tick();
    expect((await barrier(id)).status).toBe("working");
    expect(wordsOn(bot.cards(camilla).at(-1)?.card)).toContain("Hjemmeplejen Nord, dag");
  });

  test("four weeks without an answer close it, and everybody is told so", async () => {
    await ready();
    const id = await reported();
    await channel.presses(camilla, "barrier/solve", { barrier: id, resolution: "shownOnsite" });
    await bot.settled();
    expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain("Hører vi ikke fra dig i fire uger, lukker vi den.");
    bot.at("2026-12-14T09:00:00.000Z");
    await bot.tick();
    expect(await barrier(id)).toMatchObject({ status: "confirmed" });
    const told = bot.cards(mette).filter(({ card }) => wordsOn(card).includes("Der er gået fire uger"));
    expect(told).toHaveLength(1);
  });

  test("solving one of several that are linked tells everybody who reported it", async () => {
    await ready();
    await bot.install(hanne);
    const first = await reported();
    const second = await reported(hanne, { team: "sygepleje-dag", solution: "skaermbesoeg" });
    await channel.presses(rasmus, "barrier/seenBefore", { barrier: second, sameAs: first });
    expect(await barrier(second)).toMatchObject({ status: "waiting", sameAs: first });
    await channel.presses(rasmus, "barrier/solve", { barrier: first, resolution: "fixed", solveText: "Ny sendemast" });
    await bot.settled();
    for (const leader of [mette, hanne]) {
      expect(wordsOn(bot.cards(leader).at(-1)?.card)).toContain("Nu skulle det virke: Ny sendemast");
    }
  });

  test("a similar case that was solved is shown with what worked, but only where its team may be seen", async () => {
    await ready();
    const first = await reported();
    await channel.presses(rasmus, "barrier/solve", { barrier: first, resolution: "fixed", solveText: "Ny sendemast" });
    await bot.install(hanne);
    await reported(hanne, { team: "sygepleje-dag", solution: "skaermbesoeg" });
    expect(wordsOn(channel.shows(channel.cards().at(-1)?.id ?? ""))).toContain(
      "Hjemmeplejen Nord, dag: Rettet – Ny sendemast",
    );
  });
});

describe("what may not be", () => {
  test.each([
    ["a navigator of another area", nikolaj],
    ["a leader of another team", emma],
  ])("%s cannot see, act on or guess a barrier by its id", async (_, person) => {
    await ready();
    const id = await reported();
    const unknown = crypto.randomUUID();
    const before = await barrier(id);
    for (const [verb, data] of [
      ["barrier/take", {}],
      ["barrier/ask", { askText: "Hvad?" }],
      ["barrier/solve", { resolution: "fixed" }],
      ["barrier/wait", { next: "others" }],
      ["barrier/trial", { trialWhat: "En ny oplader" }],
      ["barrier/answer", { answer: "Ja" }],
      ["barrier/confirm", {}],
      ["barrier/reopen", {}],
    ] as const) {
      const real = await channel.presses(person, verb, { ...data, barrier: id });
      const guessed = await channel.presses(person, verb, { ...data, barrier: unknown });
      expect([verb, real.statusCode]).toEqual([verb, 400]);
      expect(real).toEqual(guessed);
    }
    expect(await barrier(id)).toEqual(before);
  });

  test("a leader cannot do what navigators do to the team's own barrier, and a navigator cannot confirm for the team", async () => {
    await ready();
    const id = await reported();
    for (const verb of ["barrier/take", "barrier/wait"]) {
      const answer = await bot.presses(mette, verb, { barrier: id, next: "others" });
      expect(answer).toMatchObject({ statusCode: 400, value: { code: "forbidden" } });
    }
    await channel.presses(rasmus, "barrier/solve", { barrier: id, resolution: "fixed" });
    expect(await channel.presses(rasmus, "barrier/confirm", { barrier: id })).toMatchObject({ statusCode: 400 });
  });

  test("a CPR number is refused at every entrance, is echoed to nobody, and is neither stored nor logged", async () => {
    await ready();
    const id = await reported();
    const cpr = "Han hedder 111111-1118";
    const before = channel.cards().length + channel.updates().length;
    for (const [verb, data] of [
      ["barrier/ask", { askText: cpr }],
      ["barrier/solve", { resolution: "fixed", solveText: cpr }],
      ["barrier/wait", { next: "escalate", waitText: cpr }],
      ["barrier/trial", { trialWhat: cpr }],
      ["barrier/trial", { trialWhat: "Ny oplader", trialHope: cpr }],
    ] as const) {
      const answer = await channel.presses(rasmus, verb, { ...data, barrier: id, askConfirmed: "true" });
      expect(answer).toMatchObject({
        statusCode: 400,
        type: "application/vnd.microsoft.error",
        value: { message: "Det ligner et CPR-nummer. Fjern det, så kan du sende." },
      });
    }
    await bot.settled();
    expect(channel.cards().length + channel.updates().length).toBe(before);
    expect(JSON.stringify(await barrier(id))).not.toContain("1118");
    expect(JSON.stringify(bot.logged)).not.toContain("1118");
  });

  test("what may show who somebody is goes on once the writer has said that nobody can be recognised", async () => {
    await ready();
    const id = await reported();
    const data = { barrier: id, askText: "Må vi skrive til it@havnby.example?" };
    const asked = await channel.presses(rasmus, "barrier/ask", data);
    expect(asked.value.message).toContain("sæt flueben ved, at ingen kan genkendes");
    expect(await channel.presses(rasmus, "barrier/ask", { ...data, askConfirmed: "true" })).toMatchObject({
      statusCode: 200,
    });
  });
});

test("a leader who writes something else while nothing is asked gets help, and commands always win", async () => {
  await ready();
  const id = await reported();
  await bot.says(mette, "Det var da mærkeligt");
  expect(wordsOn(bot.cards(mette).at(-1)?.card)).toContain("Det forstod jeg ikke.");
  await channel.presses(rasmus, "barrier/ask", { barrier: id, askText: "Hvornår?" });
  await bot.settled();
  await bot.says(mette, "hjælp");
  expect(wordsOn(bot.cards(mette).at(-1)?.card)).not.toContain("Er det svaret?");
  await bot.says(mette, "Om aftenen");
  const offer = bot.cards(mette).at(-1)?.card ?? {};
  expect(wordsOn(offer)).toContain("Er det svaret?");
  const no = button(offer, "Nej");
  await bot.presses(mette, no.verb, no.data);
  expect((await barrier(id)).status).toBe("asking");
});

describe("what is lifted to a manager", () => {
  const torben = personId(21);
  const direktor = personId(20);

  async function lifted(): Promise<string> {
    const id = await reported();
    await channel.presses(rasmus, "barrier/take", { barrier: id });
    const waitText = "Dækningen kræver en aftale på tværs.";
    await channel.presses(rasmus, "barrier/wait", { barrier: id, next: "escalate", waitText });
    await bot.settled();
    return id;
  }

  test("is told once, to the nearest manager only, with why and where it lies", async () => {
    await ready();
    await bot.install(torben);
    await bot.install(direktor);
    const before = { nearest: bot.cards(torben).length, above: bot.cards(direktor).length };
    const id = await lifted();
    await bot.tick();
    const told = bot.cards(torben).slice(before.nearest);
    expect(told).toHaveLength(1);
    const words = wordsOn(told[0]?.card);
    for (const said of ["Løftet til dig: skærmbesøg", "Hjemmeplejen Nord, dag", "Dækningen kræver", "uden dig"]) {
      expect(words).toContain(said);
    }
    expect(words).not.toContain("Mette");
    expect(told[0]?.card.actions).toEqual([
      { type: "Action.OpenUrl", title: "Se den i Ombord", url: expect.stringMatching(`/tab/barriers/${id}$`) },
    ]);
    expect(bot.cards(direktor)).toHaveLength(before.above);
    const { items } = await bot.store.query(tenant, "message", { where: { purpose: "barrierLifted" } });
    expect(items.map(({ value }) => [value.recipient, value.subject, value.state])).toEqual([[torben, id, "sent"]]);
  });

  test("waits for a manager without a chat, and is not told when it has been taken back meanwhile", async () => {
    await ready();
    const id = await lifted();
    await channel.presses(rasmus, "barrier/solve", { barrier: id, resolution: "fixed", solveText: "Ny mast" });
    await bot.install(torben);
    await bot.settled();
    await bot.tick();
    expect(
      bot
        .cards(torben)
        .map(({ card }) => wordsOn(card))
        .join(),
    ).not.toContain("Løftet til dig");
  });

  test("is told in the manager's language", async () => {
    await ready();
    const known = await bot.store.read(tenant, "person", torben);
    if (known === undefined) throw new Error("no such person");
    await bot.store.commit(tenant, [
      { op: "replace", kind: "person", key: torben, etag: known.etag, value: { ...known.value, language: "en" } },
    ]);
    // A directory that changes has another version.
    const settings = await bot.store.read(tenant, "settings", "municipality");
    if (settings === undefined) throw new Error("no settings");
    const value = { ...settings.value, directoryVersion: "next" };
    await bot.store.commit(tenant, [
      { op: "replace", kind: "settings", key: settings.key, etag: settings.etag, value },
    ]);
    await bot.install(torben);
    await lifted();
    await bot.tick();
    expect(wordsOn(bot.cards(torben).at(-1)?.card)).toContain("Lifted to you: skærmbesøg");
  });
});
