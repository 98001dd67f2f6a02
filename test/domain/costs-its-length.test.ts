import { expect, test } from "@jest/globals";
import { composed } from "../../bot/domain/composed.ts";
import { insideSentence } from "../../bot/domain/inside-sentence.ts";
import { buildDirectory, defaultSettings } from "../../bot/domain/organisation.ts";
import { inspectText } from "../../bot/domain/personal-data/personal-data.ts";
import { mentions, replacementOf, withoutPerson } from "../../bot/domain/personal-data/remove-names.ts";
import { understand } from "../../bot/domain/spoken/understand.ts";
import type { Trial } from "../../bot/domain/trial.ts";
import { messageText, wordsSaid } from "../../bot/teams/message-text.ts";
import { guardTexts } from "../../bot/use-cases/guard-text.ts";
import { withoutNames } from "../../bot/use-cases/trial/share-trial.ts";
import { allowedMs, costMs, leastMs } from "../support/least-cost.ts";

// Everything that reads the words of strangers, with 200 KB of each shape that has cost somebody more than its length. What is
// meant is 100 ms, which a busy machine takes longer for: what is quadratic takes many seconds.

const bytes = 200_000;
const meantMs = 100;
const of = (shape: string) => shape.repeat(Math.floor(bytes / Buffer.byteLength(shape)));

const markup = [
  ...[
    "<",
    "&",
    "\u00a0",
    " ",
    "\n ",
    " \n",
    "<at ",
    "<at>",
    "<at>x</at>",
    "</at>",
    "<b>",
    "</x>",
    "<p>",
    "<!--",
    "<![CDATA[",
  ],
  ...[
    "<?",
    '<a b="',
    "<a b=&amp;",
    "<td>",
    "<script>",
    "<title>",
    "<blockquote>",
    "&nbsp;",
    "&#",
    "&#x",
    "&amp",
    "&notit;",
  ],
];
const digits = [
  ...[
    "0",
    "٣",
    "１",
    "½",
    "1 ",
    "12 ",
    "12-",
    "1.",
    "1/1 ",
    "010190-1234 ",
    "2026-01-01 ",
    "12 34 56 78 ",
    "+45",
    "0045 ",
  ],
  ...["1\u2009", "1. jan ", "12. januar "],
];
const letters = [
  ...[
    " ",
    ".",
    "-",
    "@",
    "a",
    "ﷺ",
    "😀",
    "\ud83d",
    "\u0301",
    "\u200d",
    "a\u0301",
    "a@",
    "a.",
    "@a.b",
    "a@b.",
    "j.nr ",
    "\u0316\u0301",
  ],
  ...["født ", "født den ", "fru Aa", "0800 Aa", "Mette ", "Aaaa vej ", "vej 1 ", "Aaallevej"],
];
const named = (shapes: readonly string[]) =>
  shapes.map((shape): [string, string] => [JSON.stringify(shape), of(shape)]);
const markupShapes = [
  ...named(markup),
  ["tags that are opened, then others that are closed", of("<b>").slice(0, bytes / 2) + of("</x>").slice(0, bytes / 2)],
];
const textShapes = [
  ...named([...digits, ...letters]),
  ["spaces with a letter behind", `${of(" ")}x`],
  ["full stops with a letter behind", `${of(".")}x`],
  ["letters with a sign behind", `${of("a")}!`],
];
const shapes = { markup: markupShapes, text: textShapes, all: [...markupShapes, ...textShapes] };

const mette = replacementOf({ id: "0a7b-1", name: "Mette  Holm", upn: "mette.holm@havnby.example" }, "p1");

const many = buildDirectory({
  ...{ areas: [], teams: [], solutions: [], roles: [], rollouts: [], settings: defaultSettings },
  people: Array.from({ length: 2_000 }, (_, n) => {
    const name = `${String.fromCodePoint(65 + (n % 26))}nna Maria ${"Aabcd".slice(0, 1 + (n % 5))}sen${n}`;
    return { id: `${n}`, name, upn: `${n}@havnby.example`, language: "da" };
  }),
});

function trialThat(learned: string): Trial {
  const days = { from: "2026-11-02", to: "2026-11-20" };
  return { ...days, what: "x", learned, hope: null, sideGains: null, solutionId: null } as Trial;
}

const spoken = { today: "2026-11-20", solutions: [{ id: "x", names: ["Journalen"] }], waitsForAnswer: false };

type Reader = [name: string, shapes: keyof typeof shapes, read: (text: string) => unknown];

const readers: Reader[] = [
  ["a message's HTML", "markup", (content) => messageText({ content, contentType: "html" })],
  ["a message's plain text", "markup", (content) => messageText({ content, contentType: "text" })],
  ["a message of which nobody says what it is", "markup", (content) => messageText({ content })],
  ["what is written to the bot", "markup", (text) => wordsSaid(`<at>Ombord</at>${text}`)],
  // Folds the text and finds its digits on the way.
  ["the guard for personal data", "text", inspectText],
  [
    "the guard before storing",
    "text",
    (text) => expect(() => guardTexts({ text: `x${text}x` }, { confirmed: true })).toThrow("tooLarge"),
  ],
  ["a name, and words that are looked for", "text", (text) => [composed(text, "NFC"), composed(text, "NFKC")]],
  ["the names in a trial that is shared", "text", (text) => withoutNames(many, trialThat(text))],
  ["what somebody means", "text", (text) => understand(text, spoken)],
  ["what somebody means, at its longest", "text", (text) => understand(text.slice(0, 300), spoken)],
  ["words inside a sentence", "text", insideSentence],
  ["who is mentioned", "text", (text) => [mentions(text, mette), withoutPerson(text, mette)]],
];

test.each(readers)("%s", async (_, which, read) => {
  for (const [shape, text] of shapes[process.env.LONG ? "all" : which]) {
    const ms = await leastMs(meantMs, () => costMs(() => read(text ?? "")));
    if (ms > allowedMs(meantMs)) throw new Error(`${shape} takes ${Math.round(ms)} ms`);
  }
});
