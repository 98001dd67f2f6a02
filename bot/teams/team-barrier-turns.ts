import { parseSubmit, typedValues } from "../cards/submit.ts";
import { helpCard, sentenceCard } from "../cards/talk-cards.ts";
import { attachAnswerCard, teamBarrierCard } from "../cards/team-barrier-card.ts";
import type { Card } from "../channel.ts";
import { OmbordError } from "../errors.ts";
import { openBarrier, plainStory } from "../use-cases/barrier/barrier-story.ts";
import { type GivenAction, triageBarrier } from "../use-cases/barrier/triage-barrier.ts";
import { pendingQuestions } from "../use-cases/check-in/pending-questions.ts";
import { type OutgoingCard, sentenceOf, type Turn } from "./turn.ts";

// What the one who reported it says: an answer to a question, that it works now, or that it does not.

export async function answerQuestion(turn: Turn, data: unknown): Promise<Card> {
  const { barrier, answer, confirmed } = parseSubmit("barrierAnswer", data);
  return say(turn, barrier, { action: "answer", text: answer, confirmed }, data);
}

export async function confirmSolved(turn: Turn, data: unknown): Promise<Card> {
  return say(turn, parseSubmit("barrier", data).barrier, { action: "confirm" }, data);
}

export async function reopen(turn: Turn, data: unknown): Promise<Card> {
  const { barrier, still, confirmed } = parseSubmit("barrierReopen", data);
  return say(turn, barrier, { action: "reopen", text: still, confirmed }, data);
}

/** The card in its true state afterwards, with a word about it when it could not be done. */
async function say(turn: Turn, id: string, given: GivenAction, data: unknown): Promise<Card> {
  const { errand, text } = turn;
  try {
    const from = { activityId: turn.isPersonalChat ? turn.cardId : undefined };
    const { directory, barrier } = await triageBarrier(errand, id, given, from);
    turn.deliverSoon(turn.actor.tenantId);
    return teamBarrierCard(plainStory(directory, barrier), { text });
  } catch (error) {
    if (!(error instanceof OmbordError) || !turn.isPersonalChat) throw error;
    if (error.code === "notFound" || error.code === "forbidden") throw error;
    const { errand: now, stored } = await openBarrier(errand, id, []);
    const askToConfirm = error.sentence === "personalDataWarning";
    const shown = { error: sentenceOf(error, text), values: typedValues(data), askToConfirm };
    return teamBarrierCard(plainStory(now.directory, stored.value), { text, ...shown });
  }
}

/** Anything that is no command: the answer to a question that waits, or else a way forward. */
export async function answerOrHelp(turn: Turn, said: string): Promise<OutgoingCard[]> {
  const [newest] = turn.isPersonalChat ? await pendingQuestions(turn.errand) : [];
  if (newest !== undefined && said.trim() !== "") {
    const summary = turn.text.loop.team.attachTitle;
    return [{ card: attachAnswerCard(newest, said.trim().slice(0, 1000), turn.text), summary }];
  }
  return [{ card: helpCard(turn.text, turn.text.help.unknown), summary: turn.text.help.title }];
}

export async function notTheAnswer(turn: Turn): Promise<Card> {
  const { attachTitle, attachNot } = turn.text.loop.team;
  return sentenceCard(attachTitle, attachNot);
}
