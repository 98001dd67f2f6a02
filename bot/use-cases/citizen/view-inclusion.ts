import { localDate, localInstant } from "../../domain/calendar.ts";
import { asOfToday } from "../../domain/citizen-case.ts";
import { type Inclusion, inclusionOf, recentQuarters } from "../../domain/inclusion.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { queryAll } from "../../store/store.ts";
import type { Errand } from "../errand.ts";

export interface InclusionView extends Inclusion {
  teams: number;
  solutionNames: Record<string, string>;
  areaNames: Record<string, string>;
}

/**
 * Figures about citizens who cannot be digital, as they are now, over every team whose cases the person may see one by one:
 * nothing is hidden from them. Managers see what is published instead (view-published.ts).
 */
export async function viewInclusion({ store, actor, directory, now }: Errand): Promise<InclusionView> {
  const today = localDate(now);
  const teamIds = teamsWhere(directory, actor.personId, "seeCitizenCases", today);
  const cases: Parameters<typeof inclusionOf>[0][number][] = [];
  if (teamIds.length > 0) {
    for await (const { value } of queryAll(store, actor.tenantId, "citizenCase", {
      where: { teamId: teamIds },
      range: { field: "updatedAt", from: localInstant(firstDayOf(recentQuarters(today)[0] ?? ""), 0) },
    })) {
      const areaId = directory.teams.get(value.teamId)?.areaId ?? "";
      cases.push({ ...asOfToday(value), areaId, date: localDate(value.createdAt) });
    }
  }
  const figures = inclusionOf(cases, today);
  const solutionNames = Object.fromEntries(
    figures.solutions.map(({ id }) => [id, directory.solutions.get(id)?.name ?? id]),
  );
  const areaNames = Object.fromEntries(
    figures.reasonsBy.areas.map(({ id }) => [id, directory.areas.get(id)?.name ?? id]),
  );
  return { ...figures, teams: teamIds.length, solutionNames, areaNames };
}

/** `2026-Q4` begins on `2026-10-01`. */
function firstDayOf(quarter: string): string {
  const [year, number] = quarter.split("-Q");
  return `${year}-${String((Number(number) - 1) * 3 + 1).padStart(2, "0")}-01`;
}
