import { v7 as uuid } from "uuid";
import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import { awayThrough, isNewsToOthers, peopleConcerned, teamsConcerned } from "../../domain/decision/concerned.ts";
import type { Decision } from "../../domain/decision/decision.ts";
import type { Instant } from "../../domain/organisation.ts";
import { type PlannedMessage, planned, redrawMessage, scrubDeadline } from "../../domain/outreach.ts";
import { groupsOf } from "../../store/change-rules.ts";
import { type Change, queryAll } from "../../store/store.ts";
import { enqueue, untilNoConflict } from "../commit.ts";
import type { DirectoryContext, TenantContext } from "../errand.ts";
import { ensureMessages } from "../hand-over-questions.ts";
import { replaceDecision } from "./create-decision.ts";

/** Days for which news of a decision is worth telling. */
const newsDays = 14;
/** Whom the one message is for that goes into the commit of the decision: whoever it concerns is found when it is its turn. */
export const concerned = "concerned";

/** For the commit that decides: the message that tells whoever the decision concerns; none where it is nobody else's news. */
export function toBeTold(decision: Decision, now: Instant): Change[] {
  return isNewsToOthers(decision) ? [enqueue(newsFor(decision, concerned, { now, deadline: deadlineFrom(now) }))] : [];
}

/** For the commit that changes it: the cards that tell of the decision are drawn anew. */
export function toBeRedrawn({ id, scope, told }: Decision, now: Instant): Change[] {
  return told.length === 0 ? [] : [enqueue(redrawMessage({ id, teamId: scope, version: uuid() }, now))];
}

/** The people whom it concerns today. Reads the trial that it is about, if any. */
export async function concernedNow(context: DirectoryContext, decision: Decision): Promise<string[]> {
  const { store, tenantId, directory, now } = context;
  const { about } = decision;
  const trial = about.kind === "trial" ? await store.read(tenantId, "trial", about.id) : undefined;
  const teamIds = teamsConcerned(directory, decision, trial?.value.teamIds ?? []);
  return peopleConcerned(directory, decision, { teamIds, date: localDate(now) });
}

const mostAtOnce = 50;

/** A message for each whom it concerns, and on record who they are. Whoever has one already gets no other. */
export async function tellConcerned(context: DirectoryContext, decision: Decision): Promise<void> {
  const { directory, now } = context;
  const people = await concernedNow(context, decision);
  const messages = people.map((personId) => {
    // Who is away hears of it when they are back.
    const from = awayThrough(directory, personId, localDate(now)) ?? localDate(now);
    const deadline = localInstant(addDays(from, newsDays), 0);
    return newsFor(decision, personId, { now, deadline });
  });
  for (const group of groupsOf(messages, mostAtOnce)) await ensureMessages(context, group);
  await recordTold(context, decision.id, people);
}

async function recordTold({ store, tenantId }: TenantContext, id: string, people: readonly string[]): Promise<void> {
  await untilNoConflict(async () => {
    const stored = await store.read(tenantId, "decision", id);
    if (stored === undefined) return;
    const told = [...new Set([...stored.value.told, ...people])];
    if (told.length === stored.value.told.length) return;
    await store.commit(tenantId, [replaceDecision(stored, { ...stored.value, told })]);
  });
}

function newsFor(
  { id, scope }: Decision,
  personId: string,
  { now, deadline }: { now: Instant; deadline: Instant },
): PlannedMessage {
  const to = { recipient: personId, personId: personId === concerned ? null : personId };
  return planned({ purpose: "decisionMade", ...to, subject: id, teamId: scope, week: null, deadline }, now);
}

function deadlineFrom(now: Instant): Instant {
  return localInstant(addDays(localDate(now), newsDays), 0);
}

/** An update of every card that tells of the decision; `version` sets apart one such time from another. */
export async function decisionScrubs(
  { store, tenantId, now }: TenantContext,
  id: string,
  version: string,
): Promise<PlannedMessage[]> {
  const updates = new Map<string, PlannedMessage>();
  for await (const { value } of queryAll(store, tenantId, "message", { where: { purpose: "decisionMade" } })) {
    const { purpose, recipient, personId, subject, teamId, week, activityId, state, also = [] } = value;
    if (activityId === null || state !== "sent" || (subject !== id && !also.includes(id))) continue;
    const to = { purpose, recipient, personId, subject, teamId, week, activityId, also };
    const place = `${activityId}:${version}`;
    updates.set(`${recipient} ${activityId}`, planned({ ...to, deadline: scrubDeadline(now) }, now, place));
  }
  return [...updates.values()];
}
