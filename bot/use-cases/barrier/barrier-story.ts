import type { Barrier } from "../../domain/barrier/barrier.ts";
import { maySeeBarrier } from "../../domain/barrier/barrier-permissions.ts";
import type { BarrierStory } from "../../domain/barrier/barrier-story.ts";
import { localDate } from "../../domain/calendar.ts";
import { type Directory, type Instant, solutionName } from "../../domain/organisation.ts";
import { may } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import type { Store, Stored } from "../../store/store.ts";
import type { Actor } from "../actor.ts";
import { loadDirectory } from "../load-directory.ts";
import { similarCases } from "./similar-cases.ts";

/** A barrier as one person may see it. Throws `notFound` when there is none, or none for them. */
export async function readBarrier(
  store: Store,
  actor: Actor,
  id: string,
  now: Instant,
): Promise<{ directory: Directory; stored: Stored<"barrier"> }> {
  const directory = await loadDirectory(store, actor.tenantId);
  const stored = await store.read(actor.tenantId, "barrier", id);
  if (stored === undefined || !maySeeBarrier(directory, actor.personId, stored.value, localDate(now))) {
    throw new OmbordError("notFound");
  }
  return { directory, stored };
}

/** The story of a barrier for one person, with the similar cases of teams that they may see. */
export async function storyFor(store: Store, actor: Actor, id: string, now: Instant): Promise<BarrierStory> {
  const { directory, stored } = await readBarrier(store, actor, id, now);
  const isVisible = (teamId: string) => may(directory, actor.personId, "seeBarriers", teamId, localDate(now));
  return tellStory(store, actor.tenantId, directory, stored.value, isVisible);
}

/** The story of a barrier for a reader who may see the teams that `isVisible` names. */
export async function tellStory(
  store: Store,
  tenantId: string,
  directory: Directory,
  barrier: Barrier,
  isVisible: (teamId: string) => boolean,
): Promise<BarrierStory> {
  const similar = await similarCases(store, tenantId, directory, barrier, isVisible);
  return { ...plainStory(directory, barrier), ...similar };
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
    solved: [],
    open: [],
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
