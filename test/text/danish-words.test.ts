import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";

// One concept has one word. What a user reads is searched for the words that would name a concept otherwise.

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const filesIn = (folder: string, end: string) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith(end))
    .map((name) => folder + name);

/** What stands between quotes: the sentences, without the code around them. */
const sentencesOf = (path: string) =>
  [...read(path).matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map(([all]) => all);
/** The lines of a guide, without what is code in it. */
const linesOf = (path: string) =>
  read(path)
    .replaceAll(/```[\s\S]*?```/g, "")
    .replaceAll(/`[^`\n]*`/g, "")
    .split("\n");

const guides = ["teamledere", "navigatoerer", "chefer", "databeskyttelse", "drift"].map((name) => `docs/${name}.md`);
const sources: [path: string, sentences: string[]][] = [
  ...filesIn("bot/text/da/", ".ts").map((path): [string, string[]] => [path, sentencesOf(path)]),
  ...["doctor", "data-commands", "import-report", "import-changes", "store-trouble", "token-trouble"].map(
    (name): [string, string[]] => [`bot/text/${name}.ts`, sentencesOf(`bot/text/${name}.ts`)],
  ),
  ["bot/local/demo-loop.ts", sentencesOf("bot/local/demo-loop.ts")],
  ["bot/local/demo-story.ts", sentencesOf("bot/local/demo-story.ts")],
  ["appPackage/manifest.json", sentencesOf("appPackage/manifest.json")],
  ...guides.map((path): [string, string[]] => [path, linesOf(path)]),
];

/** The word that is not ours, the one that is, and where it has another meaning. */
const banned: [pattern: RegExp, instead: string, exceptions?: RegExp][] = [
  [/\bbarriere(n|r|rne)?\b/i, "noget, der driller; opgave"],
  [/\bborgersag(en|er|erne)?\b/i, "borgernote"],
  [/\bnotered(e|t)? borgere?\b/i, "borgernote"],
  [/\b[Nn]oter en borger\b/, "notér, hvad der er svært"],
  [/\bmeld(e|er|t|te)? (det |noget )?ind\b/i, "melde"],
  [/\blog noget\b/i, "meld noget"],
  [/^\W*Handler om\W*$|\*\*Handler om\*\*/, "emne"],
  [/\bPrøv noget småt\b|\bprøver noget småt\b/, "start en prøvehandling; prøver i det små"],
  [/\b([Bb]egynd|[Bb]egyndte|[Bb]egynde) (en |med )?prøvehandling/, "start en prøvehandling"],
  [/\b(vagt)?hold\b(?= (svarer|leder|bruger))/i, "team; vagtlag"],
  [/\bTeams (spurgt|, der er spurgt)\b/, "spurgte teams"],
  [/\bundtagelse(n|r|rne)?\b/i, "aftalt afvigelse", /\bfritag|Digital Post|selvbetjening/],
  [/\bfor det meste eller mere\b/i, "en fast del af hverdagen"],
  [/\baf skalaen\b/i, "af fuld brug"],
  [/\bteame?t siger\b|\bteams siger\b/i, "lederen svarer"],
  [/\bkatalog(et|er)?\b/i, "organisationen"],
  [/\bårsag(en|er|erne)?\b/i, "grund"],
  [/\bbegrundelse(n|r)?\b/i, "grund"],
  [/\b[Ii]ngen check-in\b/, "intet check-in"],
  [/\bhvid elefant\b/i, "købt, men lidt brugt"],
  [/\bildsjæl|\bskepti(sk|ker)/i, "den, der brænder for det; den, der tøver"],
  [/\bgrundet\b|\bsåfremt\b|\bvedrørende\b|\biht\./i, "plain words"],
  [/\bfx\b|\bf\.eks\./i, "for eksempel"],
  [/\btil sammen\b/i, "tilsammen"],
  [/(?<!-)\bfri tekst\b/i, "fritekst"],
  [/\bprojektmappe/i, "regneark"],
  [/(?<![@.\w-])\bmails?\b(?!:)/i, "e-mail"],
  [/\badgangsbillet/i, "token"],
  [/\bDet kræver dig\b|\bkræver en hånd\b/, "det venter på dig; her skal du gøre noget"],
  [/\bhvor står det\b|\bhvor det (nu )?står\b|, hvor .{0,30}, står\b/i, "hvordan går det"],
  [/\b[Ii]ngenting driller/, "der er ikke meldt noget"],
  [/, til (du|lederen|det|vi|de|han|hun|jeg|I) /, "indtil"],
  [/\befter, at\b/, "når"],
  [/\bKopier\b|\bParker\b|\bNoter\b(?! om)|\bImporter\b/, "Kopiér, Parkér, Notér, Importér"],
];

describe.each(sources)("%s", (_path, sentences) => {
  test("names each concept with its one word", () => {
    const found = sentences.flatMap((sentence) =>
      banned
        .filter(([pattern, , exceptions]) =>
          pattern.test(exceptions ? sentence.replaceAll(new RegExp(exceptions, "gi"), "") : sentence),
        )
        .map(
          ([pattern, instead]) => `${pattern.exec(sentence)?.[0] ?? pattern.source} → ${instead}: ${sentence.trim()}`,
        ),
    );
    expect(found).toEqual([]);
  });
});

test("a date is written as a Dane writes it, wherever one is", async () => {
  const { da } = await import("../../bot/text/da/bot.ts");
  const { en } = await import("../../bot/text/en/bot.ts");
  expect(da.date("2027-03-01")).toBe("1. marts 2027");
  expect(en.date("2027-03-01")).toBe("1 March 2027");
});

test("what the list refuses would be found", () => {
  const wrong = [
    "En barriere er meldt",
    "Skriv en borgersag",
    "Noter det",
    "Vi prøvede, til det var for sent",
    "Fri tekst",
  ];
  for (const sentence of wrong) expect(banned.some(([pattern]) => pattern.test(sentence))).toBe(true);
});
