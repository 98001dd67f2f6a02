import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { birthYear } from "../../bot/domain/personal-data/find-numbers.ts";
import { foldText } from "../../bot/domain/personal-data/folded-text.ts";
import { inspectPatterns } from "../../bot/domain/personal-data/inspect-patterns.ts";
import { inspectText, isBlocked } from "../../bot/domain/personal-data/personal-data.ts";

// Apart from personal-data.test.ts, which mutation testing runs some hundred times: these take seconds each.

/** All of them with `LONG=1`. */
const runs = (most: number) => (process.env.LONG === "1" ? most : most / 5);

function found(text: string): string[] {
  return inspectText(text).map(({ index, length }) => text.slice(index, index + length));
}

describe("the guard holds for any text", () => {
  test("digits of every script count, each by its own value", () => {
    const digits: string[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const character = codePoint >= 0xd800 && codePoint <= 0xdfff ? "" : String.fromCodePoint(codePoint);
      if (/^\p{Nd}$/u.test(character)) digits.push(character);
    }
    expect(digits.length % 10).toBe(0);
    expect(foldText(digits.join("")).text).toBe("0123456789".repeat(digits.length / 10));
  });

  test("findings lie inside the text, in order, and warnings apart from CPR numbers", () => {
    const alphabet = [..."0123456789 -./+@\n\u200b\u0301æA", "１", "١", "født", "vej ", "hr. ", "😀", "\ud800"];
    const soup = fc.array(fc.constantFrom(...alphabet), { maxLength: 80 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: "binary" })), (text) => {
        const findings = inspectText(text);
        for (const { index, length } of findings) {
          expect(index).toBeGreaterThanOrEqual(0);
          expect(length).toBeGreaterThan(0);
          expect(index + length).toBeLessThanOrEqual(text.length);
        }
        expect(findings.map(({ index }) => index)).toEqual(findings.map(({ index }) => index).sort((a, b) => a - b));
        expect(isBlocked(text)).toBe(findings.some(({ severity }) => severity === "block"));
      }),
      { numRuns: runs(3000) },
    );
  });

  test.each([
    "a",
    "1",
    "1 ",
    "1.",
    "12 ",
    "a@",
    "a.",
    "a@a-",
    "vej ",
    "Avej",
    "A.",
    "Hr ",
    "er ",
    "fødselsdag er ",
    "j.",
    "sag ",
    "gade,   ",
  ])("100,000 times %j is read to the end", (unit) => {
    const text = unit.repeat(100_000 / unit.length);
    expect(isBlocked(`${text} x 111111-1118`)).toBe(true);
    expect(found(`${text} x 111111-1118`)).toContain("111111-1118");
  });

  test("100,000 characters of any repeated pieces are read to the end", () => {
    const pieces = [
      "0",
      "٣",
      " ",
      "-",
      "\n",
      "\u0301",
      "\u0323",
      "\u200b",
      "a",
      "A",
      "@",
      ".",
      "vej",
      "født",
      "nr",
      "ﷺ",
      "\ud83d",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }), (parts) => {
        const text = parts.join("").repeat(Math.ceil(100_000 / parts.join("").length));
        expect(found(`${text} x 111111-1118`)).toContain("111111-1118");
      }),
      { numRuns: runs(20) },
    );
  });
});

