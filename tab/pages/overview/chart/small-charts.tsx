import type { LevelsByWeek } from "../../../../bot/domain/standings.ts";
import { FigureNotes } from "../../../components/figure-notes.tsx";
import { Folding } from "../../../components/folding.tsx";
import { Link } from "../../../components/link.tsx";
import { weekNumber } from "../../../dates.ts";
import { useSession } from "../../../session.ts";
import { capital } from "../../barriers/words.ts";
import { solutionPath } from "../paths.ts";
import { LevelChart, stacked } from "./level-chart.tsx";
import { ChartLegend, TargetLine, targetAloud } from "./solution-chart.tsx";
import { useLevels } from "./use-levels.ts";

const [width, height] = [280, 120];

/** Every solution of an area, small beside each other: shares of its teams, so that all have one scale. */
export function SmallCharts({ area }: { area: string }) {
  const { text } = useSession();
  const answer = useLevels({ area });
  const words = text.figures.chart;
  if (answer.isPending) return null;
  return (
    <Folding id="small-charts-title" title={words.small}>
      {answer.data === undefined ? (
        <p className="notice">{text.detail.notRead}</p>
      ) : (
        <>
          <p className="section-intro">{words.smallIntro}</p>
          <ul className="small-charts columns">
            {answer.data.solutions.map(({ id, name, levels, target }) => (
              <li key={id}>
                <h3 className="small">
                  <Link to={solutionPath(id)} className="quiet-link">
                    {capital(name)}
                  </Link>{" "}
                  <span className="caption">{text.overview.spreadTeams(countOf(levels))}</span>
                </h3>
                <LevelChart
                  weeks={answer.data.weeks}
                  levels={levels}
                  label={`${capital(name)}. ${said(levels)}.${targetAloud({ target }, text)}`}
                  target={target?.share}
                  width={width}
                  height={height}
                  isSmall
                />
                <TargetLine solution={{ target }} />
              </li>
            ))}
          </ul>
          <ChartLegend levels={together(answer.data.solutions.map(({ levels }) => levels))} />
          <FigureNotes
            figures={["levels"]}
            basis={{ levels: { updated: text.figures.week(weekNumber(answer.data.weeks.at(-1) ?? "")) } }}
          />
        </>
      )}
    </Folding>
  );

  function said(levels: LevelsByWeek): string {
    const now = stacked.map((one) => ({ one, count: levels[one].at(-1) ?? 0 })).filter(({ count }) => count > 0);
    const name = (one: (typeof stacked)[number]) =>
      one === "noEstimate" ? words.noEstimate : text.vocabulary.usage[one];
    return now.map(({ one, count }) => `${name(one)}: ${count}`).join(", ");
  }
}

function countOf(levels: LevelsByWeek): number {
  return stacked.reduce((sum, one) => sum + (levels[one].at(-1) ?? 0), 0);
}

/** Which levels are in any of them. */
function together(all: readonly LevelsByWeek[]): LevelsByWeek {
  return Object.fromEntries(stacked.map((one) => [one, all.flatMap((levels) => levels[one])])) as LevelsByWeek;
}
