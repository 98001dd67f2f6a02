import { pendingQuestion } from "../../domain/barrier/barrier-lifecycle.ts";
import type { BarrierStory } from "../../domain/barrier/barrier-story.ts";
import { localDate } from "../../domain/calendar.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { plainStory } from "../barrier/barrier-story.ts";
import type { Errand } from "../errand.ts";

/** The barriers of the person's own teams with a question that waits for an answer, the newest question first. */
export async function pendingQuestions({ store, actor, directory, now }: Errand): Promise<BarrierStory[]> {
  const teamIds = teamsWhere(directory, actor.personId, "confirmBarrier", localDate(now));
  if (teamIds.length === 0) return [];
  const { items } = await store.query(actor.tenantId, "barrier", { where: { teamId: teamIds, status: "asking" } });
  return items
    .map(({ value }) => value)
    .sort((a, b) => ((pendingQuestion(a)?.at ?? "") < (pendingQuestion(b)?.at ?? "") ? 1 : -1))
    .map((barrier) => plainStory(directory, barrier));
}
