import { describe, expect, test } from "@jest/globals";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { defaultSettings } from "../../bot/domain/organisation.ts";
import { retentionLimits, withoutFreeText, withoutTrialTexts } from "../../bot/domain/retention.ts";
import { newTrial, type TrialText, trialTexts } from "../../bot/domain/trial.ts";

describe("what is older than the limits is forgotten", () => {
  test("in the months that the municipality has chosen, from local midnight, in winter as in summer", () => {
    expect(retentionLimits(defaultSettings, "2026-11-29T12:00:00.000Z")).toEqual({
      freeTextBefore: "2026-05-28T22:00:00.000Z",
      citizenCasesBefore: "2025-11-28T23:00:00.000Z",
      trialTextsBefore: "2024-11-29",
      namesBefore: "2026-05-29",
      checkInsBefore: "2024-W48",
      auditBefore: "2024-11-28T23:00:00.000Z",
    });
  });

  test("each by its own months", () => {
    const settings = {
      ...defaultSettings,
      freeTextRetentionMonths: 1,
      citizenCaseRetentionMonths: 2,
      checkInRetentionMonths: 3,
    };
    expect(retentionLimits(settings, "2026-08-31T22:30:00.000Z")).toEqual({
      freeTextBefore: "2026-07-31T22:00:00.000Z",
      citizenCasesBefore: "2026-06-30T22:00:00.000Z",
      trialTextsBefore: "2024-09-01",
      namesBefore: "2026-03-01",
      checkInsBefore: "2026-W23",
      auditBefore: "2026-05-31T22:00:00.000Z",
    });
  });

  test("to the last day of a shorter month", () => {
    const { freeTextBefore } = retentionLimits(defaultSettings, "2026-08-31T10:00:00.000Z");
    expect(freeTextBefore).toBe("2026-02-27T23:00:00.000Z");
  });
});

test("a trial that ended long ago keeps none of its texts, whichever there are", () => {
  const given = { id: "t", teamIds: ["n"], solutionId: null, barrierId: null, citizenReason: null };
  const dates = { from: "2023-01-01", to: "2023-02-01" };
  const texts = Object.fromEntries(trialTexts.map((of) => [of, "Zebrafinke"])) as Record<TrialText, string>;
  const trial = { ...newTrial({ ...given, ...dates, ...texts }, "p", "2023-01-01T08:00:00.000Z"), ...texts };
  expect(JSON.stringify(withoutTrialTexts(trial, "2025-01-01"))).not.toContain("Zebrafinke");
  expect(withoutTrialTexts(trial, "2023-01-15")).toBe(trial);
});

describe("a barrier without what somebody wrote", () => {
  const at = "2026-01-01T00:00:00.000Z";
  const plain = newBarrier("b", { teamId: "n", solutionId: "s", week: "2026-W01" }, "p", at);
  const told = { at, by: "q", did: "comment" as const, text: "Ring til mig" };
  const { text: _, ...untold } = told;

  test("is the very same when nothing was written", () => {
    expect(withoutFreeText(plain)).toBe(plain);
  });

  test("loses what it means in everyday life", () => {
    expect(withoutFreeText({ ...plain, consequence: "Billedet fryser" })).toEqual(plain);
  });

  test("loses the words of its timeline and keeps who did what and when", () => {
    const events = [...plain.events, told];
    const kept = withoutFreeText({ ...plain, events });
    expect(kept).toEqual({ ...plain, events: [...plain.events, untold] });
    expect(kept.events.every((event) => !("text" in event))).toBe(true);
  });

  test("loses both, also an empty text", () => {
    const events = [...plain.events, { ...told, text: "" }];
    expect(withoutFreeText({ ...plain, consequence: "x", events })).toEqual({
      ...plain,
      events: [...plain.events, untold],
    });
  });
});
