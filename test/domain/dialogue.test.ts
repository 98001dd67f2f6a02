import { describe, expect, test } from "@jest/globals";
import { type DialogueFacts, dialogueOf, isDialogueDay } from "../../bot/domain/dialogue.ts";
import { defaultSettings, type HeldRollout } from "../../bot/domain/organisation.ts";
import type { TeamView } from "../../bot/domain/overview.ts";

const [week, today] = ["2026-W46", "2026-11-11"];
const rollout = (solutionId: string, more: Partial<HeldRollout> = {}): HeldRollout => ({
  ...{ solutionId, teamId: "t", status: "inUse", start: "2024-01-01", reason: null, reviewOn: null },
  ...more,
});

function facts(extra: Record<string, string>, more: Partial<DialogueFacts> = {}, answeredIn = week): DialogueFacts {
  const answers = Object.fromEntries(
    Object.entries(extra).map(([question, answer]) => [question, { week: answeredIn, answer }]),
  );
  const view = { solutions: { x: { extra: answers, latest: null } } } as unknown as TeamView;
  return { view, rollouts: [rollout("x")], week, today, isAi: () => false, ...more };
}

describe("the question is chosen from the team's own answers", () => {
  test.each([
    [{ trust: "no" }, "trust"],
    [{ trust: "mostly" }, "trust"],
    [{ oldWay: "partly" }, "oldWay"],
    [{ carrier: "yes" }, "unsure"],
  ])("%j: %s", (extra, theme) => {
    expect(dialogueOf(facts(extra))).toEqual({ theme, solutionId: "x" });
  });

  test("and from what is new, low or answers by itself", () => {
    const isNew = facts({}, { rollouts: [rollout("x", { start: "2026-11-30" })] });
    expect(dialogueOf(isNew).theme).toBe("newSolution");
    expect(dialogueOf(facts({}, { isAi: () => true })).theme).toBe("ai");
    const low = { solutions: { x: { extra: {}, latest: { level: "rarely", stale: false } } } };
    expect(dialogueOf(facts({}, { view: low as unknown as TeamView })).theme).toBe("meaning");
  });

  test("old answers, good ones and what is set aside point at nothing", () => {
    const general = ["meaning", "upwards", "knowledge"];
    for (const one of [
      facts({ trust: "no" }, {}, "2026-W20"),
      facts({ trust: "yes", oldWay: "no", carrier: "no" }),
      facts({ trust: "no" }, { rollouts: [rollout("x", { status: "exception" })] }),
    ]) {
      expect(general).toContain(dialogueOf(one).theme);
      expect(dialogueOf(one).solutionId).toBeNull();
    }
  });

  test("another each month while there are several, the same all month, and security twice a year", () => {
    const at = (date: string) => dialogueOf({ ...facts({ trust: "no", oldWay: "yes" }), today: date }).theme;
    expect([at("2026-11-02"), at("2026-11-30")]).toEqual([at("2026-11-11"), at("2026-11-11")]);
    expect(new Set([at("2026-11-11"), at("2026-12-09")])).toEqual(new Set(["trust", "oldWay"]));
    expect([at("2027-03-10"), at("2026-10-14")]).toEqual(["security", "security"]);
  });
});

test("it comes in the second week of a month, on a working day that has no check-in and no reminder, where it is wanted", () => {
  const settings = { ...defaultSettings, teamDialogue: true };
  const days = (more = {}) =>
    Array.from({ length: 30 }, (_, index) => `2026-11-${String(index + 1).padStart(2, "0")}`).filter((date) =>
      isDialogueDay({ settings: { ...settings, ...more } }, `${date}T09:00:00.000Z`),
    );
  expect(days()).toEqual(["2026-11-10", "2026-11-11", "2026-11-13"]);
  expect(days({ teamDialogue: false })).toEqual([]);
  expect(days({ quietWeeks: [46] })).toEqual([]);
});
