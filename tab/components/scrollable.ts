/** What scrolls sideways must be reachable with the keyboard, whatever it holds (axe: scrollable-region-focusable). */
export const scrollable = { tabIndex: 0 };
