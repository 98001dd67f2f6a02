import type { Rewriter } from "../../domain/rewriting.ts";

/** What is said of a text that is taken out or put right, in the chat and in the tab. */
export const rewritingDa = {
  open: "Ret eller slet teksten",
  /** `of`: what is written there, such as »I hverdagen«. */
  openLabel: (of: string) => `Ret eller slet teksten: ${of}`,
  which: "Hvilken tekst vil du rette eller slette?",
  title: "Ret eller slet det, du skrev",
  intro: "Teksten bliver rettet eller slettet overalt i Ombord og på de kort, der viser den.",
  label: "Teksten",
  save: "Gem",
  remove: "Slet teksten",
  removeSure: "Ja, slet den",
  cancel: "Fortryd",
  saved: "Teksten er rettet.",
  removed: "Teksten er slettet.",
  gone: "Teksten er slettet",
  noTrialWords: "Prøvehandling uden tekst",
  notChanged: "Det blev ikke ændret. Det, du skrev, står her stadig.",
  changedMeanwhile: "En anden har slettet teksten imens.",
  roles: { writer: "Den, der skrev det", navigator: "En navigatør" } as Record<Rewriter, string>,
  deleted: (of: string) => `Slettede teksten: ${of}`,
  corrected: (of: string) => `Rettede teksten: ${of}`,
  noteChanged: {
    textDeleted: (who: string, date: string) => `${who} slettede noten ${date}`,
    textCorrected: (who: string, date: string) => `${who} rettede noten ${date}`,
  },
  trialChanged: {
    textDeleted: (who: string, of: string, date: string) => `${who} slettede teksten i »${of}« ${date}`,
    textCorrected: (who: string, of: string, date: string) => `${who} rettede teksten i »${of}« ${date}`,
  },
  trialTexts: {
    what: "Det, der bliver prøvet",
    hope: "Håbet",
    consequences: "Det, der følger",
    duty: "Det, vi skylder",
    heard: "Dem, der er hørt",
    learned: "Det, vi lærte",
    sideGains: "Sidegevinster",
    overlooked: "Dem, der blev overset",
  },
  note: "Noten",
  scrubbed: {
    title: "Kortet er lukket",
    body: "En tekst på det er rettet eller slettet.",
  },
};

export type RewritingText = typeof rewritingDa;
