import type { TrialIdea } from "../../cards/navigator-card.ts";
import type { Barrier } from "../../domain/barrier/barrier.ts";
import { maySeeBarrier } from "../../domain/barrier/barrier-permissions.ts";
import type { BarrierStory } from "../../domain/barrier/barrier-story.ts";
import { localDate } from "../../domain/calendar.ts";
import { type Directory, solutionName } from "../../domain/organisation.ts";
import { OmbordError } from "../../errors.ts";
import type { ReadMany, Reference, Stored } from "../../store/store.ts";
import { type Errand, readTogether } from "../errand.ts";
import { trialIdeas } from "../trial/trial-ideas.ts";
import { commonTaskOf, similarCases } from "./similar-cases.ts";
import type { Surroundings } from "./surroundings.ts";

/** A barrier that somebody may see, with the directory and the other documents of the same moment. */
export interface OpenedBarrier<R extends readonly Reference[]> {
  errand: Errand;
  stored: Stored<"barrier">;
  found: ReadMany<R>;
}

/**
 * A barrier as one person may see it, and whatever else is wanted with it. One read. Throws `notFound` when there is none, or
 * none for them.
 */
export async function openBarrier<const R extends readonly Reference[]>(
  before: Errand,
  id: string,
  references: R,
): Promise<OpenedBarrier<R>> {
  const read = await readTogether(before, [{ kind: "barrier", key: id }, ...references] as Reference[]);
  const { errand } = read;
  const [stored, ...found] = read.found as [Stored<"barrier"> | undefined, ...unknown[]];
  if (
    stored === undefined ||
    !maySeeBarrier(errand.directory, errand.actor.personId, stored.value, localDate(errand.now))
  ) {
    throw new OmbordError("notFound");
  }
  return { errand, stored, found: found as unknown as ReadMany<R> };
}

/** The story of a barrier, and what may be tried, for a reader who may see the teams that `isVisible` names. */
export function tellStory(
  directory: Directory,
  barrier: Barrier,
  { others, finished }: Pick<Surroundings, "others" | "finished">,
  isVisible: (teamId: string) => boolean,
): { story: BarrierStory; ideas: TrialIdea[] } {
  return {
    story: {
      ...plainStory(directory, barrier),
      ...similarCases(directory, barrier, others, isVisible),
      common: commonTaskOf(barrier, others, isVisible),
    },
    ideas: trialIdeas(directory, barrier, finished, isVisible),
  };
}

/** The story without similar cases, for a reader who has no use for them. */
export function plainStory(directory: Directory, barrier: Barrier): BarrierStory {
  const { teamId } = barrier;
  const team = directory.teams.get(teamId);
  return {
    barrier,
    teamName: team?.name ?? teamId,
    areaId: team?.areaId ?? "",
    solutionName: solutionName(directory, barrier.solutionId, teamId),
    names: namesIn(directory, barrier),
    areas: areasIn(directory, barrier),
    solved: [],
    open: [],
    common: { ids: [], teams: 0 },
  };
}

function namesIn(directory: Directory, barrier: Barrier): Record<string, string> {
  const ids = new Set(barrier.events.flatMap(({ by, ref }) => [by, ...(ref === undefined ? [] : [ref])]));
  if (barrier.assignedTo !== null) ids.add(barrier.assignedTo);
  ids.add(barrier.reportedBy);
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const name = directory.people.get(id)?.name;
      return name === undefined ? [] : [[id, name]];
    }),
  );
}

function areasIn(directory: Directory, { events }: Barrier): Record<string, string> {
  const ids = new Set(events.flatMap(({ decidedAs }) => decidedAs?.scope ?? []));
  const named = [...ids].flatMap((id): [string, string][] => {
    const area = directory.areas.get(id);
    return area === undefined ? [] : [[id, area.name]];
  });
  return Object.fromEntries(named);
}
