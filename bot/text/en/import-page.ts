import type { importPageDa } from "../da/import-page.ts";
import { importReport } from "../import-report.ts";

const { columns, files, nothingNew } = importReport.en;
const fate = { created: "new", changed: "changed", moved: "moved", retired: "retired", decided: "decided otherwise" };

export const importPageEn: typeof importPageDa = {
  title: "The organisation",
  intro:
    "Read areas, teams, people, roles and solutions from your files. You see first what would change. Nothing is stored until you say yes.",
  choose: "CSV files or an Excel workbook",
  hint: "At most 8 MB together. Choose all the files at once. What a file is about stays as it is when you leave the file out.",
  nothingChosen: "Choose one or more files first.",
  tooLarge: "The files take up more than 8 MB. Import them from the command line, or choose fewer.",
  unreadable: "One of the files cannot be read. Perhaps it was moved, or it is open in another program.",
  look: "See what would change",
  looking: "Looking through the files …",
  lookTitle: "This is going to change",
  nothing: "Everything is as it is in the files already. There is nothing to import.",
  table: "How much changes",
  kind: "File",
  columns,
  files,
  group: (file, what, count) =>
    `${files[file]} · ${file === "roles" && what === "retired" ? "taken away" : fate[what]} (${count})`,
  decided:
    "Here the file says something else than what a manager has decided. The decision still holds. Where it is new, I ask whoever decided whether it is to hold on.",
  retiring: "What is no longer in the files is retired. Its history is kept.",
  losses: (parts) => `Is this a whole export? ${parts.join(" and ")} disappear.`,
  loss: (file, retired, of) => `${retired} of ${of} ${files[file].toLowerCase()}`,
  typeNumber: (count) => `Type ${count} to import all the same`,
  wrongNumber: (count) => `Type the number ${count} if that is right.`,
  proposalsTitle: "Are these the same teams?",
  proposalsIntro:
    "If you say yes, history, barriers, trials, citizen notes and the week's check-in follow. Take the tick away if the team is a new one.",
  proposal: (team: string, replaces: string[]) => `${team} takes the place of ${replaces.join(" and ")}`,
  because: { people: "the same leader and stand-ins", name: "the same name" },
  losesAccess: "You lose your own access to this page: in the files you are no administrator.",
  more: (count) => `… and ${count} more`,
  confirm: "Import",
  importing: "Importing …",
  pick: "Choose files",
  nonePicked: "No files chosen",
  cancel: "Cancel",
  lookAgain: "Look again",
  doneTitle: "The import is stored",
  unchanged: nothingNew,
  place: (file, row, column) =>
    [file, row === null ? null : `row ${row}`, column === null ? null : `column ${column}`]
      .filter((part) => part !== null)
      .join(", "),
  fixHint: "Put it right in the files, and choose them again.",
};
