import { addDays, addWeeks, isWorkingDay, localDate, localInstant, weekdayOf, weekNumber, weekOf } from "./calendar.ts";
import type { Directory, HeldRollout, Instant, IsoDate, IsoWeek } from "./organisation.ts";
import type { TeamView } from "./overview.ts";
import { type ExtraAnswer, type ExtraQuestion, isEveryday, rolloutStatusFacts } from "./vocabulary.ts";

// One question for the team's next meeting, chosen by what the team's own answers say. The themes follow K. Kristensen's columns and KL's
// guide to leading in a digital time (docs/domain.md); nothing of what is said at the meeting comes here.

/** What a team may talk about. */
export const dialogueThemes = [
  "security",
  "trust",
  "oldWay",
  "newSolution",
  "unsure",
  "ai",
  "meaning",
  "upwards",
  "knowledge",
] as const;
export type DialogueTheme = (typeof dialogueThemes)[number];

/** A theme, and the solution that it is about; null for none in particular. */
export interface Dialogue {
  theme: DialogueTheme;
  solutionId: string | null;
}

/** The question of the month for a team, as its leader reads it. */
export interface TeamDialogue {
  teamId: string;
  teamName: string;
  theme: DialogueTheme;
  solutionName: string | null;
}

/** Security is a theme of its own twice a year. */
const securityMonths = [3, 10];
/** Answers to the extra questions rotate, so they hold for longer than estimates do. */
const answersHoldWeeks = 16;
/** A solution is new from so long before its start until so long after it. */
const newDays = { before: 28, after: 56 };
/** What is always worth talking about. */
const general: readonly DialogueTheme[] = ["meaning", "upwards", "knowledge"];

/** What a theme is chosen by: the team's own answers, and what is rolled out to it. */
export interface DialogueFacts {
  view: TeamView;
  rollouts: readonly HeldRollout[];
  week: IsoWeek;
  today: IsoDate;
  /** Solutions that answer by themselves. */
  isAi: (solutionId: string) => boolean;
}

/**
 * The team's question of the month: security twice a year, else one of the themes that its own answers point at, another each month while
 * there are several; of the general ones where there is none. The same all month long. Pure.
 */
export function dialogueOf(facts: DialogueFacts): Dialogue {
  const { today } = facts;
  const month = Number(today.slice(5, 7));
  if (securityMonths.includes(month)) return { theme: "security", solutionId: null };
  const found = pointedAt(facts);
  const turn = Number(today.slice(0, 4)) * 12 + month;
  const own = found[turn % Math.max(found.length, 1)];
  return own ?? { theme: general[turn % general.length] ?? "meaning", solutionId: null };
}

function pointedAt({ view, rollouts, week, today, isAi }: DialogueFacts): Dialogue[] {
  const oldest = addWeeks(week, -answersHoldWeeks);
  const used = rollouts.filter(({ status }) => rolloutStatusFacts[status].counts === "used");
  const answered = (question: ExtraQuestion, ...answers: ExtraAnswer[]) =>
    used.find(({ solutionId }) => {
      const given = view.solutions[solutionId]?.extra[question];
      return given !== undefined && given.week >= oldest && answers.includes(given.answer);
    });
  const isNew = ({ start }: HeldRollout) =>
    start !== null && start <= addDays(today, newDays.before) && start >= addDays(today, -newDays.after);
  const isLow = ({ solutionId }: HeldRollout) => {
    const latest = view.solutions[solutionId]?.latest;
    return latest != null && !latest.stale && !isEveryday(latest.level) && latest.level !== "notRelevant";
  };
  const candidates: [DialogueTheme, HeldRollout | undefined][] = [
    ["trust", answered("trust", "no") ?? answered("trust", "mostly")],
    ["oldWay", answered("oldWay", "yes", "partly")],
    ["newSolution", used.find(isNew)],
    ["unsure", answered("carrier", "yes")],
    ["ai", used.find(({ solutionId }) => isAi(solutionId))],
    ["meaning", used.find(isLow)],
  ];
  return candidates.flatMap(([theme, about]) => (about === undefined ? [] : [{ theme, solutionId: about.solutionId }]));
}

/** From which to which day of a month the question is sent: the managers' word of the month has its first week. */
const days = { first: 8, last: 14 };

/** After this the month's question is let go of. */
export function dialogueDeadline(now: Instant): Instant {
  return localInstant(`${localDate(now).slice(0, 8)}${days.last + 1}`, 0);
}

/**
 * Whether today is a day on which a leader is sent a question: in the second week of a month, on a working day of a week that is asked, and
 * not on the day of the check-in or of its reminder.
 */
export function isDialogueDay({ settings }: Pick<Directory, "settings">, now: Instant): boolean {
  const today = localDate(now);
  const day = Number(today.slice(8));
  if (settings.teamDialogue !== true || day < days.first || day > days.last) return false;
  if (!isWorkingDay(today, settings) || settings.quietWeeks.includes(weekNumber(weekOf(now)))) return false;
  return weekdayOf(today) !== settings.checkInWeekday && weekdayOf(today) !== settings.reminder?.weekday;
}
