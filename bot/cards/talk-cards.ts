import type { Card } from "../channel.ts";
import type { Barrier } from "../domain/barrier/barrier.ts";
import { weekNumber } from "../domain/calendar.ts";
import type { CheckInState } from "../domain/check-in/check-in.ts";
import type { Text } from "../text/text.ts";
import { bullets, card, type Element, execute, facts, heading, paragraph, sentence, strong, subtle } from "./card.ts";
import type { Words } from "./words.ts";

/** What the bot says when it is installed: what it asks, who sees what, and a way to begin. */
export function welcomeCard(firstName: string, answersForTeam: boolean, text: Text): Card {
  return card(
    [
      heading(text.welcome.title(firstName)),
      paragraph(answersForTeam ? text.welcome.leader : text.welcome.other),
      strong(text.common.purpose),
      strong(text.welcome.whoSeesTitle, { spacing: "Large" }),
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
  return card([
    heading(text.help.title),
    lead === undefined ? null : paragraph(lead),
    facts(text.help.commands),
    { ...subtle(text.common.purpose), size: "Small", spacing: "Medium" },
  ]);
}

export function unknownPersonCard(municipality: string, text: Text): Card {
  return card([heading(text.unknownPerson.title), paragraph(text.unknownPerson.body(municipality))]);
}

export function sentenceCard(title: string, said: string): Card {
  return card([heading(title), sentence(said)]);
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
  const isLong = view.teams.length > mostTeamsInFull;
  const teams = view.teams.flatMap((team, index): Element[] =>
    isLong ? [inOneLine(team, text)] : inFull(team, index > 0, Math.floor(mostLines / view.teams.length), text),
  );
  return card(
    [
      heading(text.status.titleIn(weekNumber(view.week))),
      ...(teams.length === 0 ? [paragraph(text.status.noTeams)] : teams),
    ],
    [isWaiting ? execute(text.welcome.begin, "checkIn/mine", {}, { style: "positive" }) : null],
  );
}

type TeamStatus = StatusCardView["teams"][number];

/** With more teams each has one line, and with many barriers in all each team shows its first. */
const mostTeamsInFull = 12;
const mostLines = 60;

function inOneLine({ name, checkIn, barriers }: TeamStatus, text: Text): Element {
  const trouble = barriers.length === 0 ? "" : ` · ${text.status.openBarriers(barriers.length).replace(/:$/, "")}`;
  return paragraph([{ bold: name }, ` – ${text.status.checkIn[checkIn]}${trouble}`]);
}

function inFull(team: TeamStatus, hasLine: boolean, mostShown: number, text: Text): Element[] {
  return [
    strong(team.name, { separator: hasLine, spacing: "Medium" }),
    { ...paragraph(text.status.checkIn[team.checkIn]), spacing: "None" },
    ...barriersOf(team.barriers, mostShown, text),
  ];
}

function barriersOf(barriers: TeamStatus["barriers"], mostShown: number, text: Text): Element[] {
  if (barriers.length === 0) return [subtle(text.status.nothingTroubles)];
  const lines = barriers.slice(0, mostShown).map(({ barrier, solutionName }): Words => {
    const what = barrier.detail === null ? solutionName : `${solutionName}: ${text.detail[barrier.detail]}`;
    return [what, " – ", { bold: text.barrierStatus[barrier.status] }];
  });
  const more = barriers.length - lines.length;
  return [
    paragraph(text.status.openBarriers(barriers.length)),
    bullets(lines),
    ...(more > 0 ? [subtle(text.status.more(more))] : []),
  ];
}
