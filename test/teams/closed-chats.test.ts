import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { everyPurpose } from "../../bot/outreach/messages/every-purpose.ts";
import { createOutreach } from "../../bot/outreach/outreach.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { createPace } from "../../bot/outreach/sending/pace.ts";
import { connectorChannel } from "../../bot/teams/notify.ts";
import { silentLog } from "../../bot/telemetry.ts";
import { deliveriesDa } from "../../bot/text/da/deliveries.ts";
import { type Bot, hanne, mette, startBot, tenant, wordsOn } from "../support/bot.ts";

// A month with a leader whose chat Teams has closed, in each way that it can. Mondays at nine in Copenhagen are 08:00 UTC.

const monday = "2026-11-02T08:00:00.000Z";
const dayMs = 86_400_000;
const after = (instant: string, days: number, hours = 0) =>
  new Date(Date.parse(instant) + days * dayMs + hours * 3_600_000).toISOString();

let bot: Bot;
beforeEach(async () => {
  bot = await startBot({ at: "2026-10-30T08:00:00.000Z" });
  // Mette's team is asked every week, and each week shows in a card of its own.
  await chatIsKnown(mette);
});
afterEach(() => bot.stop());

/** As if the app had been installed long ago, without this week's card. */
async function chatIsKnown(person: string): Promise<void> {
  const { serviceUrl } = bot.from(person);
  const value = {
    personId: person,
    conversationId: `a:${person}`,
    serviceUrl,
    channelId: "msteams",
    botId: "28:bot",
    userId: `29:${person}`,
    state: "installed" as const,
    updatedAt: "2026-10-01T08:00:00.000Z",
  };
  await bot.store.commit(tenant, [{ op: "create", kind: "conversation", key: person, value }]);
}

async function at(instant: string): Promise<void> {
  bot.at(instant);
  // The tick of every hour since would have done no more; what one tick puts off to now, the next one takes.
  await bot.tick();
  await bot.settled();
}

/** Every hour of the days, as the timer would. */
async function live(from: string, days: number, every = 8): Promise<void> {
  for (let hour = 0; hour <= days * 24; hour += every) await at(after(from, 0, hour));
}

const chat = async (person = mette) => (await bot.store.read(tenant, "conversation", person))?.value;
const delivered = (person = mette) =>
  bot.teams.received.filter((one) => one.operation === "send" && one.delivered && one.conversationId === `a:${person}`);
const tries = () => bot.teams.received.filter((one) => one.operation === "send" && !one.delivered).length;
/** What has arrived of it. */
const cards = () => {
  const ids = new Set(delivered().map(({ activityId }) => activityId));
  return bot.cards(mette).filter(({ id }) => ids.has(id));
};
const weeksOf = () => cards().map(({ card }) => /Uge (\d+)/.exec(wordsOn(card))?.[1]);
const checkIn = async (week: string) =>
  (await bot.store.query(tenant, "message", { where: { week } })).items.find(
    ({ value }) => value.purpose === "checkIn" && value.recipient === mette,
  )?.value;
const signIn = (upn: string, path = "/api/first-view") =>
  fetch(`${bot.url}${path}`, { headers: { authorization: `Persona ${upn}` } });

const closing: [number, string, string][] = [
  [403, "BotNotInConversationRoster", "notInstalled"],
  [403, "ForbiddenOperationException", "notInstalled"],
  [403, "ConversationBlockedByUser", "blocked"],
  [403, "MessageWritesBlocked", "blocked"],
  [403, "BotDisabledByAdmin", "disabledByAdmin"],
  [403, "NotEnoughPermissions", "notPermitted"],
  [403, "InvalidBotApiHost", "notPermitted"],
];

