import type { LevelsByWeek } from "../../../bot/domain/standings.ts";
import { useSession } from "../../session.ts";
import { LevelChart, stacked } from "../overview/chart/level-chart.tsx";
import { ChartLegend } from "../overview/chart/solution-chart.tsx";
import { quarterText } from "./words.ts";

const [width, height] = [230, 84];

interface QuarterWeeksProps {
  weeks: string[];
  levels: LevelsByWeek;
  name: string;
}

/** The same picture as on the solution's page, of the weeks of the quarter. */
export function QuarterWeeks({ weeks, levels, name }: QuarterWeeksProps) {
  const { text } = useSession();
  const now = stacked.map((one) => ({ one, count: levels[one].at(-1) ?? 0 })).filter(({ count }) => count > 0);
  const nameOf = (one: (typeof stacked)[number]) =>
    one === "noEstimate" ? text.figures.chart.noEstimate : text.vocabulary.usage[one];
  const said = now.map(({ one, count }) => `${nameOf(one)}: ${count}`).join(", ");
  const label = `${quarterText(text).spread.chart(name)}. ${said}`;
  return (
    <div className="quarter-weeks">
      <LevelChart weeks={weeks} levels={levels} label={label} width={width} height={height} isSmall />
    </div>
  );
}

/** What the colours are, for all the pictures. */
export function WeeksLegend({ all }: { all: readonly LevelsByWeek[] }) {
  const together = stacked.map((one) => [one, all.flatMap((levels) => levels[one])]);
  return <ChartLegend levels={Object.fromEntries(together) as LevelsByWeek} />;
}
