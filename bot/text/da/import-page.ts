import { importReport } from "../import-report.ts";

type File = keyof typeof importReport.da.files;
type What = "created" | "changed" | "moved" | "retired" | "decided";

const { columns, files, nothingNew } = importReport.da;
const fate: Record<What, string> = {
  created: "nye",
  changed: "ændres",
  moved: "flyttes",
  retired: "udgår",
  decided: "besluttet anderledes",
};
const lost: Partial<Record<File, string>> = { roles: "tages væk", solutions: "udfases" };

/** The sentences of the import in *Drift*. */
export const importPageDa = {
  title: "Organisationen",
  intro:
    "Læs områder, teams, personer, roller og løsninger ind fra jeres filer. Du ser først, hvad der ændres. Intet bliver gemt, før du siger ja.",
  choose: "CSV-filer eller et Excel-regneark",
  hint: "Højst 8 MB i alt. Vælg alle filerne på én gang. Udelader du en fil, bliver der ikke ændret på det, den handler om.",
  nothingChosen: "Vælg først en eller flere filer.",
  tooLarge: "Filerne fylder mere end 8 MB. Læs dem ind fra kommandolinjen, eller vælg færre.",
  unreadable: "En af filerne kan ikke læses. Måske er den flyttet, eller også er den åben i et andet program.",
  look: "Se, hvad der ændres",
  looking: "Ser filerne igennem …",
  lookTitle: "Det her bliver ændret",
  nothing: "Alt står allerede, som det gør i filerne. Der er ikke noget at importere.",
  table: "Hvor meget der ændres",
  kind: "Fil",
  columns,
  files,
  group: (file: File, what: What, count: number) =>
    `${files[file]} · ${(what === "retired" && lost[file]) || fate[what]} (${count})`,
  retiring: "Det, der ikke længere står i filerne, udgår. Historikken bliver gemt.",
  decided:
    "Her siger filen noget andet end det, en chef har besluttet. Beslutningen gælder stadig. Er det nyt, spørger jeg den, der besluttede, om den skal blive ved med at gælde.",
  losses: (parts: string[]) => `Er det en hel eksport? ${parts.join(" og ")} forsvinder.`,
  loss: (file: File, retired: number, of: number) => `${retired} af ${of} ${files[file].toLowerCase()}`,
  typeNumber: (count: number) => `Skriv ${count} for at importere alligevel`,
  wrongNumber: (count: number) => `Skriv tallet ${count}, hvis det er rigtigt.`,
  proposalsTitle: "Er det de samme teams?",
  proposalsIntro:
    "Siger du ja, følger historik, det, der driller, prøvehandlinger, borgernoter og ugens check-in med. Fjern fluebenet, hvis det er et nyt team.",
  proposal: (team: string, replaces: string[]) => `${team} afløser ${replaces.join(" og ")}`,
  because: { people: "samme leder og stedfortrædere", name: "samme navn" },
  losesAccess: "Du mister selv adgangen til Drift: I filerne er du ikke administrator.",
  more: (count: number) => `… og ${count} mere`,
  confirm: "Importér",
  importing: "Importerer …",
  pick: "Vælg filer",
  nonePicked: "Ingen filer valgt",
  cancel: "Fortryd",
  lookAgain: "Se igen",
  doneTitle: "Importen er gemt",
  unchanged: nothingNew,
  place: (file: string, row: number | null, column: string | null) =>
    [file, row === null ? null : `række ${row}`, column === null ? null : `kolonne ${column}`]
      .filter((part) => part !== null)
      .join(", "),
  fixHint: "Ret det i filerne, og vælg dem igen.",
};
