import { localDate } from "../../domain/calendar.ts";
import { asOfToday, type CitizenCase } from "../../domain/citizen-case.ts";
import { solutionName } from "../../domain/organisation.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import type { Errand } from "../errand.ts";

export interface CitizenCaseView {
  citizenCase: CitizenCase;
  teamName: string;
  solutionName: string | null;
}

/** Cases per page. */
const pageSize = 50;

/**
 * The cases of the teams whose cases the person may see, the newest change first, page by page (`next` is opaque).
 * Nobody else's, and none at all for somebody without such a team.
 */
export async function listCitizenCases(
  { store, actor, directory, now }: Errand,
  page: string | undefined,
): Promise<{ cases: CitizenCaseView[]; next: string | undefined }> {
  const teamIds = teamsWhere(directory, actor.personId, "seeCitizenCases", localDate(now));
  if (teamIds.length === 0) return { cases: [], next: undefined };
  const answer = await store.query(actor.tenantId, "citizenCase", {
    where: { teamId: teamIds },
    order: { field: "updatedAt", descending: true },
    limit: pageSize,
    page,
  });
  const cases = answer.items.map(({ value }) => {
    const citizenCase = asOfToday(value);
    const { teamId, solutionId } = citizenCase;
    return {
      citizenCase,
      teamName: directory.teams.get(teamId)?.name ?? teamId,
      solutionName: solutionId === null ? null : solutionName(directory, solutionId, teamId),
    };
  });
  return { cases, next: answer.next };
}
