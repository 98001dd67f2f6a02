/** Where a solution is shown over all its teams. */
export function solutionPath(solutionId: string): string {
  return `/overview/solution/${encodeURIComponent(solutionId)}`;
}

/** Where one solution in one team is shown. */
export function teamSolutionPath(teamId: string, solutionId: string): string {
  return `/overview/team/${encodeURIComponent(teamId)}/${encodeURIComponent(solutionId)}`;
}

/** What narrows a request to one area; nothing for everything. */
export function areaSearch(area: string | null): string {
  return area === null ? "" : `?${new URLSearchParams({ area })}`;
}

/** Where what is in the way is told whole. */
export function barrierPath(id: string): string {
  return `/barriers/${encodeURIComponent(id)}`;
}
