import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { understand } from "../bot/domain/spoken/understand.ts";
import { kinds } from "../bot/store/documents.ts";
import { commandNames } from "../bot/text/command-help.ts";
import { accessDa } from "../bot/text/da/access.ts";
import { da } from "../bot/text/da/bot.ts";
import { casePageDa } from "../bot/text/da/case-page.ts";
import { citizenStepsDa } from "../bot/text/da/citizen-steps.ts";
import { citizenFormDa, publishedFiguresDa } from "../bot/text/da/citizens.ts";
import { politiciansDa } from "../bot/text/da/politicians.ts";
import { quarterDa } from "../bot/text/da/quarter.ts";
import { retentionDa } from "../bot/text/da/retention.ts";
import { rewritingDa } from "../bot/text/da/rewriting.ts";
import { screeningDa, screeningPageDa } from "../bot/text/da/screening.ts";
import { smallStepsDa } from "../bot/text/da/small-steps.ts";
import { solutionCardDa } from "../bot/text/da/solution-card.ts";
import { tabDa } from "../bot/text/da/tab.ts";
import { tabAmbitionDa } from "../bot/text/da/tab-ambition.ts";
import { tabBoardDa } from "../bot/text/da/tab-board.ts";
import { tabTrialsDa } from "../bot/text/da/tab-trials.ts";

// What the documents name must be there. Whether they are right, only a reader can say.

const guides = ["docs/teamledere.md", "docs/navigatoerer.md", "docs/chefer.md", "docs/juridisk-raadgiver.md"];
const documents = [
  ...["README.md", "HOW_IT_WORKS.md", "CONTRIBUTING.md", "CHANGELOG.md"],
  ...markdownIn("docs"),
  ...markdownIn("docs/decisions"),
];
const pictures = readdirSync("docs/images").map((name) => `docs/images/${name}`);
const commandLine: readonly string[] = commandNames;
const mostPictureBytes = 250_000;

function markdownIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
}

function textOf(document: string): string {
  return readFileSync(document, "utf8");
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? "");
}

test("the command line has commands to name", () => {
  expect(commandLine).toContain("import");
});

describe.each(documents)("%s", (document) => {
  const text = textOf(document);

  test("names files and folders that exist", () => {
    const ours = /`((?:bot|tab|test|docs|infra|appPackage|\.ci)\/[\w./-]*|[\w.-]+\.(?:md|yml|cjs))`/g;
    expect(all(text, ours).filter((path) => !existsSync(path) && !existsSync(join(dirname(document), path)))).toEqual(
      [],
    );
  });

  test("names scripts that package.json has", () => {
    const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };
    const named = all(text, /npm run (?:-s )?([\w:-]+)/g).filter((name) => name !== "");
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test("names commands of the command line that exist", () => {
    const named = all(text, /ombord -- (\w+)/g);
    expect(named.filter((command) => !commandLine.includes(command))).toEqual([]);
  });

  test("has links that lead somewhere", () => {
    const written = [...all(text, /\]\(([^)\s]+)\)/g), ...all(text, /src="([^"]+)"/g)];
    const targets = written.filter((target) => !/^(https?|mailto):/.test(target));
    expect(targets.filter((target) => !leadsSomewhere(document, target))).toEqual([]);
  });

  test("says in words what each picture shows", () => {
    const words = [...all(text, /!\[([^\]]*)\]\(/g), ...all(text, /<img [^>]*alt="([^"]*)"/g)];
    expect(words.length).toBe(all(text, /(!\[|<img )/g).length);
    expect(words.filter((alternative) => alternative.trim().length < 10)).toEqual([]);
  });
});

