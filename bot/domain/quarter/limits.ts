/** Days after its last day in which a quarter can be written in; the day after them it is closed. */
export const quarterOpenDays = 14;
/** So many months what was written in a quarter is kept, counted from its last day. */
export const quarterWordMonths = 24;
/** Two sheets of paper hold so many characters for each solution. */
export const longestQuarterWord = 300;
/** And so much of what was decided, warned of and learned; the rest is counted. */
export const mostOnPage = { decisions: 8, next: 6, warnings: 6, learnings: 4 } as const;
