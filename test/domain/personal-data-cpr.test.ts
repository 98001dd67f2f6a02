import { describe, expect, test } from "@jest/globals";
import { birthYear } from "../../bot/domain/personal-data/find-numbers.ts";
import { inspectText, isBlocked } from "../../bot/domain/personal-data/personal-data.ts";

function kindsIn(text: string): string[] {
  return inspectText(text).map((finding) => finding.kind);
}

function found(text: string): string[] {
  return inspectText(text).map(({ index, length }) => text.slice(index, index + length));
}

describe("a CPR number is blocked", () => {
  test.each([
    ["111111-1118"],
    ["1111111118"],
    ["111111 1118"],
    ["11 11 11 1118"],
    ["11 11 11 11 18"],
    ["11.11.11-1118"],
    ["11/11/11 - 1118"],
    ["11\\11\\11\\1118"],
    ["1 1 1 1 1 1 1 1 1 8"],
    ["１１１１１１－１１１８"],
    ["111111\u00a01118"],
    ["111111\u202f1118"],
    ["111111–1118"],
    ["111111—1118"],
    ["111111−1118"],
    ["111111\u20111118"],
    ["111111·1118"],
    ["111111\t1118"],
    ["111111\n1118"],
    ["111111\r\n1118"],
    ["111111\u200b-\u200d1118"],
    ["1\u200b1\ufeff1\u00ad1\u20601\u200e1\u0000-1118"],
    ["1\u03321\u03321\u03321\u03321\u03321\u03321\u03321\u03321\u03328\u0332"],
    ["1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣8️⃣"],
    ["¹¹¹¹¹¹-¹¹¹⁸"],
    ["①①①①①①-①①①⑧"],
    ["١١١١١١-١١١٨"],
    ["۱۱۱۱۱۱-۱۱۱۸"],
    ["१११११११११८"],
    ["𝟙𝟙𝟙𝟙𝟙𝟙-𝟙𝟙𝟙𝟠"],
    ["711111-1118"],
    ["910190-1234"],
    ["290204-4123"],
    ["01.05.1990-1234"],
    ["01.05.1990 1234"],
    ["1.5.1990-1234"],
    ["1/5-1990 1234"],
    ["01-05-1990-1234"],
    ["01 05 1990 1234"],
    ["01.05.1990 – 1234"],
    ["01.05.1990\t1234"],
    ["01051990-1234"],
    ["01051990 1234"],
    ["61.05.1990-1234"],
    ["01.05.2005-5123"],
    ["01.05.2024 4123"],
    ["0\u200b1.05.1990-12\u200b34"],
  ])("written %j", (written) => {
    expect(isBlocked(written)).toBe(true);
    expect(isBlocked(`Borgeren ${written}er med`)).toBe(true);
    expect(isBlocked(`Borgeren${written} er med`)).toBe(true);
    expect(found(`Borgeren ${written} er med`)).toEqual([written]);
    expect(kindsIn(written)).toEqual(["cpr"]);
  });

  test.each([
    "ordrenummer 111111-1118",
    "Ordrenr. 111111-1118, fakturanr. 5, telefon 12 34 56 78",
    "uge 47 111111-1118",
    "uge 47: 111111-1118",
    "Team 3 111111-1118 2 gange",
    "3 11 11 11 11 18",
    "47 111111 11 18 2",
    "12 34 56 78\n111111-1118",
    "21.11.2026 111111-1118",
    "+45 111111-1118",
    "2026-111111-1118",
    "01.01.90 1234",
    "01 01 1920 14",
    "01 01 1920-14",
    "01.01.1920.14",
    "ordrenummer 01.05.1990-1234",
    "uge 47 01.05.1990-1234 2 gange",
    "01.05.1990-1234 01.06.1990-1234",
    "21.11.2026 01.05.1990-1234",
    "født 01.05.1990 1234 12.30",
  ])("whatever stands around it: %j", (text) => expect(isBlocked(text)).toBe(true));

  test("also when the modulus-11 check fails, which only changes the certainty", () => {
    expect(inspectText("111111-1118")).toEqual([
      { kind: "cpr", severity: "block", certain: true, index: 0, length: 11 },
    ]);
    expect(inspectText("111111-1119")).toEqual([
      { kind: "cpr", severity: "block", certain: false, index: 0, length: 11 },
    ]);
  });

  test("with its whole year, and the certainty is that of the ten digits", () => {
    expect(inspectText("11.11.1911-1118")).toEqual([
      { kind: "cpr", severity: "block", certain: true, index: 0, length: 15 },
    ]);
    expect(inspectText("11.11.1911-1119")).toMatchObject([{ kind: "cpr", certain: false }]);
  });

  test("each of several in one text", () => {
    const text = "Både 111111-1118 og 010190 1234, 311299-0001 020290-2345.";
    expect(found(text)).toEqual(["111111-1118", "010190 1234", "311299-0001", "020290-2345"]);
  });

  test.each([
    ["0", "00", 1900],
    ["3", "99", 1999],
    ["4", "36", 2036],
    ["4", "37", 1937],
    ["5", "57", 2057],
    ["5", "58", 1858],
    ["8", "57", 2057],
    ["8", "99", 1899],
    ["9", "36", 2036],
    ["9", "37", 1937],
  ])("with digit 7 = %s, the year %s is %i", (seventh, yy, year) => {
    expect(birthYear(`0101${yy}${seventh}123`)).toBe(year);
  });

  test("digit 7 points to the century, so 29 February needs a leap year there", () => {
    expect(isBlocked("290200-0123")).toBe(false); // 1900 was none
    expect(isBlocked("290200-4123")).toBe(true); // 2000 was one
    expect(isBlocked("290200-9123")).toBe(true);
    expect(isBlocked("290200-5123")).toBe(true);
    expect(isBlocked("290203-5123")).toBe(false);
    expect(isBlocked("890204-5123")).toBe(true); // replacement number for 29 February 2004
    expect(isBlocked("890205-5123")).toBe(false);
  });
});

