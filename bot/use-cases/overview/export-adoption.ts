import { localDate } from "../../domain/calendar.ts";
import type { Directory, IsoWeek } from "../../domain/organisation.ts";
import { staleAfterWeeks, type TeamView } from "../../domain/overview.ts";
import { extraQuestionIds, score, usageLevels } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import type { Errand } from "../errand.ts";
import {
  aboutSheet,
  type Cell,
  type Export,
  type ExportWords,
  type Sheet,
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
  const { about, files } = words.text;
  return {
    name: `${files.adoption}-${localDate(now)}`,
    sheets: [
      estimates(directory, view, words),
      answers(directory, view, words),
      solutions(view, words),
      aboutSheet(errand, words.text, {
        areaId: asked.areaId,
        notes: [
          [about.estimate, about.estimateWhy],
          [about.scoreTitle, about.scoreWhy],
          [about.staleTitle, about.staleWhy],
        ],
      }),
    ],
  };
}

function estimates(directory: Directory, view: AdoptionView, words: ExportWords): Sheet {
  const { text: file } = words;
  const weeks = view.weeks.map((week) => weekTitle(file, week));
  const extras = extraQuestionIds.map((question) => file.extra[question]);
  const before = [file.area, file.team, file.solution, file.status, file.start];
  return {
    title: file.sheets.estimates,
    columns: [...before, file.latest, file.score, file.fromWeek, file.stale, ...extras, ...weeks],
    rows: view.rows.flatMap((team) =>
      view.solutions.flatMap(({ id, name }) => {
        const solution = team.solutions[id];
        if (solution === undefined) return [];
        return [[areaName(directory, team.areaId), team.name, name, ...estimateCells(team, solution, words)]];
      }),
    ),
  };
}

function estimateCells(team: TeamView, solution: TeamView["solutions"][string], words: ExportWords): Cell[] {
  const { text: file, tab } = words;
  const { latest } = solution;
  const { usage, extra, rolloutStatus } = tab.vocabulary;
  return [
    rolloutStatus[solution.status],
    solution.start === null ? null : { date: solution.start },
    latest === null ? null : usage[latest.level],
    latest === null ? null : score(latest.level),
    latest === null ? null : weekTitle(file, latest.week),
    latest === null ? null : latest.stale ? file.yes : file.no,
    ...extraQuestionIds.map((question) => {
      const answered = solution.extra[question];
      return answered === undefined ? null : (extra[question].answers[answered.answer] ?? null);
    }),
    ...solution.levels.slice(staleAfterWeeks).map((level, at) => {
      if (level !== null) return usage[level];
      return team.states[staleAfterWeeks + at] === "notAsked" ? tab.overview.weekStates.notAsked : null;
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
      ...team.states.slice(staleAfterWeeks).map((state) => tab.overview.weekStates[state]),
    ]),
  };
}

function solutions(view: AdoptionView, { text: file, tab }: ExportWords): Sheet {
  const levels = usageLevels.map((level) => tab.vocabulary.usage[level]);
  const counts = [file.staleTeams, file.unanswered, file.waiting, file.exception];
  const means = view.weeks.map((week: IsoWeek) => file.meanOf(weekTitle(file, week)));
  return {
    title: file.sheets.solutions,
    columns: [file.solution, file.teams, ...levels, ...counts, ...means],
    rows: view.solutions.flatMap(({ id, name }) => {
      const spread = view.summary.solutions[id];
      if (spread === undefined) return [];
      const byLevel = usageLevels.map((level) => spread.levels[level] ?? 0);
      const { teams, stale, unanswered, waiting, exception, scores } = spread;
      return [[name, teams, ...byLevel, stale, unanswered, waiting, exception, ...scores]];
    }),
  };
}

function areaName(directory: Directory, areaId: string): string {
  return directory.areas.get(areaId)?.name ?? areaId;
}
