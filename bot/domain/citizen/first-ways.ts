import type { CitizenAlternative } from "../vocabulary.ts";

/** So many ways are offered before the rest is asked for. */
const mostFirst = 5;
/** Where little has been noted yet. */
const commonWays: readonly CitizenAlternative[] = ["phone", "supporter", "assisted", "homeVisit", "inPerson"];

/** The ways that the form offers before the rest is asked for: those that are chosen most often here, filled up with common ones. */
export function firstWays(usual: readonly CitizenAlternative[]): CitizenAlternative[] {
  return [...new Set([...usual, ...commonWays])].slice(0, mostFirst);
}
