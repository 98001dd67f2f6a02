/**
 * Which words the question about use is asked in. A new version is a break in every series: what was answered to other words is
 * shown, and no change is computed across it (docs/domain.md has the words of each). The version is stored with the check-in and, by week, in the team's history.
 */
export const questionWords = 2;

/** What older versions stored says nothing of it. */
export const firstWords = 1;
