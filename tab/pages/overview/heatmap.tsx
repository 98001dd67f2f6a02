import { Button } from "@fluentui/react-components";
import { type CSSProperties, memo, useCallback, useMemo, useState } from "react";
import type { AdoptionAnswer, AdoptionSummary, SolutionSpread, TeamAdoptionRow } from "../../../bot/api/contract.ts";
import { everydayShare } from "../../../bot/domain/check-in/change.ts";
import { useGridKeys } from "../../components/grid-keys.ts";
import { useGrowing } from "../../components/growing.ts";
import { Link } from "../../components/link.tsx";
import { useSession } from "../../session.ts";
import { TeamCell, WeekCell } from "./cells.tsx";
import { solutionPath, teamPath, teamSolutionPath } from "./paths.ts";
import { type AreaLine, type GridPart, gridParts, type Row, rowsOf, type Sort } from "./rows.ts";
import { SpreadBar } from "./spread.tsx";

/** So many teams are too many to meet unfolded, and each has one line of text. */
const manyTeams = 60;
const rowsAtATime = 12;

interface HeatmapProps {
  adoption: AdoptionAnswer;
  withHistory: boolean;
  sort: Sort;
  /** The teams that are looked for; null is all of them. */
  found: ReadonlySet<string> | null;
}

/** Teams by solutions, as tables that a screen reader knows as grids and the arrow keys move in. */
export function Heatmap({ adoption, withHistory, sort, found }: HeatmapProps) {
  const { text } = useSession();
  const isMany = adoption.teams.length > manyTeams;
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set(isMany ? foldedAtFirst(adoption) : []));
  const rows = useMemo(() => rowsOf(adoption, { folded, sort, found }), [adoption, folded, sort, found]);
  const shown = useGrowing(rows, rowsAtATime, `${sort}${found?.size}`);
  const parts = useMemo(() => gridParts(shown, adoption), [shown, adoption]);
  const toggle = useCallback((areaId: string) => {
    setFolded((before) =>
      before.has(areaId) ? new Set([...before].filter((id) => id !== areaId)) : new Set([...before, areaId]),
    );
  }, []);
  const words = text.overview;
  const isCompact = isMany || found !== null;
  const away = useMemo(() => new Set(adoption.leaderAway), [adoption]);
  return (
    <>
      <p className="keys caption">{words.heatmapKeys}</p>
      {adoption.areas.length > 1 && found === null && (
        <p className="fold-all row">
          <Button
            size="small"
            appearance="subtle"
            onClick={() => setFolded(new Set([...folded, ...holdingAreas(adoption)]))}
          >
            {words.foldAll}
          </Button>
          <Button size="small" appearance="subtle" onClick={() => setFolded(new Set())}>
            {words.unfoldAll}
          </Button>
        </p>
      )}
      <div id="team-table" tabIndex={-1}>
        {parts.map((part) => (
          <Grid
            key={part.key}
            part={part}
            onToggle={toggle}
            isCompact={isCompact}
            withHistory={withHistory && !isCompact}
            away={away}
          />
        ))}
      </div>
    </>
  );
}

/** The areas that hold teams themselves: folding them leaves the structure above in sight. */
function holdingAreas(adoption: AdoptionAnswer): string[] {
  return [...new Set(adoption.teams.map((team) => team.areaId))];
}

/** The areas at the top and those in them are met; on a phone there is room for those at the top only. */
function foldedAtFirst(adoption: AdoptionAnswer): string[] {
  const every = adoption.areas.map(({ id }) => id);
  if (window.matchMedia("(max-width: 640px)").matches) return every;
  const top = new Set(rowsOf(adoption, { folded: new Set(every), sort: "name", found: null }).map(({ key }) => key));
  const holding = new Set(holdingAreas(adoption));
  return every.filter((id) => !top.has(id) || holding.has(id));
}

interface GridProps {
  part: GridPart;
  isCompact: boolean;
  withHistory: boolean;
  /** The teams whose leader is away without a stand-in. */
  away: ReadonlySet<string>;
  onToggle: (areaId: string) => void;
}

function Grid({ part: { rows, solutions }, isCompact, withHistory, away, onToggle }: GridProps) {
  const { text } = useSession();
  const gridKeys = useGridKeys();
  const words = text.overview;
  return (
    <table
      className={isCompact ? "heatmap is-compact" : "heatmap"}
      style={columnCount(solutions.length)}
      {...gridKeys}
      aria-rowcount={rows.length + 1}
    >
      <caption className="visually-hidden">{words.heatmapCaption}</caption>
      <thead>
        <tr>
          <th scope="col" className="corner">
            {words.team}
          </th>
          <th scope="col" className="head-week" tabIndex={-1}>
            {words.periods.now}
          </th>
          {solutions.map(({ id, name }) => (
            <th key={id} scope="col" className="capital">
              <Link to={solutionPath(id)} className="quiet-link" tabIndex={-1}>
                {name}
              </Link>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) =>
          row.kind === "area" ? (
            <AreaRow key={row.key} line={row} solutions={solutions} onToggle={onToggle} />
          ) : (
            <TeamRow
              key={row.key}
              row={row}
              solutions={solutions}
              withHistory={withHistory}
              isLeaderAway={away.has(row.team.teamId)}
            />
          ),
        )}
      </tbody>
    </table>
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

interface AreaRowProps {
  line: AreaLine;
  solutions: AdoptionAnswer["solutions"];
  onToggle: (areaId: string) => void;
}

const AreaRow = memo(function AreaRow({ line, solutions, onToggle }: AreaRowProps) {
  const { text } = useSession();
  const { key, depth, name, path, folded, summary, teams } = line;
  return (
    <tr className="area-row" style={indent(depth)}>
      <th scope="row">
        {path.length > 0 && <span className="caption">{path.join(" › ")} › </span>}
        <button type="button" className="fold" tabIndex={-1} aria-expanded={!folded} onClick={() => onToggle(key)}>
          <span className="fold-mark" aria-hidden="true" />
          <span>{name}</span>
        </button>
        {folded && <span className="caption">{text.overview.folded(teams)}</span>}
      </th>
      <td tabIndex={-1} className="area-week">
        <span className="caption">{summary === null ? text.overview.partOf(teams) : answeredOf(summary)}</span>
      </td>
      {solutions.map(({ id }) => (
        <AreaCell key={id} spread={summary?.solutions[id]} />
      ))}
    </tr>
  );

  function answeredOf({ answered, asked }: AdoptionSummary): string {
    return text.overview.ofCount(answered.at(-1) ?? 0, asked.at(-1) ?? 0);
  }
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
  row: Extract<Row, { kind: "team" }>;
  solutions: AdoptionAnswer["solutions"];
  withHistory: boolean;
  isLeaderAway: boolean;
}

const TeamRow = memo(function TeamRow({ row: { team, depth }, solutions, withHistory, isLeaderAway }: TeamRowProps) {
  return (
    <tr className="team-row" style={indent(depth)}>
      <th scope="row">
        <Link to={teamPath(team.teamId)} className="quiet-link" tabIndex={-1}>
          {team.name}
        </Link>
      </th>
      <WeekCell state={stateOf(team)} isLeaderAway={isLeaderAway} />
      {solutions.map(({ id, name }) => (
        <TeamCell
          key={id}
          name={name}
          to={teamSolutionPath(team.teamId, id)}
          solution={team.solutions[id]}
          states={team.states}
          withHistory={withHistory}
        />
      ))}
    </tr>
  );
});

function stateOf({ states }: TeamAdoptionRow) {
  return states.at(-1) ?? "notAsked";
}
