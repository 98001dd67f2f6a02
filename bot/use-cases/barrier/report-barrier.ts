import type { TeamsToReportFor } from "../../cards/barrier-card.ts";
import { describe, isOpen, newBarrier } from "../../domain/barrier/barrier.ts";
import { barrierNews } from "../../domain/barrier/barrier-news.ts";
import { localDate } from "../../domain/calendar.ts";
import { askableRollouts } from "../../domain/check-in/check-in.ts";
import { type Directory, type IsoDate, solutionName, type Team } from "../../domain/organisation.ts";
import { may, rolesOf, teamsWhere } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import { personOf } from "../actor.ts";
import { audit, enqueue, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type BarrierView, type GivenDescription, guardedDescription } from "./describe-barrier.ts";

/** At most this many teams are offered in a card, which says so; a navigator with more goes to the tab. */
const mostTeams = 40;

/**
 * Where a person can report something: their own teams, else those that they help, with the solutions used there in the
 * trade's own words; with `everywhere` all of them, however many.
 */
export function reportChoices({ directory, actor, now }: Errand, { everywhere = false } = {}): TeamsToReportFor {
  personOf(directory, actor);
  const date = localDate(now);
  const own = everywhere ? [] : teamsWhere(directory, actor.personId, "answerCheckIn", date);
  const all = teamsNamed(directory, teamsWhere(directory, actor.personId, "report", date));
  const found = own.length > 0 ? ledFirst(teamsNamed(directory, own), directory, actor.personId, date) : all;
  const teams = (everywhere ? found : found.slice(0, mostTeams)).map((team) => {
    return { id: team.id, name: team.name, solutions: solutionsOf(directory, team.id, date) };
  });
  return { teams, isCut: teams.length < all.length };
}

/** One's own before those that one stands in for: the first is what a form begins with. */
function ledFirst(teams: Team[], directory: Directory, personId: string, date: IsoDate): Team[] {
  const led = new Set(
    rolesOf(directory, personId, date).flatMap(({ role, scope }) => (role === "leader" ? scope : [])),
  );
  return teams.toSorted((a, b) => Number(led.has(b.id)) - Number(led.has(a.id)));
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
 * What the team has reported about the solution that is not closed, the newest; null when there is nothing, and when it is this
 * very report that was sent before. One query. Throws `notFound` for a team that is not the person's to report on.
 */
export async function openAbout(
  errand: Errand,
  { id, teamId, solutionId }: { id: string; teamId: string; solutionId: string },
): Promise<BarrierView | null> {
  const { errand: at } = await readTogether(errand, []);
  const { store, actor, directory, now } = at;
  if (!may(directory, actor.personId, "report", teamId, localDate(now))) throw new OmbordError("notFound");
  const { items } = await store.query(actor.tenantId, "barrier", { where: { teamId } });
  if (items.some(({ key }) => key === id)) return null;
  const known = items.findLast(({ value }) => value.solutionId === solutionId && isOpen(value));
  if (known === undefined) return null;
  return { directory, barrier: known.value, solutionName: solutionName(directory, solutionId, teamId) };
}

/**
 * Opens a barrier outside a check-in, with what is told about it where that is told at once. `id` was minted with the form, so
 * that sending it twice stores it once. Throws `notFound` for a team or a solution that is not the person's to report on,
 * `invalid` for a detail of another category, and what {@link guardTexts} throws.
 */
export async function reportBarrier(
  errand: Errand,
  report: { id: string; teamId: string; solutionId: string; told?: GivenDescription | undefined },
): Promise<BarrierView> {
  const description = report.told === undefined ? null : guardedDescription(errand, report.told);
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "barrier", key: report.id }]);
    const { store, actor, directory, now } = at;
    const [known] = found;
    const { id, teamId, solutionId } = report;
    const isUsed = (directory.rolloutsByTeam.get(teamId) ?? []).some((rollout) => rollout.solutionId === solutionId);
    if (!isUsed || !may(directory, actor.personId, "report", teamId, localDate(now))) throw new OmbordError("notFound");
    if (known !== undefined && known.value.reportedBy !== actor.personId) throw new OmbordError("notFound");
    const name = solutionName(directory, solutionId, teamId);
    if (known !== undefined) return { directory, barrier: known.value, solutionName: name };
    const reported = newBarrier(id, { teamId, solutionId, week: null }, actor.personId, now);
    const barrier = description === null ? reported : describe(reported, description, actor.personId, now);
    await store.commit(actor.tenantId, [
      { op: "create", kind: "barrier", key: barrier.id, value: barrier },
      enqueue(barrierNews(barrier, now)),
      audit({ actor, now }, "barrier.reported", "barrier", barrier.id),
    ]);
    return { directory, barrier, solutionName: name };
  });
}
