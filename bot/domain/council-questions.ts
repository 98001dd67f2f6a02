/** What a council may want to decide about a solution, as far as nobody has; each is one sentence to politicians. */
export const councilQuestions = ["task", "drawbacks", "notDigital", "littleUsed", "oldWay", "goal"] as const;
export type CouncilQuestion = (typeof councilQuestions)[number];
