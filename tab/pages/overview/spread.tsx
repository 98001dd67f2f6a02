import type { AdoptionAnswer, SolutionSpread } from "../../../bot/api/contract.ts";
import { usageLevels } from "../../../bot/domain/vocabulary.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { LevelSymbol } from "../../components/level.tsx";
import { Link } from "../../components/link.tsx";
import { WeekBars } from "../../components/week-bars.tsx";
import { useSession } from "../../session.ts";
import { expectedUsers } from "./expected-users.ts";
import { solutionPath } from "./paths.ts";
import { everydayShare, type Sort, sortedSolutions } from "./rows.ts";

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
      <ul className="spread lined is-topped">
        {sortedSolutions(adoption, sort).map((solution) => {
          const spread = adoption.summary.solutions[solution.id];
          return spread && <SpreadLine key={solution.id} solution={solution} spread={spread} isWhole={isWhole} />;
        })}
      </ul>
    </section>
  );
}

interface SpreadLineProps {
  solution: AdoptionAnswer["solutions"][number];
  spread: SolutionSpread;
  isWhole: boolean;
}

function SpreadLine({ solution, spread, isWhole }: SpreadLineProps) {
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
        </p>
      </div>
      <SpreadBar spread={spread} />
      <div className="spread-trend caption">
        <WeekBars values={spread.scores} />
        <span>{text.overview[directionOf(spread.scores)]}</span> <Moved scores={spread.scores} />
      </div>
      <p className="spread-everyday caption">
        {spread.teams === 0 ? agreed(text, spread) : text.overview.everyday(everyday, spread.teams)}
      </p>
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

/** The first and the last of the bars beside it, in figures. */
function Moved({ scores }: { scores: readonly (number | null)[] }) {
  const { text } = useSession();
  const percent = new Intl.NumberFormat(text.locale, { style: "percent", maximumFractionDigits: 0 });
  const known = scores.filter((score) => score !== null);
  const [first, last] = [known.at(0), known.at(-1)];
  if (first === undefined || last === undefined || known.length < 2) return null;
  const ends = [percent.format(first), percent.format(last)] as const;
  return (
    <span>
      <span aria-hidden="true">{text.overview.moved(...ends).replaceAll(" ", "\u00a0")}</span>
      <span className="visually-hidden">{text.overview.movedAloud(...ends)}</span>
    </span>
  );
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

const noticeable = 0.05;

/** Whether the mean estimate moved over the weeks shown, by more than chance would move it. */
function directionOf(scores: readonly (number | null)[]): "rising" | "falling" | "steady" | "trendUnknown" {
  const known = scores.filter((score) => score !== null);
  const third = Math.floor(known.length / 3);
  if (third === 0) return "trendUnknown";
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const change = mean(known.slice(-third)) - mean(known.slice(0, third));
  if (Math.abs(change) < noticeable) return "steady";
  return change > 0 ? "rising" : "falling";
}
