import { Button } from "@fluentui/react-components";
import { type CSSProperties, memo, useCallback, useMemo, useState } from "react";
import type { AdoptionAnswer, AdoptionSummary, SolutionSpread, TeamAdoptionRow } from "../../../bot/api/contract.ts";
import { useGridKeys } from "../../components/grid-keys.ts";
import { useGrowing } from "../../components/growing.ts";
import { Link } from "../../components/link.tsx";
import { useSession } from "../../session.ts";
import { TeamCell, WeekCell } from "./cells.tsx";
import { solutionPath, teamSolutionPath } from "./paths.ts";
import { everydayShare, type Row, rowsOf, type Sort } from "./rows.ts";
import { SpreadBar } from "./spread.tsx";

/** So many teams are too many to meet unfolded. */
const foldAboveTeams = 60;
const rowsAtATime = 12;
const tallAboveRows = 30;

interface HeatmapProps {
  adoption: AdoptionAnswer;
  withHistory: boolean;
  sort: Sort;
}

/** Teams by solutions, as a table that a screen reader knows as a grid and the arrow keys move in. */
export function Heatmap({ adoption, withHistory, sort }: HeatmapProps) {
  const { text } = useSession();
  const [folded, setFolded] = useState<ReadonlySet<string>>(
    () => new Set(adoption.teams.length > foldAboveTeams ? leafAreas(adoption) : []),
  );
  const rows = useMemo(() => rowsOf(adoption, folded, sort), [adoption, folded, sort]);
  const shown = useGrowing(rows, rowsAtATime, sort);
  const gridKeys = useGridKeys();
  const toggle = useCallback((areaId: string) => {
    setFolded((before) =>
      before.has(areaId) ? new Set([...before].filter((id) => id !== areaId)) : new Set([...before, areaId]),
    );
  }, []);
  const words = text.overview;
  return (
    <>
      <p className="keys caption">{words.heatmapKeys}</p>
      {adoption.areas.length > 1 && (
        <p className="fold-all row">
          <Button size="small" appearance="subtle" onClick={() => setFolded(new Set(leafAreas(adoption)))}>
            {words.foldAll}
          </Button>
          <Button size="small" appearance="subtle" onClick={() => setFolded(new Set())}>
            {words.unfoldAll}
          </Button>
        </p>
      )}
      <div
        className={rows.length > tallAboveRows ? "heatmap-scroll is-tall" : "heatmap-scroll"}
        id="team-table"
        tabIndex={-1}
      >
        <table
          className="heatmap"
          style={columnCount(adoption.solutions.length + 1)}
          {...gridKeys}
          aria-rowcount={rows.length + 1}
        >
          <caption className="visually-hidden">{words.heatmapCaption}</caption>
          <thead>
            <tr>
              <th scope="col" className="corner">
                {words.team}
              </th>
              {adoption.solutions.map(({ id, name }) => (
                <th key={id} scope="col" className="capital">
                  <Link to={solutionPath(id)} className="quiet-link" tabIndex={-1}>
                    {name}
                  </Link>
                </th>
              ))}
              <th scope="col">{words.periods.now}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <HeatmapRow key={row.key} row={row} adoption={adoption} withHistory={withHistory} onToggle={toggle} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The width of the table follows the number of its columns. */
function columnCount(count: number): CSSProperties {
  return { "--columns": count } as CSSProperties;
}

/** How far in the name stands: four steps at most. */
function indent(depth: number): CSSProperties {
  return { "--depth": Math.min(depth, 4) } as CSSProperties;
}

/** The areas that hold teams themselves: folding them leaves the structure above in sight. */
function leafAreas(adoption: AdoptionAnswer): string[] {
  return [...new Set(adoption.teams.map((team) => team.areaId))];
}

interface HeatmapRowProps {
  row: Row;
  adoption: AdoptionAnswer;
  withHistory: boolean;
  onToggle: (areaId: string) => void;
}

function HeatmapRow({ row, adoption, withHistory, onToggle }: HeatmapRowProps) {
  if (row.kind === "area") {
    const { key, depth, name, folded, summary } = row;
    return <AreaRow {...{ areaId: key, depth, name, folded, summary, onToggle }} solutions={adoption.solutions} />;
  }
  return <TeamRow team={row.team} depth={row.depth} adoption={adoption} withHistory={withHistory} />;
}

interface AreaRowProps {
  areaId: string;
  depth: number;
  name: string;
  folded: boolean;
  summary: AdoptionSummary;
  solutions: AdoptionAnswer["solutions"];
  onToggle: (areaId: string) => void;
}

const AreaRow = memo(function AreaRow({ areaId, depth, name, folded, summary, solutions, onToggle }: AreaRowProps) {
  const { text } = useSession();
  return (
    <tr className="area-row" style={indent(depth)}>
      <th scope="row">
        <button type="button" className="fold" tabIndex={-1} aria-expanded={!folded} onClick={() => onToggle(areaId)}>
          <span className="fold-mark" aria-hidden="true" />
          <span>{name}</span>
        </button>
      </th>
      {solutions.map(({ id }) => (
        <AreaCell key={id} spread={summary.solutions[id]} />
      ))}
      <td tabIndex={-1} className="area-week">
        <span className="caption">
          {text.overview.ofCount(summary.answered.at(-1) ?? 0, summary.asked.at(-1) ?? 0)}
        </span>
      </td>
    </tr>
  );
});

function AreaCell({ spread }: { spread: SolutionSpread | undefined }) {
  const { text } = useSession();
  if (spread === undefined || spread.teams === 0) {
    return (
      <td tabIndex={-1}>
        <span className="visually-hidden">{text.overview.notUsed}</span>
      </td>
    );
  }
  const { everyday } = everydayShare(spread.levels);
  return (
    <td tabIndex={-1}>
      <span className="caption">{text.overview.ofCount(everyday, spread.teams)}</span>
      <SpreadBar spread={spread} />
    </td>
  );
}

interface TeamRowProps {
  team: TeamAdoptionRow;
  depth: number;
  adoption: AdoptionAnswer;
  withHistory: boolean;
}

const TeamRow = memo(function TeamRow({ team, depth, adoption, withHistory }: TeamRowProps) {
  return (
    <tr className="team-row" style={indent(depth)}>
      <th scope="row">{team.name}</th>
      {adoption.solutions.map(({ id, name }) => (
        <TeamCell
          key={id}
          name={name}
          to={teamSolutionPath(team.teamId, id)}
          solution={team.solutions[id]}
          withHistory={withHistory}
        />
      ))}
      <WeekCell state={team.states.at(-1) ?? "notAsked"} />
    </tr>
  );
});
