import { AxisBottom, AxisLeft } from "@visx/axis";
import { scaleBand, scaleLinear, scaleOrdinal } from "@visx/scale";
import { BarStack } from "@visx/shape";
import { useId } from "react";
import { type LevelsByWeek, type Standing, standings } from "../../../../bot/domain/standings.ts";
import { score, usageLevels } from "../../../../bot/domain/vocabulary.ts";
import { weekNumber } from "../../../dates.ts";

/** From the bottom: what is most used stands on the line, and what nothing is known of lies on top. */
export const stacked: readonly Standing[] = standings;

/** Those of the style sheet's light theme, so that the picture can stand alone, in a file or on a slide. */
export const fills: Record<Standing, string> = {
  routine: "#0a4f5a",
  mostly: "#3f93a0",
  sometimes: "#7cbcc6",
  rarely: "#c4e1e5",
  notStarted: "#ffffff",
  notRelevant: "#e6e6e6",
  unsure: "#cfcfcf",
  noEstimate: "#ffffff",
};
const edge = "#5f8d94";
const ink = "#333333";

/** A flag over a week, with the number that says which it is in the list below. */
export interface Flag {
  week: string;
  number: number;
  /** The week that a trial goes on to, where it is one. */
  until?: string;
}

interface LevelChartProps {
  weeks: string[];
  levels: LevelsByWeek;
  /** What it shows, for whoever cannot see it. */
  label: string;
  width: number;
  height: number;
  /** Weeks in which few are at work, or nobody is asked. */
  quiet?: ReadonlySet<string>;
  flags?: Flag[];
  /** What is aimed for, in per cent of the estimates: a line over the bars, which the two lowest parts reach when it is so. */
  target?: number | undefined;
  /** Drawn beside others: shares instead of counts, so that all have one scale. */
  isSmall?: boolean;
}

interface WeekOf extends Record<Standing, number> {
  week: string;
}

/** How many teams stood at each level, week by week. A picture made of nothing but what it is given. */
export function LevelChart({
  weeks,
  levels,
  label,
  width,
  height,
  quiet,
  flags = [],
  target,
  isSmall = false,
}: LevelChartProps) {
  const id = useId().replaceAll(/[^\w-]/g, "");
  const margin = isSmall ? { top: 6, right: 8, bottom: 20, left: 36 } : { top: 26, right: 4, bottom: 24, left: 32 };
  const data = dataOf(weeks, levels);
  const most = isSmall ? 1 : Math.max(1, ...data.map((week) => stacked.reduce((sum, one) => sum + week[one], 0)));
  const x = scaleBand({ domain: weeks, range: [margin.left, width - margin.right], paddingInner: 0.15 });
  const y = scaleLinear({ domain: [0, most], range: [height - margin.bottom, margin.top], nice: !isSmall });
  const text = { fontFamily: "Segoe UI, sans-serif", fontSize: 11, fill: ink, stroke: "none" };
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      className="level-chart"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      <Patterns id={id} />
      {weeks.map((week) => quiet?.has(week) && <Quiet key={week} x={x(week)} {...{ width: x.step(), y, margin }} />)}
      <BarStack<WeekOf, Standing>
        data={data}
        keys={[...stacked]}
        x={({ week }) => week}
        xScale={x}
        yScale={y}
        color={scaleOrdinal({ domain: [...stacked], range: stacked.map((one) => fills[one]) })}
        offset={isSmall ? "expand" : "none"}
      >
        {(stacks) =>
          stacks.flatMap(({ key, bars }) =>
            bars
              .filter((bar) => bar.height > 0.01)
              .map((bar) => (
                <StandingRect
                  key={`${key}${bar.index}`}
                  id={id}
                  standing={key}
                  place={{ x: round(bar.x), y: round(bar.y), width: round(bar.width), height: round(bar.height) }}
                />
              )),
          )
        }
      </BarStack>
      <AxisLeft
        scale={y}
        left={margin.left}
        tickValues={isSmall ? [0, 0.5, 1] : y.ticks(4).filter(Number.isInteger)}
        tickFormat={(value) => (isSmall ? `${Number(value) * 100} %` : String(value))}
        tickLength={4}
        stroke={edge}
        tickStroke={edge}
        tickLabelProps={{ ...text, textAnchor: "end", dx: -2, dy: 4, fontSize: isSmall ? 9 : 11 }}
      />
      <AxisBottom
        scale={x}
        top={height - margin.bottom}
        tickValues={ticksOf(weeks, width)}
        tickFormat={(week) => String(weekNumber(week))}
        tickLength={4}
        stroke={edge}
        tickStroke={edge}
        tickLabelProps={{ ...text, textAnchor: "middle", fontSize: isSmall ? 9 : 11 }}
      />
      {target !== undefined && <TargetPath {...{ data, share: target, x, y, isSmall }} />}
      {flags.map((flag) => (
        <FlagMark key={flag.number} flag={flag} middle={middleOf} bottom={height - margin.bottom} text={text} />
      ))}
    </svg>
  );

  function middleOf(week: string): number | undefined {
    const left = x(week);
    return left === undefined ? undefined : left + x.bandwidth() / 2;
  }
}

