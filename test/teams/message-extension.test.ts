import { afterEach, beforeEach, expect, test } from "@jest/globals";
import {
  type Bot,
  button,
  emma,
  inputsOn,
  mette,
  personId,
  rasmus,
  startBot,
  tenant,
  wordsOn,
} from "../support/bot.ts";

let bot: Bot;

beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

const line = personId(24);
const stranger = "ffffffff-0000-4000-8000-000000000001";

function opened(content: string, person = mette) {
  const messagePayload = { id: "1", body: { contentType: "html", content }, from: { user: { displayName: "Hanne" } } };
  return bot.inDialog(person, "composeExtension/fetchTask", {
    commandId: "logBarrier",
    commandContext: "message",
    messagePayload,
  });
}

function sent(data: Record<string, unknown>, person = mette) {
  return bot.inDialog(person, "composeExtension/submitAction", { commandId: "logBarrier", data });
}

function filled(change: Record<string, unknown> = {}) {
  return { form: crypto.randomUUID(), where: "nord-dag|skaermbesoeg", detail: "connectivity", ...change };
}

test("the dialog comes with the message's words, without its markup and without whoever is mentioned", async () => {
  const card = await opened('<p>Hej <at id="0">Mette Holm</at>,</p><p>nettet driller &amp; <b>billedet</b> fryser</p>');
  expect(inputsOn(card).get("text")?.value).toBe("Hej ,\nnettet driller & billedet fryser");
  expect(wordsOn(card)).toContain("Hjemmeplejen Nord, dag: skærmbesøg");
  expect(wordsOn(card)).toContain("Udstyr, login eller net driller: Dårligt net");
  expect(wordsOn(card)).not.toContain("Hanne");
});

test.each([
  "<p>Billedet fryser hos 111111-1118</p>",
  "<p>Billedet fryser hos <b>111111</b>-1118</p>",
  "<p>Billedet fryser hos 111111&#45;1118</p>",
  "<p>Billedet fryser hos 111111&#x2013;1118</p>",
  "<p>Billedet fryser hos 111111&ndash;1118</p>",
  "<p>Billedet fryser hos 111111&minus;1118</p>",
  "<p>Billedet fryser hos 111111&shy;1118</p>",
  "<p>Billedet fryser hos 111111&ensp;1118</p>",
  "<p>Billedet fryser hos 111111&NonBreakingSpace;1118</p>",
  "<p>Billedet fryser hos 111111&emsp13;1118</p>",
])("a CPR number keeps the message out, however it is written, and a sentence says so: %s", async (content) => {
  const card = await opened(content);
  expect(inputsOn(card).get("text")?.value).toBeUndefined();
  expect(wordsOn(card)).toContain("så jeg har ikke taget den med");
  expect(JSON.stringify(card) + JSON.stringify(bot.logged)).not.toContain("1118");
});

test("Danish letters are read where they are spelled out", async () => {
  const card = await opened("<p>&AElig;ldre sk&aelig;rme, &oslash;delagt p&aring; &Oslash;stergade</p>");
  expect(inputsOn(card).get("text")?.value).toBe("Ældre skærme, ødelagt på Østergade");
});

test("what may show who somebody is can be changed or confirmed", async () => {
  const card = await opened("<p>Ring til Hanne på 12 34 56 78</p>");
  expect(wordsOn(card)).toContain(
    "Det ligner et navn: »Hanne«. Det ligner et telefonnummer: »12 34 56 78«. Ret det, eller vælg »Det er ikke en borger«.",
  );
  const data = filled({ text: "Ring på 12 34 56 78" });
  const asked = await sent(data);
  const { confirmed } = button(asked, "Det er ikke en borger").data;
  expect(inputsOn(asked).get("text")?.value).toBe("Ring på 12 34 56 78");
  expect(wordsOn(await sent({ ...data, text: "Ring til Bodil", confirmed }))).toContain("Det ligner et navn: »Bodil«");
  expect(wordsOn(await sent({ ...data, confirmed }))).toContain("Tak! Navigatørerne får besked");
});

test("Teams may send the form three times: it is stored once, with its description, and told of once", async () => {
  const data = filled({ text: "Billedet fryser", contact: "call" });
  for (let attempt = 0; attempt < 3; attempt++) expect(wordsOn(await sent(data))).toContain("Tak!");
  const { items } = await bot.store.query(tenant, "barrier");
  expect(items.map(({ value }) => value)).toMatchObject([
    { id: data.form, category: "equipment", detail: "connectivity", consequence: "Billedet fryser", contact: "call" },
  ]);
  const news = await bot.store.query(tenant, "message", { where: { purpose: "barrierNew" } });
  expect(news.items.filter(({ value }) => value.recipient === "navigators")).toHaveLength(1);
});

