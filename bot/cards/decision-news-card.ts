import type { Card } from "../channel.ts";
import type { Decision } from "../domain/decision/decision.ts";
import type { Text } from "../text/text.ts";
import { card, type Element, facts, heading, openUrl, paragraph, strong, subtle } from "./card.ts";
import { whoDecided } from "./lift-words.ts";

/** A decision as somebody reads of it whom it concerns. */
export interface DecisionNews {
  decision: Decision;
  place: string;
  solutionName: string;
  /** The old way that the solution replaces. */
  replaces: string | null;
  /** The name of who decided, and of the area they decided for. */
  names: Readonly<Record<string, string>>;
  areas: Readonly<Record<string, string>>;
}

/** What has been decided about solutions and trials, by whom and as whom, and what it means. */
export function decisionNewsCard(news: readonly DecisionNews[], link: string | null, text: Text): Card {
  const { decisions } = text.lift;
  const [only, ...others] = news;
  const isOne = only !== undefined && others.length === 0;
  return card([
    heading(decisionNewsTitle(news, text)),
    ...news.flatMap((one) => [
      ...(isOne ? [] : [strong(titleOf(one, text), { spacing: "Medium", separator: true })]),
      ...partsOf(one, text),
    ]),
    subtle(decisions.news.ask),
    link === null ? null : { type: "ActionSet", actions: [openUrl(decisions.log, link)] },
  ]);
}

/** What the card is called, also where Teams shows its first words. */
export function decisionNewsTitle(news: readonly DecisionNews[], text: Text): string {
  const [only, ...others] = news;
  return only === undefined || others.length > 0 ? text.lift.decisions.news.many(news.length) : titleOf(only, text);
}

function titleOf({ decision, solutionName }: DecisionNews, { lift: { decisions } }: Text): string {
  return (decision.about.kind === "trial" ? decisions.news.trialTitle : decisions.news.title)(solutionName);
}

function partsOf(one: DecisionNews, text: Text): (Element | null)[] {
  const { decision, place } = one;
  const { kinds, news, textDeleted } = text.lift.decisions;
  const { kind, due, by, as, state } = decision;
  const words = decision.textDeletedAt === undefined ? decision.text : textDeleted;
  return [
    paragraph(news.decided(whoDecided(one, { by, decidedAs: as }, text), kinds[kind])),
    words === null ? null : { type: "Container", style: "emphasis", items: [paragraph(words)] },
    facts([
      [news.where, place],
      [news.dates[kind] ?? "", due === null ? null : text.date(due)],
    ]),
    state === "dropped" ? subtle(news.ended) : meaning(one, text),
  ];
}

/** What it means for the teams, where the kind alone does not say so. */
function meaning({ decision: { kind, share = 0 }, replaces }: DecisionNews, { lift }: Text): Element | null {
  const { news } = lift.decisions;
  if (kind === "exception") return subtle(news.exception);
  if (kind === "closing" && replaces !== null) return subtle(news.closing(replaces));
  return kind === "target" ? subtle(news.target(share)) : null;
}
