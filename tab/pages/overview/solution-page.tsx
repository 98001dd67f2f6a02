import type { AdoptionAnswer, TeamAdoptionRow } from "../../../bot/api/contract.ts";
import {
  type ExtraAnswer,
  extraQuestionIds,
  extraQuestions,
  isSetAside,
  type SetAsideStatus,
  setAsideStatuses,
  usageLevels,
} from "../../../bot/domain/vocabulary.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { LevelSymbol } from "../../components/level.tsx";
import { Link } from "../../components/link.tsx";
import { ErrorState, Loading, Message } from "../../components/states.tsx";
import { WeekBars } from "../../components/week-bars.tsx";
import { weekNumber } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { DetailHeader } from "./detail-header.tsx";
import { expectedUsers } from "./expected-users.ts";
import { solutionPath, teamSolutionPath } from "./paths.ts";
import { SolutionBarriers } from "./solution-barriers.tsx";
import { SolutionInclusion } from "./solution-inclusion.tsx";
import { SpreadBar } from "./spread.tsx";
import { useAdoption } from "./use-adoption.ts";

/** One solution over all its teams: how far it has come, where, and what the teams say about it. */
export function SolutionPage({ solutionId }: { solutionId: string }) {
  const { text } = useSession();
  const adoption = useAdoption(null, 52);
  if (adoption.isPending) return <Loading />;
  if (adoption.isError) return <ErrorState isPage error={adoption.error} onRetry={() => void adoption.refetch()} />;
  const solution = adoption.data.solutions.find(({ id }) => id === solutionId);
  const spread = adoption.data.summary.solutions[solutionId];
  if (solution === undefined || spread === undefined) {
    const link = { to: "/overview", label: text.detail.back };
    return <Message isPage title={text.state.notFoundTitle} body={text.state.notFound} link={link} />;
  }
  const users = expectedUsers(solution, text);
  const rolledOut = adoption.data.teams.filter((team) => team.solutions[solutionId] !== undefined);
  const using = rolledOut.filter((team) => agreementOf(team, solutionId) === null);
  return (
    <article className="detail">
      <DetailHeader title={capital(solution.name)} path={solutionPath(solutionId)}>
        {text.overview.spreadTeams(spread.teams)}
        {users !== null && <> · {text.overview.expected(users)}</>}
      </DetailHeader>
      <SpreadBar spread={spread} />
      {using.length > 0 && <Basis teams={using} solutionId={solutionId} />}
      {users !== null && <ExpectedUse users={users} share={spread.scores.at(-1) ?? null} />}
      <section className="section">
        <h2>{text.detail.trendTitle}</h2>
        {spread.scores.every((score) => score === null) ? (
          <p className="section-intro">{text.overview.trendUnknown}</p>
        ) : (
          <Trend {...knownPart(adoption.data.weeks, spread.scores)} />
        )}
      </section>
      <section className="section">
        <h2>{text.detail.teamsTitle}</h2>
        <p className="section-intro">{text.detail.teamsIntro}</p>
        <TeamGroups teams={rolledOut} solutionId={solutionId} />
      </section>
      <ExtraCounts teams={using} solutionId={solutionId} />
      <SolutionBarriers solutionId={solutionId} />
      <SolutionInclusion solutionId={solutionId} />
    </article>
  );
}

/** How many of the teams the figures rest on, and from when. */
function Basis({ teams, solutionId }: TeamsProps) {
  const { text } = useSession();
  const weeks = teams.flatMap((team) => {
    const latest = team.solutions[solutionId]?.latest;
    return latest && !latest.stale ? [latest.week] : [];
  });
  const span = spanOf(weeks, text);
  return (
    <p className="caption">
      {span === null ? text.detail.noBasis : text.detail.basis(weeks.length, teams.length, span)}
    </p>
  );
}

/** The first and the last of some weeks, in words. */
function spanOf(weeks: string[], { detail }: TabText): string | null {
  const sorted = weeks.toSorted();
  const [first, last] = [sorted.at(0), sorted.at(-1)];
  return first === undefined || last === undefined ? null : detail.weeks(weekNumber(first), weekNumber(last));
}

