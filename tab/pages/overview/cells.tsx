import type { ReactNode } from "react";
import type { TeamSolution } from "../../../bot/api/contract.ts";
import type { WeekState } from "../../../bot/domain/check-in/adoption.ts";
import { isSetAside, score } from "../../../bot/domain/vocabulary.ts";
import { LevelSymbol } from "../../components/level.tsx";
import { Link } from "../../components/link.tsx";
import { WeekBars } from "../../components/week-bars.tsx";
import { weekNumber } from "../../dates.ts";
import { useSession } from "../../session.ts";

interface TeamCellProps {
  /** The solution's name, shown in the cell where there is no room for columns. */
  name: string;
  /** Where the cell leads. */
  to: string;
  solution: TeamSolution | undefined;
  withHistory: boolean;
}

/** One team and one solution: colour, symbol and words say the same. */
export function TeamCell({ name, to, solution, withHistory }: TeamCellProps) {
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
        {withHistory && <WeekBars values={solution.levels.map((level) => level && score(level))} />}
      </Link>
    </Cell>
  );
}

function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <td className="cell" data-name={name}>
      {children}
    </td>
  );
}

/** What became of this week's check-in: not asked and not answered are two different things. */
export function WeekCell({ state }: { state: WeekState }) {
  const { text } = useSession();
  return (
    <td tabIndex={-1} className="cell cell-week">
      <span className={`week-state caption state-${state}`}>{text.overview.weekStates[state]}</span>
    </td>
  );
}
