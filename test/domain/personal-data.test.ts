import { describe, expect, test } from "@jest/globals";
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
