import { decisionDueCard } from "../cards/decision-card.ts";
import { parseSubmit } from "../cards/submit.ts";
import { sentenceCard } from "../cards/talk-cards.ts";
import type { Card } from "../channel.ts";
import { OmbordError } from "../errors.ts";
import { answerToDecision, dueDecision, type GivenAnswer } from "../use-cases/decision/decisions.ts";
import { sentenceOf, type Turn } from "./turn.ts";

// What the owner of a decision says on its date, on the card in their own chat.

export async function decisionDone(turn: Turn, data: unknown): Promise<Card> {
  return answer(turn, parseSubmit("decision", data).decision, { answer: "done" }, turn.text.lift.decisions.isDone);
}

export async function decisionLater(turn: Turn, data: unknown): Promise<Card> {
  const { decision, laterUntil: due } = parseSubmit("decisionLater", data);
  const { isLater } = turn.text.lift.decisions;
  return answer(turn, decision, { answer: "later", due }, () => isLater(turn.text.date(due)));
}

export async function decisionDropped(turn: Turn, data: unknown): Promise<Card> {
  const { decision, droppedText: text, droppedConfirmed: confirmed } = parseSubmit("decisionDropped", data);
  const { isDropped } = turn.text.lift.decisions;
  return answer(turn, decision, { answer: "dropped", text, confirmed }, isDropped);
}

async function answer(turn: Turn, id: string, given: GivenAnswer, said: string | (() => string)): Promise<Card> {
  const { decisions } = turn.text.lift;
  try {
    const { decision } = await answerToDecision(turn.errand, id, given);
    turn.deliverSoon(turn.actor.tenantId);
    return sentenceCard(decisions.kinds[decision.kind], typeof said === "string" ? said : said());
  } catch (error) {
    if (!(error instanceof OmbordError) || error.code === "notFound" || error.code === "forbidden") throw error;
    const stored = await turn.store.read(turn.actor.tenantId, "decision", id);
    const due = stored === undefined ? null : dueDecision(turn.errand, stored.value);
    const words = sentenceOf(error, turn.text);
    if (due === null) return sentenceCard(decisions.dueAsk, words);
    return decisionDueCard({ ...due, link: turn.linkTo("/overview/decisions"), error: words }, turn.text);
  }
}
