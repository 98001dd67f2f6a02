import type { BarrierChoices } from "../cards/barrier-card.ts";
import { type Barrier, describe, newBarrier } from "../domain/barrier.ts";
import { barrierNews } from "../domain/barrier-news.ts";
import { localDate } from "../domain/calendar.ts";
import { askableRollouts } from "../domain/check-in.ts";
import { type Directory, type Instant, solutionName } from "../domain/organisation.ts";
import { may, teamsWhere } from "../domain/permissions.ts";
import { OmbordError } from "../errors.ts";
import type { Store } from "../store/store.ts";
import { type Actor, personOf } from "./actor.ts";
import { audit, sending, untilNoConflict } from "./commit.ts";
import { type GivenDescription, guardedDescription } from "./describe-barrier.ts";
import { loadDirectory } from "./load-directory.ts";

/** At most this many teams are offered in a card; a navigator with more goes to the tab. */
const mostTeams = 40;

/** Where a person can report something: their own teams with the solutions used there, in the trade's own words. */
export async function reportChoices(store: Store, actor: Actor, now: Instant): Promise<BarrierChoices> {
  const directory = await loadDirectory(store, actor.tenantId);
  personOf(directory, actor);
  const date = localDate(now);
  const own = teamsWhere(directory, actor.personId, "answerCheckIn", date);
  const teamIds = own.length > 0 ? own : teamsWhere(directory, actor.personId, "report", date);
  const teams = teamIds
    .flatMap((id) => directory.teams.get(id) ?? [])
    .filter((team) => !team.retired)
    .toSorted((a, b) => a.name.localeCompare(b.name, "da"))
    .slice(0, mostTeams)
    .map((team) => ({ id: team.id, name: team.name, solutions: solutionsOf(directory, team.id, date) }));
  return { teams };
}

function solutionsOf(directory: Directory, teamId: string, date: string) {
  return askableRollouts(directory, teamId, date)
    .map(({ solutionId }) => ({ id: solutionId, name: solutionName(directory, solutionId, teamId) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "da"));
}

/**
 * Opens a barrier outside a check-in, with what is told about it where that is told at once. `id` was minted with the form, so
 * that sending it twice stores it once. Throws `notFound` for a team or a solution that is not the person's to report on,
 * `invalid` for a detail of another category, and what {@link guardText} throws.
 */
export async function reportBarrier(
  store: Store,
  actor: Actor,
  report: { id: string; teamId: string; solutionId: string; told?: GivenDescription | undefined },
  now: Instant,
): Promise<Barrier> {
  const description = report.told === undefined ? null : guardedDescription(report.told);
  return untilNoConflict(async () => {
    const directory = await loadDirectory(store, actor.tenantId);
    const date = localDate(now);
    const isUsed = (directory.rolloutsByTeam.get(report.teamId) ?? []).some((r) => r.solutionId === report.solutionId);
    if (!isUsed || !may(directory, actor.personId, "report", report.teamId, date)) throw new OmbordError("notFound");
    const known = await store.read(actor.tenantId, "barrier", report.id);
    if (known !== undefined) {
      if (known.value.reportedBy !== actor.personId) throw new OmbordError("notFound");
      return known.value;
    }
    const reported = newBarrier(
      report.id,
      { teamId: report.teamId, solutionId: report.solutionId, week: null },
      actor.personId,
      now,
    );
    const barrier = description === null ? reported : describe(reported, description, actor.personId, now);
    await store.commit(actor.tenantId, [
      { op: "create", kind: "barrier", key: barrier.id, value: barrier },
      sending(barrierNews(barrier, now)),
      audit(now, actor.personId, "barrier.reported", "barrier", barrier.id),
    ]);
    return barrier;
  });
}
