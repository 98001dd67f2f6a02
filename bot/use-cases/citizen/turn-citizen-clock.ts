import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import { afterHelp, afterStep, followUpMessage, followUpStep, followUpTo } from "../../domain/citizen/follow-up.ts";
import { byDay } from "../../domain/outreach.ts";
import { barrierStatusFacts } from "../../domain/vocabulary.ts";
import { type Change, queryAll, queryAllTogether } from "../../store/store.ts";
import { audit, system, untilNoConflict } from "../commit.ts";
import { ensureMessage } from "../ensure-message.ts";
import type { DirectoryContext } from "../errand.ts";

/**
 * What the clock does to citizen cases: asks how it went on the day, once more after 90 days, and closes what nobody answers,
 * openly. Idempotent; returns how many changed. One query when nothing is due.
 */
export async function turnCitizenClock(context: DirectoryContext): Promise<number> {
  const { store, tenantId, now } = context;
  await bringHelpHome(context);
  const range = { field: "dueOn", before: addDays(localDate(now), 1) } as const;
  let count = 0;
  const due = await Array.fromAsync(queryAll(store, tenantId, "citizenCase", { range }));
  for (const { key } of due) if (await clockDid(context, key)) count += 1;
  return count;
}

/** So many days back, help that has been given is looked for. */
const helpDays = 7;

/** A navigator has solved what a case asked for help with: it is asked about today. Two queries; each solution counts once. */
async function bringHelpHome({ store, tenantId, now }: DirectoryContext): Promise<void> {
  const since = localInstant(addDays(localDate(now), -helpDays), 0);
  const found = await queryAllTogether(store, tenantId, [
    { kind: "barrier", query: { where: { status: ["resolved"] } } },
    { kind: "barrier", query: { range: { field: "closedAt", from: since } } },
  ]);
  for (const { value: barrier } of found.flat()) {
    const { citizenCaseId: key, resolvedAt, status } = barrier;
    if (key === undefined || resolvedAt === null || !barrierStatusFacts[status].worked) continue;
    await untilNoConflict(async () => {
      const stored = await store.read(tenantId, "citizenCase", key);
      const value = stored === undefined ? undefined : afterHelp(stored.value, resolvedAt, now);
      if (stored === undefined || value === stored.value || value === undefined) return;
      await store.commit(tenantId, [{ op: "replace", kind: "citizenCase", key, etag: stored.etag, value }]);
    });
  }
}

async function clockDid(context: DirectoryContext, key: string): Promise<boolean> {
  const { store, tenantId, directory, now } = context;
  const today = localDate(now);
  return untilNoConflict(async () => {
    const stored = await store.read(tenantId, "citizenCase", key);
    if (stored === undefined || (stored.value.dueOn ?? "9") > today) return false;
    const step = followUpStep(stored.value, followUpTo(directory, stored.value, today), today);
    const value = afterStep(stored.value, step, now);
    if (value === stored.value) return false;
    const changes: Change[] = [{ op: "replace", kind: "citizenCase", key, etag: stored.etag, value }];
    if (step.kind === "ask") {
      const message = followUpMessage(step.to, value.teamId, byDay(directory.settings, now), now);
      const ensured = await ensureMessage(context, message);
      if (ensured !== null) changes.push(ensured);
    }
    if (step.kind === "close") {
      changes.push(audit({ actor: system, now }, "citizenCase.closedUnanswered", "citizenCase", key));
    }
    await store.commit(tenantId, changes);
    return true;
  });
}
