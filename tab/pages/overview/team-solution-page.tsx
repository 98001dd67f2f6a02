import { extraQuestionIds } from "../../../bot/domain/vocabulary.ts";
import { HistoryTable } from "../../components/history-table.tsx";
import { LevelSymbol } from "../../components/level.tsx";
import { Link } from "../../components/link.tsx";
import { PrintedOn } from "../../components/printed-on.tsx";
import { ErrorState, Loading, Message } from "../../components/states.tsx";
import { weekNumber } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { Agreed } from "./agreed.tsx";
import { DetailHeader } from "./detail-header.tsx";
import { Breaks, TeamMoved } from "./moved.tsx";
import { solutionPath, teamSolutionPath } from "./paths.ts";
import { SolutionBarriers } from "./solution-barriers.tsx";
import { TeamTrials } from "./team-trials.tsx";
import { useAdoption } from "./use-adoption.ts";

/** A history shorter than this is shown with the empty weeks before it. */
const fewestWeeks = 12;

/** One solution in one team over a year, with what else the team says about it. */
export function TeamSolutionPage({ teamId, solutionId }: { teamId: string; solutionId: string }) {
  const { text } = useSession();
  const adoption = useAdoption(null, 52);
  if (adoption.isPending) return <Loading />;
  if (adoption.isError) return <ErrorState isPage error={adoption.error} onRetry={() => void adoption.refetch()} />;
  const team = adoption.data.teams.find((row) => row.teamId === teamId);
  const solution = adoption.data.solutions.find(({ id }) => id === solutionId);
  const view = team?.solutions[solutionId];
  if (team === undefined || solution === undefined || view === undefined) {
    const link = { to: "/overview", label: text.detail.back };
    return <Message isPage title={text.state.notFoundTitle} body={text.state.notFound} link={link} />;
  }
  const { latest } = view;
  const answered = view.levels.findIndex((level) => level !== null);
  const first = Math.min(answered === -1 ? view.levels.length : answered, view.levels.length - fewestWeeks);
  const extras = extraQuestionIds.flatMap((question) => {
    const given = view.extra[question];
    return given === undefined ? [] : [{ question, ...given }];
  });
  return (
    <article className="detail">
      <DetailHeader title={team.name} path={teamSolutionPath(teamId, solutionId)}>
        <Link to={solutionPath(solutionId)}>{solution.name}</Link> <span aria-hidden="true">·</span>{" "}
        {text.vocabulary.rolloutStatus[view.status]}
      </DetailHeader>
      <PrintedOn about={[team.name]} />
      <p className="quiet">
        <Agreed view={view} />
      </p>
      <p>
        <span className="quiet">{text.detail.newest}: </span>
        {latest === null ? (
          text.overview.neverAnswered
        ) : (
          <>
            <span className={`chip level-${latest.level}`}>
              <LevelSymbol level={latest.level} />
              {text.vocabulary.usage[latest.level]}
            </span>{" "}
            {latest.stale
              ? text.overview.staleFromWeek(weekNumber(latest.week))
              : text.overview.fromWeek(weekNumber(latest.week))}
          </>
        )}
      </p>
      <section className="section">
        <h2>{text.detail.teamTrend}</h2>
        <TeamMoved solution={view} />
        <Breaks breaks={adoption.data.breaks} />
      </section>
      <section className="section">
        <h2>{text.detail.year}</h2>
        <HistoryTable
          caption={text.myWeek.history(team.name)}
          weeks={adoption.data.weeks.slice(first)}
          states={team.states.slice(first)}
          rows={[{ id: solutionId, name: solution.name, levels: view.levels.slice(first) }]}
        />
      </section>
      <section className="section">
        <h2>{text.detail.extraTitle}</h2>
        {extras.length === 0 && <p className="section-intro">{text.detail.extraNone}</p>}
        <dl className="lined narrow">
          {extras.map(({ question, week, answer }) => (
            <div key={question} className="row apart">
              <dt>{text.vocabulary.extra[question].question}</dt>
              <dd>
                {text.vocabulary.extra[question].answers[answer]}{" "}
                <span className="quiet">({text.overview.fromWeek(weekNumber(week))})</span>
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <SolutionBarriers solutionId={solutionId} teamId={teamId} />
      <TeamTrials teamId={teamId} solutionId={solutionId} />
    </article>
  );
}
