import { decisionDueCard } from "../../bot/cards/decision-card.ts";
import { type DecisionNews, decisionNewsCard } from "../../bot/cards/decision-news-card.ts";
import type { Card } from "../../bot/channel.ts";
import { newDecision } from "../../bot/domain/decision/decision.ts";
import { da } from "../../bot/text/da/bot.ts";

interface Words {
  name: (index: number) => string;
  text: (index: number) => string;
}

const link = "https://teams.microsoft.com/l/x";
const kinds = ["exception", "closing", "target", "doing", "waiting", "asItShouldBe"] as const;

/** The cards that ask about a decision and tell of some, with these names and words. */
export function decisionCards({ name, text }: Words, error: string): Record<string, Card[]> {
  const id = "0192f0c0-0000-7000-8000-000000000001";
  const due = { id, kind: "doing" as const, text: text(1), due: "2026-12-01", place: name(1), solutionName: name(2) };
  const news = kinds.map((kind, index): DecisionNews => {
    const about = { kind: kind === "doing" ? ("trial" as const) : ("solution" as const), id };
    const made = {
      id,
      kind,
      about,
      scope: "area",
      solutionId: id,
      text: text(index),
      by: "manager",
      as: { scope: "area" },
    };
    return {
      decision: newDecision({ ...made, due: "2026-12-01", share: 60 }, "2026-11-16T09:00:00.000Z"),
      ...{ place: name(3), solutionName: name(4), replaces: name(5) },
      ...{ names: { manager: name(6) }, areas: { area: name(7) } },
    };
  });
  return {
    decisionDueCard: [decisionDueCard({ ...due, link, today: "2026-12-01", error }, da)],
    decisionNewsCard: [decisionNewsCard(news, link, da), ...news.map((one) => decisionNewsCard([one], null, da))],
  };
}
