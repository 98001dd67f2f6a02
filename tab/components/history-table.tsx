import type { WeekState } from "../../bot/domain/check-in/adoption.ts";
import type { UsageLevel } from "../../bot/domain/vocabulary.ts";
import { weekNumber } from "../dates.ts";
import { useSession } from "../session.ts";
import { LevelSymbol } from "./level.tsx";
import { scrollable } from "./scrollable.ts";

interface HistoryTableProps {
  caption: string;
  weeks: string[];
  /** What became of the check-in in each week: a week in which nothing was asked says so. */
  states: WeekState[];
  rows: { id: string; name: string; levels: (UsageLevel | null)[]; target?: UsageLevel | null }[];
}

function showNewest(section: HTMLElement | null): void {
  section?.scrollTo({ left: section.scrollWidth });
}

/** Estimates week by week: one line per solution (or team), one square per week. */
export function HistoryTable({ caption, weeks, states, rows }: HistoryTableProps) {
  const { text } = useSession();
  return (
    <section className="history-scroll" aria-label={caption} {...scrollable} ref={showNewest}>
      <table className="history">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.myWeek.solution}</th>
            {weeks.map((week) => (
              <th key={week} scope="col" aria-label={text.week(weekNumber(week))}>
                {weekNumber(week)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, levels, target }) => (
            <tr key={id}>
              <th scope="row">
                <p className="capital">{name}</p>
                {target && <p className="caption">{text.myWeek.target(text.vocabulary.usage[target])}</p>}
              </th>
              {weeks.map((week, index) => (
                <HistoryCell key={week} level={levels[index] ?? null} isAsked={states[index] !== "notAsked"} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function HistoryCell({ level, isAsked }: { level: UsageLevel | null; isAsked: boolean }) {
  const { text } = useSession();
  const none = isAsked ? text.myWeek.noEstimate : text.myWeek.notAsked;
  const words = level === null ? none : text.vocabulary.usage[level];
  return (
    <td>
      <span className={`history-square ${level === null ? "is-empty" : `level-${level}`}`} title={words}>
        {level === null ? (
          <span className="quiet" aria-hidden="true">
            {isAsked ? "·" : "–"}
          </span>
        ) : (
          <LevelSymbol level={level} />
        )}
        <span className="visually-hidden">{words}</span>
      </span>
    </td>
  );
}