describe("for every valid CPR number", () => {
  const firstDay = Date.UTC(1858, 0, 1) / 86_400_000;
  const lastDay = Date.UTC(2057, 11, 31) / 86_400_000;

  /** The values of digit 7 for a birth year, straight from the table of CPR-kontoret. */
  function seventhDigits(year: number): number[] {
    if (year < 1900) return [5, 6, 7, 8];
    if (year < 1937) return [0, 1, 2, 3];
    if (year < 2000) return [0, 1, 2, 3, 4, 9];
    return year < 2037 ? [4, 5, 6, 7, 8, 9] : [5, 6, 7, 8];
  }

  const validCpr = fc
    .record({
      day: fc.integer({ min: firstDay, max: lastDay }),
      replacement: fc.boolean(),
      seventh: fc.nat({ max: 5 }),
      rest: fc.nat({ max: 999 }),
    })
    .map(({ day, replacement, seventh, rest }) => {
      const birth = new Date(day * 86_400_000);
      const choices = seventhDigits(birth.getUTCFullYear());
      const fields = [
        birth.getUTCDate() + (replacement ? 60 : 0),
        birth.getUTCMonth() + 1,
        birth.getUTCFullYear() % 100,
      ];
      const date = fields.map((field) => String(field).padStart(2, "0")).join("");
      return `${date}${choices[seventh % choices.length]}${String(rest).padStart(3, "0")}`;
    });

  const separator = fc.constantFrom("-", "–", "—", "−", "/", ".", " ", "\u00a0", "\t", "\n", " - ", "\u200b", "\u2009");
  const gap = fc.oneof({ weight: 3, arbitrary: fc.constant("") }, { weight: 2, arbitrary: separator });
  const scripts = ["0", "０", "٠", "۰", "०", "𝟎"].map((zero) => zero.codePointAt(0)!);
  const danish = fc.stringMatching(/^[a-zæøåA-ZÆØÅ .,!?0-9\n-]{0,60}$/);

  test("whatever separators and digits it is written with, in any Danish text, it is found where it stands", () => {
    const gaps = fc.array(gap, { minLength: 9, maxLength: 9 });
    const choice = fc.record({ cpr: validCpr, gaps, zero: fc.constantFrom(...scripts), before: danish, after: danish });
    fc.assert(
      fc.property(choice, ({ cpr, gaps, zero, before, after }) => {
        const digits = [...cpr].map((digit) => String.fromCodePoint(zero + Number(digit)));
        const written = digits.map((digit, place) => digit + (gaps[place] ?? "")).join("");
        // The one way of writing that is read as a date with its year, and then something else.
        fc.pre(!/^\d{1,2}([./-])\d{1,2}(?:\1|(?<=\/\d+)-)(?:19|20)\d\d\D/.test(foldText(written).text));
        const text = `${before} borger ${written} hos ${after}`;
        expect(isBlocked(text)).toBe(true);
        expect(found(text)).toContain(written);
      }),
      { numRuns: runs(3000) },
    );
  });

  test("written as people write it, no number beside it hides it", () => {
    const join = (cuts: number[], between: string) => (cpr: string) =>
      [0, ...cuts].map((cut, part) => cpr.slice(cut, cuts[part] ?? 10)).join(between);
    const written = fc
      .tuple(
        validCpr,
        fc.constantFrom<number[][]>([6], [2, 4, 6], [6, 8], [4, 6], []),
        fc.constantFrom("-", " ", ".", "/", "–", " - "),
      )
      .map(([cpr, cuts, between]) => join(cuts, between)(cpr));
    const neighbour = fc.stringMatching(/^(\d{1,9}[ ./\n-]){0,3}$/);
    fc.assert(
      fc.property(neighbour, written, neighbour, (before, cpr, after) => {
        expect(isBlocked(`${before}${cpr}`)).toBe(true);
        expect(isBlocked(`${before}${cpr} ${after}`)).toBe(true);
      }),
      { numRuns: runs(2000) },
    );
  });

  test("with all four digits of its year it is found too, and no number beside it hides it", () => {
    const between = fc.constantFrom(".", "/", "-", " ", "–");
    const written = fc
      .tuple(validCpr, between, fc.constantFrom("-", " ", "–", " - ", "/", "."), fc.boolean())
      .filter(([cpr]) => birthYear(cpr) >= 1900)
      .map(([cpr, dot, dash, joined]) => {
        const date = [cpr.slice(0, 2), cpr.slice(2, 4), birthYear(cpr)].join(joined ? "" : dot);
        return `${date}${dash}${cpr.slice(6)}`;
      });
    const before = fc.constantFrom("", "uge 47 ", "borger ", "2 gange ", "12 34 56 78\n");
    fc.assert(
      fc.property(before, written, (before, number) => {
        expect(found(`${before}${number}`)).toEqual(expect.arrayContaining([number]));
        expect(isBlocked(`${before}${number} i dag`)).toBe(true);
      }),
      { numRuns: runs(2000) },
    );
  });

  test("inside a longer number it is left alone", () => {
    fc.assert(
      fc.property(validCpr, fc.stringMatching(/^\d{1,5}$/), fc.boolean(), (cpr, more, first) => {
        // Twelve may be those with the whole year.
        fc.pre(more.length !== 2);
        expect(isBlocked(first ? more + cpr : cpr + more)).toBe(false);
      }),
    );
  });
});

describe("no false alarm in any text", () => {
  const word = fc.stringMatching(/^[a-zæøåA-ZÆØÅ]{1,12}[,.!?]?$/);

  test("a text without ten digits together never blocks", () => {
    const number = fc.stringMatching(/^[0-9٠-٩][0-9 ./-]{0,8}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, number)), (parts) => {
        const text = parts.map(([letters, digits]) => `${letters} ${digits}`).join(" og ");
        expect(isBlocked(text)).toBe(false);
      }),
      { numRuns: runs(1000) },
    );
  });

  test("words alone are not even warned about", () => {
    const lower = fc.stringMatching(/^[a-zæøå]{1,12}[,.!?]?$/);
    fc.assert(fc.property(fc.array(lower), (words) => expect(inspectPatterns(words.join(" "))).toEqual([])));
  });
});
