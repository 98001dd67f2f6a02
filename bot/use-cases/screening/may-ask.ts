import { maySeeBarrier } from "../../domain/barrier/barrier-permissions.ts";
import { localDate } from "../../domain/calendar.ts";
import { activeTeams, type Directory, type IsoDate } from "../../domain/organisation.ts";
import { advisersAround, isAway, may, maySeeEscalated, navigatorsNearest } from "../../domain/permissions.ts";
import type { Screening } from "../../domain/screening.ts";
import { rolloutStatusFacts, type ScreenedKind } from "../../domain/vocabulary.ts";
import type { Errand } from "../errand.ts";

/** What somebody asks about, and the teams that it is about. */
export interface Asked {
  about: ScreenedKind;
  aboutId: string;
  teamIds: string[];
  solutionId: string | null;
}

/**
 * What the adviser may be asked about by this person: what they triage, and for a manager what is lifted to them. Null
 * for what is not theirs, or is not there. One read.
 */
export async function whatIsAsked(errand: Errand, about: ScreenedKind, aboutId: string): Promise<Asked | null> {
  const { store, actor, directory, now } = errand;
  const today = localDate(now);
  const triages = (teamId: string) => may(directory, actor.personId, "triage", teamId, today);
  if (about === "solution") {
    const solution = directory.solutions.get(aboutId);
    const teamIds = teamsWith(directory, aboutId).filter(triages);
    return solution === undefined || solution.retired || teamIds.length === 0
      ? null
      : { about, aboutId, teamIds, solutionId: aboutId };
  }
  if (about === "trial") {
    const trial = (await store.read(actor.tenantId, "trial", aboutId))?.value;
    if (trial === undefined || !trial.teamIds.some(triages)) return null;
    return { about, aboutId, teamIds: trial.teamIds, solutionId: trial.solutionId };
  }
  const barrier = (await store.read(actor.tenantId, "barrier", aboutId))?.value;
  if (barrier === undefined || !maySeeBarrier(directory, actor.personId, barrier, today)) return null;
  const isTheirs =
    triages(barrier.teamId) ||
    (barrier.escalatedAt !== null && maySeeEscalated(directory, actor.personId, barrier.teamId, today));
  return isTheirs ? { about, aboutId, teamIds: [barrier.teamId], solutionId: barrier.solutionId } : null;
}

function teamsWith(directory: Directory, solutionId: string): string[] {
  return activeTeams(directory)
    .filter(({ id }) =>
      (directory.rolloutsByTeam.get(id) ?? []).some(
        (one) => one.solutionId === solutionId && rolloutStatusFacts[one.status].counts !== "over",
      ),
    )
    .map(({ id }) => id);
}

/** Whether the person is one of those who may answer it. */
export function mayAnswerScreening(
  { directory, actor, now }: Pick<Errand, "directory" | "actor" | "now">,
  { teamIds }: Pick<Screening, "teamIds">,
): boolean {
  return advisersAround(directory, teamIds, localDate(now)).includes(actor.personId);
}

/** Who is told what became of a question: whoever asked, and while they are away or gone the team's navigators who are there. */
export function toldOf(
  directory: Directory,
  { by, teamIds }: Pick<Screening, "by" | "teamIds">,
  date: IsoDate,
): string[] {
  const asker = directory.people.get(by);
  const isThere = asker !== undefined && !asker.retired;
  if (isThere && !isAway(directory, by, date)) return [by];
  const [teamId = ""] = teamIds;
  return [...new Set([...(isThere ? [by] : []), ...navigatorsNearest(directory, teamId, date)])];
}
