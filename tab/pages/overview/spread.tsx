import type { AdoptionAnswer, SolutionSpread } from "../../../bot/api/contract.ts";
import { everydayShare, sharesOf } from "../../../bot/domain/check-in/change.ts";
import { usageLevels } from "../../../bot/domain/vocabulary.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { FigureNotes } from "../../components/figure-notes.tsx";
import { LevelSymbol } from "../../components/level.tsx";
import { Link } from "../../components/link.tsx";
import { WeekBars } from "../../components/week-bars.tsx";
import { useSession } from "../../session.ts";
import { Target } from "./agreed.tsx";
import { expectedUsers } from "./expected-users.ts";
import { factsBasis } from "./facts.tsx";
import { Breaks, DirectionWord, Moved } from "./moved.tsx";
import { solutionPath } from "./paths.ts";
import { type Sort, sortedSolutions } from "./rows.ts";

interface SpreadProps {
  adoption: AdoptionAnswer;
  sort: Sort;
  /** These are all the teams of the municipality, as those are who are expected to use it. */
  isWhole: boolean;
}

/** Per solution, how many teams are where; the bar shows it, the words under it say it. */
export function Spread({ adoption, sort, isWhole }: SpreadProps) {
  const { text } = useSession();
  return (
    <section className="section" aria-labelledby="spread-title">
      <h2 id="spread-title">{text.overview.spreadTitle}</h2>
      <p className="section-intro">{text.overview.spreadIntro}</p>
      <Breaks breaks={adoption.breaks} />
      <ul className="spread lined is-topped">
        {sortedSolutions(adoption, sort).map((solution) => {
          const spread = adoption.summary.solutions[solution.id];
          return (
            spread && (
              <SpreadLine
                key={solution.id}
                {...{ solution, spread, isWhole }}
                weeks={adoption.weeks}
                breaks={adoption.breaks}
                targets={adoption.targets}
              />
            )
          );
        })}
      </ul>
      <FigureNotes figures={["spread"]} basis={factsBasis(adoption, text)} />
    </section>
  );
}

interface SpreadLineProps {
  solution: AdoptionAnswer["solutions"][number];
  spread: SolutionSpread;
  isWhole: boolean;
  weeks: string[];
  breaks: string[];
  targets: AdoptionAnswer["targets"];
}

function SpreadLine({ solution, spread, isWhole, weeks, breaks, targets }: SpreadLineProps) {
  const { text } = useSession();
  const expected = isWhole ? text.overview.expected : text.overview.expectedInAll;
  const users = expectedUsers(solution, text);
  const { everyday } = everydayShare(spread.levels);
  return (
    <li className="spread-line">
      <div>
        <h3 className="small capital">
          <Link to={solutionPath(solution.id)} className="quiet-link">
            {solution.name}
          </Link>
        </h3>
        <p className="caption">
          {text.overview.spreadTeams(spread.teams)}
          {users !== null && <> · {expected(users)}</>}
          <Target targets={targets} solutionId={solution.id} />
        </p>
      </div>
      <SpreadBar spread={spread} />
      <div className="spread-trend caption">
        <WeekBars values={sharesOf(spread.weekly, weeks.length)} breaks={breaks.map((week) => weeks.indexOf(week))} />
        <span className="strong">
          <DirectionWord direction={spread.direction} />
        </span>
      </div>
      <div className="spread-everyday caption">
        <p>{spread.teams === 0 ? agreed(text, spread) : text.overview.everyday(everyday, spread.teams)}</p>
        <Moved changes={spread.changes} />
      </div>
    </li>
  );
}

/** What is agreed where nobody is to use it yet. */
function agreed({ overview }: TabText, { waiting, exception }: SolutionSpread): string {
  const counts = [
    { label: overview.waiting, count: waiting },
    { label: overview.exception, count: exception },
  ];
  return counts.flatMap(({ label, count }) => (count === 0 ? [] : [`${label}: ${count}`])).join(" · ");
}

/** One segment per level that some team is at. Widths are shares of the teams that use the solution. */
export function SpreadBar({ spread }: { spread: SolutionSpread }) {
  const { text } = useSession();
  const levels = usageLevels.flatMap((level) => {
    const count = spread.levels[level] ?? 0;
    return count === 0 ? [] : [{ id: `level-${level}`, level, label: text.vocabulary.usage[level], count }];
  });
  const silent = [
    { id: "level-stale", level: undefined, label: text.overview.staleTitle, count: spread.stale },
    { id: "level-none", level: undefined, label: text.overview.neverAnswered, count: spread.unanswered },
  ].filter((segment) => segment.count > 0);
  const segments = [...levels, ...silent];
  return (
    <div className="spread-bar">
      <div className="spread-segments" aria-hidden="true">
        {segments.map(({ id, level, label, count }) => (
          <span key={id} className={`segment ${id}`} style={{ flexGrow: count }} title={`${label}: ${count}`}>
            {level && <LevelSymbol level={level} />}
            <span className="segment-count">{count}</span>
          </span>
        ))}
      </div>
      <p className="visually-hidden">{segments.map(({ label, count }) => `${label}: ${count}`).join(", ")}</p>
    </div>
  );
}
