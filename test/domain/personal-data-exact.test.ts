import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { apart, holdsCpr, inspectPatterns } from "../../bot/domain/personal-data/inspect-patterns.ts";
import { type Finding, inspectText, isBlocked } from "../../bot/domain/personal-data/personal-data.ts";

// What is found in each of some two thousand sentences, to the letter. Not whether that is right, which personal-data-measured.test.ts
// counts: whoever changes a pattern sees here which sentences are judged differently. UPDATE_FOUND=1 writes the file anew.

const folder = new URL("../fixtures/guard/", import.meta.url);
const linesOf = (name: string) => readFileSync(new URL(name, folder), "utf8").trimEnd().split("\n");

function findingsOf(text: string): string {
  const said = inspectText(text).map((finding) => {
    const beside = finding.kind === "identified" ? `/${finding.beside}` : "";
    const certain = finding.kind === "cpr" && finding.certain ? "!" : "";
    return `${finding.kind}${beside}${certain}@${finding.index}+${finding.length}`;
  });
  return `${isBlocked(text) ? "blocked" : "open"}\t${said.join(" ")}`;
}

const texts = ["tuned.tsv", "held-out.tsv", "edges.tsv"].flatMap((name) =>
  linesOf(name)
    .slice(1)
    .map((line) => (line.split("\t")[2] ?? "").replaceAll("\\n", "\n").replaceAll("\\t", "\t")),
);

test("what is found in every sentence is what it was", () => {
  const found = texts.map(findingsOf);
  if (process.env.UPDATE_FOUND === "1") writeFileSync(new URL("found.tsv", folder), `${found.join("\n")}\n`);
  const before = linesOf("found.tsv");
  const changed = texts.flatMap((text, at) =>
    found[at] === before[at] ? [] : [{ text, is: found[at], was: before[at] }],
  );
  expect(changed).toEqual([]);
  expect(before).toHaveLength(texts.length);
});

const kindsIn = (text: string, ours: string[] = []) => inspectText(text, ours).map(({ kind }) => kind);

describe("names that are ours", () => {
  const text = "Karen Holm har sagt det";

  test.each([
    [["Karen Holm"], []],
    [["karen holm"], []],
    [[" KAREN HOLM "], []],
    [["K", ""], ["name"]],
    [["Ka"], ["name"]],
    [["Holm"], ["name"]],
    [["andet", "Karen Holm"], []],
  ])("%j", (ours, kinds) => {
    expect(kindsIn(text, ours)).toEqual(kinds);
    expect(isBlocked(`${text}, stue 4`, ours)).toBe(kinds.length > 0);
  });

  test("wherever in the text it stands, and more than once", () => {
    expect(kindsIn("Vi har Karen Holm og Karen Holm", ["Karen Holm"])).toEqual([]);
    expect(kindsIn("Vi har Karen Holm og Jens Madsen", ["Karen Holm"])).toEqual(["name"]);
  });
});

describe("what tells who it is stands near the name", () => {
  const filler = (length: number) => "og så videre ".repeat(40).slice(0, length);

  test.each([
    ["after it, at the reach", `Karen Holm ${filler(158)} stue 4`, "identified"],
    ["after it, one further", `Karen Holm ${filler(159)} stue 4`, "name"],
    ["before it, at the reach", `stue 4 ${filler(158)} Karen Holm`, "identified"],
    ["before it, one further", `stue 4 ${filler(159)} Karen Holm`, "name"],
  ])("%s", (_, text, kind) => {
    expect(inspectText(text).find((one) => one.kind === "name" || one.kind === "identified")?.kind).toBe(kind);
  });

  test("each of two names has its own, whatever stands between", () => {
    const far = filler(400);
    expect(kindsIn(`stue 1 ${far} Karen Holm har demens ${far} Jens Madsen ${far} stue 3`)).toEqual([
      "identified",
      "name",
    ]);
    expect(kindsIn(`Karen Holm ${far} Jens Madsen på stue 4`)).toEqual(["name", "identified"]);
  });

  test("a date of birth tells it too, and a title is a name", () => {
    expect(inspectText("Karen Holm, født 1/5 1950")[0]).toMatchObject({ kind: "identified", beside: "birthYear" });
    expect(inspectText("fru Zzyx på stue 4")[0]).toMatchObject({ kind: "identified", beside: "room" });
    expect(isBlocked("fru Zzyx på stue 4, Karen Holm")).toBe(true);
    expect(isBlocked("Karen Holm og Jens Madsen på stue 4 skrev til a@b.dk")).toBe(true);
    expect(isBlocked("Karen Holm skrev")).toBe(false);
  });
});

describe("the browser's half", () => {
  test("knows patterns and no names", () => {
    expect(inspectPatterns("Karen Holm, ring 12 34 56 78").map(({ kind }) => kind)).toEqual(["phone"]);
    expect(holdsCpr("111111-1118")).toBe(true);
    expect(holdsCpr("1234")).toBe(false);
  });

  test("of what lies over each other the first list has it, and all come in order", () => {
    const at = (index: number, length: number): Finding => ({ kind: "phone", severity: "warn", index, length });
    expect(apart("0123456789", [[at(6, 2)], [at(5, 2), at(0, 3), at(2, 2), at(8, 1)]])).toEqual([
      at(0, 3),
      at(6, 2),
      at(8, 1),
    ]);
  });

  test("findings come in order of their place, whatever pattern found them", () => {
    const text = "fru Zzyx, født 1/5 1950, a@b.dk, sagsnr. 26/1234, Nørregade 12, 8000 Aarhus, ring 12 34 56 78";
    expect(inspectPatterns(text).map(({ kind }) => kind)).toEqual([
      ...["titledName", "birthDate", "email", "caseNumber", "address", "postalTown", "phone"],
    ]);
  });
});
