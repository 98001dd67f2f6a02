import { lazy, Suspense } from "react";
import type { QuarterAnswer, QuarterSpreadItem } from "../../../bot/api/contract.ts";
import { pointsOf } from "../../../bot/domain/check-in/change.ts";
import type { LevelsByWeek } from "../../../bot/domain/standings.ts";
import { Link } from "../../components/link.tsx";
import { dateFormat } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { DirectionWord } from "../overview/moved.tsx";
import { solutionPath } from "../overview/paths.ts";
import { QuarterWord } from "./quarter-word.tsx";
import { quarterText } from "./words.ts";

const Weeks = lazy(async () => ({ default: (await import("./quarter-weeks.tsx")).QuarterWeeks }));
const Legend = lazy(async () => ({ default: (await import("./quarter-weeks.tsx")).WeeksLegend }));

/** How far each solution has come, with what it is held against and what the manager says. */
export function QuarterSpread({ page }: { page: QuarterAnswer }) {
  const { text } = useSession();
  const { spread, empty } = quarterText(text);
  return (
    <section className="section" aria-labelledby="quarter-spread-title">
      <h2 id="quarter-spread-title">{spread.title}</h2>
      <p className="section-intro">{spread.intro}</p>
      {page.solutions.length === 0 && <p className="quiet">{empty}</p>}
      <ul className="quarter-lines lined is-topped">
        {page.solutions.map((solution) => (
          <Line key={solution.solutionId} solution={solution} page={page} />
        ))}
      </ul>
      {page.solutions.length > 0 && (
        <Suspense>
          <Legend all={page.solutions.map(({ levels }) => levels as LevelsByWeek)} />
        </Suspense>
      )}
    </section>
  );
}

function Line({ solution, page }: { solution: QuarterSpreadItem; page: QuarterAnswer }) {
  const { text } = useSession();
  const words = quarterText(text);
  const { solutionId, name, teams, setAside } = solution;
  return (
    <li>
      <div>
        <h3 className="small">
          <Link to={solutionPath(solutionId)} className="quiet-link">
            {capital(name)}
          </Link>
        </h3>
        <p className="caption">
          {words.teams(teams)}
          {setAside > 0 && ` · ${words.sheet.setAside}: ${setAside}`}
        </p>
      </div>
      <Figures solution={solution} isOver={page.isOver} />
      <Suspense fallback={<div className="quarter-weeks" />}>
        <Weeks weeks={page.weeks} levels={solution.levels as LevelsByWeek} name={capital(name)} />
      </Suspense>
      <QuarterWord page={page} solutionId={solutionId} name={name} />
    </li>
  );
}

function Figures({ solution, isOver }: { solution: QuarterSpreadItem; isOver: boolean }) {
  const { text } = useSession();
  const { spread } = quarterText(text);
  const { everyday, known, since, direction, target } = solution;
  const points = pointsOf(since);
  const signed = new Intl.NumberFormat(text.locale, { signDisplay: "exceptZero" });
  const date = (value: string) => dateFormat(text.locale).format(new Date(`${value}T12:00:00Z`));
  const share = (part: number, whole: number) => spread.share(part, whole, Math.round((part / whole) * 100));
  return (
    <dl className="quarter-figures">
      <div>
        <dt className="caption">{isOver ? spread.atEnd : spread.now}</dt>
        <dd className="strong">{known === 0 ? spread.none : share(everyday, known)}</dd>
      </div>
      <div>
        <dt className="caption">{spread.before}</dt>
        <dd>{since.both === 0 ? spread.noBefore : share(since.before, since.both)}</dd>
      </div>
      <div>
        <dt className="caption">{spread.moved}</dt>
        <dd>
          {points !== null && `${spread.points(signed.format(points).replace("-", "\u2212"))}. `}
          <DirectionWord direction={direction} />
        </dd>
      </div>
      <div>
        <dt className="caption">{spread.target}</dt>
        <dd>{target === null ? spread.noTarget : spread.by(target.share, date(target.due))}</dd>
      </div>
    </dl>
  );
}
