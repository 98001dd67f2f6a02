import { v7 as uuid } from "uuid";
import { localDate } from "../../domain/calendar.ts";
import {
  type AnswerDecision,
  answer,
  answerRound,
  type CheckIn,
  type CheckInView,
  type GivenAnswer,
  recordCheckIn,
  reportedBarrier,
  sameAsLast,
  skip,
  type TouchedAnswer,
  withoutRetired,
} from "../../domain/check-in/check-in.ts";
import type { RoundAnswer } from "../../domain/check-in/round-questions.ts";
import type { Instant, IsoWeek } from "../../domain/organisation.ts";
import { cardUpdate } from "../../domain/outreach.ts";
import { may } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import type { Change, Stored } from "../../store/store.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type AlreadyReported, type SettledFlags, settleFlags } from "./settle-flags.ts";
import { buildView, viewOf } from "./show-check-in.ts";

/** What the leader pressed. */
export type CheckInReply = (
  | { kind: "answer"; given: readonly GivenAnswer[] }
  | { kind: "asLast" | "skip"; touched?: readonly TouchedAnswer[] }
) & { round?: RoundAnswer | undefined };

export interface ReplyTo {
  week: IsoWeek;
  teamId: string;
  /** The card that the reply came from, which shows the outcome itself; the others are updated. */
  activityId?: string;
  /** When the answer that the form was built on was given; left out where the reply is not from a form. */
  seen?: Instant | null;
}

export interface AnswerResult {
  view: CheckInView;
  /** `changedMeanwhile`: the form was built on an older answer than the one that stands; nothing was stored. */
  outcome: "stored" | "unchanged" | "changedMeanwhile";
  /** Whether the commit holds messages that are to be sent. */
  hasMessages: boolean;
  /** What was flagged and is reported already: nothing was reported a second time. */
  already?: readonly AlreadyReported[];
  /** A flag was taken off that somebody has begun on; what was reported stands. */
  isKept?: boolean;
}

/**
 * Stores an answer, a correction or a skip: the check-in, the team's history, a barrier for each solution flagged,
 * the navigators' message, updates of the other cards and an audit entry, all in one commit.
 * Returns the check-in in its true state, whether or not this reply changed it. One read, one commit; one query more with a flag.
 * Throws `notFound` for somebody else's check-in, `closed` after the week, `invalid` for an empty answer.
 */
export async function answerCheckIn(errand: Errand, to: ReplyTo, reply: CheckInReply): Promise<AnswerResult> {
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [
      { kind: "checkIn", key: keys.checkIn(to.week, to.teamId) },
      { kind: "adoption", key: to.teamId },
      { kind: "ambition", key: errand.actor.personId },
    ]);
    const { store, actor, directory, now } = at;
    const [stored, adoption, ambition] = found;
    const isTheirs = may(directory, actor.personId, "answerCheckIn", to.teamId, localDate(now));
    if (stored === undefined || adoption === undefined || !isTheirs) throw new OmbordError("notFound");
    const current = withoutRetired(directory, stored.value, localDate(now));
    const decision = decide(current, reply, actor.personId, now);
    if (decision.outcome === "closed") throw new OmbordError("closed");
    const isStale = to.seen !== undefined && to.seen !== stored.value.answeredAt;
    if (decision.outcome === "unchanged" || isStale) {
      const outcome = decision.outcome === "unchanged" ? "unchanged" : "changedMeanwhile";
      const view = await viewOf(at, current, { ambition });
      return { view, outcome, hasMessages: false };
    }
    const settled = await settleFlags(at, decision);
    const { checkIn, already, isKept } = settled;
    const history = recordCheckIn(adoption.value, checkIn);
    const changes = changesOf(at, to, { ...settled, stored, adoption: { ...adoption, value: history } });
    await store.commit(actor.tenantId, changes);
    const isAllNew =
      already.length === 0 &&
      checkIn.steps === undefined &&
      checkIn.asked.every(({ solutionId }) => {
        const id = reportedBarrier(checkIn, solutionId);
        return id === undefined || settled.opened.some(({ barrierId }) => barrierId === id);
      });
    const view = isAllNew
      ? buildView(at, checkIn, settled.opened, { history, ambition })
      : await viewOf(at, checkIn, { history, ambition });
    return { view, outcome: "stored", hasMessages: changes.some(({ kind }) => kind === "message"), already, isKept };
  });
}

function decide(stored: CheckIn, reply: CheckInReply, by: string, now: Instant): AnswerDecision {
  const before = stored.round?.answer;
  const checkIn = answerRound(stored, reply.round);
  if (reply.kind === "skip") return skip(checkIn, by, now, { touched: reply.touched ?? [], newId: uuid });
  const given = reply.kind === "answer" ? reply.given : sameAsLast(checkIn, reply.touched);
  if (given === null) throw new OmbordError("invalid", "nothingLastTime");
  const isRoundAlone = checkIn.asked.length === 0 && checkIn.round?.answer !== undefined;
  if (
    !isRoundAlone &&
    !given.some(({ solutionId }) => checkIn.asked.some((asked) => asked.solutionId === solutionId))
  ) {
    throw new OmbordError("invalid", "nothingAnswered");
  }
  if (reply.kind === "asLast" && checkIn.state === "answered") return { outcome: "unchanged", checkIn };
  const decision = answer(checkIn, given, by, now, uuid);
  // Only what was said to the round's question is new.
  const isOnlyRound = decision.outcome === "unchanged" && checkIn.round?.answer !== before;
  return isOnlyRound ? { outcome: "stored", checkIn, opened: [], unflagged: [] } : decision;
}

type Decided = SettledFlags & {
  stored: Stored<"checkIn">;
  /** The team's history as it is to be stored, with the etag it was read under. */
  adoption: Stored<"adoption">;
};

function changesOf(at: Errand, to: ReplyTo, { stored, adoption, checkIn, changes: ofBarriers }: Decided): Change[] {
  const changes: Change[] = [
    { op: "replace", kind: "checkIn", key: stored.key, etag: stored.etag, value: checkIn },
    { op: "replace", kind: "adoption", key: adoption.key, etag: adoption.etag, value: adoption.value },
    audit(at, `checkIn.${checkIn.state}`, "checkIn", stored.key),
    ...ofBarriers,
  ];
  for (const card of checkIn.cards) {
    if (card.activityId === to.activityId) continue;
    changes.push({ op: "create", kind: "message", ...cardUpdate(checkIn, card, at.now, stored.etag) });
  }
  return changes;
}
