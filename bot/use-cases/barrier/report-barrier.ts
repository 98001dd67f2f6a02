import type { TeamsToReportFor } from "../../cards/barrier-card.ts";
import { type Barrier, describe, newBarrier } from "../../domain/barrier/barrier.ts";
import { barrierNews } from "../../domain/barrier/barrier-news.ts";
import { localDate } from "../../domain/calendar.ts";
import { askableRollouts } from "../../domain/check-in/check-in.ts";
import { type Directory, type Instant, solutionName, type Team } from "../../domain/organisation.ts";
import { may, teamsWhere } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import type { Store } from "../../store/store.ts";
import { type Actor, personOf } from "../actor.ts";
import { audit, sending, untilNoConflict } from "../commit.ts";
import { loadDirectory } from "../load-directory.ts";
import { type GivenDescription, guardedDescription } from "./describe-barrier.ts";

/** At most this many teams are offered in a card, which says so; a navigator with more goes to the tab. */
const mostTeams = 40;

/**
 * Where a person can report something: their own teams, else those that they help, with the solutions used there in the
 * trade's own words; with `everywhere` all of them, however many.
 */
export async function reportChoices(
  store: Store,
  actor: Actor,
  now: Instant,
  options: { everywhere?: boolean } = {},
): Promise<TeamsToReportFor> {
  return choicesIn(await loadDirectory(store, actor.tenantId), actor, now, options);
}

/** The same for whoever has the directory; a copy that is old will do for a form whose answers are looked at again. */
export function choicesIn(
  directory: Directory,
  actor: Actor,
  now: Instant,
  { everywhere = false } = {},
): TeamsToReportFor {
  personOf(directory, actor);
  const date = localDate(now);
  const own = everywhere ? [] : teamsWhere(directory, actor.personId, "answerCheckIn", date);
  const all = teamsNamed(directory, teamsWhere(directory, actor.personId, "report", date));
  const found = own.length > 0 ? teamsNamed(directory, own) : all;
  const teams = (everywhere ? found : found.slice(0, mostTeams)).map((team) => {
    return { id: team.id, name: team.name, solutions: solutionsOf(directory, team.id, date) };
  });
  return { teams, isCut: teams.length < all.length };
}

/** Those that are not retired, by name. */
function teamsNamed(directory: Directory, ids: readonly string[]): Team[] {
  return ids
    .flatMap((id) => directory.teams.get(id) ?? [])
    .filter((team) => !team.retired)
    .toSorted((a, b) => a.name.localeCompare(b.name, "da"));
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
