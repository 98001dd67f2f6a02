import { addDays, holidayOn, localDate, mondayOf, weekNumber, weekOf, weekOfDate } from "../../domain/calendar.ts";
import { targetsHere } from "../../domain/decision/targets-here.ts";
import { levelsByWeek } from "../../domain/levels-by-week.ts";
import { type IsoDate, type IsoWeek, type Settings, solutionName } from "../../domain/organisation.ts";
import { weeksUntil } from "../../domain/overview.ts";
import type { LevelsByWeek } from "../../domain/standings.ts";
import type { Trial } from "../../domain/trial.ts";
import { type DecisionKind, type DecisionState, decisionKindFacts } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { queryAllTogether } from "../../store/store.ts";
import { maySeeDecision } from "../decision/see-decision.ts";
import type { Errand } from "../errand.ts";
import { readTeamViews } from "./read-team-views.ts";
import { visibleTeams } from "./visible-teams.ts";

/** Something that is marked on the weeks: what was decided and for when, what is tried, and when few are at work. */
export type WeekMark =
  | { kind: "decided" | "due"; week: IsoWeek; date: IsoDate; decision: DecisionKind; state: DecisionState }
  | { kind: "trial"; week: IsoWeek; untilWeek: IsoWeek; date: IsoDate; until: IsoDate; state: Trial["state"] }
  | { kind: "holiday"; week: IsoWeek; names: string[] }
  | { kind: "quiet"; week: IsoWeek };

/** How many teams stood where with one solution. */
export interface SolutionLevels {
  id: string;
  name: string;
  levels: LevelsByWeek;
  /** What is aimed for with it where the teams are, and where that was set. */
  target?: { share: number; due: IsoDate; scopeName: string };
}

export interface LevelsView {
  weeks: IsoWeek[];
  solutions: SolutionLevels[];
  /** Of one solution only, in order of week; dates ahead of the weeks are those of what is decided and still open. */
  marks: WeekMark[];
}

/**
 * How many teams stood at each level, week by week, for one solution with what is marked on its weeks, or for every solution; over
 * the teams that the person may see, in an area when one is named. Throws `notFound` where no such team uses it.
 */
export async function viewLevels(
  errand: Errand,
  asked: { weekCount: number; areaId?: string | undefined; solutionId?: string | undefined },
): Promise<LevelsView> {
  const { directory, now } = errand;
  const teams = visibleTeams(errand, asked.areaId);
  const weeks = weeksUntil(weekOf(now), asked.weekCount);
  const rows = (await readTeamViews(errand, teams, weeks)).map(({ view }) => view);
  const used = new Set(rows.flatMap(({ solutions }) => Object.keys(solutions)));
  const ids = asked.solutionId === undefined ? [...used] : [asked.solutionId].filter((id) => used.has(id));
  if (ids.length === 0) throw new OmbordError("notFound");
  const { targets = [] } = targetsHere(
    directory,
    teams.map(({ id }) => id),
  );
  const solutions = ids.map((id) => {
    const names = new Set(
      rows.filter((row) => row.solutions[id]).map((row) => solutionName(directory, id, row.teamId)),
    );
    const [only] = names;
    const name = names.size === 1 && only !== undefined ? only : (directory.solutions.get(id)?.name ?? id);
    const target = targets.find(({ solutionId }) => solutionId === id);
    return { id, name, levels: levelsByWeek(rows, id, weeks), ...(target !== undefined && { target: aimOf(target) }) };
  });
  return {
    weeks,
    solutions: solutions.sort((a, b) => a.name.localeCompare(b.name, "da")),
    marks:
      asked.solutionId === undefined
        ? []
        : await marksOf(errand, asked.solutionId, new Set(teams.map(({ id }) => id)), weeks),
  };
}

function aimOf({ share, due, scopeName }: NonNullable<SolutionLevels["target"]>) {
  return { share, due, scopeName };
}

async function marksOf(
  errand: Errand,
  solutionId: string,
  teamIds: ReadonlySet<string>,
  weeks: readonly IsoWeek[],
): Promise<WeekMark[]> {
  const { store, actor, directory } = errand;
  const where = { solutionId };
  const [decisions, trials] = await queryAllTogether(store, actor.tenantId, [
    { kind: "decision", query: { where } },
    { kind: "trial", query: { where } },
  ]);
  const made = decisions
    .map(({ value }) => value)
    .filter((decision) => maySeeDecision(errand, decision))
    .flatMap(({ kind, state, due, createdAt }): WeekMark[] => {
      const decided = dated("decided", localDate(createdAt), { decision: kind, state });
      return due === null || !decisionKindFacts[kind].hasDate
        ? [decided]
        : [decided, dated("due", due, { decision: kind, state })];
    });
  const tried = trials
    .map(({ value }) => value)
    .filter((trial) => trial.teamIds.some((id) => teamIds.has(id)))
    .map(({ from, to, state }): WeekMark => {
      return { kind: "trial", week: weekOfDate(from), untilWeek: weekOfDate(to), date: from, until: to, state };
    });
  const [first = "", last = ""] = [weeks.at(0), weeks.at(-1)];
  const calendar = weeks.flatMap((week) => calendarMarks(week, directory.settings));
  // What is still to be done by a date ahead is told before the weeks come to it.
  return [...made, ...tried, ...calendar]
    .filter((mark) => first <= mark.week && (mark.week <= last || (mark.kind === "due" && mark.state === "open")))
    .sort((a, b) => (a.week < b.week ? -1 : a.week > b.week ? 1 : 0));
}

function dated(
  kind: "decided" | "due",
  date: IsoDate,
  about: { decision: DecisionKind; state: DecisionState },
): Extract<WeekMark, { kind: "decided" | "due" }> {
  return { kind, week: weekOfDate(date), date, ...about };
}

/** The public holidays on its working days, and whether nobody is asked in it. */
function calendarMarks(week: IsoWeek, settings: Settings): WeekMark[] {
  if (settings.quietWeeks.includes(weekNumber(week))) return [{ kind: "quiet", week }];
  const monday = mondayOf(week);
  const names = [0, 1, 2, 3, 4].flatMap((day) => holidayOn(addDays(monday, day)) ?? []);
  return names.length === 0 ? [] : [{ kind: "holiday", week, names: [...new Set(names)] }];
}
