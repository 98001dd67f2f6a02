import { type Barrier, hasBegun, isOpen, newBarrier, withdraw } from "../../domain/barrier/barrier.ts";
import { barrierNews, cardUpdates } from "../../domain/barrier/barrier-news.ts";
import type { AnswerDecision, CheckIn } from "../../domain/check-in/check-in.ts";
import { type Change, ofKind } from "../../store/store.ts";
import { audit, enqueue } from "../commit.ts";
import type { Errand } from "../errand.ts";

/** A flag on a solution of which the team has reported something already that is not closed. */
export interface AlreadyReported {
  solutionId: string;
  barrier: Barrier;
}

/** What the flags of a form come to. */
export interface SettledFlags {
  checkIn: CheckIn;
  /** Barriers that are new. */
  opened: { solutionId: string; barrierId: string }[];
  already: AlreadyReported[];
  /** A flag was taken off of which somebody has begun on the barrier: it stands. */
  isKept: boolean;
  changes: Change[];
}

/**
 * What is flagged opens a barrier, but for what the team has reported already and is not closed; a flag that is taken off takes
 * this week's barrier back while nobody has begun on it. Reads barriers only when a flag was put on (one query) or taken off.
 */
export async function settleFlags(
  at: Errand,
  decision: Extract<AnswerDecision, { outcome: "stored" }>,
): Promise<SettledFlags> {
  const withOld = await withOldOnes(at, decision);
  const back = await takenBack(at, withOld.checkIn, decision.unflagged);
  const { teamId, week } = decision.checkIn;
  const created = withOld.opened.flatMap(({ solutionId, barrierId }): Change[] => {
    const barrier = newBarrier(barrierId, { teamId, solutionId, week }, at.actor.personId, at.now);
    return [{ op: "create", kind: "barrier", key: barrierId, value: barrier }, enqueue(barrierNews(barrier, at.now))];
  });
  return { ...withOld, ...back, changes: [...created, ...back.changes] };
}

async function withOldOnes(
  { store, actor }: Errand,
  { checkIn, opened }: Extract<AnswerDecision, { outcome: "stored" }>,
) {
  const already: AlreadyReported[] = [];
  if (opened.length === 0) return { checkIn, opened, already };
  const { items } = await store.query(actor.tenantId, "barrier", { where: { teamId: checkIn.teamId } });
  const answers = { ...checkIn.answers };
  const flagged = { ...checkIn.flagged };
  for (const { solutionId } of opened) {
    const known = items.findLast(({ value }) => value.solutionId === solutionId && isOpen(value));
    if (known === undefined) continue;
    already.push({ solutionId, barrier: known.value });
    const answer = answers[solutionId];
    if (answer === undefined) flagged[solutionId] = known.key;
    else answers[solutionId] = { ...answer, barrierId: known.key };
  }
  const isOld = (solutionId: string) => already.some((one) => one.solutionId === solutionId);
  const withOld: CheckIn = { ...checkIn, answers, ...(checkIn.flagged === undefined ? {} : { flagged }) };
  return { checkIn: withOld, opened: opened.filter(({ solutionId }) => !isOld(solutionId)), already };
}

async function takenBack(
  at: Errand,
  checkIn: CheckIn,
  unflagged: readonly { solutionId: string; barrierId: string }[],
) {
  if (unflagged.length === 0) return { checkIn, isKept: false, changes: [] };
  const { store, actor, now } = at;
  const found = ofKind(
    "barrier",
    await store.readMany(
      actor.tenantId,
      unflagged.map(({ barrierId }) => ({ kind: "barrier" as const, key: barrierId })),
    ),
  );
  const answers = { ...checkIn.answers };
  const changes: Change[] = [];
  let isKept = false;
  for (const { key, etag, value } of found) {
    const { solutionId } = value;
    // What was reported in another week, or elsewhere, is not this form's to take back.
    if (value.week !== checkIn.week || !isOpen(value)) continue;
    if (hasBegun(value)) {
      isKept = true;
      const answer = answers[solutionId];
      if (answer !== undefined) answers[solutionId] = { ...answer, barrierId: key };
      continue;
    }
    const barrier = withdraw(value, actor.personId, now);
    changes.push({ op: "replace", kind: "barrier", key, etag, value: barrier });
    changes.push(...cardUpdates(barrier, now).map(enqueue), audit(at, "barrier.withdrawn", "barrier", key));
  }
  return { checkIn: { ...checkIn, answers }, isKept, changes };
}
