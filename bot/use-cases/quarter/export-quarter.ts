import { citizenAlternativeGroupIds, citizenReasonGroupIds } from "../../domain/vocabulary.ts";
import type { Errand } from "../errand.ts";
import { aboutSheet, type Cell, type Export, figureNotes, guardedCell, type Sheet } from "../overview/export-table.ts";
import {
  decisionSaid,
  periodSaid,
  type QuarterSays,
  quarterSays,
  sharesOfSpread,
  solutionSaid,
  stateSaid,
  toldFigures,
  toldWarnings,
} from "./tell-quarter.ts";
import { type QuarterView, type ToldDecision, viewQuarter } from "./view-quarter.ts";

/** The quarter as it is on the page, with everything that the page has no room for. Throws what {@link viewQuarter} throws. */
export async function exportQuarter(
  errand: Errand,
  asked: { quarter?: string | undefined; place?: string | undefined },
): Promise<Export> {
  const view = await viewQuarter(errand, asked);
  const says = quarterSays(errand);
  const { quarter: words } = says;
  const { citizens, learnings } = words;
  return {
    name: quarterFile(view, says),
    sheets: [
      spreadSheet(view, says),
      warningSheet(errand, view, says),
      decisionSheet(errand, { title: words.decisions.title, decided: view.decisions }, view, says),
      decisionSheet(errand, { title: words.next.title, decided: view.next }, view, says),
      {
        title: learnings.title,
        columns: [words.spread.solution, learnings.tried, learnings.learned],
        rows: view.learnings.map(({ solutionName, what, learned }) => [
          solutionName,
          guardedCell(what, says.text),
          guardedCell(learned, says.text),
        ]),
      },
      {
        title: citizens.title,
        columns: [says.text.table, says.text.what, citizens.count],
        rows: citizenRows(view, says),
      },
      aboutSheet(errand, says, { scope: view.place.name, notes: aboutNotes(errand, view, says) }),
    ],
  };
}

/** What a file of the quarter is called, without its ending. */
export function quarterFile({ quarter }: QuarterView, { quarter: words }: QuarterSays): string {
  return `${words.file}-${quarter.id}`;
}

function aboutNotes(errand: Errand, view: QuarterView, says: QuarterSays): [string, string][] {
  const { quarter: words, tab, text } = says;
  const { sheet } = words;
  const { published } = view;
  return [
    [sheet.quarter, periodSaid(says, view.quarter.id)],
    [sheet.state, stateSaid(view, says, errand)],
    [tab.figures.parts.answered, words.answers(view.figures.answered, view.figures.asked)],
    ...(view.figures.isFew ? [[sheet.place, words.few] satisfies [string, string]] : []),
    ...figureNotes(tab, toldFigures(view, says)),
    [words.warnings.title, words.warningNote],
    ...(published === null
      ? []
      : [[text.about.hiddenTitle, text.about.hiddenWhy(published.limit)] satisfies [string, string]]),
  ];
}

function spreadSheet(view: QuarterView, { quarter: words, tab, text }: QuarterSays): Sheet {
  const { sheet, spread } = words;
  const direction = { ...tab.overview, unknown: tab.overview.trendUnknown };
  return {
    title: text.sheets.solutions,
    columns: [
      ...[spread.solution, sheet.teams, sheet.setAside, sheet.everyday, sheet.known, sheet.share],
      ...[sheet.beforeEveryday, sheet.both, sheet.beforeShare, sheet.points, sheet.direction],
      ...[sheet.target, sheet.targetDue, sheet.expected, words.words.column],
    ],
    rows: view.figures.solutions.map((one): Cell[] => {
      const { now, before, points } = sharesOfSpread(one);
      const { everyday, known, since, target, expected } = one;
      const share = (percent: number | null) => (percent === null ? null : percent / 100);
      return [
        ...[one.name, one.teams, one.setAside, everyday, known, share(now), since.before, since.both],
        ...[share(before), points, direction[one.direction], share(target?.share ?? null)],
        target === null ? null : { date: target.due },
        expected === null ? null : expectedSaid(expected, words),
        guardedCell(wordsAbout(view, one.solutionId, words), text),
      ];
    }),
  };
}

/** How many users are expected, in words. */
export function expectedSaid(
  { from, to }: { from: number; to: number | null },
  { bought }: QuarterSays["quarter"],
): string {
  if (to === null) return bought.atLeast(from);
  return from === to ? String(from) : bought.between(from, to);
}

/** What managers say of a solution; null where nobody has said anything. */
export function wordsAbout({ words: all }: QuarterView, solutionId: string, { words }: QuarterSays["quarter"]) {
  const said = all.filter((one) => one.solutionId === solutionId).map(({ text, by }) => words.by(text, by));
  return said.length === 0 ? null : said.join(" ");
}

function warningSheet(errand: Errand, view: QuarterView, { quarter: words, tab }: QuarterSays): Sheet {
  const { warnings, spread } = words;
  return {
    title: warnings.title,
    columns: [warnings.rule, spread.solution, warnings.why],
    rows: toldWarnings(errand, view).map(({ rule, solutionId, sentence }) => [
      tab.attention.kinds[rule],
      solutionSaid(view, errand, solutionId),
      sentence,
    ]),
  };
}

function decisionSheet(
  errand: Errand,
  { title, decided }: { title: string; decided: ToldDecision[] },
  view: QuarterView,
  says: QuarterSays,
): Sheet {
  const { decisions: words, spread } = says.quarter;
  return {
    title,
    columns: [words.on, words.what, words.where, spread.solution, words.words, words.who, words.due, words.state],
    rows: decided.map((one): Cell[] => [
      { date: one.on },
      decisionSaid(one, says),
      one.placeName,
      solutionSaid(view, errand, one.solutionId),
      one.text === null ? (one.isGone ? words.gone : null) : guardedCell(one.text, says.text),
      [one.by, one.doer].filter((name) => name !== null).join(", "),
      one.due === null ? null : { date: one.due },
      says.tab.decisions.states[one.state],
    ]),
  };
}

function citizenRows({ published }: QuarterView, { quarter: { citizens }, tab, text }: QuarterSays): Cell[][] {
  if (published === null) return [[citizens.none, null, null]];
  const { citizenReasonGroup, citizenAlternativeGroup } = tab.vocabulary;
  const shown = (count: number | null): Cell => count ?? text.hidden;
  return [
    ...citizenReasonGroupIds.map((id) => [citizens.what, citizenReasonGroup[id], shown(published.reasons[id])]),
    ...citizenAlternativeGroupIds.map((id) => [
      citizens.instead,
      citizenAlternativeGroup[id],
      shown(published.instead[id]),
    ]),
  ];
}
