import { localDate } from "../../domain/calendar.ts";
import { type Criteria, criteriaFor } from "../../domain/citizen/criteria.ts";
import { type AgreedHere, type AskedAbout, helpedIn, type OfferedWhileNoting } from "../../domain/citizen/offered.ts";
import { asOfToday } from "../../domain/citizen-case.ts";
import { solutionName } from "../../domain/organisation.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { queryAll } from "../../store/store.ts";
import type { Errand } from "../errand.ts";

/** Where a note may be about: the teams and the solutions that the form offers. */
interface Where {
  teamIds: readonly string[];
  solutionIds: readonly string[];
}

/**
 * What the form in the chat tells whoever notes a citizen: what has helped in the notes of these teams that they may read, and the criteria
 * that hold there. Two queries at the same time.
 */
export async function offerWhileNoting(
  errand: Errand,
  { teamIds, solutionIds }: Where,
  asked: AskedAbout,
): Promise<OfferedWhileNoting> {
  const { store, actor, directory, now } = errand;
  const seen = teamsWhere(directory, actor.personId, "seeCitizenCases", localDate(now));
  const theirs = teamIds.filter((id) => seen.includes(id));
  const [cases, criteria] = await Promise.all([
    theirs.length === 0
      ? []
      : Array.fromAsync(queryAll(store, actor.tenantId, "citizenCase", { where: { teamId: theirs } }), ({ value }) =>
          asOfToday(value),
        ),
    Array.fromAsync(queryAll(store, actor.tenantId, "criteria"), ({ value }) => value),
  ]);
  const solutions = asked.solutionId === undefined ? solutionIds : [asked.solutionId];
  return { ...helpedIn(cases, asked), agreed: agreedIn(errand, criteria, { teamIds, solutionIds: solutions }) };
}

/** Each of the criteria once, however many of the teams they hold for. */
function agreedIn({ directory }: Errand, all: readonly Criteria[], { teamIds, solutionIds }: Where): AgreedHere[] {
  const found = new Set<Criteria>();
  const agreed: AgreedHere[] = [];
  for (const solutionId of solutionIds) {
    for (const teamId of teamIds) {
      const criteria = criteriaFor(directory, all, solutionId, teamId);
      if (criteria === undefined || found.has(criteria)) continue;
      found.add(criteria);
      const areaName = criteria.area === "*" ? null : (directory.areas.get(criteria.area)?.name ?? criteria.area);
      agreed.push({ solutionName: solutionName(directory, solutionId, teamId), areaName, criteria });
    }
  }
  return agreed;
}
