import type { DialogueTheme } from "../../domain/dialogue.ts";

/** What is asked at the team's meeting, and why this. */
interface ThemeText {
  question: (solution: string) => string;
  why: (solution: string) => string;
}

const always = "Det er altid værd at tale om.";

const themes: Record<DialogueTheme, ThemeText> = {
  security: {
    question: () => "Hvordan passer vi på data og kodeord i en travl hverdag?",
    why: () => "Det tager vi op to gange om året.",
  },
  trust: {
    question: (solution) => `Kan aften stole på det, dag har skrevet i ${solution}? Hvad skal der til?`,
    why: () => "I har svaret, at I ikke altid kan stole på det, der står.",
  },
  oldWay: {
    question: () => "Hvad gør vi stadig to gange, og hvad skal vi give slip på?",
    why: (solution) => `I har svaret, at den gamle måde lever ved siden af ${solution}.`,
  },
  newSolution: {
    question: (solution) => `Hvad venter vi os af ${solution}, hvad bekymrer os, og hvem prøver først?`,
    why: (solution) => `I er i gang med ${solution}, eller skal snart i gang.`,
  },
  unsure: {
    question: (solution) => `Hvordan hjælper vi hinanden med ${solution} uden at udpege nogen?`,
    why: () => "I har svaret, at der ikke er flere, der kan hjælpe de andre.",
  },
  ai: {
    question: (solution) => `Hvad må ${solution} hjælpe os med, hvem ser efter, og hvad fortæller vi den ikke?`,
    why: (solution) => `I bruger ${solution}.`,
  },
  meaning: {
    question: (solution) => `Hvad er blevet bedre med ${solution}, og for hvem?`,
    why: () => "Det er lettere at bruge noget, når man kan se, hvad det er godt for.",
  },
  upwards: { question: () => "Hvad bør vores chef eller byrådet vide om vores digitale hverdag?", why: () => always },
  knowledge: {
    question: () => "Hvem kender et team eller en kommune, der har løst det, vi bøvler med?",
    why: () => always,
  },
};

/** One question for the team's next meeting. */
export const dialogueDa = {
  title: "Til det næste teammøde",
  themes,
  anySolution: "det digitale",
  notToMe: "Tal om det i teamet. Svaret er jeres eget, og jeg spørger ikke til det.",
  talked: "Vi talte om det",
  thanks: "Godt. Det er ikke skrevet ned, hvad I sagde.",
  none: "Spørgsmålene er til teamledere. Du svarer ikke for et team lige nu.",
  help: ["dialog", "få et spørgsmål til det næste teammøde"] as [string, string],
};

export type DialogueText = typeof dialogueDa;
