import { Button } from "@fluentui/react-components";
import { useRef } from "react";
import type { LevelsAnswer, WeekMark } from "../../../../bot/api/contract.ts";
import type { LevelsByWeek, Standing } from "../../../../bot/domain/standings.ts";
import type { TabText } from "../../../../bot/text/da/tab.ts";
import { keepFile } from "../../../components/export-buttons.tsx";
import { FigureNotes } from "../../../components/figure-notes.tsx";
import { weekNumber, writtenDate } from "../../../dates.ts";
import { useSession } from "../../../session.ts";
import { type Flag, LevelChart, Swatch, stacked } from "./level-chart.tsx";
import { LevelTable } from "./level-table.tsx";
import { useLevels } from "./use-levels.ts";
import { useWidth } from "./use-width.ts";

const height = 280;

interface SolutionChartProps {
  solutionId: string;
  name: string;
}

/** A year of one solution as a picture, with what was decided and tried marked on it, and as a table behind it. */
export function SolutionChart({ solutionId, name }: SolutionChartProps) {
  const { text } = useSession();
  const { ref, width } = useWidth<HTMLElement>();
  const answer = useLevels({ solution: solutionId });
  const picture = useRef<HTMLDivElement>(null);
  const solution = answer.data?.solutions[0];
  const words = text.figures.chart;
  return (
    <section className="section" ref={ref}>
      <h2>{words.title}</h2>
      {answer.isError && <p className="notice">{text.detail.notRead}</p>}
      <div className="chart-room" ref={picture}>
        {answer.data !== undefined && solution !== undefined && width > 0 && (
          <LevelChart
            {...shownPart(answer.data, solution.levels)}
            label={`${name}. ${aloud(answer.data, solution.levels, text)}${targetAloud(solution, text)}`}
            target={solution.target?.share}
            width={width}
            height={height}
          />
        )}
      </div>
      {answer.data !== undefined && solution !== undefined && (
        <>
          <ChartLegend levels={solution.levels} />
          <TargetLine solution={solution} />
          <Marks {...answer.data} />
          <p className="export-buttons">
            <Button size="small" appearance="subtle" onClick={() => savePicture(picture.current, name)}>
              {words.save}
            </Button>
          </p>
          <LevelTable weeks={answer.data.weeks} levels={solution.levels} marks={answer.data.marks} />
          <FigureNotes figures={["levels"]} basis={{ levels: basisOf(answer.data, solution.levels, text) }} />
        </>
      )}
    </section>
  );
}

/** The weeks from the first in which some team is counted, with what is marked on them. */
function shownPart(answer: LevelsAnswer, levels: LevelsByWeek) {
  const { weeks, marks } = answer;
  const first = Math.max(
    weeks.findIndex((_, at) => stacked.some((one) => (levels[one][at] ?? 0) > 0)),
    0,
  );
  const part = Object.fromEntries(stacked.map((one) => [one, levels[one].slice(first)])) as LevelsByWeek;
  const quiet = new Set(marks.filter(isOfCalendar).map(({ week }) => week));
  return { weeks: weeks.slice(first), levels: part, quiet, flags: flagsOf(answer) };
}

function isOfCalendar({ kind }: WeekMark): boolean {
  return kind === "holiday" || kind === "quiet";
}

type FlaggedMark = Exclude<WeekMark, { kind: "holiday" | "quiet" }>;

type MarkedWeeks = Pick<LevelsAnswer, "marks" | "weeks">;

function isFlagged(mark: WeekMark): mark is FlaggedMark {
  return !isOfCalendar(mark);
}

/** Whether its week is not on the axis yet. */
function isAhead({ week }: FlaggedMark, weeks: readonly string[]): boolean {
  return week > (weeks.at(-1) ?? "");
}

/** What was decided and tried, numbered by week: more of them in one week share a flag. */
function flaggedWeeks({ marks, weeks }: MarkedWeeks): { number: number; week: string; flagged: FlaggedMark[] }[] {
  const flagged = marks.filter(isFlagged).filter((mark) => !isAhead(mark, weeks));
  return [...Map.groupBy(flagged, ({ week }) => week)].map(([week, ones], at) => ({
    number: at + 1,
    week,
    flagged: ones,
  }));
}

function flagsOf(answer: MarkedWeeks): Flag[] {
  const last = answer.weeks.at(-1) ?? "";
  return flaggedWeeks(answer).map(({ number, week, flagged }) => {
    const ends = flagged.flatMap((mark) => (mark.kind === "trial" ? [mark.untilWeek] : []));
    // What goes on is drawn to the week we are in.
    const until = [...ends.filter((end) => end <= last), ...(ends.some((end) => end > last) ? [last] : [])]
      .sort()
      .at(-1);
    return { number, week, ...(until === undefined ? {} : { until }) };
  });
}

