import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { SpokenContext, Understood } from "../../bot/domain/spoken/intent.ts";
import { understand } from "../../bot/domain/spoken/understand.ts";

const solutions = [
  { id: "journal", names: ["Journalen", "Nexus"] },
  { id: "robot", names: ["Medicinrobotten"] },
  { id: "screen", names: ["Skærmbesøg"] },
  { id: "key", names: ["Den digitale nøgle"] },
];
const context = (today = "2026-11-30", waitsForAnswer = false): SpokenContext => ({ today, solutions, waitsForAnswer });

function rowsOf(name: string): string[][] {
  const lines = readFileSync(new URL(`../fixtures/spoken/${name}.tsv`, import.meta.url), "utf8")
    .trim()
    .split("\n");
  return lines.slice(1).map((line) => line.split("\t"));
}

function shown(understood: Understood): string {
  if (understood.kind === "absence") {
    const spans = understood.spans.map(({ from, to }) => `${from ?? ""}..${to ?? ""}`);
    return ["absence", ...spans].join(" ");
  }
  if (understood.kind === "remind") return ["remind", understood.on].filter(Boolean).join(" ");
  if (understood.kind === "barrier") return ["barrier", understood.solutionId].filter(Boolean).join(" ");
  return understood.kind;
}

const understood = rowsOf("understood");
const leftAlone = rowsOf("left-alone").map(([said = ""]) => said);

describe("the table of what people write", () => {
  test("is long enough to say something", () => {
    expect(understood.length).toBeGreaterThanOrEqual(200);
    expect(leftAlone.length).toBeGreaterThanOrEqual(50);
  });

  test.each(understood)("%s, %s: %s → %s", (_, today, said = "", meant) => {
    expect(shown(understand(said, context(today)))).toBe(meant);
  });

  test.each(leftAlone)("nothing is done about: %s", (said) => {
    const { kind, isCertain } = understand(said, context());
    expect({ isDone: isCertain && kind !== "thanks", isAbsence: kind === "absence" }).toEqual({
      isDone: false,
      isAbsence: false,
    });
  });
});

describe("what is said in whatever way", () => {
  const dressed: [string, (said: string) => string][] = [
    ["in capitals", (said) => said.toLocaleUpperCase("da")],
    ["with an emoji", (said) => `${said} 😊`],
    ["with politeness", (said) => `Hej, ${said}`],
    ["in curly quotes", (said) => said.replaceAll("'", "’")],
    ["with space around it", (said) => `  ${said}  `],
  ];
  test.each(dressed)("%s it means the same", (_, dress) => {
    const rows = understood.filter(([kind]) => kind !== "talk");
    const wrong = rows.filter(
      ([, today, said = "", meant]) => shown(understand(dress(said), context(today))) !== meant,
    );
    expect(wrong.map(([, , said = ""]) => dress(said))).toEqual([]);
  });
});

test.each([
  ["nej, stadig ikke", "worksNot"],
  ["stadig ikke", "worksNot"],
  ["det virker ikke", "worksNot"],
  ["no, still not", "worksNot"],
  ["ja det virker", "works"],
])("while something solved waits for an answer, %s is one: %s", (said, kind) => {
  expect(understand(said, context(undefined, true)).kind).toBe(kind);
});

test.each([
  ["jeg er væk til fredag", true],
  ["Jeg er væk fra 3/12 til 10/12", true],
  ["jeg holder ferie i uge 51 og 52", true],
  ["jeg er væk til fredga", false],
  ["er jeg væk til fredag?", false],
  ["jeg er væk fra fredag", false],
  ["væk til fredag", false],
  ["jeg tror jeg er syg til fredag", false],
  ["mind mig om det i morgen", true],
  ["mind mig om det", false],
  ["spring over", true],
  ["spring ovr", false],
])("only what is unmistakable is done at once: %s %s", (said, isCertain) => {
  expect(understand(said, context()).isCertain).toBe(isCertain);
});

test("a long story and an empty message are not understood", () => {
  expect(understand("jeg er syg ".repeat(40), context()).kind).toBe("unknown");
  expect(understand("  ", context()).kind).toBe("unknown");
});

test("whatever is written is answered, and days are days", () => {
  const word = fc.constantFrom(
    ...understood.flatMap(([, , said = ""]) => said.split(" ")),
    "31.2.2027",
    "uge 60",
    "d.",
    "til",
    "99/99",
  );
  const said = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 12 }).map((words) => words.join(" ")),
  );
  fc.assert(
    fc.property(said, (text) => {
      const found = understand(text, context());
      const days = found.kind === "absence" ? found.spans.flatMap(({ from, to }) => [from, to]) : [];
      return days.every((day) => day === null || /^\d{4}-\d{2}-\d{2}$/.test(day));
    }),
  );
});
