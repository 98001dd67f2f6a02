import { answerCard, monthlyCard, monthlyChosenCard } from "../../bot/cards/asked-card.ts";
import { quarterCard, quarterChosenCard } from "../../bot/cards/quarter-card.ts";
import type { Card } from "../../bot/channel.ts";
import type { FigureLine, NewsAnswer, WaitingAnswer } from "../../bot/domain/asked-answers.ts";
import { noChanges } from "../../bot/domain/check-in/change.ts";
import { da } from "../../bot/text/da/bot.ts";

/** The cards that answer whoever asks figures, with so many solutions of these names. */
export function askedCards(name: (index: number) => string, solutions: number): Record<string, Card[]> {
  const path = "/overview";
  const lines = Array.from({ length: solutions }, (_, index): FigureLine => {
    const changes = { ...noChanges(), quarter: { both: 8, before: 2, now: 7, up: 6, down: 1 } };
    const standing = {
      everyday: 5,
      known: 8,
      teams: 9,
      setAside: 1,
      target: { share: 60, due: "2027-06-01", scopeName: name(91) },
      changes,
      direction: "rising" as const,
    };
    return { solution: name(index), place: name(90), ...standing, inTheWay: [{ category: null, open: 2 }] };
  });
  const kinds = ["escalated", "silent", "exceptions", "falling"] as const;
  const counts = kinds.map((kind) => ({ kind, count: 3 }));
  const place = name(90);
  const waiting: WaitingAnswer = { of: "waiting", place, counts, lifted: [name(1), name(2)], due: 1, path };
  const news: NewsAnswer = { of: "news", place, since: "2026-11-01", moved: lines, decided: 3, waiting, path };
  const link = "https://teams.microsoft.com/l/x";
  const none = { of: "figures" as const, place, path, levels: [] };
  const levels = lines.map(({ solution }) => ({ solution, level: "mostly" as const, status: "inUse" as const }));
  const categories = ["skills", "equipment", "rules", null] as const;
  const causes = categories.map((category) => ({ category, reported: 12, open: 7 }));
  const dates = lines.map(({ solution }) => ({ solution, date: "2027-01-31", teams: 9 }));
  const quarter = {
    quarter: { id: "2026-Q4" },
    openUntil: "2027-01-14",
    figures: {
      solutions: lines.map((line) => ({ ...line, name: line.solution, since: line.changes.quarter })),
      decisions: [1, 2, 3],
    },
  };
  return {
    answerCard: [
      answerCard({ ...none, solution: name(1), lines: lines.slice(0, 1) }, link, da),
      answerCard({ ...none, solution: null, lines }, link, da),
      answerCard({ ...none, solution: null, lines: [], levels }, link, da),
      answerCard(waiting, link, da),
      answerCard(news, link, da),
      answerCard({ of: "causes", limit: 5, places: [{ place, causes }], path }, link, da),
      answerCard({ of: "closing", place, today: "2026-11-19", dates, path }, link, da),
    ],
    quarterCard: [quarterCard({ ...quarter, place: { name: place } }, link, da)],
    quarterChosenCard: [quarterChosenCard(false, da), quarterChosenCard(true, da)],
    monthlyCard: [monthlyCard(news, link, da)],
    monthlyChosenCard: [monthlyChosenCard(false, da), monthlyChosenCard(true, da)],
  };
}
