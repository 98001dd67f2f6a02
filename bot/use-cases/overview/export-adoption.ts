import { localDate } from "../../domain/calendar.ts";
import { type Change, everydayShare, pointsOf, sharesOf, spanIds } from "../../domain/check-in/change.ts";
import { areasBelow, standingOf } from "../../domain/compare-areas.ts";
import { scopesAbove } from "../../domain/decision/decision.ts";
import { targetsFor } from "../../domain/decision/target.ts";
import { withName } from "../../domain/decision/targets-here.ts";
import type { Directory, IsoWeek, SolutionTarget } from "../../domain/organisation.ts";
import type { TeamView } from "../../domain/overview.ts";
import { extraQuestionIds, type UsageLevel, usageLevels } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import type { Errand } from "../errand.ts";
import {
  aboutSheet,
  type Cell,
  type Export,
  type ExportedFigure,
  type ExportWords,
  figureNotes,
  figureSaid,
  guardedCell,
  type Sheet,
  scopeSaid,
  weekTitle,
  wordsFor,
} from "./export-table.ts";
import { type AdoptionView, viewAdoption } from "./view-adoption.ts";

/**
 * The adoption that the person sees on screen, over the same weeks and in the same area: one row per team and solution,
 * then the answers per week and the figures per solution. Throws {@link OmbordError} `notFound` for somebody who sees no
 * team, and for an area without a team that they may see.
 */
export async function exportAdoption(
  errand: Errand,
  asked: { weekCount: number; areaId?: string | undefined },
): Promise<Export> {
  const view = await viewAdoption(errand, asked);
  if (view.rows.length === 0) throw new OmbordError("notFound");
  const words = wordsFor(errand);
  const { directory, now } = errand;
  const { text, tab } = words;
  const scope = scopeSaid(errand, words, asked.areaId);
  return {
    name: `${text.files.adoption}-${localDate(now)}`,
    sheets: [
      estimates(directory, view, words),
      answers(directory, view, words),
      solutions(view, words),
      areas(view, words, asked.areaId ?? null),
      aboutSheet(errand, words, { scope, notes: figureNotes(tab, exportedFigures(view, words)) }),
    ],
    said: {
      columns: [tab.figures.scope.label, tab.figures.scope.fetched, tab.figures.scope.about],
      cells: [scope, { date: localDate(now) }, figureSaid(tab, "estimate")],
    },
  };
}

/** Everything that the file holds figures of, with what they rest on. */
function exportedFigures({ summary, rows, weeks }: AdoptionView, { text, tab }: ExportWords): ExportedFigure[] {
  const { figures } = tab;
  const spreads = Object.values(summary.solutions);
  const known = spreads.reduce((sum, { levels }) => sum + everydayShare(levels).known, 0);
  const total = spreads.reduce((sum, { teams }) => sum + teams, 0);
  const newest = rows
    .flatMap(({ solutions }) => Object.values(solutions).flatMap(({ latest }) => latest?.week ?? []))
    .sort()
    .at(-1);
  const estimates = {
    answered: figures.ofEstimates(known, total),
    updated: newest === undefined ? figures.noneYet : weekTitle(text, newest),
  };
  const response = {
    answered: figures.ofTeams(summary.answered.at(-1) ?? 0, summary.asked.at(-1) ?? 0),
    updated: weekTitle(text, weeks.at(-1) ?? ""),
  };
  return [
    { id: "estimate", ...estimates },
    { id: "response", ...response },
    { id: "spread", ...estimates },
    { id: "everyday", ...estimates },
    { id: "change", ...estimates },
    { id: "stale", ...estimates },
    { id: "areas", ...response },
  ];
}

/** The areas beside each other, as on the screen. */
function areas(view: AdoptionView, { text: file, tab }: ExportWords, areaId: string | null): Sheet {
  const words = tab.figures.areas;
  const [everyday, answered] = [words.everyday, words.answered];
  return {
    title: file.sheets.areas,
    columns: [
      words.area,
      words.teams,
      everyday,
      `${everyday}: ${tab.figures.parts.numerator}`,
      `${everyday}: ${tab.figures.parts.denominator}`,
      answered,
      `${answered}: ${tab.figures.parts.denominator}`,
      words.stale,
    ],
    rows: areasBelow(view.areas, areaId)
      .map(standingOf)
      .map(({ name, teams, figures }) => {
        if (figures === null) return [name, teams, ...Array<Cell>(6).fill(words.hidden)];
        const share = figures.known === 0 ? null : rounded(figures.everyday / figures.known);
        const { known, answered: said, asked, stale } = figures;
        return [name, teams, share, figures.everyday, known, said, asked, stale];
      }),
  };
}

