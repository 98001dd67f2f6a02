import type { Barrier } from "../../domain/barrier/barrier.ts";
import { pendingQuestion } from "../../domain/barrier/barrier-lifecycle.ts";
import type { BarrierStory } from "../../domain/barrier/barrier-story.ts";
import { localDate } from "../../domain/calendar.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { plainStory } from "../barrier/barrier-story.ts";
import type { Errand } from "../errand.ts";

/** The barriers of the person's own teams that wait for their answer: a question, or whether it works now. The newest first. */
export async function waitingForTeam({ store, actor, directory, now }: Errand): Promise<BarrierStory[]> {
  const teamIds = teamsWhere(directory, actor.personId, "confirmBarrier", localDate(now));
  if (teamIds.length === 0) return [];
  const { items } = await store.query(actor.tenantId, "barrier", {
    where: { teamId: teamIds, status: ["asking", "resolved"] },
  });
  return items
    .map(({ value }) => value)
    .sort((a, b) => (askedAt(a) < askedAt(b) ? 1 : -1))
    .map((barrier) => plainStory(directory, barrier));
}

function askedAt(barrier: Barrier): string {
  return (barrier.status === "asking" ? pendingQuestion(barrier)?.at : barrier.resolvedAt) ?? "";
}
