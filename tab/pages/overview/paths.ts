/** Where a solution is shown over all its teams. */
export function solutionPath(solutionId: string): string {
  return `/overview/solution/${encodeURIComponent(solutionId)}`;
}

/** Where one solution in one team is shown. */
export function teamSolutionPath(teamId: string, solutionId: string): string {
  return `/overview/team/${encodeURIComponent(teamId)}/${encodeURIComponent(solutionId)}`;
}
