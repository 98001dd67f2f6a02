import type { Card } from "../channel.ts";
import type { Barrier } from "../domain/barrier.ts";
import { weekNumber } from "../domain/calendar.ts";
import type { CheckInState } from "../domain/check-in.ts";
import type { Text } from "../text/text.ts";
import { bullets, card, type Element, execute, heading, paragraph, subtle } from "./card.ts";

/** What the bot says when it is installed: what it asks, who sees what, and a way to begin. */
export function welcomeCard(firstName: string, answersForTeam: boolean, text: Text): Card {
  return card(
    [
      heading(text.welcome.title(firstName)),
      paragraph(answersForTeam ? text.welcome.leader : text.welcome.other),
      { type: "TextBlock", text: text.common.purpose, wrap: true, weight: "Bolder" },
      { type: "TextBlock", text: text.welcome.whoSeesTitle, wrap: true, weight: "Bolder", spacing: "Large" },
      bullets(text.welcome.whoSees),
    ],
    [
      answersForTeam ? execute(text.welcome.begin, "checkIn/mine", {}, { style: "positive" }) : null,
      execute(text.welcome.help, "help/show", {}),
    ],
  );
}

/** What one can write; `lead` is the sentence above it. */
export function helpCard(text: Text, lead?: string): Card {
  const facts = text.help.commands.map(([title, value]) => ({ title, value }));
  return card([
    heading(text.help.title),
    lead === undefined ? null : paragraph(lead),
    { type: "FactSet", facts },
    { ...subtle(text.common.purpose), size: "Small", spacing: "Medium" },
  ]);
}

export function unknownPersonCard(municipality: string, text: Text): Card {
  return card([heading(text.unknownPerson.title), paragraph(text.unknownPerson.body(municipality))]);
}

export function sentenceCard(title: string, sentence: string): Card {
  return card([heading(title), paragraph(sentence)]);
}

/** Where a leader's teams stand. */
export interface StatusCardView {
  week: string;
  teams: {
    id: string;
    name: string;
    checkIn: CheckInState | "notAsked";
    barriers: { barrier: Barrier; solutionName: string }[];
  }[];
}

export function statusCard(view: StatusCardView, text: Text): Card {
  const isWaiting = view.teams.some((team) => team.checkIn === "open");
  const teams = view.teams.flatMap((team, index): Element[] => [
    { type: "TextBlock", text: team.name, weight: "Bolder", wrap: true, separator: index > 0, spacing: "Medium" },
    { ...paragraph(text.status.checkIn[team.checkIn]), spacing: "None" },
    ...barriersOf(team.barriers, text),
  ]);
  return card(
    [
      heading(text.status.titleIn(weekNumber(view.week))),
      ...(teams.length === 0 ? [paragraph(text.status.noTeams)] : teams),
    ],
    [isWaiting ? execute(text.welcome.begin, "checkIn/mine", {}, { style: "positive" }) : null],
  );
}

function barriersOf(barriers: StatusCardView["teams"][number]["barriers"], text: Text): Element[] {
  if (barriers.length === 0) return [subtle(text.status.nothingTroubles)];
  const lines = barriers.map(({ barrier, solutionName }) => {
    const what = barrier.detail === null ? solutionName : `${solutionName}: ${text.detail[barrier.detail]}`;
    return `${what} – **${text.barrierStatus[barrier.status]}**`;
  });
  return [paragraph(text.status.openBarriers(barriers.length)), bullets(lines)];
}
