import type { WeekMark } from "../../../../bot/api/contract.ts";
import type { LevelsByWeek } from "../../../../bot/domain/standings.ts";
import { scrollable } from "../../../components/scrollable.ts";
import { weekNumber } from "../../../dates.ts";
import { useSession } from "../../../session.ts";
import { stacked } from "./level-chart.tsx";

interface LevelTableProps {
  weeks: string[];
  levels: LevelsByWeek;
  marks: WeekMark[];
}

/** What the picture shows, for whoever cannot see it: one line a week, the newest first. */
export function LevelTable({ weeks, levels, marks }: LevelTableProps) {
  const { text } = useSession();
  const words = text.figures.chart;
  const shown = stacked.filter((one) => levels[one].some((count) => count > 0));
  const noted = new Map(
    marks.flatMap((mark) => (calendarNote(mark) === null ? [] : [[mark.week, calendarNote(mark)]])),
  );
  return (
    <details className="chart-table">
      <summary>{words.table}</summary>
      <section className="history-scroll" aria-label={words.title} {...scrollable}>
        <table className="table is-counts">
          <caption className="visually-hidden">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.week}</th>
              {shown.map((one) => (
                <th key={one} scope="col">
                  {one === "noEstimate" ? words.noEstimate : text.vocabulary.usage[one]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks
              .map((week, at) => ({ week, at }))
              .toReversed()
              .map(({ week, at }) => (
                <tr key={week}>
                  <th scope="row">
                    {words.yearWeek(week.slice(0, 4), weekNumber(week))}
                    {noted.has(week) && <span className="quiet"> ({noted.get(week)})</span>}
                  </th>
                  {shown.map((one) => (
                    <td key={one}>{levels[one][at] ?? 0}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </section>
    </details>
  );

  function calendarNote(mark: WeekMark): string | null {
    if (mark.kind === "quiet") return words.quiet;
    return mark.kind === "holiday" ? mark.names.join(", ") : null;
  }
}
