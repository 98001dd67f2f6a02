import { localDate, weekOf } from "../../domain/calendar.ts";
import { score } from "../../domain/check-in/adoption.ts";
import type { Directory, IsoWeek } from "../../domain/organisation.ts";
import { staleAfterWeeks, type TeamView } from "../../domain/overview.ts";
import { extraQuestionIds, type Language, usageLevels } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import type { Store } from "../../store/store.ts";
import type { ExportText } from "../../text/da/export.ts";
import { type TabText, tabDa } from "../../text/da/tab.ts";
import { tabEn } from "../../text/en/tab.ts";
import {
  aboutSheet,
  type Cell,
  type Export,
  type ExportOrder,
  exportText,
  type Sheet,
  weekTitle,
} from "./export-table.ts";
import { type AdoptionView, viewAdoption } from "./view-adoption.ts";

interface Words {
  file: ExportText;
  tab: TabText;
}

/**
 * The adoption that the person sees on screen, over the same weeks and in the same area: one row per team and solution,
 * then the answers per week and the figures per solution. Throws {@link OmbordError} `notFound` for somebody who sees no
 * team, and for an area without a team that they may see.
 */
export async function exportAdoption(
  store: Store,
  directory: Directory,
  order: ExportOrder & { weekCount: number; areaId?: string | undefined },
): Promise<Export> {
  const view = await viewAdoption(store, directory, order, order.now);
  if (view.rows.length === 0) throw new OmbordError("notFound");
  const words = { file: exportText(order.language), tab: tabText(order.language) };
  const { about, files } = words.file;
  const today = localDate(order.now);
  return {
    name: `${files.adoption}-${today}`,
    sheets: [
      estimates(directory, view, words),
      answers(directory, view, words),
      solutions(view, words),
      aboutSheet(directory, words.file, {
        areaId: order.areaId,
        today,
        week: weekOf(order.now),
        notes: [
          [about.estimate, about.estimateWhy],
          [about.scoreTitle, about.scoreWhy],
          [about.staleTitle, about.staleWhy],
        ],
      }),
    ],
  };
}

function tabText(language: Language): TabText {
  return language === "en" ? tabEn : tabDa;
}

function estimates(directory: Directory, view: AdoptionView, words: Words): Sheet {
  const { file } = words;
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
        return [[areaName(directory, team.areaId), team.name, name, ...estimateCells(solution, words)]];
      }),
    ),
  };
}

function estimateCells(solution: TeamView["solutions"][string], words: Words): Cell[] {
  const { file, tab } = words;
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
    ...solution.levels.slice(staleAfterWeeks).map((level) => (level === null ? null : usage[level])),
  ];
}

function answers(directory: Directory, view: AdoptionView, { file, tab }: Words): Sheet {
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

function solutions(view: AdoptionView, { file, tab }: Words): Sheet {
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
