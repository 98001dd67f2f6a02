import type { Area, Person, Role, Rollout, Solution, Team } from "../../domain/organisation.ts";
import type { AgreedMoves } from "../../domain/sources.ts";
import { fileColumns, type Table } from "../files.ts";
import { writeExpectedUsers } from "./expected-users.ts";

interface Rows {
  areas: Area;
  teams: Team;
  people: Person;
  solutions: Solution;
  rollouts: Rollout;
  roles: Role;
}

/** As the row of a file has it. */
const cellsOf: { [N in keyof Rows]: (value: Rows[N]) => (string | null)[] } = {
  areas: ({ id, name, parentAreaId }) => [id, name, parentAreaId],
  teams: ({ id, name, areaId }) => [id, name, areaId],
  people: ({ id, upn, name, language }) => [id, upn, name, language],
  solutions: (solution) => [
    solution.id,
    solution.name,
    writeLocalNames(solution.localNames),
    solution.kind,
    solution.phase,
    solution.sharedRecords ? "yes" : "no",
    solution.replaces,
    solution.expectedUsers === null
      ? null
      : writeExpectedUsers({
          from: solution.expectedUsers,
          to: solution.expectedUsersTo === undefined ? solution.expectedUsers : solution.expectedUsersTo,
        }),
    solution.kitosUuid,
  ],
  rollouts: ({ solutionId, teamId, status, start, reason, reviewOn }) => [
    solutionId,
    teamId,
    status,
    start,
    reason,
    reviewOn,
  ],
  roles: ({ personId, role, scope, from, to }) => [personId, role, scope, from, to],
};

/** Values as a table that the import reads like a file. Optional columns are left out: what they hold stays. */
export function tableOf<N extends keyof Rows>(name: N, values: readonly Rows[N][], moves: AgreedMoves = {}): Table {
  const header: string[] = [...fileColumns[name]];
  const isMoving = name === "teams" && Object.keys(moves).length > 0;
  const rows = values.map((value, index) => {
    const cells = cellsOf[name](value).map((cell) => cell ?? "");
    if (isMoving) cells.push((moves[(value as Team).id] ?? []).join(", "));
    return { row: index + 2, cells };
  });
  return { name, file: `kilder/${name}`, header: isMoving ? [...header, "replaces_team_id"] : header, rows };
}

function writeLocalNames(names: Solution["localNames"]): string {
  return Object.entries(names)
    .map(([areaId, word]) => (areaId === "*" ? word : `${areaId}=${word}`))
    .join("|");
}
