import type { StatusCardView } from "../../cards/talk-cards.ts";
import { type Barrier, isOpen } from "../../domain/barrier/barrier.ts";
import { localDate, weekOf } from "../../domain/calendar.ts";
import { solutionName } from "../../domain/organisation.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { keys } from "../../store/documents.ts";
import { queryAll } from "../../store/store.ts";
import { personOf } from "../actor.ts";
import type { Errand } from "../errand.ts";

/** Open barriers shown for each team; the rest is in the tab. */
const mostBarriers = 8;

/** Where a leader's teams stand, and what is open about them. */
export async function showStatus({ store, actor, directory, now }: Errand): Promise<StatusCardView> {
  personOf(directory, actor);
  const week = weekOf(now);
  const teamIds = teamsWhere(directory, actor.personId, "answerCheckIn", localDate(now));
  const checkIns = await store.readMany(
    actor.tenantId,
    teamIds.map((teamId) => ({ kind: "checkIn" as const, key: keys.checkIn(week, teamId) })),
  );
  const open: Barrier[] = [];
  if (teamIds.length > 0) {
    for await (const { value } of queryAll(store, actor.tenantId, "barrier", { where: { teamId: teamIds } })) {
      if (isOpen(value)) open.push(value);
    }
  }
  const teams = teamIds.map((teamId, index) => ({
    id: teamId,
    name: directory.teams.get(teamId)?.name ?? teamId,
    checkIn: checkIns[index]?.value.state ?? ("notAsked" as const),
    barriers: open
      .filter((barrier) => barrier.teamId === teamId)
      .slice(0, mostBarriers)
      .map((barrier) => ({ barrier, solutionName: solutionName(directory, barrier.solutionId, teamId) })),
  }));
  return { week, teams };
}
