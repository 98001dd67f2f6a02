import type { AskedText } from "../da/asked.ts";
import { attentionEn } from "./attention.ts";

export const askedEn: AskedText = {
  everything: "The solutions",
  more: "See more in Overview",
  everyday: "Part of every day",
  target: "Target",
  targetBy: (share, date, place) => `${share}% by ${date} (${place})`,
  change: "Change",
  inTheWay: "What is in the way",
  setAside: "Agreed not to use it for now",
  estimate: "These are the leaders' estimates. They are about the solution, not about any one employee.",
  noLevel: "No estimate yet",
  nothingInTheWay: "Nothing is reported right now.",
  notDescribed: "Not described yet",
  teams: (count) => (count === 1 ? "1 team" : `${count} teams`),
  share: (everyday, known, percent) => `${everyday} of ${known} ${known === 1 ? "team" : "teams"} (${percent}%).`,
  noEstimates: (teams) => (teams === 0 ? "No team uses it here." : "There are no estimates that hold right now."),
  noChange: "There is nothing to compare with yet.",
  moved: (points, span, both, direction) =>
    `${points} points in ${span} (${both} ${both === 1 ? "team" : "teams"} both times). ${direction}`.trim(),
  spans: { fourWeeks: "four weeks", quarter: "a quarter", year: "a year" },
  directions: { rising: "Rising.", falling: "Falling.", steady: "No more than chance.", unknown: "" },
  waitingTitle: attentionEn.title,
  nothingWaits: attentionEn.nothing,
  kinds: attentionEn.kinds,
  due: "Your decisions with a date within two weeks",
  newsTitle: "New since last time",
  nothingMoved: "No solution has risen or fallen by more than chance.",
  decided: (count, since) => (count === 1 ? `1 decision since ${since}.` : `${count} decisions since ${since}.`),
  help: {
    ask: ["how is … going", "the figures of a solution; name an area too to look closer"],
    asManager: [
      ["what is waiting for me", "what is lifted to you, and warnings"],
      ["what is new", "what has risen, fallen or been decided"],
    ],
  },
  monthly: {
    title: "Since last month",
    why: "I only write when there is something new.",
    stop: "Do not write every month",
    stopped: "All right. I no longer write every month.",
    start: "Write every month again",
    started: "I write once a month again when there is something new.",
  },
};
