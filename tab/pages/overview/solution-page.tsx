import { lazy, Suspense } from "react";
import type { AdoptionAnswer, SolutionSpread } from "../../../bot/api/contract.ts";
import { everydayShare, sharesOf } from "../../../bot/domain/check-in/change.ts";
import { kindsDecidedAbout } from "../../../bot/domain/decision/decision.ts";
import { type ExtraAnswer, extraQuestionIds, extraQuestions } from "../../../bot/domain/vocabulary.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { FigureNotes } from "../../components/figure-notes.tsx";
import { Folding } from "../../components/folding.tsx";
import { PrintedOn } from "../../components/printed-on.tsx";
import { ErrorState, Loading, Message } from "../../components/states.tsx";
import { WeekBars } from "../../components/week-bars.tsx";
import { weekNumber, writtenDate } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { Target } from "./agreed.tsx";
import { Decide, useMayDecide } from "./decide.tsx";
import { DetailHeader } from "./detail-header.tsx";
import { expectedUsers } from "./expected-users.ts";
import { Breaks, DirectionWord, Moved } from "./moved.tsx";
import { solutionPath } from "./paths.ts";
import { RolloutRounds } from "./rounds.tsx";
import { placesWith } from "./rows.ts";
import { scopeName } from "./scope-name.ts";
import { SolutionBarriers } from "./solution-barriers.tsx";
import { SolutionCard } from "./solution-card.tsx";
import { SolutionCriteria } from "./solution-criteria.tsx";
import { SolutionInclusion } from "./solution-inclusion.tsx";
import { SpreadBar } from "./spread.tsx";
import { agreementOf, TeamGroups, type TeamsProps } from "./team-groups.tsx";
import { Tried } from "./tried.tsx";
import { useAdoption } from "./use-adoption.ts";
import { useSolution } from "./use-solution.ts";

const AskAdviser = lazy(async () => ({ default: (await import("../advice/ask-adviser.tsx")).AskAdviser }));
const SolutionChart = lazy(async () => ({
  default: (await import("./chart/solution-chart.tsx")).SolutionChart,
}));

/** One solution over all its teams: how far it has come, where, and what the teams say about it. */
export function SolutionPage({ solutionId }: { solutionId: string }) {
  const { text } = useSession();
  const adoption = useAdoption(null, 52);
  const mayAsk = useMe().roles.some(({ role }) => role === "navigator");
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
        {!adoption.data.scope.isWhole && <> · {scopeName(adoption.data.scope, text)}</>}
        {users !== null && <> · {text.overview.expected(users)}</>}
      </DetailHeader>
      <DecideHere adoption={adoption.data} solution={solution} />
      <OldWay teams={rolledOut} solutionId={solutionId} />
      <PrintedOn about={[scopeName(adoption.data.scope, text)]} />
      <SpreadBar spread={spread} />
      {using.length > 0 && <Basis teams={using} solutionId={solutionId} />}
      <Suspense fallback={<Loading />}>
        <SolutionChart solutionId={solutionId} name={capital(solution.name)} />
      </Suspense>
      <SolutionCard solutionId={solutionId} name={solution.name} />
      {mayAsk && (
        <Suspense>
          <AskAdviser about="solution" id={solutionId} name={capital(solution.name)} />
        </Suspense>
      )}
      <div className="columns solution-parts">
        <section className="section">
          <h2>{text.detail.trendTitle}</h2>
          <p>
            <DirectionWord direction={spread.direction} />
          </p>
          <Moved changes={spread.changes} />
          <Breaks breaks={adoption.data.breaks} />
          <Trend weeks={adoption.data.weeks} breaks={adoption.data.breaks} weekly={spread.weekly} />
        </section>
        {users !== null && <ExpectedUse users={users} {...everydayShare(spread.levels)} />}
        <ExtraCounts teams={using} solutionId={solutionId} />
        <RolloutRounds solutionId={solutionId} name={solution.name} />
        <SolutionBarriers solutionId={solutionId} />
        <Tried solutionId={solutionId} />
        <SolutionCriteria solutionId={solutionId} />
        <SolutionInclusion solutionId={solutionId} />
      </div>
      <Folding id="teams-title" title={text.detail.teamsTitle}>
        <p className="section-intro">{text.detail.teamsIntro}</p>
        <TeamGroups teams={rolledOut} solutionId={solutionId} />
      </Folding>
      <FigureNotes
        figures={["spread", "everyday", "change"]}
        basis={solutionBasis(spread, basisWeeks(using, solutionId), text)}
      />
    </article>
  );
}

interface DecideHereProps {
  adoption: AdoptionAnswer;
  solution: AdoptionAnswer["solutions"][number];
}

/** What is aimed for, and for a manager the way to decide about the solution. */
function DecideHere({ adoption, solution: { id, name, replaces } }: DecideHereProps) {
  const mayDecide = useMayDecide();
  const suggested = useSolution(id).data?.suggested;
  const aims = [...(adoption.targets ?? []), ...(adoption.partTargets ?? [])];
  return (
    <>
      {mayDecide && (
        <p className="decide-here">
          <Decide
            about={{ solution: id }}
            kinds={kindsDecidedAbout.solution.filter((kind) => kind !== "closing" || replaces !== null)}
            area={null}
            places={placesWith(adoption, id)}
            label={name}
            suggested={suggested}
          />
        </p>
      )}
      {aims.some((one) => one.solutionId === id) && (
        <p className="strong">
          <Target targets={aims} solutionId={id} />
        </p>
      )}
    </>
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
  const weeks = basisWeeks(teams, solutionId);
  const span = spanOf(weeks, text);
  return (
    <p className="caption">
      {span === null ? text.detail.noBasis : text.detail.basis(weeks.length, teams.length, span)}
    </p>
  );
}

/** The weeks that the estimates are from which count. */
function basisWeeks(teams: AdoptionAnswer["teams"], solutionId: string): string[] {
  return teams.flatMap((team) => {
    const latest = team.solutions[solutionId]?.latest;
    return latest && !latest.stale ? [latest.week] : [];
  });
}

function solutionBasis(spread: SolutionSpread, weeks: string[], { figures }: TabText) {
  const newest = weeks.toSorted().at(-1);
  const updated = newest === undefined ? figures.noneYet : figures.week(weekNumber(newest));
  const { known } = everydayShare(spread.levels);
  const answered = figures.ofTeams(known, spread.teams);
  return {
    spread: { answered: figures.ofTeams(weeks.length, spread.teams), updated },
    everyday: { answered, updated },
    change: { answered, updated },
  };
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
