import type { Barrier } from "../../domain/barrier/barrier.ts";
import { barrierStatusFacts } from "../../domain/vocabulary.ts";
import { keys } from "../../store/documents.ts";
import type { Change } from "../../store/store.ts";
import { newDirectoryVersion } from "../check-in/set-absence.ts";
import type { Errand } from "../errand.ts";
import { decisionsInForce } from "../load-directory.ts";
import { replaceDecision } from "./create-decision.ts";

/**
 * What a barrier that is solved with an agreed exception, or is so no longer, changes beside itself: every process reads the directory
 * anew, and the exception ends when the team says that it is in the way still, or the press was undone. As groups of changes, the
 * directory's version last. Nothing is read for any other step.
 */
export async function exceptionChanges(errand: Errand, before: Barrier, after: Barrier): Promise<Change[][]> {
  const [was, is] = [isSolvedSo(before), isSolvedSo(after)];
  if (was === is) return [];
  const { store, actor } = errand;
  const settings = await store.read(actor.tenantId, "settings", keys.settings);
  const version = settings === undefined ? [] : [[newDirectoryVersion(settings)]];
  return is ? version : [...(await endedExceptions(errand, before.id)), ...version];
}

function isSolvedSo({ resolution, status }: Barrier): boolean {
  return resolution === "exception" && barrierStatusFacts[status].worked;
}

async function endedExceptions({ store, actor, now }: Errand, barrierId: string): Promise<Change[][]> {
  const ended: Change[][] = [];
  for (const { id, about } of await decisionsInForce(store, actor.tenantId)) {
    if (about.kind !== "barrier" || about.id !== barrierId) continue;
    const stored = await store.read(actor.tenantId, "decision", id);
    if (stored === undefined) continue;
    const { inForce: _, ...rest } = stored.value;
    ended.push([replaceDecision(stored, { ...rest, state: "dropped", endedAt: now, updatedAt: now })]);
  }
  return ended;
}
