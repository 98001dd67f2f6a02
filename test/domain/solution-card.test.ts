import { describe, expect, test } from "@jest/globals";
import { viewTeam } from "../../bot/domain/overview.ts";
import { isEmptyCard, isSameTask, tasksOf } from "../../bot/domain/solution-card.ts";
import { hangsOnFew } from "../../bot/domain/warnings.ts";

describe("two tasks are the same", () => {
  test.each([
    ["Medicin til tiden", "medicin til tiden"],
    ["Medicin til tiden", "Medicin til tiden i eget hjem"],
    ["Tilsyn om natten", "Om natten: tilsyn"],
    ["Gøre rent", "gore rent"],
    ["Bad", "bad"],
  ])("when the words of one stand in the other: %s, %s", (one, other) => {
    const isSame = one !== "Gøre rent";
    expect([isSameTask(one, other), isSameTask(other, one)]).toEqual([isSame, isSame]);
  });

  test.each([
    ["Medicin til tiden", "Medicin i depot"],
    ["Tale med borgeren", "Skrive med borgeren"],
    ["", "Medicin"],
    ["til", "Mad til døren"],
  ])("and not when each has words of its own, or one has none: %s, %s", (one, other) => {
    expect([isSameTask(one, other), isSameTask(other, one)]).toEqual([false, false]);
  });
});

test("a task has one name, as it was written first", () => {
  const tasks = ["Tilsyn om natten", null, "Medicin til tiden", "tilsyn om natten"];
  expect(tasksOf(tasks.map((task) => ({ task })))).toEqual(["Medicin til tiden", "Tilsyn om natten"]);
});

test("a card is empty while nobody has written words, whatever else is chosen", () => {
  const none = { task: null, goodFor: null, requestedBy: null, drawbacks: null, workflow: null, replaces: null };
  const benefit = { what: null, owner: null, zero: null, target: null, method: null, on: "2027-03-01" };
  expect(isEmptyCard({ ...none, helper: null, benefits: { staff: benefit } })).toBe(true);
  expect(isEmptyCard({ ...none, helper: null, benefits: { staff: { ...benefit, zero: "Ti ture" } } })).toBe(false);
  expect(isEmptyCard({ ...none, helper: "Den digitale enhed", benefits: {} })).toBe(false);
});

test("use hangs on few from the limit of teams on, and only when they are every third of those asked", () => {
  const week = "2026-W47";
  const view = viewTeam({ teamId: "t", name: "T", areaId: "a", firstWeek: week, weeks: "a", solutions: {} } as never, [
    week,
  ]);
  const teams = (yes: number, no: number) =>
    [...Array(yes).fill("yes"), ...Array(no).fill("no")].map((answer) => ({
      ...view,
      solutions: { x: { extra: { carrier: { week, answer } } } as never },
    }));
  expect(hangsOnFew("x", teams(4, 0), week, 5)).toBeNull();
  expect(hangsOnFew("x", teams(5, 10), week, 5)).toEqual({ carried: 5, answered: 15 });
  expect(hangsOnFew("x", teams(5, 11), week, 5)).toBeNull();
  expect(hangsOnFew("x", teams(2, 0), week, 1)).toBeNull();
});
