import type { PersonalDataKind, ScreenedKind, Verdict } from "../../domain/vocabulary.ts";

const kinds: Record<ScreenedKind, string> = {
  barrier: "Noget, der driller",
  trial: "En prøvehandling",
  solution: "En løsning",
};

const personalData: Record<PersonalDataKind, string> = {
  none: "Nej",
  ordinary: "Ja, almindelige, for eksempel navn og adresse",
  sensitive: "Ja, følsomme eller fortrolige, for eksempel helbred eller CPR-nummer",
  unsure: "Det ved vi ikke",
};

const verdicts: Record<Verdict, string> = { free: "Frit", changed: "Med ændring", stop: "Stop" };

/** What the adviser in law is asked, and what they answer: on the cards and in the tab. */
export const screeningDa = {
  kinds,
  personalData,
  verdicts,
  cards: {
    askedTitle: "Et spørgsmål til dig",
    asked: (name: string, date: string) => `${name} spørger og vil gerne have svar senest ${date}.`,
    answeredTitle: (verdict: string) => `Juristen har svaret: ${verdict}`,
    lateTitle: "Juristen har ikke svaret endnu",
    late: (date: string) => `Svaret skulle have været der ${date}. Jeg har også mindet juristen om det.`,
    lateForAdviser: (name: string, date: string) => `${name} skulle have haft svar ${date}.`,
    lateForAdviserTitle: "Et spørgsmål venter på dig",
    question: "Spørgsmål",
    about: "Det gælder",
    open: "Se det i fanen",
    answer: "Svar i fanen",
  },
};

/** The adviser's page, and the question where it is asked. */
export const screeningPageDa = {
  title: "Spørgsmål til juristen",
  intro: "Her står det, du er blevet spurgt om, og ikke andet. Svar, før der bliver købt, prøvet eller sat i drift.",
  waiting: "Venter på dit svar",
  waitingNone: "Der venter ikke noget på dit svar.",
  answered: "Besvaret",
  mine: "Det har du spurgt om",
  ask: "Spørg juristen",
  askOf: (what: string) => `Spørg juristen: ${what}`,
  askIntro: "Spørg, før der bliver brugt penge. Juristen ser kun det, du skriver her.",
  asked: "Juristen er spurgt.",
  nobody: "Kommunen har ingen juridisk rådgiver i Ombord endnu.",
  question: "Hvad vil I gerne vide?",
  questionHint: "Skriv, hvad I vil gøre, og med hvad. Ingen borgere og ingen navne.",
  needQuestion: "Skriv, hvad I gerne vil vide.",
  personalDataAsk: "Indgår der personoplysninger?",
  development: "Hvad bygger I på, når I udvikler og prøver?",
  operation: "Hvad bygger I på, når det er i drift?",
  basisHint: "En lov, en aftale eller et samtykke. Lad det stå tomt, hvis I ikke ved det.",
  beforePurchase: "Hvad skal være klart, før I køber?",
  beforeTest: "Hvad skal være klart, før I prøver?",
  beforeOperation: "Hvad skal være klart, før det går i drift?",
  due: "Hvornår har I brug for svar?",
  dueWrong: "Vælg en dag mellem en og to uger fra nu.",
  send: "Send",
  cancel: "Fortryd",
  history: "Spørgsmål til juristen",
  askedBy: (name: string, date: string) => (name === "" ? `Spurgt ${date}` : `${name} spurgte ${date}`),
  dueOn: (date: string) => `Svar senest ${date}`,
  lateSince: (date: string) => `Skulle have været besvaret ${date}`,
  answerTitle: "Svar",
  answerOf: (what: string) => `Svar: ${what}`,
  verdictAsk: "Hvad er svaret?",
  verdictHints: {
    free: "I kan gå i gang, som I har tænkt.",
    changed: "I kan gå i gang, når det, der står nedenfor, er ændret.",
    stop: "I skal ikke gå videre med det her.",
  } as Record<Verdict, string>,
  answerText: "Skriv, hvorfor, og hvad der skal til",
  needAnswer: "Vælg et svar, og skriv et par ord.",
  saved: "Svaret er sendt.",
  answeredBy: (name: string, date: string) => (name === "" ? `Besvaret ${date}` : `${name} svarede ${date}`),
  over: "Der er svaret imens. Luk, og se svaret.",
  withdraw: "Træk spørgsmålet tilbage",
  withdrawn: "Spørgsmålet er trukket tilbage.",
  deleteText: "Slet teksten",
  textDeleted: "Teksten er slettet.",
  gone: "Teksten er slettet. Svaret gælder stadig.",
  sure: "Ja, slet det",
};

export type ScreeningPageText = typeof screeningPageDa;
export type ScreeningText = typeof screeningDa;
