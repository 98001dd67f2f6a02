import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { absenceCard, absenceFormCard } from "../../bot/cards/absence-card.ts";
import { barrierCategoryCard, barrierDetailCard } from "../../bot/cards/barrier-card.ts";
import { checkInCard } from "../../bot/cards/check-in-card.ts";
import type { Card } from "../../bot/channel.ts";
import type { CheckInView } from "../../bot/domain/check-in/check-in.ts";
import { da } from "../../bot/text/da/bot.ts";

// What a leader's tasks cost: the words on the cards, counted here, and the taps and words of a-leaders-month.test.ts. The table with the
// figures before is in docs/benchmarks.md, which is held against what is counted.

/** Seconds for each word that is read (238 a minute), each tap, and each word that is typed on a phone (36 a minute). */
const cost = { read: 60 / 238, tap: 1.5, typed: 60 / 36 };

const asked = ["call", "journal", "robot"].map((solutionId) => ({ solutionId, previous: "mostly" as const }));
const view = {
  checkIn: { week: "2026-W50", teamId: "t", state: "open", asked, answers: {}, cards: [], answeredAt: null },
  teamName: "Hjemmeplejen Nord, dag",
  solutionNames: { call: "skærmbesøg", journal: "journalen", robot: "medicinrobotten" },
  ...{ answeredByOther: null, closed: false, canSnooze: true, standsIn: null, snoozedUntil: null, rhythm: "weekly" },
  ...{ undescribed: [], reported: [], helpers: [], toConfirm: [], targets: {}, oldWays: {}, trials: [], steps: [] },
  back: null,
} as unknown as CheckInView;
const form = { text: da, barrierId: "b", solutionName: "skærmbesøg", origin: { week: "2026-W50", team: "t" } };
const away = { periods: [], current: null, teams: [{ name: "Hjemmeplejen Nord, dag", standIn: null }] };
const periods = [{ from: "2026-12-21", to: "2027-01-03" }];
const today = "2026-12-17";
const shown = ["text", "label", "title", "placeholder"];

/** The words that are seen on a card: of a list that unfolds only what is chosen, and nothing behind "…". */
function wordsOn(card: Card): number {
  const said: string[] = [];
  const look = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    const element = part as Record<string, unknown>;
    if (element.mode === "secondary") return;
    for (const [key, value] of Object.entries(element)) {
      if (typeof value === "string" && shown.includes(key)) said.push(value);
      else if (key === "choices") said.push(...seenOf(element));
      else if (key !== "data" && key !== "fallback") look(value);
    }
  };
  look(card);
  return said.join(" ").split(/\s+/).filter(Boolean).length;
}

function seenOf({ choices, style, value }: Record<string, unknown>): string[] {
  const all = choices as { title: string; value: string }[];
  return all.filter((one) => style === "expanded" || one.value === value).map(({ title }) => title);
}

const checkIn = wordsOn(checkInCard(view, { text: da }));
const told = wordsOn(barrierCategoryCard(form)) + wordsOn(barrierDetailCard("equipment", form));
const set = wordsOn(absenceCard({ ...away, periods, before: [] }, {}, today, da));
const open = wordsOn(absenceFormCard(away, {}, today, da, { spans: [{ from: null, to: null }] }));
const tasks = [
  { task: "A quiet week", taps: 1, typed: 0, read: checkIn },
  { task: "Something in the way, the rest as last", taps: 7, typed: 5, read: checkIn + told },
  { task: "A holiday across New Year, told ahead", taps: 0, typed: 11, read: set },
  { task: "Ill, nobody knows for how long", taps: 1, typed: 2, read: open + set },
];

test.each(tasks)("$task: the figures in docs/benchmarks.md are those of the cards", ({ task, taps, typed, read }) => {
  const row = readFileSync("docs/benchmarks.md", "utf8")
    .split("\n")
    .find((line) => line.startsWith(`| ${task}`));
  const [tapsNow, typedNow, readNow, secondsNow] = (row ?? "")
    .split("|")
    .map((cell) => Number(cell.split("→").at(-1)))
    .slice(2);
  const seconds = read * cost.read + taps * cost.tap + typed * cost.typed;
  expect({ task, taps: tapsNow, typed: typedNow }).toEqual({ task, taps, typed });
  // A word more or less on a card is no news.
  expect(Math.abs((readNow ?? 0) - read) / read).toBeLessThan(0.1);
  expect(Math.abs((secondsNow ?? 0) - seconds) / seconds).toBeLessThan(0.1);
  // A quiet week is what most weeks are: half a minute, though every word is read.
  if (taps === 1 && typed === 0) expect(seconds).toBeLessThan(30);
});
