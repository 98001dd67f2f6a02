import { useQuery } from "@tanstack/react-query";
import type { TeamAdoptionRow, TeamContact } from "../../../bot/api/contract.ts";
import { isSetAside } from "../../../bot/domain/vocabulary.ts";
import { LevelSymbol } from "../../components/level.tsx";
import { Link } from "../../components/link.tsx";
import { PrintedOn } from "../../components/printed-on.tsx";
import { ErrorState, Loading, Message } from "../../components/states.tsx";
import { weekNumber } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { Agreed } from "./agreed.tsx";
import { ThisWeek } from "./cells.tsx";
import { DetailHeader } from "./detail-header.tsx";
import { areaPath, teamPath, teamSolutionPath } from "./paths.ts";
import { useAdoption } from "./use-adoption.ts";

/** One team: where it lies, how its weeks went, what it uses, and whom to talk to about it. */
export function TeamPage({ teamId }: { teamId: string }) {
  const { api, text } = useSession();
  const adoption = useAdoption(null, 12);
  const contact = useQuery({
    queryKey: ["team", teamId],
    queryFn: ({ signal }) => api.get<TeamContact>(`/api/teams/${encodeURIComponent(teamId)}`, signal),
  });
  if (adoption.isPending || contact.isPending) return <Loading />;
  const team = adoption.data?.teams.find((row) => row.teamId === teamId);
  if (adoption.data !== undefined && team === undefined) {
    const link = { to: "/overview", label: text.detail.back };
    return <Message isPage title={text.state.notFoundTitle} body={text.state.notFound} link={link} />;
  }
  const failed = adoption.error ?? contact.error;
  if (failed !== null || team === undefined || adoption.data === undefined || contact.data === undefined) {
    const again = () => void Promise.all([adoption.refetch(), contact.refetch()]);
    return <ErrorState isPage error={failed ?? new Error("no answer")} onRetry={again} />;
  }
  const { weeks, solutions } = adoption.data;
  return (
    <article className="detail">
      <DetailHeader title={team.name} path={teamPath(teamId)}>
        {contact.data.areas.map(({ id, name }, at) => (
          <span key={id}>
            {at > 0 && <span aria-hidden="true"> › </span>}
            <Link to={areaPath(id)}>{name}</Link>
          </span>
        ))}
      </DetailHeader>
      <PrintedOn about={[team.name]} />
      <Holders holders={contact.data.holders} />
      <section className="section">
        <h2>{text.detail.solutionsTitle}</h2>
        {Object.keys(team.solutions).length === 0 && <p className="section-intro">{text.detail.nothingUsed}</p>}
        <dl className="lined narrow">
          {solutions.flatMap(({ id, name }) => {
            const view = team.solutions[id];
            return view === undefined
              ? []
              : [
                  <div key={id} className="row apart">
                    <dt>
                      <Link to={teamSolutionPath(teamId, id)}>{name}</Link>
                    </dt>
                    <dd>
                      <Standing view={view} />
                      <span className="caption">
                        <Agreed view={view} />
                      </span>
                    </dd>
                  </div>,
                ];
          })}
        </dl>
      </section>
      <section className="section">
        <h2>{text.detail.weeksTitle}</h2>
        <ol className="row">
          {weeks.map((week, at) => {
            const isAway = at === weeks.length - 1 && adoption.data.leaderAway.includes(teamId);
            return (
              <li key={week}>
                {text.weekHeading(weekNumber(week))}{" "}
                <ThisWeek state={team.states[at] ?? "notAsked"} isLeaderAway={isAway} />
              </li>
            );
          })}
        </ol>
      </section>
    </article>
  );
}

function Holders({ holders }: Pick<TeamContact, "holders">) {
  const { text } = useSession();
  return (
    <section className="section">
      <h2>{text.detail.holdersTitle}</h2>
      <dl className="lined narrow">
        {holders.map(({ role, name, upn }) => (
          <div key={`${role}:${upn}`} className="row apart">
            <dt>{text.vocabulary.role[role]}</dt>
            <dd>
              {name}{" "}
              <a
                className="link"
                href={`https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(upn)}`}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={text.detail.writeInTeams(name)}
              >
                {text.detail.write}
              </a>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Standing({ view: { status, latest } }: { view: TeamAdoptionRow["solutions"][string] }) {
  const { text } = useSession();
  if (isSetAside(status)) return <span className="chip level-agreed">{text.overview[status]}</span>;
  if (latest === null) return <span className="chip level-none">{text.overview.neverAnswered}</span>;
  const number = weekNumber(latest.week);
  return (
    <>
      <span className={`chip level-${latest.level}`}>
        <LevelSymbol level={latest.level} />
        {text.vocabulary.usage[latest.level]}
      </span>{" "}
      <span className="quiet">
        {latest.stale ? text.overview.staleFromWeek(number) : text.overview.fromWeek(number)}
      </span>
    </>
  );
}
