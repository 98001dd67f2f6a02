import type { Card } from "../channel.ts";
import type { Barrier } from "../domain/barrier/barrier.ts";
import { weekNumber } from "../domain/calendar.ts";
import type { CheckInState, CheckInView } from "../domain/check-in/check-in.ts";
import type { IsoDate, Period } from "../domain/organisation.ts";
import { barrierStatusFacts } from "../domain/vocabulary.ts";
import type { Text } from "../text/text.ts";
import {
  bullets,
  card,
  type Element,
  execute,
  facts,
  heading,
  openUrl,
  paragraph,
  sentence,
  strong,
  subtle,
} from "./card.ts";
import { standInWords } from "./check-in-card.ts";
import { likeliest } from "./said-cards.ts";
import type { Words } from "./words.ts";

/** What the bot says when it is installed: what it asks, who sees what, where everything else about one's data stands, and a way to begin. */
export function welcomeCard(firstName: string, answersForTeam: boolean, { link, text }: Linked): Card {
  return card(
    [
      heading(text.welcome.title(firstName)),
      paragraph(answersForTeam ? text.welcome.leader : text.welcome.other),
      strong(text.common.purpose),
      strong(text.welcome.whoSeesTitle, { spacing: "Large" }),
      bullets(text.welcome.whoSees),
      paragraph(text.welcome.data),
    ],
    [
      answersForTeam ? execute(text.welcome.begin, "checkIn/mine", {}, { style: "positive" }) : null,
      execute(text.welcome.help, "help/show", {}),
      link === null ? null : openUrl(text.welcome.dataLink, link),
    ],
  );
}

interface Linked {
  /** The page about one's data; null where nobody has said which app it is. */
  link: string | null;
  text: Text;
}

/** What stands on the card that helps. */
interface Helped {
  /** The sentence above. */
  lead?: string | undefined;
  isOffered: (words: string) => boolean;
  /** What only some may ask, with what comes of it. */
  more: readonly (readonly [words: string, what: string])[];
}

/** What one can write in this role, and the likeliest of it as buttons; `lead` is the sentence above it. */
export function helpCard(text: Text, role: "leader" | "navigator" | "other", { lead, isOffered, more }: Helped): Card {
  return card(
    [
      heading(text.help.title),
      lead === undefined ? null : paragraph(lead),
      facts([...text.help.commands.filter(([words]) => isOffered(words)), ...more]),
      { ...subtle(text.common.purpose), size: "Small", spacing: "Medium" },
    ],
    likeliest(role, text).map(([words, verb, data]) => execute(words, verb, data)),
  );
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
  /** When the reader is away, from today on. */
  absences: readonly Period[];
  isAwayNow: boolean;
  teams: {
    id: string;
    name: string;
    checkIn: CheckInState | "notAsked";
    /** Whom the reader stands in for; null for a leader. */
    standsIn: CheckInView["standsIn"];
    /** Who is asked meanwhile, when the leader who reads is away; null when nobody is, or they are here. */
    standIn: string | null;
    isEverySecondWeek: boolean;
    /** The day on which the reader asked to be reminded. */
    remindsOn: IsoDate | null;
    barriers: { barrier: Barrier; solutionName: string }[];
  }[];
}

export function statusCard(view: StatusCardView, text: Text): Card {
  const isWaiting = view.teams.some((team) => team.checkIn === "open");
  const isLong = view.teams.length > mostTeamsInFull;
  const teams = view.teams.flatMap((team, index): Element[] =>
    isLong
      ? [inOneLine(team, text)]
      : inFull(
          team,
          { isAwayNow: view.isAwayNow, hasLine: index > 0, mostShown: Math.floor(mostLines / view.teams.length) },
          text,
        ),
  );
  return card(
    [
      heading(text.status.titleIn(weekNumber(view.week))),
      view.absences.length === 0 ? null : paragraph(text.status.away(periodsOf(view, text))),
      ...(teams.length === 0 ? [paragraph(text.status.noTeams)] : teams),
    ],
    [
      isWaiting ? execute(text.welcome.begin, "checkIn/mine", {}, { style: "positive" }) : null,
      ...waitingOf(view)
        .slice(0, mostButtons)
        .map(({ barrier, solutionName }) =>
          execute(text.meanwhile.show(solutionName), "barrier/show", { barrier: barrier.id }),
        ),
      view.absences.length > 0 ? execute(text.absence.change, "absence/form", {}) : null,
    ],
  );
}

/** A card has six buttons at most. */
const mostButtons = 4;

/** What only the team can say: an answer to a question, and whether it works now. */
function waitingOf({ teams }: StatusCardView): TeamStatus["barriers"] {
  return teams.flatMap(({ barriers }) =>
    barriers.filter(({ barrier }) => barrierStatusFacts[barrier.status].waitsForTeam),
  );
}

function periodsOf({ absences }: StatusCardView, text: Text): string {
  return absences.map(({ from, to }) => text.absence.period(from, to)).join(" · ");
}

type TeamStatus = StatusCardView["teams"][number];

/** With more teams each has one line, and with many barriers in all each team shows its first. */
const mostTeamsInFull = 12;
const mostLines = 60;

function inOneLine({ name, checkIn, barriers }: TeamStatus, text: Text): Element {
  const trouble = barriers.length === 0 ? "" : ` · ${text.status.openBarriers(barriers.length).replace(/:$/, "")}`;
  return paragraph([{ bold: name }, ` – ${text.status.checkIn[checkIn]}${trouble}`]);
}

function inFull(
  team: TeamStatus,
  { isAwayNow, hasLine, mostShown }: { isAwayNow: boolean; hasLine: boolean; mostShown: number },
  text: Text,
): Element[] {
  const { standsIn, standIn, isEverySecondWeek, remindsOn, barriers } = team;
  const waiting = barriers.filter(({ barrier }) => barrierStatusFacts[barrier.status].waitsForTeam).length;
  const inForce = [
    standsIn === null ? null : standInWords(standsIn, text),
    isAwayNow && standsIn === null ? (standIn === null ? text.status.nobody : text.status.standIn(standIn)) : null,
    isEverySecondWeek ? text.rhythm.isEverySecond : null,
    remindsOn === null ? null : text.status.reminder(text.dayInWords(remindsOn)),
    waiting === 0 ? null : text.status.waiting(waiting).replace(/:$/, "."),
  ];
  return [
    strong(team.name, { separator: hasLine, spacing: "Medium" }),
    { ...paragraph(text.status.checkIn[team.checkIn]), spacing: "None" },
    ...inForce.flatMap((line) => (line === null ? [] : [subtle(line)])),
    ...barriersOf(barriers, mostShown, text),
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
