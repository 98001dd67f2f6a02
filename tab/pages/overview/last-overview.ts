/** What the overview was narrowed to when it was left, for the way back to it. */
export const lastOverview = { search: "" };
