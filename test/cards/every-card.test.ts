import { readdirSync } from "node:fs";
import { expect, test } from "@jest/globals";
import type { Card } from "../../bot/channel.ts";
import { everyCard } from "../support/every-card.ts";

const most = 28 * 1024;
const folder = new URL("../../bot/cards/", import.meta.url);

const long = (index: number, letters: number, letter: string) => `${index} ${letter.repeat(letters)}`.slice(0, letters);
const plain = { name: (index: number) => `Team ${index}`, text: () => "Billedet fryser", teams: 3, solutions: 4 };

test("no card is left out here", async () => {
  const drawn: string[] = [];
  for (const file of readdirSync(folder)) {
    const exported: Record<string, unknown> = await import(new URL(file, folder).href);
    drawn.push(...Object.keys(exported).filter((name) => /(Card|Dialog)$|^dialog/.test(name)));
  }
  expect(drawn.filter((name) => name !== "showCard").sort()).toEqual(Object.keys(everyCard(plain)).sort());
});

test.each([
  ["Danish letters", "æ"],
  ["signs that are put in quotes", '"'],
  ["what is not plain", "["],
  ["emoji", "😀"],
])("every card and dialog stays under 28 KB with 40 teams of 8 solutions and names of 190 letters: %s", (_, letter) => {
  const filling = {
    name: (index: number) => long(index, 190, letter),
    text: (index: number) => long(index, 1000, letter),
    teams: 40,
    solutions: 8,
  };
  const bytes = Object.entries(everyCard(filling)).flatMap(([name, cards]) =>
    cards.map((card, index) => ({ card: `${name} ${index}`, bytes: Buffer.byteLength(JSON.stringify(card)) })),
  );
  expect(bytes.filter((one) => one.bytes >= most)).toEqual([]);
});

test("what is cut for its size keeps what was typed, what a button sends, and who can be told apart", () => {
  const filling = {
    name: (index: number) => `${index} ${"Hjemmeplejen ".repeat(14)}${index}`,
    text: (index: number) => long(index, 1000, "æ"),
    teams: 40,
    solutions: 8,
  };
  const cards = everyCard(filling);
  const [team] = cards.barrierTeamCard ?? [];
  const [group] = cards.navigatorGroupCard ?? [];
  for (const [card, id, count] of [
    [team, "team", 40],
    [group, "barrier", 20],
  ] as const) {
    const choices = inputsIn(card).find((input) => input.id === id)?.choices as { title: string; value: string }[];
    expect(choices).toHaveLength(count);
    expect(new Set(choices.map(({ title }) => title)).size).toBe(count);
  }
  const [detail] = cards.barrierDetailCard ?? [];
  expect(inputsIn(detail).find((input) => input.id === "consequence")?.value).toBe(filling.text(1));
});

test("beside a button without inputs nothing is required, so that it can be pressed on a phone that checks them anyway", () => {
  for (const [name, cards] of Object.entries(everyCard(plain))) {
    for (const card of cards) {
      const isPressedAnyhow = (card.actions as Card[]).some(({ associatedInputs }) => associatedInputs === "none");
      const required = inputsIn(card).filter((input) => isPressedAnyhow && input.isRequired);
      expect({ name, required }).toEqual({ name, required: [] });
    }
  }
  expect(inputsIn(everyCard(plain).barrierTeamCard?.[0]).some((input) => input.isRequired)).toBe(true);
});

/** The inputs of a card, those that a button unfolds left out. */
function inputsIn(card: Card | undefined): Card[] {
  return ((card?.body ?? []) as Card[]).filter(({ type }) => String(type).startsWith("Input."));
}
