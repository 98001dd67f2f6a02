/** The date on which the old way is agreed to end: what is said of it before, and how it is asked about afterwards. */
export const oldWayDa = {
  ends: (date: string, days: number) =>
    `Den gamle måde lukker ${date} (${days === 1 ? "i morgen" : `om ${days} dage`}).`,
  closed: (date: string, question: string) => `Den gamle måde lukkede ${date}. ${question}`,
  endsOn: (date: string) => `Den gamle måde lukker ${date}`,
  endedOn: (date: string) => `Den gamle måde lukkede ${date}`,
};

export type OldWayText = typeof oldWayDa;
