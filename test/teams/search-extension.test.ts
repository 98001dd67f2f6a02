import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { newTrial } from "../../bot/domain/trial.ts";
import { citizenReasonGroupIds } from "../../bot/domain/vocabulary.ts";
import { da } from "../../bot/text/da/bot.ts";
import {
  actionsOn,
  type Bot,
  inputsOn,
  mette,
  nikolaj,
  personId,
  rasmus,
  startBot,
  tenant,
  wordsOn,
} from "../support/bot.ts";

// The message extension beside *Meld noget, der driller*: it finds what has worked, and notes about a citizen.

let bot: Bot;

beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

interface Found {
  type: string;
  text?: string;
  attachments?: {
    content: Record<string, unknown>;
    preview: { contentType: string; content: { title: string; text: string } };
  }[];
}

async function searched(person: string, words: string | null, more: object = {}): Promise<Found> {
  const parameters = words === null ? [{ name: "initialRun", value: "true" }] : [{ name: "words", value: words }];
  const value = { commandId: "searchCases", parameters, queryOptions: { skip: 0, count: 25 }, ...more };
  const { status, body } = await bot.post({
    ...bot.from(person),
    type: "invoke",
    name: "composeExtension/query",
    value,
  });
  expect(status).toBe(200);
  return (body as { composeExtension: Found }).composeExtension;
}

async function seeded(): Promise<void> {
  const id = uuid();
  const at = bot.now();
  const events = [
    {
      at,
      by: rasmus,
      did: "status" as const,
      status: "resolved" as const,
      text: "Hanne Lykke i Strandparken fik en ny forstærker.",
    },
  ];
  const solved = {
    ...newBarrier(id, { teamId: "nord-dag", solutionId: "skaermbesoeg", week: null }, mette, at),
    ...{ status: "resolved" as const, category: "equipment" as const, detail: "connectivity" as const },
    ...{
      consequence: "Billedet fryser hos Mette Holm langs fjorden.",
      resolution: "fixed" as const,
      resolvedAt: at,
      events,
    },
  };
  const open = { ...solved, id: uuid(), status: "working" as const, resolution: null, events: [] };
  const about = { teamIds: ["nord-dag"], solutionId: "skaermbesoeg", barrierId: null, citizenReason: null, hope: null };
  const trial = {
    ...newTrial(
      { id: uuid(), what: "Skærmbesøg som fast punkt på ruten", ...about, from: "2026-09-07", to: "2026-10-04" },
      rasmus,
      at,
    ),
    ...{
      state: "finished" as const,
      worked: "yes" as const,
      learned: "Hjemmeplejen Nord husker det, når det står på ruten.",
      shareable: true,
    },
  };
  await bot.store.commit(tenant, [
    { op: "create", kind: "barrier", key: id, value: solved },
    { op: "create", kind: "barrier", key: open.id, value: open },
    { op: "create", kind: "trial", key: trial.id, value: trial },
  ]);
}

describe("the search", () => {
  test("finds what was solved and what was tried, as cards without team or names", async () => {
    await seeded();
    for (const words of [null, "", "SKÆRMBESØG"]) {
      const { type, attachments = [] } = await searched(rasmus, words);
      expect(type).toBe("result");
      expect(attachments.map(({ preview }) => preview.content.title)).toEqual([
        "Skærmbesøg: dårligt net",
        "Skærmbesøg som fast punkt på ruten",
      ]);
      const all = JSON.stringify(attachments);
      expect(all).toContain("fik en ny forstærker");
      expect(all).toContain("husker det, når det står på ruten");
      expect(all).not.toMatch(/Mette|Holm|Hanne|Lykke|Strandparken|Hjemmeplejen|Nord|nord-dag|Rasmus/);
      for (const { content } of attachments) expect(actionsOn(content)).toEqual([]);
    }
    expect((await searched(rasmus, "forstærker")).attachments).toHaveLength(1);
    expect((await searched(rasmus, "ruten")).attachments).toHaveLength(1);
  });

  test("shows nobody the cases of teams that are not theirs; what is shared is everybody's", async () => {
    await seeded();
    expect((await searched(nikolaj, "skærmbesøg")).attachments?.map(({ preview }) => preview.content.title)).toEqual([
      "Skærmbesøg som fast punkt på ruten",
    ]);
    expect(await searched(nikolaj, "forstærker")).toEqual({ type: "message", text: da.loop.search.none });
    expect((await searched(personId(999), "skærmbesøg")).text).toContain("does not know your account");
  });

  test.each([
    ["another command", { commandId: "other" }, da.errors.invalid],
    ["no parameters that can be read", { parameters: "x" }, da.errors.invalid],
    ["a CPR number", { parameters: [{ name: "words", value: "111111-1118" }] }, da.errors.personalData],
    ["the next page", { queryOptions: { skip: 25, count: 25 } }, da.loop.search.none],
  ])("%s is answered with a sentence", async (_, more, text) => {
    await seeded();
    expect(await searched(rasmus, "skærmbesøg", more)).toEqual({ type: "message", text });
    expect(JSON.stringify(bot.logged)).not.toContain("1118");
  });
});

