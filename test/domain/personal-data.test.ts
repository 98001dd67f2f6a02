import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { foldText } from "../../bot/domain/personal-data/folded-text.ts";
import { inspectText, isBlocked } from "../../bot/domain/personal-data/personal-data.ts";

function kindsIn(text: string): string[] {
  return inspectText(text).map((finding) => finding.kind);
}

function found(text: string): string[] {
  return inspectText(text).map(({ index, length }) => text.slice(index, index + length));
}

describe("a warning is given for", () => {
  test.each([
    ["email", "Skriv til anne.holm@havnby.dk i dag", "anne.holm@havnby.dk"],
    ["email", "ÅSE@HAVNBY.KOMMUNE.DK.", "ÅSE@HAVNBY.KOMMUNE.DK"],
    ["phone", "Ring 12 34 56 78.", "12 34 56 78"],
    ["phone", "Ring 12345678.", "12345678"],
    ["phone", "Ring 1234 5678.", "1234 5678"],
    ["phone", "Ring +45 12 34 56 78.", "45 12 34 56 78"],
    ["phone", "Ring +4512345678.", "4512345678"],
    ["phone", "Ring 0045 12345678.", "0045 12345678"],
    ["phone", "Ring １２３４５６７８.", "１２３４５６７８"],
    ["address", "Bor på Nørregade 12.", "Nørregade 12"],
    ["address", "bor på nørregade 12b", "nørregade 12"],
    ["address", "Søndre Alle\u0301 5", "Søndre Alle\u0301 5"],
    ["address", "H.C. Andersens Boulevard 103", "Andersens Boulevard 103"],
    ["address", "Kirkevænget 3, st.", "Kirkevænget 3"],
    ["address", "Åvej nr. 4", "Åvej nr. 4"],
    ["postalTown", "i 8000 Aarhus C", "8000 Aarhus"],
    ["postalTown", "DK-2000 Frederiksberg", "2000 Frederiksberg"],
    ["postalTown", "0999 København", "0999 København"],
    ["caseNumber", "Se sagsnr. 26/1234", "sagsnr. 26/1234"],
    ["caseNumber", "Sagsnummer: S-2026-1234", "Sagsnummer: S"],
    ["caseNumber", "journalnr 4711", "journalnr 4711"],
    ["caseNumber", "J.nr. 2026-88", "J.nr. 2026-88"],
    ["birthDate", "Hun er født 1/5 1950", "født 1/5 1950"],
    ["birthDate", "født den 1. maj 1950", "født den 1. maj 1950"],
    ["birthDate", "Fødselsdato: 010550", "Fødselsdato: 010550"],
    ["birthDate", "fødselsdag er den 1.5.", "fødselsdag er den 1.5"],
    ["titledName", "Vi besøgte fru Hansen", "fru Hansen"],
    ["titledName", "Hr. Åge er glad", "Hr. Åge"],
  ])("%s: %j", (kind, text, where) => {
    const [finding] = inspectText(text);
    expect(finding).toMatchObject({ kind, severity: "warn" });
    expect(found(text)[0]).toContain(where);
    expect(isBlocked(text)).toBe(false);
  });

  test("the same words after zero-width characters and in another composition", () => {
    expect(kindsIn("fru\u200b Hansen")).toEqual(["titledName"]);
    expect(kindsIn("anne\u200b@havnby.dk".normalize("NFD"))).toEqual(["email"]);
    expect(kindsIn("Nørre Allé 5".normalize("NFD"))).toEqual(["address"]);
  });
});

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
      { numRuns: 3000 },
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
      { numRuns: 20 },
    );
  });
});