function estimates(directory: Directory, view: AdoptionView, words: ExportWords): Sheet {
  const { text: file } = words;
  const weeks = view.weeks.map((week) => weekTitle(file, week));
  const extras = extraQuestionIds.map((question) => file.extra[question]);
  const spans = spanIds.map((span) => file.levelAgo[span]);
  const before = [file.area, file.team, file.solution, file.status, file.start];
  const agreed = [file.reason, file.reviewOn, file.oldWayEnds, file.target, file.targetDue, file.targetScope];
  return {
    title: file.sheets.estimates,
    columns: [...before, file.latest, file.fromWeek, file.stale, ...spans, ...extras, ...agreed, ...weeks],
    rows: view.rows.flatMap((team) => {
      const targets = targetsFor(directory, scopesAbove(directory, team.teamId));
      return view.solutions.flatMap(({ id, name }) => {
        const solution = team.solutions[id];
        if (solution === undefined) return [];
        const target = targets.find((one) => one.solutionId === id);
        const aim = aimCells(directory, target);
        return [[areaName(directory, team.areaId), team.name, name, ...estimateCells(team, solution, { words, aim })]];
      });
    }),
  };
}

/** The nearest target that holds for a team, by when, and where it was set. */
function aimCells(directory: Directory, target: SolutionTarget | undefined): Cell[] {
  if (target === undefined) return [null, null, null];
  return [target.share / 100, { date: target.due }, withName(directory, target).scopeName];
}

function estimateCells(
  team: TeamView,
  solution: TeamView["solutions"][string],
  { words, aim }: { words: ExportWords; aim: Cell[] },
): Cell[] {
  const { text: file, tab } = words;
  const { latest } = solution;
  const { usage, extra, rolloutStatus } = tab.vocabulary;
  return [
    rolloutStatus[solution.status],
    solution.start === null ? null : { date: solution.start },
    latest === null ? null : usage[latest.level],
    latest === null ? null : weekTitle(file, latest.week),
    latest === null ? null : latest.stale ? file.yes : file.no,
    ...spanIds.map((span) => levelName(solution.before[span], usage)),
    ...extraQuestionIds.map((question) => {
      const answered = solution.extra[question];
      return answered === undefined ? null : (extra[question].answers[answered.answer] ?? null);
    }),
    guardedCell(solution.agreed?.reason ?? null, file),
    solution.agreed?.reviewOn == null ? null : { date: solution.agreed.reviewOn },
    solution.oldWayEnds === undefined ? null : { date: solution.oldWayEnds },
    ...aim,
    ...solution.levels.map((level, at) => {
      if (level !== null) return usage[level];
      return team.states[at] === "notAsked" ? tab.overview.weekStates.notAsked : null;
    }),
  ];
}

function answers(directory: Directory, view: AdoptionView, { text: file, tab }: ExportWords): Sheet {
  return {
    title: file.sheets.answers,
    columns: [file.area, file.team, ...view.weeks.map((week) => weekTitle(file, week))],
    rows: view.rows.map((team) => [
      areaName(directory, team.areaId),
      team.name,
      ...team.states.map((state) => tab.overview.weekStates[state]),
    ]),
  };
}

function solutions(view: AdoptionView, { text: file, tab }: ExportWords): Sheet {
  const levels = usageLevels.map((level) => tab.vocabulary.usage[level]);
  const counts = [file.staleTeams, file.unanswered, file.waiting, file.exception];
  const shares = view.weeks.map((week: IsoWeek) => file.shareOf(weekTitle(file, week)));
  const moved = spanIds.flatMap((span) => [file.pointsSince[span], file.bothSince[span]]);
  return {
    title: file.sheets.solutions,
    columns: [
      file.solution,
      file.teams,
      ...levels,
      ...counts,
      ...moved,
      file.target,
      file.targetDue,
      file.targetScope,
      ...shares,
    ],
    rows: view.solutions.flatMap(({ id, name }) => {
      const spread = view.summary.solutions[id];
      if (spread === undefined) return [];
      const byLevel = usageLevels.map((level) => spread.levels[level] ?? 0);
      const { teams, stale, unanswered, waiting, exception, changes } = spread;
      const moves = spanIds.flatMap((span) => changeCells(changes[span]));
      const target = view.targets?.find((one) => one.solutionId === id);
      const aim: Cell[] =
        target === undefined ? [null, null, null] : [target.share / 100, { date: target.due }, target.scopeName];
      const byWeek = sharesOf(spread.weekly, view.weeks.length).map(rounded);
      return [[name, teams, ...byLevel, stale, unanswered, waiting, exception, ...moves, ...aim, ...byWeek]];
    }),
  };
}

/** The points that the share moved, and how many answered both times. */
function changeCells(change: Change): Cell[] {
  return [pointsOf(change), change.both];
}

function rounded(share: number | null): Cell {
  return share === null ? null : Math.round(share * 100) / 100;
}

function levelName(level: UsageLevel | null | undefined, usage: ExportWords["tab"]["vocabulary"]["usage"]): Cell {
  return level === null || level === undefined ? null : usage[level];
}

function areaName(directory: Directory, areaId: string): string {
  return directory.areas.get(areaId)?.name ?? areaId;
}
