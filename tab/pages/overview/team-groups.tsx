import type { AdoptionAnswer, TeamAdoptionRow } from "../../../bot/api/contract.ts";
import { isSetAside, type SetAsideStatus, setAsideStatuses, usageLevels } from "../../../bot/domain/vocabulary.ts";
import { LevelSymbol } from "../../components/level.tsx";
import { Link } from "../../components/link.tsx";
import { useSession } from "../../session.ts";
import { Agreed } from "./agreed.tsx";
import { teamSolutionPath } from "./paths.ts";

export interface TeamsProps {
  teams: AdoptionAnswer["teams"];
  solutionId: string;
}

/** The teams by where they are, in columns. */
export function TeamGroups({ teams, solutionId }: TeamsProps) {
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
export function agreementOf(team: TeamAdoptionRow, solutionId: string): SetAsideStatus | null {
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
