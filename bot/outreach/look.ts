import type { Instant } from "../domain/organisation.ts";
import type { Job, Look } from "./job.ts";
import { later } from "./outreach.ts";

/**
 * How old a look may be when its message leaves: as long as a slow request is on its way. What changes meanwhile is found
 * when the sending is recorded, and the card is brought up to date at once.
 */
const freshMs = 1_000;

/** Reads what the messages depend on in two operations (at most 100 messages). Each job keeps its part. */
export async function lookAt(jobs: readonly Job[]): Promise<void> {
  const [first] = jobs;
  if (first === undefined) return;
  const { store, clock } = first.outreach;
  const at = clock();
  const ahead = jobs.filter(({ purpose }) => purpose.readAhead === true);
  const [conversations, checkIns] = await Promise.all([
    store.readMany(
      first.tenantId,
      jobs.map(({ claimed }) => ({ kind: "conversation" as const, key: claimed.message.recipient })),
    ),
    store.readMany(
      first.tenantId,
      ahead.map(({ claimed }) => ({ kind: "checkIn" as const, key: claimed.message.subject })),
    ),
  ]);
  const checkInOf = new Map(ahead.map((job, index) => [job, checkIns[index]]));
  for (const [index, job] of jobs.entries()) {
    job.look = { conversation: conversations[index], checkIn: checkInOf.get(job), at };
  }
}

/** The job's look while it is fresh, else a new one. */
export async function freshLook(job: Job, now: Instant): Promise<Look> {
  const isFresh = job.look !== undefined && job.look.at <= now && now <= later(job.look.at, freshMs);
  if (!isFresh) await lookAt([job]);
  if (job.look === undefined) throw new Error("nothing was read");
  return job.look;
}
