import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AdoptionAnswer, AmbitionAnswer, CheckInsAnswer } from "../../bot/api/contract.ts";
import { HistoryTable } from "../components/history-table.tsx";
import { Link } from "../components/link.tsx";
import { ErrorState, Loading, Message } from "../components/states.tsx";
import { useSession } from "../session.ts";
import { AwayNotice } from "./week/away.tsx";
import { BesideTheWeek } from "./week/beside.tsx";
import { DescribeFlagged } from "./week/describe-flagged.tsx";
import { waits } from "./week/question.tsx";
import { ReportedBarriers } from "./week/reported-barriers.tsx";
import { TeamCheckIn } from "./week/team-check-in.tsx";
import { useTargets } from "./week/use-targets.ts";
import { WaitingQuestions } from "./week/waiting-questions.tsx";
import { WeekHeader } from "./week/week-header.tsx";
import "../styles/week.css";

/** A leader's own week: this week's check-in, how it has gone, and what became of what was reported. */
export function Week() {
  const { api, text } = useSession();
  const checkIns = useQuery({
    queryKey: ["check-ins"],
    queryFn: ({ signal }) => api.get<CheckInsAnswer>("/api/check-ins", signal),
  });
  return (
    <article className="week weekly">
      <WeekHeader />
      <AwayNotice />
      {checkIns.isPending && <Loading />}
      {checkIns.isError && <ErrorState error={checkIns.error} onRetry={() => void checkIns.refetch()} />}
      {checkIns.data?.teams.length === 0 && <Message title={text.pages.week} body={text.myWeek.noTeams} />}
      {checkIns.data && <Teams teams={checkIns.data.teams} />}
      {checkIns.data && <AmbitionDue />}
      {checkIns.data && <BesideTheWeek hasTeams={checkIns.data.teams.length > 0} />}
    </article>
  );
}

/** Half a year after it was last saved the ambition is taken up again. */
function AmbitionDue() {
  const { api, text } = useSession();
  const ambition = useQuery({
    queryKey: ["ambition"],
    queryFn: ({ signal }) => api.get<AmbitionAnswer>("/api/ambition", signal),
  });
  if (!ambition.data?.mine?.isDueAgain) return null;
  return (
    <p className="notice">
      {text.ambitionDue.dueAgain} <Link to="/ambition">{text.ambitionDue.lookAgain}</Link>
    </p>
  );
}

type Team = CheckInsAnswer["teams"][number];
const isWaiting = ({ checkIn }: Team) => checkIn !== null && waits(checkIn);

/** What waits for an answer first; of several teams those that waited for none are a line each. Nothing moves while one answers. */
function Teams({ teams }: { teams: Team[] }) {
  const [first] = useState(() => new Set(teams.filter(isWaiting).map(({ teamId }) => teamId)));
  const order = teams.toSorted((a, b) => Number(first.has(b.teamId)) - Number(first.has(a.teamId)));
  return order.map((team) =>
    teams.length === 1 || first.has(team.teamId) || isWaiting(team) ? (
      <section key={team.teamId} className="week-team" aria-labelledby={`team-${team.teamId}`}>
        <h2 id={`team-${team.teamId}`}>{team.name}</h2>
        <TeamWeek team={team} />
      </section>
    ) : (
      <Settled key={team.teamId} team={team} />
    ),
  );
}

function Settled({ team }: { team: Team }) {
  const { text } = useSession();
  return (
    <details className="week-team">
      <summary>
        <h2>{team.name}</h2> <span className="quiet">{text.myWeek.settled[team.checkIn?.state ?? "nothing"]}</span>
      </summary>
      <TeamWeek team={team} />
    </details>
  );
}

function TeamWeek({ team }: { team: Team }) {
  const { text } = useSession();
  const [isFlagged, setFlagged] = useState(false);
  return (
    <>
      {team.standsIn !== null && <p className="quiet">{text.myWeek.standsIn(team.standsIn)}</p>}
      <div className="halves">
        <div className="stack is-loose">
          <WaitingQuestions barriers={team.barriers} />
          <TeamCheckIn team={team} onFlagged={setFlagged} />
          {isFlagged && <DescribeFlagged barriers={team.barriers} onLater={() => setFlagged(false)} />}
        </div>
        <div className="week-side stack is-loose">
          <TeamHistory teamId={team.teamId} name={team.name} />
          <ReportedBarriers barriers={team.barriers} isDescribedElsewhere={isFlagged} />
        </div>
      </div>
    </>
  );
}

function TeamHistory({ teamId, name }: { teamId: string; name: string }) {
  const { api, text } = useSession();
  const adoption = useQuery({
    queryKey: ["adoption", 12, null],
    queryFn: ({ signal }) => api.get<AdoptionAnswer>("/api/adoption?weeks=12", signal),
  });
  const targets = useTargets();
  const team = adoption.data?.teams.find((row) => row.teamId === teamId);
  if (adoption.data === undefined || team === undefined) return null;
  const rows = adoption.data.solutions.flatMap(({ id, name }) => {
    const levels = team.solutions[id]?.levels;
    return levels === undefined ? [] : [{ id, name, levels, target: targets[id] }];
  });
  return (
    <div>
      <h3>{text.myWeek.historyTitle}</h3>
      <HistoryTable caption={text.myWeek.history(name)} weeks={adoption.data.weeks} states={team.states} rows={rows} />
    </div>
  );
}