function leadsSomewhere(document: string, target: string): boolean {
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? document : join(dirname(document), path);
  if (!existsSync(file)) return false;
  return (
    anchor === undefined ||
    all(textOf(file), /^#+ (.+)$/gm)
      .map(anchorOf)
      .includes(decodeURIComponent(anchor))
  );
}

/** What travels with some pages of the tab alone. */
const ofPages = [
  ...[accessDa, casePageDa],
  ...[citizenStepsDa, citizenFormDa, publishedFiguresDa, politiciansDa, quarterDa, rewritingDa],
  ...[smallStepsDa, solutionCardDa, screeningDa, screeningPageDa, tabAmbitionDa, tabBoardDa, tabTrialsDa],
];

/** As GitHub makes them: no punctuation, a hyphen for each space. */
function anchorOf(heading: string): string {
  return heading
    .toLocaleLowerCase("da")
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
}

test("exported functions of the layers below the edge have a comment", () => {
  const layers = ["domain", "store", "use-cases", "outreach"].map((layer) => `bot/${layer}`);
  const files = layers.flatMap((layer) =>
    readdirSync(layer, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `${layer}/${name}`),
  );
  const bare = files.flatMap((file) => all(textOf(file), /(?<!\*\/\n)^export (?:async )?function\*? (\w+)/gm));
  expect(files.length).toBeGreaterThan(80);
  expect(bare).toEqual([]);
});

test("the table of what is stored says of each kind what the extract says of it", () => {
  const [, after = ""] = textOf("docs/databeskyttelse.md").split("| Kassationshjemmel (jeres) |\n");
  const lines = after.split("\n\n")[0]?.split("\n").slice(1) ?? [];
  const said = lines.map((line) => line.split("|").map((cell) => cell.trim()));
  const rows = retentionDa.rows({ freeText: 6, citizenCases: 12, checkIns: 24, leaverNames: 6 });
  expect(said.map((cells) => [cells[1], cells[5]])).toEqual(
    rows.map(([what, , proposal]) => [what, retentionDa.proposals[proposal]]),
  );
});

describe("the guides", () => {
  test.each(guides)("%s quotes buttons and fields as the screen shows them", (guide) => {
    const shown = new Set([da, tabDa, ...ofPages].flatMap((texts) => [...sentencesOf(texts)]));
    const quoted = all(textOf(guide), /\*\*([^*]+)\*\*/g).map((words) => words.replaceAll(/\s+/g, " "));
    expect(quoted.length).toBeGreaterThan(3);
    expect(quoted.filter((words) => !shown.has(words))).toEqual([]);
  });

  test.each(guides)("%s teaches commands that the bot knows", (guide) => {
    const taught = all(textOf(guide), /`([^`]+)`/g);
    expect(taught.filter((said) => !isUnderstood(said))).toEqual([]);
  });

  test("show every picture there is, and no heavy one", () => {
    const all = documents.map(textOf).join("\n");
    expect(pictures.filter((picture) => !all.includes(picture.slice("docs/".length)))).toEqual([]);
    expect(pictures.filter((picture) => statSync(picture).size > mostPictureBytes)).toEqual([]);
  });
});

function isUnderstood(said: string): boolean {
  return understand(said, { today: "2026-11-30", solutions: [], waitsForAnswer: true }).kind !== "unknown";
}

/** Every sentence that has no blanks to fill in. */
function sentencesOf(text: unknown): string[] {
  if (typeof text === "string") return [text];
  return typeof text === "object" && text !== null ? Object.values(text).flatMap(sentencesOf) : [];
}

test.each(["A press of _Send_", "A press of _Løst_ in a channel", "`GET /api/adoption`", "A tick"])(
  "HOW_IT_WORKS.md walks through functions that are where it says: %s",
  (walk) => {
    const [, after = ""] = textOf("HOW_IT_WORKS.md").split(`### ${walk}\n`);
    const [section = ""] = after.split(/\n#+ /);
    const steps = [...section.matchAll(/^\| `([\w./-]+\.ts)`\s*\| `(\w+)`/gm)];
    expect(steps.length).toBeGreaterThan(10);
    const lost = steps.filter(([, file = "", name = ""]) => !new RegExp(`\\b${name}\\b`).test(textOf(file)));
    expect(lost.map(([row]) => row)).toEqual([]);
  },
);

test("HOW_IT_WORKS.md lists every kind of document", () => {
  const [, table = ""] = textOf("HOW_IT_WORKS.md").split("## Data");
  const listed = all(table, /^\| ([a-zA-Z, ]+?)\s*\|/gm).flatMap((cell) => cell.split(", "));
  expect(kinds.filter((kind) => !listed.includes(kind))).toEqual([]);
});

test("publiccode.yml is what the standard asks for (publiccode.yml 0.5, core)", () => {
  const words = z.object({
    shortDescription: z.string().min(1).max(150),
    longDescription: z.string().min(150).max(10_000),
    features: z.array(z.string().min(1)).min(1),
    screenshots: z.array(z.string().refine((path) => existsSync(path))).optional(),
  });
  const person = z.looseObject({ name: z.string().regex(/ /) });
  const contractor = z.looseObject({ name: z.string(), until: z.iso.date() });
  const standard = z.strictObject({
    publiccodeYmlVersion: z.literal("0.5"),
    name: z.literal("Ombord"),
    url: z.url({ protocol: /^https$/ }),
    landingURL: z.url().optional(),
    isBasedOn: z.url().optional(),
    organisation: z.strictObject({ uri: z.string(), name: z.string().optional() }).optional(),
    logo: z.string().refine((path) => existsSync(path)),
    platforms: z.array(z.enum(["web", "windows", "mac", "linux", "ios", "android"])).min(1),
    categories: z.array(z.string().regex(/^[a-z-]+$/)).min(1),
    developmentStatus: z.enum(["concept", "development", "beta", "stable", "obsolete"]),
    softwareType: z.literal("standalone/web"),
    intendedAudience: z.strictObject({
      countries: z.array(z.string().regex(/^[A-Z]{2}$/)),
      scope: z.array(z.string()),
    }),
    description: z.strictObject({ da: words, en: words }),
    legal: z.strictObject({ license: z.literal((JSON.parse(textOf("package.json")) as { license: string }).license) }),
    maintenance: z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("none") }),
      z.strictObject({ type: z.enum(["internal", "community"]), contacts: z.array(person).min(1) }),
      z.strictObject({ type: z.literal("contract"), contractors: z.array(contractor).min(1) }),
    ]),
    localisation: z.strictObject({
      localisationReady: z.literal(true),
      availableLanguages: z.array(z.string()).min(1),
    }),
    dependsOn: z.record(z.enum(["open", "proprietary"]), z.array(z.looseObject({ name: z.string() }))),
  });
  expect(standard.safeParse(parseYaml(textOf("publiccode.yml"))).error?.issues ?? []).toEqual([]);
});

