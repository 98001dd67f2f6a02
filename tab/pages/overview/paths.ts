/** Where a solution is shown over all its teams. */
export function solutionPath(solutionId: string): string {
  return `/overview/solution/${encodeURIComponent(solutionId)}`;
}

/** Where a team is shown, with whom to talk to. */
export function teamPath(teamId: string): string {
  return `/overview/team/${encodeURIComponent(teamId)}`;
}

/** Where one solution in one team is shown. */
export function teamSolutionPath(teamId: string, solutionId: string): string {
  return `${teamPath(teamId)}/${encodeURIComponent(solutionId)}`;
}

/** What narrows a request to one area; nothing for everything. */
export function areaSearch(area: string | null): string {
  return area === null ? "" : `?${new URLSearchParams({ area })}`;
}

/** The overview of one area. */
export function areaPath(area: string): string {
  return `/overview${areaSearch(area)}`;
}

/** Where what is in the way is told whole. */
export function barrierPath(id: string): string {
  return `/barriers/${encodeURIComponent(id)}`;
}
