import type { ReactNode } from "react";
import type { TeamSolution } from "../../../bot/api/contract.ts";
import type { WeekState } from "../../../bot/domain/check-in/adoption.ts";
import { isSetAside, score } from "../../../bot/domain/vocabulary.ts";
import { LevelSymbol } from "../../components/level.tsx";
import { Link } from "../../components/link.tsx";
import { WeekBars } from "../../components/week-bars.tsx";
import { weekNumber } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { Agreed } from "./agreed.tsx";

interface TeamCellProps {
  /** The solution's name, shown in the cell where there is no room for columns. */
  name: string;
  /** Where the cell leads. */
  to: string;
  solution: TeamSolution | undefined;
  /** What became of the check-in in each week shown. */
  states: readonly WeekState[];
  withHistory: boolean;
}

/** One team and one solution: colour, symbol and words say the same. */
export function TeamCell({ name, to, solution, states, withHistory }: TeamCellProps) {
  const { text } = useSession();
  const words = text.overview;
  if (solution === undefined) {
    return (
      <td tabIndex={-1} className="cell cell-empty">
        <span className="visually-hidden">{words.notUsed}</span>
      </td>
    );
  }
  if (isSetAside(solution.status)) {
    return (
      <Cell name={name}>
        <Link to={to} tabIndex={-1} className="cell-box level-agreed">
          {words[solution.status]}
          <span className="cell-note">
            <Agreed view={{ agreed: solution.agreed }} />
          </span>
        </Link>
      </Cell>
    );
  }
  const { latest } = solution;
  if (latest === null) {
    return (
      <Cell name={name}>
        <Link to={to} tabIndex={-1} className="cell-box level-none">
          {words.neverAnswered}
        </Link>
      </Cell>
    );
  }
  const number = weekNumber(latest.week);
  return (
    <Cell name={name}>
      <Link to={to} tabIndex={-1} className={`cell-box level-${latest.level}${latest.stale ? " is-stale" : ""}`}>
        <span className="cell-label">
          <LevelSymbol level={latest.level} />
          <span className="cell-words">{text.vocabulary.usage[latest.level]}</span>
        </span>
        {latest.stale && (
          <span className="cell-note">
            <span aria-hidden="true">{text.week(number)}</span>
            <span className="visually-hidden">{words.staleFromWeek(number)}</span>
          </span>
        )}
        {withHistory && <WeekBars values={solution.levels.map((level, at) => barOf(level, states[at]))} />}
      </Link>
    </Cell>
  );
}

function barOf(level: TeamSolution["levels"][number], state: WeekState | undefined) {
  if (level !== null) return score(level);
  return state === "notAsked" ? "notAsked" : null;
}

function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <td className="cell" data-name={name}>
      {children}
    </td>
  );
}

interface WeekCellProps {
  state: WeekState;
  /** The leader is away without a stand-in today: nobody is expected to answer. */
  isLeaderAway: boolean;
}

/** What became of this week's check-in: not asked and not answered are two different things. */
export function WeekCell({ state, isLeaderAway }: WeekCellProps) {
  return (
    <td tabIndex={-1} className="cell cell-week">
      <ThisWeek state={state} isLeaderAway={isLeaderAway} />
    </td>
  );
}

/** Said of the week we are in only: afterwards it was a week that was not asked. */
export function ThisWeek({ state, isLeaderAway }: WeekCellProps) {
  const { text } = useSession();
  const isAway = isLeaderAway && (state === "notAsked" || state === "open");
  const shown = isAway ? "notAsked" : state;
  return (
    <span className={`week-state caption state-${shown}`}>
      {isAway ? text.overview.leaderAway : text.overview.weekStates[state]}
    </span>
  );
}