describe("a chat that Teams has closed", () => {
  test.each(closing)("by %i %s says why, and is tried no more this week", async (status, code, reason) => {
    bot.teams.rules([{ conversationId: `a:${mette}`, status, code }]);
    for (const days of [0, 1, 3]) await at(after(monday, days));
    expect(tries()).toBe(1);
    expect(await chat()).toMatchObject({ state: "blocked", reason });
    expect(await checkIn("2026-W45")).toMatchObject({ state: "failed", reason });
  });

  test("is tried once a week, quietly, and opens again by itself", async () => {
    bot.teams.rules([{ conversationId: `a:${mette}`, status: 403 }]);
    for (const week of [0, 1, 2]) {
      await live(after(monday, week * 7), 6, 24);
      expect(tries()).toBe(week + 1);
      expect((await chat())?.state).toBe("blocked");
    }
    expect(bot.logged.filter(({ level }) => level === "error")).toEqual([]);
    bot.teams.rules([]);
    await live(after(monday, 21), 1, 12);
    expect(await chat()).toMatchObject({ state: "installed" });
    expect((await chat())?.reason).toBeUndefined();
    expect(weeksOf()).toEqual(["48"]);
  });

  test("both of a leader's teams are asked once it is open, and it is tried once until then", async () => {
    await chatIsKnown(hanne);
    bot.teams.rules([{ conversationId: `a:${hanne}`, status: 403 }]);
    await live(monday, 6);
    const before = tries();
    await live(after(monday, 7), 3);
    expect(tries()).toBe(before + 1);
    bot.teams.rules([]);
    await live(after(monday, 14), 1);
    expect(delivered(hanne)).toHaveLength(2);
  });

  const signs: [string, (person: string) => Promise<unknown>][] = [
    ["a message", (person) => bot.says(person, "hjælp")],
    ["a press", (person) => bot.presses(person, "help/show")],
    ["a press in a channel", () => bot.inChannel().presses(mette, "channel/offer")],
    ["a dialog", (person) => bot.inDialog(person, "composeExtension/fetchTask", { commandId: "logBarrier" })],
    ["a sign-in to the tab", () => signIn("mette.holm@havnby.example")],
    ["a look at oneself in the tab", () => signIn("mette.holm@havnby.example", "/api/me")],
    ["an installation", (person) => bot.install(person)],
  ];

  test.each(signs)("%s opens it at once, and this week's card comes", async (_name, sign) => {
    bot.teams.rules([{ conversationId: `a:${mette}`, status: 403 }]);
    await at(monday);
    expect((await chat())?.state).toBe("blocked");
    bot.teams.rules([]);
    bot.at(after(monday, 1));
    await sign(mette);
    await bot.settled();
    expect((await chat())?.state).toBe("installed");
    expect(weeksOf().filter((week) => week === "45")).toHaveLength(1);
    await live(after(monday, 1, 1), 5);
    // The card, and the reminder.
    expect(weeksOf().filter((week) => week === "45")).toHaveLength(2);
  });

  test("who asks for the card as it opens does not get it twice", async () => {
    bot.teams.rules([{ conversationId: `a:${mette}`, status: 403 }]);
    await at(monday);
    bot.teams.rules([]);
    bot.at(after(monday, 1));
    await bot.says(mette, "ugens check-in");
    await at(after(monday, 1, 1));
    expect(delivered()).toHaveLength(1);
  });

  test("a sign-in to the tab allows one try an hour, as the app may not be there", async () => {
    bot.teams.rules([{ conversationId: `a:${mette}`, status: 403 }]);
    await at(monday);
    for (const minutes of [0, 10, 20, 30]) {
      bot.at(new Date(Date.parse(monday) + (60 + minutes) * 60_000).toISOString());
      await signIn("mette.holm@havnby.example");
      await bot.settled();
    }
    expect(tries()).toBe(2);
  });

  test("its address is taken as it is now", async () => {
    bot.teams.rules([{ conversationId: `a:${mette}`, status: 403 }]);
    await at(monday);
    bot.teams.rules([]);
    const serviceUrl = `${bot.teams.url}/`;
    const conversation = { id: "a:new", conversationType: "personal", tenantId: tenant };
    const value = { action: { type: "Action.Execute", verb: "help/show", data: {} } };
    const press = { ...bot.from(mette), serviceUrl, conversation, type: "invoke", name: "adaptiveCard/action", value };
    await bot.post(press);
    await bot.settled();
    expect(await chat()).toMatchObject({ conversationId: "a:new", serviceUrl, state: "installed" });
  });
});

