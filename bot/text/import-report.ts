import type { Language } from "../domain/vocabulary.ts";

const da = {
  columns: { created: "nye", changed: "ændret", retired: "udfaset", unchanged: "uændret" },
  files: {
    areas: "Områder",
    teams: "Teams",
    people: "Personer",
    solutions: "Løsninger",
    rollouts: "Udrulninger",
    roles: "Roller",
    settings: "Indstillinger",
  },
  stored: "Importen er gemt.",
  nothingNew: "Alt var, som det stod i forvejen. Intet er ændret.",
  dryRun: "Prøvekørsel: Intet er gemt.",
  refused: (count: number) =>
    count === 1 ? "1 fejl. Intet er gemt." : `${count} fejl. Intet er gemt, før de er rettet.`,
  more: (count: number) => `… og ${count} mere`,
};

const en: typeof da = {
  columns: { created: "new", changed: "changed", retired: "retired", unchanged: "unchanged" },
  files: {
    areas: "Areas",
    teams: "Teams",
    people: "People",
    solutions: "Solutions",
    rollouts: "Rollouts",
    roles: "Roles",
    settings: "Settings",
  },
  stored: "The import is stored.",
  nothingNew: "Everything was like this already. Nothing is changed.",
  dryRun: "Dry run: nothing is stored.",
  refused: (count: number) =>
    count === 1 ? "1 problem. Nothing is stored." : `${count} problems. Nothing is stored until they are solved.`,
  more: (count: number) => `… and ${count} more`,
};

/** What an administrator reads after an import. */
export const importReport: Record<Language, typeof da> = { da, en };
