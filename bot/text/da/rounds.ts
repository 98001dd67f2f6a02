import type { RoundAnswer, RoundKind, RoundQuestion } from "../../domain/check-in/round-questions.ts";

const questions: Record<RoundQuestion, (solution: string) => string> = {
  done: () => "Bliver der gjort noget ved det, I melder?",
  wanted: (solution) => `Vil I gerne i gang med ${solution}?`,
  able: (solution) => `Tror du, at ${solution} kan komme til at virke hos jer?`,
  supported: (solution) => `Får I den hjælp, I skal bruge for at komme i gang med ${solution}?`,
  prepared: (solution) => `Ved I, hvad I gør, hvis ${solution} driller?`,
  worth: (solution) => `Er ${solution} besværet værd?`,
  trusted: (solution) => `Kan I stole på, at ${solution} bliver brugt, som I har aftalt?`,
  trained: (solution) => `Har I fået vist ${solution} godt nok?`,
  backed: (solution) => `Bakker din egen leder jer op i at bruge ${solution}?`,
};
const answers: Record<RoundAnswer, string> = { yes: "Ja", partly: "Delvist", no: "Nej" };
const kinds: Record<Exclude<RoundKind, "done">, string> = {
  ready: "Er vi klar? – før start",
  holds3: "Sidder det fast? – tre måneder efter",
  holds12: "Sidder det fast? – et år efter",
};

/** The questions that are asked in rounds, and what they came to. */
export const roundsDa = {
  questions,
  answers,
  kinds,
  /** Where a check-in asks nothing else. */
  alone: "Ét kort spørgsmål, før I går i gang med noget nyt.",
  choose: "Vælg et svar.",
  healthTitle: "Bliver der gjort noget ved det, I melder?",
  healthIntro:
    "Det spørger Ombord lederne om en gang i kvartalet. Det er Ombords eget helbred: Sker der ikke noget, holder folk op med at svare. Tallene gælder hele kommunen.",
  rolloutTitle: "Før og efter start",
  rolloutIntro:
    "Fire korte spørgsmål til lederne før start og igen efter tre måneder og et år, i hele kommunen. Ordene er Ombords egne ud fra forskning (ORIC og NoMAD) og er ikke afprøvet videnskabeligt i denne form.",
  tooFew: "Der er ikke svar nok endnu. Svarene bliver gjort op, når kvartalet er slut, og vist, når nok har svaret.",
  answered: (count: number) => `${count} svar`,
  protected: (limit: number) =>
    `Kun vist, hvor mindst ${limit} har svaret, aldrig for det enkelte team, og gjort op én gang.`,
};

export type RoundsText = typeof roundsDa;