test("a form that comes again before the first is answered is stored once too, and each is thanked", async () => {
  const data = filled({ text: "Billedet fryser" });
  const cards = await Promise.all([sent(data), sent(data), sent(data)]);
  for (const card of cards) expect(wordsOn(card)).toContain("Tak!");
  expect((await bot.store.query(tenant, "barrier")).items).toHaveLength(1);
});

test("the answer does not wait for anybody to be told", async () => {
  await bot.install(rasmus);
  let letGo = () => {};
  bot.teams.rules([{ until: new Promise<void>((resolve) => (letGo = resolve)) }]);
  await sent(filled());
  letGo();
  await bot.settled();
  expect(wordsOn(bot.cards(rasmus).at(-1)?.card)).toContain("Ny: Hjemmeplejen Nord, dag");
});

test("a CPR number in the form is refused, shown to its writer alone, and not stored", async () => {
  const card = await sent(filled({ text: "Hos 111111-1118", confirmed: "true" }));
  expect(wordsOn(card)).toContain("Det ligner et CPR-nummer: »11••••-••••«");
  expect((await bot.store.query(tenant, "barrier")).items).toEqual([]);
  expect(JSON.stringify(bot.logged)).not.toContain("1118");
});

test.each([
  ["somebody else's team", filled({ where: "regnbuen|booking" })],
  ["a solution that the team does not use", filled({ where: "nord-dag|booking" })],
  ["a team that does not exist", filled({ where: "nowhere|skaermbesoeg" })],
  ["half a place", filled({ where: "nord-dag" })],
  ["no detail", filled({ detail: undefined })],
  ["a form id that is none", filled({ form: "1" })],
  ["nothing at all", {}],
])("%s leads back to the form with a word, and nothing is stored", async (_, data) => {
  const card = await sent(data);
  expect(wordsOn(card)).toContain("⚠");
  expect((await bot.store.query(tenant, "barrier")).items).toEqual([]);
});

test("only those who can report something get a form, each with their own teams", async () => {
  expect(wordsOn(await opened("Hej", line))).toContain("Du er ikke knyttet til et team");
  expect(wordsOn(await opened("Hej", stranger))).toContain("does not know your account");
  const words = wordsOn(await opened("Hi", emma));
  expect(words).toContain("Havnbyskolen, indskoling");
  expect(words).not.toContain("Hjemmeplejen");
});

test("another command and a broken one are answered with a sentence", async () => {
  for (const value of [{ commandId: "other" }, null, "x", { commandId: "logBarrier", messagePayload: 7 }]) {
    const card = await bot.inDialog(mette, "composeExtension/fetchTask", value);
    expect(wordsOn(card)).toContain("Jeg kunne ikke læse dit svar.");
  }
});

test.each([
  [
    "a quoted reply is left its words, and its author and the time are left out",
    "html",
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong itemprop="mri" itemid="8:orgid:1">' +
      'Fornavn Efternavn</strong><span itemprop="time" itemid="1">09.12</span><p itemprop="preview">Skærmen går i sort</p>' +
      "</blockquote><p>Enig</p>",
    "Skærmen går i sort\nEnig",
  ],
  ["a mention is a space", "html", '<p>Spørg<at id="0">Mette Holm</at>igen</p>', "Spørg igen"],
  [
    "a mention as Teams shows it",
    "html",
    '<p>Spørg <span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">Mette</span>igen</p>',
    "Spørg igen",
  ],
  ["plain text keeps its signs", "text", "Svartid < 3 dage og > 2 timer <p>", "Svartid < 3 dage og > 2 timer <p>"],
  ["entities in plain text are read", "text", "Hjem &amp; Pleje&nbsp;&lt;nord&gt; R&D", "Hjem & Pleje <nord> R&D"],
  [
    "nobody says what it is: signs stay, tags go",
    null,
    "<p>Når a<b og c>d, &amp; tæt <på</p>",
    "Når a<b og c>d, & tæt <på",
  ],
  [
    "a mention in parts",
    "html",
    '<p>Spørg <span itemtype="http://schema.skype.com/Mention"><span>Mette</span> Holm</span>igen</p>',
    "Spørg igen",
  ],
  ["a quote that is only pointed at", "html", '<attachment id="17"></attachment><p>Enig</p>', "Enig"],
  ["so does HTML where a sign stands alone", "html", "<p>Svartid < 3 dage &lt;br&gt;</p>", "Svartid < 3 dage <br>"],
  ["every entity is read", "html", "<p>5&nbsp;&euro;&hellip; &amp;lt; &#8211; &AElig;</p>", "5 €… &lt; – Æ"],
  ["blocks are lines", "html", "Først<div>så</div><ul><li>a</li><li>b</li></ul>sidst", "Først\nså\na\nb\nsidst"],
])("%s", async (_, contentType, content, words) => {
  const messagePayload = { body: { contentType, content } };
  const card = await bot.inDialog(mette, "composeExtension/fetchTask", { commandId: "logBarrier", messagePayload });
  expect(inputsOn(card).get("text")?.value).toBe(words);
});