describe("what is no CPR number passes", () => {
  test.each([
    "27.18.00",
    "KLE 27.12.06 27.15.20",
    "27.12.06/27.15.20",
    "5.500,50",
    "1.250.000 kr.",
    "20,5 %",
    "21.11.2026 kl. 09.05",
    "21.11.2026 09.05",
    "10.12.2026 14-15",
    "20.10.2026 12 borgere",
    "21.11.2026-25.11.2026",
    "21/11-2026 12 borgere",
    // A time of day after a date of this century: digits 0–2 point to the 1900s.
    "mødet 20.11.2026 1400",
    "20.11.2026 0905",
    "20.11.2026-2359",
    "20.11.2026 1400-1530",
    "20112026 1400",
    "20.11.2026 12.30 1400",
    "20.11.2026 5.500 kr.",
    "20.11.2026: 5500 kr.",
    "Begyndte 01.09.2025\n4500 borgere er med",
    "01.13.1990-1234",
    "31.04.1990-1234",
    "01.05.1890-1234",
    "01.05.1990-123",
    "01.05.1990-12345",
    "01.05.1990-01.05.1995",
    "skoleåret 01.08.2025-2026",
    "1/5-2026 12.30",
    "1/5/2026 - 30/6/2026",
    "2026-11-21T09:05:00.000Z",
    "20 10 12 34\n21 10 15 66",
    "20 10 12 34 / 21 10 15 66",
    "12 34 56 78, 87 65 43 21",
    "+45 12 34 56 78",
    "+4512345678",
    "+45 20 10 12 34",
    "4520101234",
    "0045 20 10 12 34",
    "0045 2010 1234",
    "11111111180",
    "01111111118",
    "+451111111118",
    "EAN 5798001234567",
    "320190-1234",
    "000190-1234",
    "011390-1234",
    "600190-1234",
    "920190-1234",
    "310490-1234",
    "111111-111",
    "uge 7, 8, 29, 30, 31 og 42",
    "",
  ])("%j", (text) => {
    expect(isBlocked(text)).toBe(false);
    expect(kindsIn(text)).not.toContain("cpr");
  });
});

describe("no false alarm", () => {
  test.each([
    "Uge 47: Vi mangler 12 skærme til alle 5 teams.",
    "27.18.00",
    "Det koster 5.500,50 kr.",
    "Vi startede i 2026 Havnby siger det samme",
    "Skoleåret 2025-2026 og budget 2026/2027",
    "Årene 2025 2026",
    "HR Afdelingen hjælper",
    "kl. 08.00-09.30 den 21.11.2026",
    "alle 12 borgere i haven 3",
    "Vi er født til det",
    "@Anne ser på det",
    "Halvdelen, 50 %, på hovedvej 50 %",
  ])("%j", (text) => expect(inspectText(text)).toEqual([]));
});