function dataOf(weeks: string[], levels: LevelsByWeek): WeekOf[] {
  return weeks.map((week, at) => {
    const counts = Object.fromEntries(stacked.map((one) => [one, levels[one][at] ?? 0]));
    return { week, ...(counts as Record<Standing, number>) };
  });
}

interface TargetPathProps {
  data: WeekOf[];
  share: number;
  x: { (week: string): number | undefined; step: () => number };
  y: (value: number) => number;
  isSmall: boolean;
}

/** A step over each bar: so many of the teams whose estimate counts; nothing where none does. */
function TargetPath({ data, share, x, y, isSmall }: TargetPathProps) {
  const steps = data.map((week) => {
    const known = usageLevels.reduce((sum, level) => sum + (score(level) === null ? 0 : week[level]), 0);
    const total = isSmall ? stacked.reduce((sum, one) => sum + week[one], 0) : 1;
    const left = x(week.week);
    if (known === 0 || left === undefined) return "";
    return `M${round(left)} ${round(y((known * share) / 100 / total))}h${round(x.step())}`;
  });
  return (
    <path
      className="chart-target"
      d={steps.join("")}
      fill="none"
      stroke={ink}
      strokeWidth={isSmall ? 1.5 : 2}
      strokeDasharray="5 3"
    />
  );
}

interface StandingRectProps {
  id: string;
  standing: Standing;
  place: { x: number; y: number; width: number; height: number };
}

/** A part of a bar, and over it the pattern that takes the place of its colour where the system chooses those. */
function StandingRect({ id, standing, place }: StandingRectProps) {
  const isUncounted = standing === "notRelevant" || standing === "unsure";
  return (
    <>
      <rect
        className={`standing standing-${standing}`}
        {...place}
        fill={fills[standing]}
        stroke={edge}
        strokeWidth={0.75}
        strokeDasharray={standing === "noEstimate" ? "2 2" : undefined}
      />
      <rect
        className="standing-pattern"
        {...place}
        fill={`url(#${id}-${standing})`}
        display={isUncounted ? undefined : "none"}
      />
    </>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** As many week numbers as there is room for, the last one among them. */
function ticksOf(weeks: string[], width: number): string[] {
  const step = Math.max(1, Math.ceil(weeks.length / Math.max(2, Math.floor(width / 70))));
  return weeks.filter((_, at) => (weeks.length - 1 - at) % step === 0);
}

interface QuietProps {
  x: number | undefined;
  width: number;
  y: (value: number) => number;
  margin: { top: number };
}

function Quiet({ x, width, y, margin }: QuietProps) {
  if (x === undefined) return null;
  const height = y(0) - margin.top;
  return <rect className="chart-quiet" x={x} y={margin.top} width={width} height={height} fill="#f0f0f0" />;
}

interface FlagProps {
  flag: Flag;
  middle: (week: string) => number | undefined;
  bottom: number;
  text: object;
}

/** A number over its week, a line down to it, and for a trial another one as long as it lasts. */
function FlagMark({ flag: { week, number, until }, middle, bottom, text }: FlagProps) {
  const x = middle(week);
  if (x === undefined) return null;
  const end = until === undefined ? undefined : middle(until);
  return (
    <g className="chart-flag">
      <line x1={x} x2={x} y1={16} y2={bottom} stroke={ink} strokeDasharray="3 3" />
      {end !== undefined && <line x1={x} x2={end} y1={21} y2={21} stroke={ink} strokeWidth={3} />}
      <circle cx={x} cy={9} r={8} fill="#ffffff" stroke={ink} />
      <text {...text} x={x} y={13} textAnchor="middle">
        {number}
      </text>
    </g>
  );
}

/** What tells the levels apart where the system chooses the colours: the more use, the more ink. */
function Patterns({ id }: { id: string }) {
  const drawn: [Standing, number, string][] = [
    ["routine", 4, "M0 0h4v4h-4z"],
    ["mostly", 4, "M0 0h4v2.6h-4z"],
    ["sometimes", 5, "M0 0h5v1.4h-5z"],
    ["rarely", 6, "M1 1h1.6v1.6h-1.6z"],
    ["notStarted", 4, ""],
    ["notRelevant", 6, "M0 0h1.2v6h-1.2z"],
    ["unsure", 6, "M0 0h1v6h-1zM0 0h6v1h-6z"],
    ["noEstimate", 4, ""],
  ];
  return (
    <defs>
      {drawn.map(([standing, size, path]) => (
        <pattern
          key={standing}
          id={`${id}-${standing}`}
          className="chart-pattern"
          width={size}
          height={size}
          patternUnits="userSpaceOnUse"
        >
          <path d={path} fill="currentColor" />
        </pattern>
      ))}
    </defs>
  );
}

/** A square of a level as it is in the picture. */
export function Swatch({ standing }: { standing: Standing }) {
  const id = useId().replaceAll(/[^\w-]/g, "");
  return (
    <svg className="level-chart chart-swatch" viewBox="0 0 14 14" width={14} height={14} aria-hidden="true">
      <Patterns id={id} />
      <StandingRect id={id} standing={standing} place={{ x: 0.5, y: 0.5, width: 13, height: 13 }} />
    </svg>
  );
}
