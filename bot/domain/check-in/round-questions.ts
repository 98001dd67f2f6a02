// The ids of the questions that are asked in rounds (rounds.ts). The tab knows them too. Their words are our own, from the themes of
// named research: readiness after ORIC (Storkholm and others, Implementation Science 2018;13:78, Danish version), and holding after
// NoMAD (Elf and others, Implementation Science 2018;13:146). They are asked of leaders, and not validated in this form.

const holds = ["worth", "trusted", "trained", "backed"] as const;

export const roundQuestions = {
  /** Each quarter, the product's own health. */
  done: ["done"],
  /** Once before a rollout. */
  ready: ["wanted", "able", "supported", "prepared"],
  /** Three and twelve months after its start. */
  holds3: holds,
  holds12: holds,
} as const;
export type RoundKind = keyof typeof roundQuestions;
export type RoundQuestion = (typeof roundQuestions)[RoundKind][number];
export const roundKinds = Object.keys(roundQuestions) as RoundKind[];
export const roundQuestionIds = [...new Set(Object.values(roundQuestions).flat())] as RoundQuestion[];

export const roundAnswers = ["yes", "partly", "no"] as const;
export type RoundAnswer = (typeof roundAnswers)[number];