function aloud({ weeks }: LevelsAnswer, levels: LevelsByWeek, { vocabulary, figures }: TabText): string {
  const name = (one: Standing) => (one === "noEstimate" ? figures.chart.noEstimate : vocabulary.usage[one]);
  const now = stacked.map((one) => ({ one, count: levels[one].at(-1) ?? 0 })).filter(({ count }) => count > 0);
  const said = (week: string | undefined) => figures.chart.yearWeek((week ?? "").slice(0, 4), weekNumber(week ?? ""));
  const span = figures.chart.span(said(weeks.at(0)), said(weeks.at(-1)));
  const teams = now.reduce((sum, { count }) => sum + count, 0);
  return `${figures.chart.aloud(span, teams)} ${now.map(({ one, count }) => `${name(one)}: ${count}`).join(", ")}.`;
}

function basisOf({ weeks }: LevelsAnswer, levels: LevelsByWeek, { figures }: TabText) {
  const teams = stacked.reduce((sum, one) => sum + (levels[one].at(-1) ?? 0), 0);
  const known = teams - (levels.noEstimate.at(-1) ?? 0);
  return { answered: figures.ofTeams(known, teams), updated: figures.week(weekNumber(weeks.at(-1) ?? "")) };
}

type Aimed = Pick<LevelsAnswer["solutions"][number], "target">;

/** The line that is aimed for, in words; nothing where none is. */
export function TargetLine({ solution: { target } }: { solution: Aimed }) {
  const { text } = useSession();
  if (target === undefined) return null;
  return (
    <p className="caption">
      {text.decisions.target(target.share, writtenDate(target.due, text.locale), target.scopeName)}.{" "}
      {text.figures.chart.target}
    </p>
  );
}

/** The same, for whoever hears the picture. */
export function targetAloud({ target }: Aimed, { decisions, locale }: TabText): string {
  return target === undefined
    ? ""
    : ` ${decisions.target(target.share, writtenDate(target.due, locale), target.scopeName)}.`;
}

/** The levels that are in the picture. */
export function ChartLegend({ levels }: { levels: LevelsByWeek }) {
  const { text } = useSession();
  const shown = stacked.filter((one) => levels[one].some((count) => count > 0));
  return (
    <ul className="legend-levels row caption">
      {shown.map((one) => (
        <li key={one} className="row">
          <Swatch standing={one} />
          {one === "noEstimate" ? text.figures.chart.noEstimate : text.vocabulary.usage[one]}
        </li>
      ))}
    </ul>
  );
}

function Marks({ marks, weeks }: MarkedWeeks) {
  const { text } = useSession();
  const words = text.figures.chart;
  const flagged = flaggedWeeks({ marks, weeks });
  const ahead = marks.filter(isFlagged).filter((mark) => isAhead(mark, weeks));
  return (
    <div className="caption words">
      {flagged.length > 0 && (
        <>
          <h3 className="small">{words.marks}</h3>
          <ol className="chart-marks">
            {flagged.map(({ number, week, flagged }) => (
              <li key={number} value={number}>
                {text.week(weekNumber(week))}: {flagged.map((mark) => say(mark, text)).join(" · ")}
              </li>
            ))}
          </ol>
        </>
      )}
      {ahead.length > 0 && (
        <>
          <h3 className="small">{words.ahead}</h3>
          <ul className="chart-ahead">
            {ahead.map((mark, at) => (
              <li key={at}>{say(mark, text)}</li>
            ))}
          </ul>
        </>
      )}
      {marks.some(isOfCalendar) && <p>{words.holidays}</p>}
    </div>
  );
}

function say(mark: FlaggedMark, { figures, decisions, locale }: TabText): string {
  const words = figures.chart;
  if (mark.kind === "trial") {
    const state = words.trialStates[mark.state];
    return `${words.trial(writtenDate(mark.date, locale), writtenDate(mark.until, locale))} (${state})`;
  }
  const what = decisions.kinds[mark.decision];
  return `${words[mark.kind](what)} (${writtenDate(mark.date, locale)}, ${decisions.states[mark.state].toLowerCase()})`;
}

/** The picture as it stands, as a file that other programs can read. */
function savePicture(room: HTMLElement | null, name: string): void {
  const svg = room?.querySelector("svg");
  if (!svg) return;
  const blob = new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
  keepFile({ name: `ombord-${name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.svg`, blob });
}