test("no comment points at a document or a thread that is not in the repository", () => {
  const names = ["bot", "tab", "test", "infra"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  );
  const sources = names.filter((name) => /\.(tsx?|js|css|bicep|sh|conf|service)$/.test(name));
  expect(sources.length).toBeGreaterThan(300);
  const comments = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$|^\s*# .*$/gm;
  const lost = sources.flatMap((name) =>
    [...textOf(name).matchAll(comments)].flatMap(([comment]) =>
      pointers(comment).map((pointer) => `${name}: ${pointer}`),
    ),
  );
  expect(lost).toEqual([]);
  expect(pointers("// as DESIGN.md says")).toEqual(["DESIGN.md"]);
  expect(pointers("// (DOMAIN: scales), docs/domain.md, issue 7")).toEqual(["DOMAIN:", "issue 7"]);
});

/** What a comment sends its reader to in vain; a public project's thread is named with the project before it. */
function pointers(comment: string): string[] {
  const documents = all(comment, /([\w./-]+\.md)\b/g).filter(
    (path) => !existsSync(path) && !existsSync(join("docs", path)) && !path.includes("node_modules"),
  );
  return [...documents, ...all(comment, /\b((?:DOMAIN|PLATFORM|DESIGN|STYLE)\b[:,]|(?:the )?issue(?:: \w+|'s| \d+))/g)];
}
