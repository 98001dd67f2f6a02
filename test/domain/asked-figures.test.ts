import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { FigureNames } from "../../bot/domain/spoken/asked-figures.ts";
import { understand } from "../../bot/domain/spoken/understand.ts";

const csv = (file: string) =>
  readFileSync(new URL(`../../bot/local/demo/${file}.csv`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(";"));
const figures: FigureNames = {
  solutions: csv("solutions").map(([id = "", name = "", local = ""]) => {
    const words = local.split("|").map((word) => word.split("=").at(-1) ?? "");
    return { id, names: [name, ...words.filter((word) => word !== "")] };
  }),
  areas: csv("areas").map(([id = "", name = "", above]) => ({ id, names: [name], parentId: above || null })),
  teams: csv("teams").map(([id = "", name = ""]) => ({ id, names: [name] })),
  isManager: true,
};
const rows = readFileSync(new URL("../fixtures/spoken/figures.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t") as [said: string, meant: string]);

function meant(said: string, names: FigureNames | null = figures): string {
  const known = { today: "2026-11-30", solutions: [], waitsForAnswer: false };
  const understood = understand(said, names === null ? known : { ...known, figures: names });
  if (understood.kind !== "figures") return understood.kind;
  const { of, solutionId, areaIds, teamId } = understood.question;
  return [of, solutionId ?? "-", ...areaIds, teamId].filter(Boolean).join(" ");
}

describe("what a manager asks", () => {
  test.each(rows)("%s → %s", (said, expected) => {
    expect(meant(said)).toBe(expected);
  });

  test("means the same in whatever case, with politeness, and without Danish letters", () => {
    const dressed = rows
      .filter(([, expected]) => expected.startsWith("figures ") || expected.startsWith("waiting"))
      .flatMap(([said, expected]) => [
        [said.toLocaleUpperCase("da"), expected],
        [`Hej Ombord, ${said}`, expected],
        [`${said} 😊`, expected],
        [said.replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa"), expected],
      ]);
    const wrong = dressed.filter(([said = "", expected]) => meant(said) !== expected);
    expect(wrong.map(([said]) => [said, meant(said ?? "")])).toEqual([]);
  });

  test("a word in any order: solution, place and what asks", () => {
    const orders = ["hvordan journalen syd", "syd hvordan journalen", "journalen syd hvordan", "syd journalen"];
    expect(orders.map((said) => meant(said))).toEqual(orders.map(() => "figures journal syd"));
  });

  test("one word that names several areas asks about each of them; of one inside another, the outer", () => {
    const areas = [
      { id: "home", names: ["Hjemmepleje Nord"], parentId: "care" },
      { id: "school", names: ["Skoler Nord"], parentId: "learn" },
      { id: "north", names: ["Nord"], parentId: "home" },
    ];
    expect(meant("skærmbesøg nord", { ...figures, areas, teams: [] })).toBe("figures skaermbesoeg north");
    expect(meant("skærmbesøg nord", { ...figures, areas: areas.slice(0, 2), teams: [] })).toBe(
      "figures skaermbesoeg home school",
    );
    expect(meant("skærmbesøg skoler nord", { ...figures, areas, teams: [] })).toBe("figures skaermbesoeg school");
  });
});

test("a navigator asks about figures; what waits for them is what it was; a leader asks nothing of the kind", () => {
  const navigator = { ...figures, isManager: false };
  expect(meant("skærmbesøg nord", navigator)).toBe("figures skaermbesoeg nord");
  expect(meant("hvad venter på mig", navigator)).toBe("status");
  expect(meant("skærmbesøg nord", null)).toBe("unknown");
});
