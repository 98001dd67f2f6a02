import { checkInCard } from "../cards/check-in-card.ts";
import { rewriteCard } from "../cards/rewrite-card.ts";
import { parseSubmit, type Submitted } from "../cards/submit.ts";
import { typedValues } from "../cards/typed-values.ts";
import type { Card } from "../channel.ts";
import { OmbordError } from "../errors.ts";
import { type BarrierView, showBarrier } from "../use-cases/barrier/describe-barrier.ts";
import { showCheckIn } from "../use-cases/check-in/show-check-in.ts";
import { rewriteText } from "../use-cases/rewriting/rewrite-text.ts";
import { originIn, receipt } from "./barrier-turns.ts";
import { refreshFor, refusalOf, type Turn } from "./turn.ts";

// What was written about something that is in the way is put right, or taken out, by whoever wrote it.

/** The text as it is, to be put right. */
export async function openWords(turn: Turn, data: unknown): Promise<Card> {
  const given = parseSubmit("barrier", data);
  return formOr(turn, given, await showBarrier(turn.errand, given.barrier));
}

function formOr(
  turn: Turn,
  given: Submitted<"barrier">,
  view: BarrierView,
  shown: Pick<Parameters<typeof rewriteCard>[0], "values" | "error" | "guard"> = {},
): Card | Promise<Card> {
  const words = view.barrier.consequence;
  if (words === null) return afterwards(turn, given, view);
  const { barrier, solutionName } = view;
  return rewriteCard({
    text: turn.text,
    barrierId: barrier.id,
    solutionName,
    words,
    origin: originIn(given),
    ...shown,
  });
}

export async function saveWords(turn: Turn, data: unknown): Promise<Card> {
  const given = parseSubmit("barrierWords", data);
  const { barrier: id, words = "", confirmed } = given;
  try {
    await rewriteText(turn.errand, { kind: "barrier", id, place: "consequence", text: words, confirmed });
  } catch (error) {
    if (error instanceof OmbordError && (error.code === "notFound" || error.code === "forbidden")) throw error;
    const shown = { ...refusalOf(error, turn.text), values: typedValues(data) };
    return formOr(turn, given, await showBarrier(turn.errand, id), shown);
  }
  return done(turn, given);
}

export async function eraseWords(turn: Turn, data: unknown): Promise<Card> {
  const given = parseSubmit("barrier", data);
  await rewriteText(turn.errand, { kind: "barrier", id: given.barrier, place: "consequence", text: null });
  return done(turn, given);
}

async function done(turn: Turn, given: Submitted<"barrier">): Promise<Card> {
  turn.deliverSoon(turn.actor.tenantId);
  return showReceipt(turn, given);
}

/** Back to where the text stands. */
export async function showReceipt(turn: Turn, data: unknown): Promise<Card> {
  const given = parseSubmit("barrier", data);
  return afterwards(turn, given, await showBarrier(turn.errand, given.barrier));
}

async function afterwards(turn: Turn, given: Submitted<"barrier">, view: BarrierView): Promise<Card> {
  const origin = originIn(given);
  if (origin === undefined) return receipt(turn, view);
  const checkIn = await showCheckIn(turn.errand, { week: origin.week, teamId: origin.team });
  return checkInCard(checkIn, { text: turn.text, refreshFor: refreshFor(turn) });
}
