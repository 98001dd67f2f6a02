import type { CasePageKind } from "../../domain/case-page.ts";

/** *Til sagen*: a dated page for the municipality's case system. */
export const casePageDa = {
  kinds: { decision: "Beslutning", criteria: "Kriterier", screening: "Juristens svar" } satisfies Record<
    CasePageKind,
    string
  >,
  intro: "Udskriv siden, eller gem den som PDF, og læg den på sagen med titlen herover.",
  copyTitle: "Kopiér titlen",
  copied: "Titlen er kopieret.",
  copyFailed: "Titlen kunne ikke kopieres. Markér den i stedet.",
  print: "Udskriv",
  back: { decision: "Beslutninger", criteria: "Kriterier", screening: "Spørgsmål til juristen" } satisfies Record<
    CasePageKind,
    string
  >,
  standing: (date: string) => `Sådan stod det i Ombord ${date}.`,
  lines: {
    what: "Beslutning",
    place: "Gælder",
    solution: "Løsning",
    text: "Hvad eller hvorfor",
    by: "Besluttet af",
    on: "Dato",
    doer: "Gøres af",
    due: "Senest",
    state: "Status",
    told: "Fortalt til",
    toldCount: (count: number) => (count === 1 ? "1 person" : `${count} personer`),
    written: "Skrevet af",
    principles: "Principper, der er talt igennem",
    about: "Det gælder",
    asked: "Spurgt af",
    answer: "Svar",
    why: "Hvorfor, og hvad der skal til",
    answered: "Besvaret af",
    gone: "Teksten er slettet",
  },
  ended: (state: string, date: string) => `${state}, ${date}`,
  signed: (name: string, date: string) => (name === "" ? date : `${name}, ${date}`),
};

export type CasePageText = typeof casePageDa;