describe("a chat that is gone", () => {
  test("is made anew from the person's id, and the card comes at once", async () => {
    bot.teams.rules([{ operation: "send", conversationId: `a:${mette}`, first: 1, status: 404 }]);
    await at(monday);
    const made = bot.teams.received.filter(({ operation }) => operation === "createConversation");
    expect(made.map(({ body }) => body)).toEqual([
      {
        isGroup: false,
        bot: { id: "28:bot" },
        members: [{ id: mette }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      },
    ]);
    expect(delivered()).toHaveLength(1);
    expect(await chat()).toMatchObject({ state: "installed", conversationId: `a:${mette}` });
  });

  test("for good is made anew once a week, and is shown", async () => {
    bot.teams.rules([{ operation: "send", conversationId: `a:${mette}`, status: 404 }]);
    for (const week of [0, 1]) await live(after(monday, week * 7), 6, 24);
    expect(bot.teams.received.filter(({ operation }) => operation === "createConversation")).toHaveLength(2);
    expect(await chat()).toMatchObject({ state: "gone", reason: "gone" });
    expect(await checkIn("2026-W46")).toMatchObject({ state: "failed", reason: "gone" });
  });

  test.each(closing)("and cannot be made anew by %i %s says why", async (status, code, reason) => {
    bot.teams.rules([
      { operation: "send", conversationId: `a:${mette}`, status: 404 },
      { operation: "createConversation", status, code },
    ]);
    await at(monday);
    expect(await chat()).toMatchObject({ reason });
    expect(await checkIn("2026-W45")).toMatchObject({ state: "failed", reason });
  });

  test("is tried again when making it fails for a moment", async () => {
    bot.teams.rules([
      { operation: "send", conversationId: `a:${mette}`, first: 1, status: 404 },
      { operation: "createConversation", first: 1, status: 503 },
    ]);
    await at(monday);
    await at(after(monday, 0, 1));
    expect(delivered()).toHaveLength(1);
  });
});

describe("what is nobody's chat at fault", () => {
  test("our own 401 is tried again until the week closes, closes no chat, and the next week begins anew", async () => {
    bot.teams.rules([{ conversationId: `a:${mette}`, status: 401 }]);
    await live(monday, 6, 12);
    expect(tries()).toBeGreaterThan(10);
    expect((await chat())?.state).toBe("installed");
    expect(await checkIn("2026-W45")).toMatchObject({ state: "pending", reason: "signInRefused" });
    bot.teams.rules([]);
    await at(after(monday, 6, 5));
    expect(weeksOf()).toEqual(["45"]);
  });

  test.each([
    [400, "rejected"],
    [413, "rejected"],
    [500, "unavailable"],
    [501, "unavailable"],
  ])("a single %i on Monday is made good on the next working day, with one card", async (status, reason) => {
    bot.teams.rules([{ conversationId: `a:${mette}`, first: 1, status }]);
    await live(monday, 0, 1);
    await at(after(monday, 0, 8));
    expect(tries()).toBe(1);
    expect(await checkIn("2026-W45")).toMatchObject({ state: "pending", reason, dueAt: after(monday, 1) });
    await live(after(monday, 1), 5);
    // The card, and the reminder.
    expect(weeksOf()).toEqual(["45", "45"]);
    expect(await checkIn("2026-W45")).toMatchObject({ state: "sent" });
    expect((await chat())?.state).toBe("installed");
  });

  test.each([400, 500])("%i on two days is given up, once, and the next week is asked as usual", async (status) => {
    bot.teams.rules([{ conversationId: `a:${mette}`, status }]);
    await live(monday, 6);
    expect(tries()).toBe(2);
    expect(await checkIn("2026-W45")).toMatchObject({ state: "failed" });
    bot.teams.rules([]);
    await at(after(monday, 7));
    expect(weeksOf()).toEqual(["46"]);
  });

  test("who asks for the card between the two days does not get a second", async () => {
    bot.teams.rules([{ conversationId: `a:${mette}`, first: 1, status: 500 }]);
    await at(monday);
    await bot.says(mette, "ugens check-in");
    await at(after(monday, 1));
    expect(delivered()).toHaveLength(1);
  });
});

describe("Send igen", () => {
  const resend = (messages: string[] | null) =>
    fetch(`${bot.url}/api/admin/deliveries/resend`, {
      method: "POST",
      headers: { authorization: "Persona line.oestergaard@havnby.example", "content-type": "application/json" },
      body: JSON.stringify({ messages }),
    });

  test.each([403, 404])("opens a chat that %i has closed, in the same week", async (status) => {
    bot.teams.rules([{ conversationId: `a:${mette}`, status }]);
    await at(monday);
    bot.teams.rules([]);
    expect(await (await resend([`checkIn:2026-W45:nord-dag:${mette}`])).json()).toEqual({ resent: 1 });
    await at(after(monday, 0, 1));
    expect(weeksOf()).toEqual(["45"]);
  });

  test("of last week's message sends this week's card, to whoever is to be asked now, once", async () => {
    bot.teams.rules([{ conversationId: `a:${mette}`, status: 403 }]);
    await at(monday);
    await at(after(monday, 7));
    bot.teams.rules([]);
    const old = `checkIn:2026-W45:nord-dag:${mette}`;
    expect(await (await resend([old])).json()).toEqual({ resent: 1 });
    await at(after(monday, 7, 1));
    expect(weeksOf()).toEqual(["46"]);
    expect(await (await resend([old])).json()).toEqual({ resent: 0 });
    await at(after(monday, 7, 2));
    expect(weeksOf()).toEqual(["46"]);
  });

  test("is offered for everybody who can be tried, and says what became of it", async () => {
    bot.teams.rules([{ conversationId: `a:${mette}`, status: 403, code: "BotDisabledByAdmin" }]);
    await at(monday);
    const headers = { authorization: "Persona line.oestergaard@havnby.example" };
    const { problems } = (await (await fetch(`${bot.url}/api/admin/deliveries`, { headers })).json()) as {
      problems: { reason: string; canResend: boolean; person: { id: string } }[];
    };
    const hers = problems.filter(({ person }) => person.id === mette);
    expect(hers).toMatchObject([{ reason: "disabledByAdmin", canResend: true }]);
  });
});

test("every reason has words and a remedy of its own", () => {
  const reasons = [
    "notInstalled",
    "blocked",
    "disabledByAdmin",
    "notPermitted",
    "gone",
    "signInRefused",
    "unavailable",
  ] as const;
  const words = reasons.flatMap((reason) => [deliveriesDa.reason[reason].what, deliveriesDa.reason[reason].todo]);
  expect(new Set(words).size).toBe(words.length);
});

describe("a chat that nobody has told of", () => {
  /** As production does; the Playground has chats of the people it plays only. */
  const finding = async () => {
    const outreach = createOutreach({
      store: bot.store,
      channel: connectorChannel(async () => null),
      log: silentLog,
      clock: bot.now,
      purposes: everyPurpose(false, () => null),
      findsChats: true,
      newPace: () => createPace(20),
    });
    await tick(outreach, tenant);
    await tick(outreach, tenant);
  };

  test("is asked for where the others are: a leader who had the app before the directory knew them is written to", async () => {
    bot.at(monday);
    await finding();
    expect(delivered(hanne)).toHaveLength(2);
    expect(await chat(hanne)).toMatchObject({ state: "installed", personId: hanne });
  });

  test("is not there without the app: asked for once a week, and shown as what it is", async () => {
    bot.teams.rules([{ operation: "createConversation", status: 403, code: "ForbiddenOperationException" }]);
    for (const days of [0, 1, 2]) {
      bot.at(after(monday, days));
      await finding();
    }
    const asked = bot.teams.received.filter(({ operation }) => operation === "createConversation");
    const people = asked.map(({ body }) => (body as { members: { id: string }[] }).members[0]?.id);
    expect(new Set(people).size).toBe(people.length);
    expect(people).toContain(hanne);
    expect(await chat(hanne)).toMatchObject({ state: "blocked", reason: "notInstalled" });
    bot.teams.rules([]);
    await bot.install(hanne);
    expect(delivered(hanne).length).toBeGreaterThanOrEqual(3);
  });
});
