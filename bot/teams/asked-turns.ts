import { answerCard, monthlyChosenCard } from "../cards/asked-card.ts";
import { quarterChosenCard } from "../cards/quarter-card.ts";
import type { Card } from "../channel.ts";
import type { FigureQuestion } from "../domain/spoken/asked-figures.ts";
import { OmbordError } from "../errors.ts";
import { answerQuestion } from "../use-cases/overview/answer-question.ts";
import { chooseWord } from "../use-cases/overview/choose-word.ts";
import { notUnderstood } from "./said-turns.ts";
import type { OutgoingCard, Turn } from "./turn.ts";

/** `skærmbesøg nord`: the figure, the change and what is in the way, as far as the person may see. */
export async function sayFigures(turn: Turn, { question }: { question: FigureQuestion }): Promise<OutgoingCard[]> {
  try {
    const answer = await answerQuestion(turn.errand, question);
    const card = answerCard(answer, turn.linkTo(answer.path), turn.text);
    return [{ card, summary: turn.text.asked.more }];
  } catch (error) {
    // What they may not see answers like what does not exist.
    if (error instanceof OmbordError && error.code === "notFound") return notUnderstood(turn);
    throw error;
  }
}

/** From the word once a month: no more of it, or again. */
export async function stopMonthly(turn: Turn): Promise<Card> {
  await chooseWord(turn.errand, "monthly", false);
  return monthlyChosenCard(false, turn.text);
}

export async function startMonthly(turn: Turn): Promise<Card> {
  await chooseWord(turn.errand, "monthly", true);
  return monthlyChosenCard(true, turn.text);
}

/** From the word when a quarter has ended: no more of it, or again. */
export async function stopQuarter(turn: Turn): Promise<Card> {
  await chooseWord(turn.errand, "quarter", false);
  return quarterChosenCard(false, turn.text);
}

export async function startQuarter(turn: Turn): Promise<Card> {
  await chooseWord(turn.errand, "quarter", true);
  return quarterChosenCard(true, turn.text);
}