/** The leaders' estimates against everybody that the municipality expects to use it, as a share of full use. */
function ExpectedUse({ users, share }: { users: string; share: number | null }) {
  const { text } = useSession();
  if (share === null) return null;
  const percent = new Intl.NumberFormat(text.locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
  return (
    <section className="section narrow">
      <h2>{text.detail.expectedTitle}</h2>
      <div className="expected-bar" aria-hidden="true">
        <span style={{ inlineSize: `${share * 100}%` }} />
      </div>
      <p>{text.detail.expectedUse(percent, users)}</p>
      <p className="quiet">{text.detail.expectedHow}</p>
    </section>
  );
}

/** The weeks from the first that anything is known about. */
function knownPart(weeks: string[], scores: (number | null)[]) {
  const first = Math.max(
    scores.findIndex((score) => score !== null),
    0,
  );
  return { weeks: weeks.slice(first), scores: scores.slice(first) };
}

function Trend({ weeks, scores }: { weeks: string[]; scores: (number | null)[] }) {
  const { text } = useSession();
  const percent = new Intl.NumberFormat(text.locale, { style: "percent", maximumFractionDigits: 0 });
  const sentence = (index: number) => {
    const score = scores[index] ?? null;
    return score === null ? null : text.detail.trend(percent.format(score), weekNumber(weeks[index] ?? ""));
  };
  return (
    <div className="narrow">
      <WeekBars values={scores} className="week-bars trend-bars" />
      <p className="row apart caption">
        <span>{sentence(scores.findIndex((score) => score !== null))}</span>
        <span>{sentence(scores.findLastIndex((score) => score !== null))}</span>
      </p>
    </div>
  );
}

interface TeamsProps {
  teams: AdoptionAnswer["teams"];
  solutionId: string;
}

function TeamGroups({ teams, solutionId }: TeamsProps) {
  const { text } = useSession();
  const groups = Map.groupBy(teams, (team) => groupOf(team, solutionId));
  const order = [...usageLevels, "stale", "none", ...setAsideStatuses] as const;
  const otherNames = {
    stale: text.overview.staleTitle,
    none: text.overview.neverAnswered,
  };
  return (
    <dl className="team-groups">
      {order.map((group) => {
        const members = groups.get(group);
        return (
          members && (
            <div key={group}>
              <dt>
                {isAgreement(group) ? (
                  <span className="chip level-agreed">{text.vocabulary.rolloutStatus[group]}</span>
                ) : group === "stale" || group === "none" ? (
                  <span className={`chip level-${group}`}>{otherNames[group]}</span>
                ) : (
                  <span className={`chip level-${group}`}>
                    <LevelSymbol level={group} />
                    {text.vocabulary.usage[group]}
                  </span>
                )}
              </dt>
              <dd>
                <ul>
                  {members.map(({ teamId, name }) => (
                    <li key={teamId}>
                      <Link to={teamSolutionPath(teamId, solutionId)}>{name}</Link>
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          )
        );
      })}
    </dl>
  );
}

function isAgreement(group: string): group is SetAsideStatus {
  return setAsideStatuses.some((status) => status === group);
}

/** Where it is agreed that the team does not use it for now, it has no estimate that counts. */
function agreementOf(team: TeamAdoptionRow, solutionId: string): SetAsideStatus | null {
  const status = team.solutions[solutionId]?.status;
  return status !== undefined && isSetAside(status) ? status : null;
}

function groupOf(team: TeamAdoptionRow, solutionId: string) {
  const agreement = agreementOf(team, solutionId);
  if (agreement !== null) return agreement;
  const latest = team.solutions[solutionId]?.latest;
  if (!latest) return "none";
  return latest.stale ? "stale" : latest.level;
}

function ExtraCounts({ teams, solutionId }: TeamsProps) {
  const { text } = useSession();
  const asked = extraQuestionIds.flatMap((question) => {
    const newest = teams.flatMap((team) => team.solutions[solutionId]?.extra[question] ?? []);
    const given = newest.map(({ answer }) => answer);
    const answers: readonly ExtraAnswer[] = extraQuestions[question];
    const counts = answers.map((answer) => ({ answer, count: given.filter((one) => one === answer).length }));
    return given.length === 0 ? [] : [{ question, counts, weeks: newest.map(({ week }) => week) }];
  });
  return (
    <section className="section">
      <h2>{text.detail.extraTitleAll}</h2>
      {asked.length === 0 && <p className="section-intro">{text.detail.extraNone}</p>}
      <dl className="lined narrow">
        {asked.map(({ question, counts, weeks }) => (
          <div key={question} className="row apart">
            <dt>{text.vocabulary.extra[question].question}</dt>
            <dd>
              {counts
                .map(({ answer, count }) => `${text.vocabulary.extra[question].answers[answer]}: ${count}`)
                .join(" · ")}{" "}
              <span className="quiet">({spanOf(weeks, text)})</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
