import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { describedRoutes } from "../bot/api/route-table.ts";
import { environmentNames } from "../bot/config.ts";
import { fileColumns, fileNames } from "../bot/directory/files.ts";
import { questionWords } from "../bot/domain/check-in/question-words.ts";
import {
  barrierCategories,
  languages,
  roles,
  rolloutStatuses,
  solutionKinds,
  solutionPhases,
} from "../bot/domain/vocabulary.ts";
import { warningRules } from "../bot/domain/warnings.ts";
import { commandNames, commandShapes } from "../bot/text/command-help.ts";
import { da } from "../bot/text/da/bot.ts";
import { tabDa } from "../bot/text/da/tab.ts";
import { vocabularyDa } from "../bot/text/da/vocabulary.ts";

// The reference for engineers is held against the code, table by table, so that neither moves alone.

const textOf = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

/** The table below a heading: each row as its cells. */
function tableBelow(document: string, heading: string): string[][] {
  const after = document.split(`${heading}\n`)[1]?.split(/\n#+ /)[0] ?? "";
  const rows = after.split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(2).map((row) =>
    row
      .slice(2, -2)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

const rowsOf = (labels: Record<string, string>) => Object.entries(labels).map(([id, label]) => [`\`${id}\``, label]);
const listed = (labels: Record<string, string>) =>
  Object.entries(labels)
    .map(([id, label]) => `\`${id}\` ${label}`)
    .join(" · ");

describe("docs/domain.md", () => {
  const document = textOf("docs/domain.md");

  test.each([
    ["### Use, the leader's estimate", vocabularyDa.usage],
    ["### The statuses of a barrier", vocabularyDa.barrierStatus],
    ["### How it was solved", vocabularyDa.resolution],
    ["### How the reporter wants to be met", vocabularyDa.contact],
    ["### Why a citizen is not digital", vocabularyDa.citizenReason],
    ["### What the municipality does instead", vocabularyDa.citizenAlternative],
    ["### What became of a citizen case", vocabularyDa.citizenOutcome],
    ["### Roles", vocabularyDa.role],
    ["### Rollouts", vocabularyDa.rolloutStatus],
  ])("%s has every id with its label", (heading, labels) => {
    expect(tableBelow(document, heading)).toEqual(rowsOf(labels));
  });

  test("the question about use has a version for each of its words, and the newest is what is asked", () => {
    const words = tableBelow(document, "### The words of the question about use");
    expect(words.at(-1)).toEqual([`${questionWords}`, da.checkIn.question("skærmbesøg")]);
    expect(tabDa.myWeek.question("skærmbesøg")).toBe(da.checkIn.question("skærmbesøg"));
    expect(words.map(([version]) => version)).toEqual(Array.from({ length: questionWords }, (_, n) => `${n + 1}`));
  });

  test("the extra questions and the categories have theirs", () => {
    expect(tableBelow(document, "### The extra question")).toEqual(
      Object.entries(vocabularyDa.extra).map(([id, { question, answers }]) => [`\`${id}\``, question, listed(answers)]),
    );
    expect(tableBelow(document, "### What is in the way")).toEqual(
      Object.entries(barrierCategories).map(([id, details]) => [
        `\`${id}\``,
        vocabularyDa.category[id as keyof typeof barrierCategories],
        listed(Object.fromEntries(details.map((detail) => [detail, vocabularyDa.detail[detail]]))),
      ]),
    );
    expect(tableBelow(document, "## Early warnings").map(([id]) => id)).toEqual(
      warningRules.map((rule) => `\`${rule}\``),
    );
  });

  test("who may do what is what the code says", () => {
    const [, body = ""] = /rolesFor[^=]+= \{([\s\S]+?)\n\};/.exec(textOf("bot/domain/permissions.ts")) ?? [];
    const inCode = [...body.matchAll(/^ {2}(\w+): (.+),$/gm)].map(([, action, list = ""]) => {
      const has = (word: string) => (list.includes(word) ? "yes" : "–");
      return [`\`${action}\``, has("checkInRoles"), has("navigator"), has("manager"), has("admin")];
    });
    expect(inCode.length).toBeGreaterThan(5);
    expect(tableBelow(document, "## Who may do what")).toEqual(inCode);
  });
});

describe("docs/interface.md", () => {
  const document = textOf("docs/interface.md");

  test("names every variable that is read, with what .env.example says of it", () => {
    const names = tableBelow(document, "## Environment").map(([name = ""]) => name.replaceAll("`", ""));
    expect(names.toSorted()).toEqual(environmentNames.toSorted());
    const example = textOf(".env.example").replaceAll(/\n# /g, " ").replaceAll("#", "");
    for (const [, , meaning = ""] of tableBelow(document, "## Environment"))
      expect(example).toContain(meaning.replaceAll("\\", ""));
  });

  test("names every address of the API", () => {
    const documented = tableBelow(document, "## HTTP").filter(([method = ""]) => /^[A-Z]+$/.test(method));
    expect(documented).toEqual(
      describedRoutes("local").map(({ method, path, summary }) => [method.toUpperCase(), `\`${path}\``, summary]),
    );
  });

  test("names every command with what it takes", () => {
    expect(tableBelow(document, "## Command line")).toEqual(
      commandNames.map((name) => {
        const { words, options } = commandShapes[name];
        return [`\`${name}\``, words.join(", ") || "–", options.map((one) => `\`--${one}\``).join(" ") || "–"];
      }),
    );
  });

  test.each(fileNames)("shows %s with its columns, a row that is real, and the values that are allowed", (name) => {
    const [, head, row = "", notes = ""] =
      new RegExp(`### ${name}\\.csv\\n\\n\`\`\`csv\\n(.+)\\n(.+)\\n\`\`\`\\n\\n([\\s\\S]+?)(?:\\n#|$)`).exec(
        document,
      ) ?? [];
    const shownToo: Partial<Record<typeof name, readonly string[]>> = { teams: ["staff"] };
    expect(head).toBe([...fileColumns[name], ...(shownToo[name] ?? [])].join(";"));
    expect(textOf(`bot/local/demo/${name}.csv`).split(/\r?\n/)).toContain(row);
    const values: Partial<Record<typeof name, readonly string[]>> = {
      people: languages,
      solutions: [...solutionKinds, ...solutionPhases],
      rollouts: rolloutStatuses,
      roles,
    };
    for (const value of values[name] ?? []) expect(notes).toContain(`\`${value}\``);
  });
});
