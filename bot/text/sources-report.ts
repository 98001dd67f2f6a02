import type { Language } from "../domain/vocabulary.ts";
import { sourcesDa } from "./da/sources.ts";
import { sourcesEn } from "./en/sources.ts";

const da = {
  ...sourcesDa,
  none: "Der er ingen kilder sat op for den kommune. Se drift.md.",
  busy: "En anden er i gang med at hente. Prøv igen om lidt.",
  dryRun: "Prøvekørsel: Intet er gemt.",
  loss: (file: string, retired: number, of: number) => sourcesDa.loss(retired, of, sourcesDa.things[file] ?? file),
  lossesTitle: "Kilderne giver meget mindre end før. Er det rigtigt, så kør igen med --confirm:",
  move: (team: string, replaces: string[]) => `${team} ligner ${replaces.join(" og ")}`,
  movesTitle: "Er det de samme teams? Sig ja eller nej i fanen på siden Drift:",
  change: (file: string, what: string) => `${sourcesDa.things[file] ?? file}, ${sourcesDa.fates[what] ?? what}`,
};

const en: typeof da = {
  ...sourcesEn,
  none: "No sources are set up for that municipality. See drift.md.",
  busy: "Somebody else is reading them. Try again in a while.",
  dryRun: "Dry run: nothing is stored.",
  loss: (file, retired, of) => sourcesEn.loss(retired, of, sourcesEn.things[file] ?? file),
  lossesTitle: "The sources give much less than before. If that is right, run it again with --confirm:",
  move: (team, replaces) => `${team} looks like ${replaces.join(" and ")}`,
  movesTitle: "Are these the same teams? Say yes or no in the tab on the page Drift:",
  change: (file, what) => `${sourcesEn.things[file] ?? file}, ${sourcesEn.fates[what] ?? what}`,
};

/** What an operator reads of a run on the command line. */
export const sourcesText: Record<Language, typeof da> = { da, en };
