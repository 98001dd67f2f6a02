import type { RoundsText } from "../da/rounds.ts";

/** The questions that are asked in rounds, and what they came to. */
export const roundsEn: RoundsText = {
  questions: {
    done: () => "Is anything done about what you report?",
    wanted: (solution) => `Do you want to get started with ${solution}?`,
    able: (solution) => `Do you think that ${solution} can come to work in your team?`,
    supported: (solution) => `Do you get the help you need to get started with ${solution}?`,
    prepared: (solution) => `Do you know what to do if ${solution} gets in the way?`,
    worth: (solution) => `Is ${solution} worth the trouble?`,
    trusted: (solution) => `Can you rely on ${solution} being used as you have agreed?`,
    trained: (solution) => `Have you been shown ${solution} well enough?`,
    backed: (solution) => `Does your own manager back you in using ${solution}?`,
  },
  answers: { yes: "Yes", partly: "Partly", no: "No" },
  kinds: {
    ready: "Are we ready? – before the start",
    holds3: "Does it hold? – three months after",
    holds12: "Does it hold? – a year after",
  },
  /** Where a check-in asks nothing else. */
  alone: "One short question before you start with something new.",
  choose: "Choose an answer.",
  healthTitle: "Is anything done about what you report?",
  healthIntro:
    "Ombord asks the leaders so once a quarter. It is Ombord's own health: where nothing happens, people stop answering. The figures are for the whole municipality.",
  rolloutTitle: "Before and after the start",
  rolloutIntro:
    "Four short questions to the leaders before the start and again after three months and a year, in the whole municipality. The words are Ombord's own, from research (ORIC and NoMAD), and are not validated in this form.",
  tooFew:
    "There are not enough answers yet. They are counted when the quarter has ended, and shown when enough have answered.",
  answered: (count) => `${count} ${count === 1 ? "answer" : "answers"}`,
  protected: (limit) => `Shown only where at least ${limit} have answered, never for a single team, and counted once.`,
};
