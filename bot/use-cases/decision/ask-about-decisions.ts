import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import { type Decision, isToBeAsked } from "../../domain/decision/decision.ts";
import { byDay, type PlannedMessage, planned } from "../../domain/outreach.ts";
import { isAway } from "../../domain/permissions.ts";
import { queryAll } from "../../store/store.ts";
import { enqueue, untilNoConflict } from "../commit.ts";
import type { DirectoryContext } from "../errand.ts";
import { forgetDecisionAt } from "./create-decision.ts";

/** Days for which the question is worth asking. */
const askDays = 14;

/**
 * Decisions whose date has come are asked about, each once for a date: whoever made it, when they are there. Idempotent;
 * returns how many. One query.
 */
export async function askAboutDecisions(context: DirectoryContext): Promise<number> {
  const { store, tenantId, directory, now } = context;
  const today = localDate(now);
  let count = 0;
  const due = { where: { state: "open" }, range: { field: "due", before: addDays(today, 1) } } as const;
  for await (const { key, value } of queryAll(store, tenantId, "decision", due)) {
    // Who is away is asked when they are back.
    if (!isToBeAsked(value, today) || isAway(directory, value.by, today)) continue;
    if (await asked(context, key)) count += 1;
  }
  return count;
}

function asked(context: DirectoryContext, key: string): Promise<boolean> {
  const { store, tenantId, now } = context;
  return untilNoConflict(async () => {
    const stored = await store.read(tenantId, "decision", key);
    if (stored === undefined || !isToBeAsked(stored.value, localDate(now))) return false;
    const value: Decision = { ...stored.value, askedOn: stored.value.due };
    await store.commit(tenantId, [
      { op: "replace", kind: "decision", key, etag: stored.etag, value, expiresAt: forgetDecisionAt(value) },
      enqueue(question(context, value)),
    ]);
    return true;
  });
}

function question({ directory, now }: DirectoryContext, { id, by, scope, due }: Decision): PlannedMessage {
  const deadline = localInstant(addDays(localDate(now), askDays), 0);
  const to = { recipient: by, personId: by, subject: id, teamId: scope, week: null };
  const dueAt = byDay(directory.settings, now);
  return planned({ purpose: "decisionDue", ...to, deadline, dueAt }, now, due ?? "");
}
