import type { AdoptionAnswer, TeamSolution } from "../../../bot/api/contract.ts";
import { addChanges, everydayShare, noChanges } from "../../../bot/domain/check-in/change.ts";
import type { FigureId } from "../../../bot/text/da/figures.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { type Basis, FigureNotes } from "../../components/figure-notes.tsx";
import { WeekBars } from "../../components/week-bars.tsx";
import { weekNumber } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { Moved } from "./moved.tsx";

/** The three figures that a manager looks for first, each with what it rests on. */
export function Facts({ adoption }: { adoption: AdoptionAnswer }) {
  const { text } = useSession();
  const { summary, weeks } = adoption;
  const percent = new Intl.NumberFormat(text.locale, { style: "percent", maximumFractionDigits: 0 });
  const asked = summary.asked.at(-1) ?? 0;
  const answered = summary.answered.at(-1) ?? 0;
  const spreads = Object.values(summary.solutions);
  const shares = spreads.map(({ levels }) => everydayShare(levels));
  const everyday = shares.reduce((sum, share) => sum + share.everyday, 0);
  const known = shares.reduce((sum, share) => sum + share.known, 0);
  const changes = noChanges();
  for (const spread of spreads) addChanges(changes, spread.changes);
  const stale = spreads.reduce((sum, spread) => sum + spread.stale, 0);
  const rates = summary.asked.map((count, week) => (count === 0 ? null : (summary.answered[week] ?? 0) / count));
  return (
    <>
      <dl className="facts">
        <div>
          <dt className="caption">{text.overview.responseTitle}</dt>
          <dd>
            <span className="fact-figure">{asked === 0 ? "–" : percent.format(answered / asked)}</span>
            <span className="fact-basis">
              {asked === 0 ? text.overview.nobodyAsked : text.overview.response(answered, asked)}
            </span>
            <WeekBars values={rates} className="week-bars fact-bars" />
            <span className="visually-hidden">
              {text.overview.responseHistory}:{" "}
              {weeks
                .map((week, index) =>
                  text.overview.responseWeek(weekNumber(week), summary.answered[index] ?? 0, summary.asked[index] ?? 0),
                )
                .join(", ")}
            </span>
          </dd>
        </div>
        <div>
          <dt className="caption">{text.overview.routineTitle}</dt>
          <dd>
            <span className="fact-figure">{known === 0 ? "–" : percent.format(everyday / known)}</span>
            <span className="fact-basis">{text.overview.routine(everyday, known)}</span>
            <div className="caption">
              <Moved changes={changes} ofWhat="bothEstimates" />
            </div>
          </dd>
        </div>
        <div>
          <dt className="caption">{text.overview.staleTitle}</dt>
          <dd>
            <span className="fact-figure">{stale}</span>
            <span className="fact-basis">{text.overview.stale(stale)}</span>
          </dd>
        </div>
      </dl>
      <FigureNotes figures={["response", "everyday", "change", "stale"]} basis={factsBasis(adoption, text)} />
    </>
  );
}

/** What the figures about many solutions rest on. */
export function factsBasis(
  { summary, weeks, teams }: AdoptionAnswer,
  { figures }: TabText,
): Partial<Record<FigureId, Basis>> {
  const { answered, asked, solutions } = summary;
  const thisWeek = figures.week(weekNumber(weeks.at(-1) ?? ""));
  const spreads = Object.values(solutions);
  const known = spreads.reduce((sum, { levels }) => sum + everydayShare(levels).known, 0);
  const total = spreads.reduce((sum, spread) => sum + spread.teams, 0);
  const estimates = {
    answered: figures.ofEstimates(known, total),
    updated: newestOf(
      teams.flatMap((team) => Object.values(team.solutions)),
      figures,
    ),
  };
  return {
    response: { answered: figures.ofTeams(answered.at(-1) ?? 0, asked.at(-1) ?? 0), updated: thisWeek },
    everyday: estimates,
    change: estimates,
    stale: estimates,
    spread: estimates,
    areas: { answered: figures.ofTeams(answered.at(-1) ?? 0, asked.at(-1) ?? 0), updated: thisWeek },
    estimate: estimates,
  };
}

/** The week of the newest of some estimates. */
function newestOf(solutions: readonly TeamSolution[], figures: TabText["figures"]): string {
  const weeks = solutions.flatMap(({ latest }) => (latest === null ? [] : [latest.week]));
  const newest = weeks.sort().at(-1);
  return newest === undefined ? figures.noneYet : figures.week(weekNumber(newest));
}
