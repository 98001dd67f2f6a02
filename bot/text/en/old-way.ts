import type { OldWayText } from "../da/old-way.ts";

export const oldWayEn: OldWayText = {
  ends: (date, days) => `The old way ends on ${date} (${days === 1 ? "tomorrow" : `in ${days} days`}).`,
  closed: (date, question) => `The old way ended on ${date}. ${question}`,
  endsOn: (date) => `The old way ends on ${date}`,
  endedOn: (date) => `The old way ended on ${date}`,
};
