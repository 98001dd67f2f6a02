import type { Card } from "../channel.ts";
import type { Screening } from "../domain/screening.ts";
import type { Text } from "../text/text.ts";
import { card, facts, heading, openUrl, paragraph } from "./card.ts";

/** A screening as one person is told of it. */
export interface ToldScreening {
  screening: Pick<Screening, "about" | "question" | "due" | "answer">;
  news: "screeningAsked" | "screeningAnswered" | "screeningLate";
  /** The reader is to answer it. */
  isAdviser: boolean;
  askedBy: string;
  solutionName: string | null;
  link: string | null;
}

/** What the card is called, which is also what the notification says. */
export function screeningTitle({ news, isAdviser, screening }: ToldScreening, { screening: words }: Text): string {
  const { cards } = words;
  if (news === "screeningAsked") return cards.askedTitle;
  if (news === "screeningLate") return isAdviser ? cards.lateForAdviserTitle : cards.lateTitle;
  return cards.answeredTitle(words.verdicts[screening.answer?.verdict ?? "changed"]);
}

/** A question to the adviser, that its answer is late, or the answer to whoever asked. It is answered in the tab. */
export function screeningCard(told: ToldScreening, text: Text): Card {
  const { news, isAdviser, askedBy, screening, solutionName, link } = told;
  const { cards, kinds } = text.screening;
  const due = text.date(screening.due);
  const lead = {
    screeningAsked: cards.asked(askedBy, due),
    screeningLate: isAdviser ? cards.lateForAdviser(askedBy, due) : cards.late(due),
    screeningAnswered: screening.answer?.text ?? null,
  }[news];
  const about = [kinds[screening.about], solutionName].filter((part) => part !== null).join(": ");
  return card(
    [
      heading(screeningTitle(told, text)),
      lead === null ? null : paragraph(lead),
      facts([
        [cards.about, about],
        ...(screening.question === null ? [] : [[cards.question, screening.question] as const]),
      ]),
    ],
    [link === null ? null : openUrl(isAdviser ? cards.answer : cards.open, link)],
  );
}
