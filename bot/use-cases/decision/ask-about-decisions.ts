import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import { type Decision, isToBeAsked, scopesAbove } from "../../domain/decision/decision.ts";
import type { Directory, IsoDate } from "../../domain/organisation.ts";
import { byDay, type PlannedMessage, planned } from "../../domain/outreach.ts";
import { holdersOf, isAway } from "../../domain/permissions.ts";
import { queryAll } from "../../store/store.ts";
import { enqueue, untilNoConflict } from "../commit.ts";
import type { DirectoryContext } from "../errand.ts";
import { forgetDecisionAt } from "./create-decision.ts";
import { managesAs } from "./make-decision.ts";

/** Days for which the question is worth asking. */
const askDays = 14;

/**
 * Decisions whose date has come are asked about, each once for a date: whoever made it, when they are there, or manages there now. Idempotent;
 * returns how many. One query.
 */
export async function askAboutDecisions(context: DirectoryContext): Promise<number> {
  const { store, tenantId, directory, now } = context;
  const today = localDate(now);
  let count = 0;
  const due = { where: { state: "open" }, range: { field: "due", before: addDays(today, 1) } } as const;
  for await (const { key, value } of queryAll(store, tenantId, "decision", due)) {
    const owner = isToBeAsked(value, today) ? ownerOf(directory, value, today) : null;
    // Who is away is asked when they are back.
    if (owner === null || isAway(directory, owner, today)) continue;
    if (await asked(context, key, owner)) count += 1;
  }
  return count;
}

/** Who made it; when they decide nothing there any longer, the nearest manager who does. Null for nobody. */
function ownerOf(directory: Directory, { by, as, scope }: Decision, today: IsoDate): string | null {
  const isThere = directory.people.get(by)?.retired !== true && directory.people.has(by);
  if (isThere && (as === null || managesAs(directory, by, scope, today) !== null)) return by;
  return holdersOf(directory, "manager", scopesAbove(directory, scope), today)[0] ?? (isThere ? by : null);
}

function asked(context: DirectoryContext, key: string, owner: string): Promise<boolean> {
  const { store, tenantId, now } = context;
  return untilNoConflict(async () => {
    const stored = await store.read(tenantId, "decision", key);
    if (stored === undefined || !isToBeAsked(stored.value, localDate(now))) return false;
    const value: Decision = { ...stored.value, askedOn: stored.value.due };
    await store.commit(tenantId, [
      { op: "replace", kind: "decision", key, etag: stored.etag, value, expiresAt: forgetDecisionAt(value) },
      enqueue(question(context, value, owner)),
    ]);
    return true;
  });
}

function question({ directory, now }: DirectoryContext, { id, scope, due }: Decision, by: string): PlannedMessage {
  const deadline = localInstant(addDays(localDate(now), askDays), 0);
  const to = { recipient: by, personId: by, subject: id, teamId: scope, week: null };
  const dueAt = byDay(directory.settings, now);
  return planned({ purpose: "decisionDue", ...to, deadline, dueAt }, now, due ?? "");
}
