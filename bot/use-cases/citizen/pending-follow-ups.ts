import { addDays, localDate } from "../../domain/calendar.ts";
import type { CheckInView } from "../../domain/check-in/check-in.ts";
import { followUpTo, waitsFor } from "../../domain/citizen/follow-up.ts";
import { asOfToday, type CitizenCase } from "../../domain/citizen-case.ts";
import { solutionName } from "../../domain/organisation.ts";
import { queryAll } from "../../store/store.ts";
import { standsInFor } from "../check-in/show-check-in.ts";
import type { DirectoryContext } from "../errand.ts";

export interface PendingFollowUp {
  citizenCase: CitizenCase;
  teamName: string;
  solutionName: string | null;
  /** Why it is asked of somebody who stands in for the team's leader. */
  standsIn: CheckInView["standsIn"];
}

/** The cases that wait for the person's word about how it went, those noted first first. One query of what is due. */
export async function pendingFollowUps(
  { store, tenantId, directory, now }: DirectoryContext,
  personId: string,
): Promise<PendingFollowUp[]> {
  const today = localDate(now);
  const range = { field: "dueOn", before: addDays(today, 2) } as const;
  const found = await Array.fromAsync(queryAll(store, tenantId, "citizenCase", { range }), ({ value }) =>
    asOfToday(value),
  );
  return found
    .filter((one) => waitsFor(one, personId) && followUpTo(directory, one, today) === personId)
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    .map((citizenCase) => {
      const { teamId, solutionId } = citizenCase;
      return {
        citizenCase,
        teamName: directory.teams.get(teamId)?.name ?? teamId,
        solutionName: solutionId === null ? null : solutionName(directory, solutionId, teamId),
        standsIn: standsInFor(directory, personId, teamId, today),
      };
    });
}
