import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { holdsCpr } from "../../bot/domain/personal-data/inspect-patterns.ts";
import { inspectText } from "../../bot/domain/personal-data/personal-data.ts";

// How much the guard finds, and how often it is wrong, on sentences as leaders and navigators write them. `tuned` is what it was written
// with; `held-out` and then `fresh` were written before it was tried on them, with other words and names. The figures are in docs/security.md.

interface Sentence {
  label: "block" | "warn" | "pass";
  kind: string;
  text: string;
}

function sentencesOf(set: string): Sentence[] {
  const file = readFileSync(new URL(`../fixtures/guard/${set}.tsv`, import.meta.url), "utf8");
  return file
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [label, kind, text] = line.split("\t") as [Sentence["label"], string, string];
      return { label, kind, text: text.replaceAll("\\n", "\n").replaceAll("\\t", "\t") };
    });
}

const sets = {
  tuned: sentencesOf("tuned"),
  "held-out": sentencesOf("held-out"),
  fresh: sentencesOf("fresh"),
};

function outcomeOf(text: string): Sentence["label"] {
  const findings = inspectText(text);
  if (findings.some(({ severity }) => severity === "block")) return "block";
  return findings.length > 0 ? "warn" : "pass";
}

/** The share of those sentences that the guard does right, and those that it does not. */
function measured(sentences: readonly Sentence[], isRight: (sentence: Sentence) => boolean) {
  const wrong = sentences.filter((sentence) => !isRight(sentence)).map(({ text }) => text);
  return { share: 1 - wrong.length / sentences.length, wrong };
}

test("there are enough sentences, and enough traps among them", () => {
  const all = Object.values(sets).flat();
  expect(new Set(all.map(({ text }) => text)).size).toBeGreaterThanOrEqual(1500);
  expect(all.filter(({ label }) => label === "pass").length).toBeGreaterThanOrEqual(600);
});

describe.each(Object.entries(sets))("%s", (_, sentences) => {
  const of = (...kinds: string[]) => sentences.filter(({ kind }) => kinds.includes(kind));

  test("a CPR number is blocked in every form, in the browser too", () => {
    const { wrong } = measured(of("cpr"), ({ text }) => outcomeOf(text) === "block" && holdsCpr(text));
    expect(wrong).toEqual([]);
  });

  test.each(["nameAndRoom", "nameAndBirth", "nameAndDiagnosis"])("%s: at least 95 %% are blocked", (kind) => {
    const { share, wrong } = measured(of(kind), ({ text }) => outcomeOf(text) === "block");
    expect({ wrong, isEnough: share >= 0.95 }).toMatchObject({ isEnough: true });
  });

  test("a name alone: at least 90 % are asked about, and none is refused", () => {
    const { share, wrong } = measured(of("name"), ({ text }) => outcomeOf(text) === "warn");
    expect({ wrong, isEnough: share >= 0.9 }).toMatchObject({ isEnough: true });
    expect(of("name").filter(({ text }) => outcomeOf(text) === "block")).toEqual([]);
  });

  test.each(["address", "phone", "email", "birthDate", "caseNumber", "postalTown"])(
    "%s: at least 90 %% are found",
    (kind) => {
      const { share, wrong } = measured(of(kind), ({ text }) => outcomeOf(text) !== "pass");
      expect({ wrong, isEnough: share >= 0.9 }).toMatchObject({ isEnough: true });
    },
  );

  test("what is nobody is left alone: at most 2 % are wrong", () => {
    const none = sentences.filter(({ label }) => label === "pass");
    const { share, wrong } = measured(none, ({ text }) => outcomeOf(text) === "pass");
    expect({ wrong, isEnough: share >= 0.98 }).toMatchObject({ isEnough: true });
  });
});

test("the lists of names stay on the server: nothing of the tab leads to them", () => {
  const seen = new Set<string>();
  const waiting = globSync("tab/**/*.{ts,tsx}");
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file) || !/\.tsx?$/.test(file)) continue;
    seen.add(file);
    const values = readFileSync(file, "utf8").matchAll(/^(?:import|export) (?!type)[^;]*?from "(\.[^"]+)"/gm);
    waiting.push(...[...values].map(([, path = ""]) => join(dirname(file ?? ""), path)));
  }
  expect([...seen]).toContain("bot/domain/personal-data/inspect-patterns.ts");
  expect([...seen].filter((file) => /find-names|words-around-names|personal-data\/personal-data/.test(file))).toEqual(
    [],
  );
});