describe("a note about a citizen", () => {
  const command = { commandId: "logCitizen", commandContext: "message" };
  const opened = (content: string, person = mette) =>
    bot.inDialog(person, "composeExtension/fetchTask", {
      ...command,
      messagePayload: { body: { contentType: "html", content } },
    });
  const sent = (data: object, person = mette) =>
    bot.inDialog(person, "composeExtension/submitAction", { ...command, data });
  const filled = (more: object = {}) => ({
    form: uuid(),
    team: "nord-dag",
    groups: "skills,health",
    instead: "phone",
    ...more,
  });
  const noted = async () => (await bot.store.query(tenant, "citizenCase")).items.map(({ value }) => value);

  test("has the six groups of reasons and the message's words, and is stored by the same use case as the card's", async () => {
    const card = await opened("<p>Kan ikke læse brevet fra os</p>");
    const inputs = inputsOn(card);
    expect(inputs.get("groups")?.choices).toMatchObject(citizenReasonGroupIds.map((value) => ({ value })));
    expect(inputs.get("note")?.value).toBe("Kan ikke læse brevet fra os");
    expect(actionsOn(card).map((action) => (action as unknown as { type: string }).type)).toEqual(["Action.Submit"]);
    const data = filled({ note: "Kan ikke læse brevet fra os", outcome: "hybrid" });
    for (let n = 0; n < 2; n++) expect(wordsOn(await sent(data))).toContain(da.citizen.saved);
    expect(await noted()).toMatchObject([
      {
        id: data.form,
        teamId: "nord-dag",
        groups: ["skills", "health"],
        instead: ["phone"],
        outcome: "hybrid",
        reportedBy: mette,
      },
    ]);
  });

  test("never takes a CPR number along, and asks about what may be a name", async () => {
    const blocked = await opened("<p>Ring til 111111-1118</p>");
    expect(inputsOn(blocked).get("note")?.value).toBeUndefined();
    expect(wordsOn(blocked)).toContain("så jeg har ikke taget den med");
    const card = await opened("<p>Ring til Hanne på 12 34 56 78</p>");
    const confirm = actionsOn(card).find(({ title }) => title === "Det er ikke en borger");
    expect(wordsOn(card)).toContain("Det ligner et navn: »Hanne«");
    const data = {
      ...filled({ note: "Ring til Hanne på 12 34 56 78" }),
      form: String(confirm?.data.form),
    };
    const asked = await sent(data);
    expect(inputsOn(asked).get("note")?.value).toBe("Ring til Hanne på 12 34 56 78");
    expect(await noted()).toEqual([]);
    expect(wordsOn(await sent({ ...data, confirmed: confirm?.data.confirmed }))).toContain(da.citizen.saved);
    expect(JSON.stringify(bot.logged)).not.toMatch(/1118|12 34 56/);
  });

  test.each([
    ["without a team", filled({ team: undefined })],
    ["without a reason", filled({ groups: "" })],
    ["for somebody else's team", filled({ team: "regnbuen" })],
  ])("%s comes back with a word, and nothing is stored", async (_, data) => {
    expect(wordsOn(await sent(data))).toContain("⚠");
    expect(await noted()).toEqual([]);
  });

  test("is for those who have a team", async () => {
    expect(wordsOn(await opened("Hej", personId(24)))).toContain(da.notForYou.report);
  });
});
