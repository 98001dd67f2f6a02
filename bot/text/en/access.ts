import type { AccessText } from "../da/access.ts";

export const accessEn: AccessText = {
  file: "ombord-access-to-documents",
  title: "Extract for access to documents",
  intro:
    "One sheet with what is decided, criteria and published figures, without names and without single teams, and one with how long things are kept. The municipality decides what is handed out.",
  fetch: "Fetch the extract for access to documents",
  failed: "The file could not be fetched. Try again.",
  decisions: "Decisions",
  few: "Decisions about single teams and small areas",
  withoutText: "(without the text)",
  leftOut: "Left out",
  leftOutLines: (limit) => [
    "Names of leaders, managers and others. Names of people, teams and areas are taken out of the texts too.",
    `Decisions about a single team, or about an area with fewer than ${limit} teams, are only counted, and counts with fewer than ${limit} teams behind them are hidden.`,
    "The text of decisions that are for managers only.",
    "Citizen notes, what is in the way, and whatever else teams have written.",
  ],
  check: "Before it is handed out",
  checkLine: "Somebody must read it through: a program does not find everything that can point at somebody.",
};
