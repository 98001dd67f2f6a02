import type { AdoptionAnswer, SolutionSpread, TeamAdoptionRow } from "../../../bot/api/contract.ts";
import { everydayShare, sharesOf } from "../../../bot/domain/check-in/change.ts";
import { kindsDecidedAbout } from "../../../bot/domain/decision/decision.ts";
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
import { weekNumber, writtenDate } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { Agreed } from "./agreed.tsx";
import { Decide, useMayDecide } from "./decide.tsx";
import { DetailHeader } from "./detail-header.tsx";
import { expectedUsers } from "./expected-users.ts";
import { Breaks, DirectionWord, Moved } from "./moved.tsx";
import { solutionPath, teamSolutionPath } from "./paths.ts";
import { placesWith } from "./rows.ts";
import { SolutionBarriers } from "./solution-barriers.tsx";
import { SolutionCriteria } from "./solution-criteria.tsx";
import { SolutionInclusion } from "./solution-inclusion.tsx";
import { SpreadBar } from "./spread.tsx";
import { useAdoption } from "./use-adoption.ts";

/** One solution over all its teams: how far it has come, where, and what the teams say about it. */
export function SolutionPage({ solutionId }: { solutionId: string }) {
  const { text } = useSession();
  const adoption = useAdoption(null, 52);
  const mayDecide = useMayDecide();
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
      {mayDecide && (
        <p>
          <Decide
            about={{ solution: solutionId }}
            kinds={kindsDecidedAbout.solution.filter((kind) => kind !== "closing" || solution.replaces !== null)}
            area={null}
            places={placesWith(adoption.data, solutionId)}
            label={solution.name}
          />
        </p>
      )}
      <OldWay teams={rolledOut} solutionId={solutionId} />
      <SpreadBar spread={spread} />
      {using.length > 0 && <Basis teams={using} solutionId={solutionId} />}
      {users !== null && <ExpectedUse users={users} {...everydayShare(spread.levels)} />}
      <section className="section">
        <h2>{text.detail.trendTitle}</h2>
        <p>
          <DirectionWord direction={spread.direction} />
        </p>
        <Moved changes={spread.changes} />
        <Breaks breaks={adoption.data.breaks} />
        <Trend weeks={adoption.data.weeks} breaks={adoption.data.breaks} weekly={spread.weekly} />
      </section>
      <section className="section">
        <h2>{text.detail.teamsTitle}</h2>
        <p className="section-intro">{text.detail.teamsIntro}</p>
        <TeamGroups teams={rolledOut} solutionId={solutionId} />
      </section>
      <ExtraCounts teams={using} solutionId={solutionId} />
      <SolutionBarriers solutionId={solutionId} />
      <SolutionCriteria solutionId={solutionId} />
      <SolutionInclusion solutionId={solutionId} />
    </article>
  );
}

/** The dates on which the old way ends, the earliest first, with how many teams each holds for. */
function OldWay({ teams, solutionId }: TeamsProps) {
  const { text } = useSession();
  const { today } = useMe();
  const ends = teams.flatMap((team) => team.solutions[solutionId]?.oldWayEnds ?? []);
  const dates = [...Map.groupBy(ends.toSorted(), (date) => date)];
  return dates.map(([date, those]) => {
    const words = date <= today ? text.oldWay.endedOn : text.oldWay.endsOn;
    return (
      <p key={date}>
        {words(writtenDate(date, text.locale))}{" "}
        <span className="quiet">({text.overview.spreadTeams(those.length)})</span>
      </p>
    );
  });
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

/** The leaders' estimates beside how many the municipality expects to use it. */
function ExpectedUse({ users, everyday, known }: { users: string; everyday: number; known: number }) {
  const { text } = useSession();
  if (known === 0) return null;
  return (
    <section className="section narrow">
      <h2>{text.detail.expectedTitle}</h2>
      <div className="expected-bar" aria-hidden="true">
        <span style={{ inlineSize: `${(everyday / known) * 100}%` }} />
      </div>
      <p>{text.detail.expectedUse(everyday, known, users)}</p>
      <p className="quiet">{text.detail.expectedHow}</p>
    </section>
  );
}

interface TrendProps extends Pick<AdoptionAnswer, "weeks" | "breaks"> {
  weekly: SolutionSpread["weekly"];
}

/** The share week by week, from the first week that anything is known about. */
function Trend({ weeks, breaks, weekly }: TrendProps) {
  const { text } = useSession();
  const percent = new Intl.NumberFormat(text.locale, { style: "percent", maximumFractionDigits: 0 });
  const all = sharesOf(weekly, weeks.length);
  const first = all.findIndex((share) => share !== null);
  if (first === -1) return null;
  const [shares, shown] = [all.slice(first), weeks.slice(first)];
  const sentence = (index: number) => {
    const share = shares[index] ?? null;
    return share === null ? null : text.detail.trend(percent.format(share), weekNumber(shown[index] ?? ""));
  };
  const lines = breaks.map((week) => shown.indexOf(week)).filter((index) => index > 0);
  return (
    <div className="narrow">
      <p className="section-intro">{text.detail.trendIntro}</p>
      <WeekBars values={shares} breaks={lines} className="week-bars trend-bars" />
      <p className="row apart caption">
        <span>{sentence(0)}</span>
        <span>{sentence(shares.findLastIndex((share) => share !== null))}</span>
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
                  {members.map(({ teamId, name, solutions }) => (
                    <li key={teamId}>
                      <Link to={teamSolutionPath(teamId, solutionId)}>{name}</Link>
                      {isAgreement(group) && (
                        <span className="caption">
                          <Agreed view={{ agreed: solutions[solutionId]?.agreed }} />
                        </span>
                      )}
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
