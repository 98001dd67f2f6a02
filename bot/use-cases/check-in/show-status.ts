import type { StatusCardView } from "../../cards/talk-cards.ts";
import { type Barrier, isOpen } from "../../domain/barrier/barrier.ts";
import { localDate, weekOf } from "../../domain/calendar.ts";
import { absenceOn, absencesOf } from "../../domain/check-in/absence.ts";
import type { CheckIn } from "../../domain/check-in/check-in.ts";
import { isEverySecondWeek } from "../../domain/check-in/rhythm.ts";
import { type Instant, type IsoDate, solutionName } from "../../domain/organisation.ts";
import { askedFor, teamsWhere } from "../../domain/permissions.ts";
import { keys } from "../../store/documents.ts";
import { queryAll } from "../../store/store.ts";
import { personOf } from "../actor.ts";
import type { Errand } from "../errand.ts";
import { putOffBy, standsInFor } from "./show-check-in.ts";

/** Open barriers shown for each team; the rest is in the tab. */
const mostBarriers = 8;

/** Where a leader's teams stand, and what is open about them. */
export async function showStatus({ store, actor, directory, now }: Errand): Promise<StatusCardView> {
  const week = weekOf(now);
  const today = localDate(now);
  const person = personOf(directory, actor);
  const absences = absencesOf(person).filter(({ to }) => to >= today);
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
    standsIn: standsInFor(directory, actor.personId, teamId, today),
    standIn: directory.people.get(askedFor(directory, teamId, today)[0] ?? "")?.name ?? null,
    isEverySecondWeek: isEverySecondWeek(directory, teamId, today),
    remindsOn: remindsOn(checkIns[index]?.value, actor.personId, now),
    barriers: open
      .filter((barrier) => barrier.teamId === teamId)
      .slice(0, mostBarriers)
      .map((barrier) => ({ barrier, solutionName: solutionName(directory, barrier.solutionId, teamId) })),
  }));
  return { week, absences, isAwayNow: absenceOn(person, today) !== null, teams };
}

function remindsOn(checkIn: CheckIn | undefined, personId: string, now: Instant): IsoDate | null {
  const until = checkIn?.state === "open" ? putOffBy(checkIn, personId, now) : null;
  return until === null ? null : localDate(until);
}
