// A figure of a few teams would point at the people who lead them. What is compared or counted by cause is shown from the
// municipality's own limit on (`suppressionLimit`), and what is under it is told together with others.

/** Something that is counted, with the teams behind it. */
export interface Counted {
  teams: ReadonlySet<string>;
}

/** Whether so few teams stand behind a figure that it would point at somebody. None at all is not few: there is no figure. */
export function isTooFew(teams: ReadonlySet<string>, limit: number): boolean {
  return teams.size > 0 && teams.size < limit;
}

/**
 * The groups that enough teams stand behind, in the order they came, and the others as a rest. A rest that is itself too small
 * takes the smallest of the shown with it, until no group can be told by subtraction; where nothing is left to take, nothing is shown.
 */
export function enoughTeams<Group extends Counted>(
  groups: readonly Group[],
  limit: number,
): { shown: Group[]; rest: Group[] } {
  const shown = groups.filter((group) => !isTooFew(group.teams, limit));
  const rest = groups.filter((group) => !shown.includes(group));
  while (isTooFew(teamsOf(rest), limit) && shown.length > 0) {
    const smallest = shown.reduce((least, group) => (group.teams.size < least.teams.size ? group : least));
    shown.splice(shown.indexOf(smallest), 1);
    rest.push(smallest);
  }
  return { shown, rest };
}

/** The teams behind any of the groups. */
export function teamsOf(groups: readonly Counted[]): Set<string> {
  return new Set(groups.flatMap(({ teams }) => [...teams]));
}
