import { localDate } from "../../domain/calendar.ts";
import type { Published } from "../../domain/citizen/publication.ts";
import { citizenAlternativeGroupIds, citizenOutcomes, citizenReasonGroupIds } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import type { ExportText } from "../../text/da/export.ts";
import type { VocabularyText } from "../../text/vocabulary-text.ts";
import type { Errand } from "../errand.ts";
import { aboutSheet, type Cell, type Export, wordsFor } from "../overview/export-table.ts";
import { type InclusionView, viewInclusion } from "./view-inclusion.ts";
import { type PublishedView, viewPublished } from "./view-published.ts";

/**
 * The figures about citizens exactly as the person sees them on screen: one row per figure, what is published for managers, and
 * their own cases as they are now for the others. There are no single cases in it, whoever asks. An area cannot be chosen.
 * Throws {@link OmbordError} `notFound` for somebody who sees no figures.
 */
export async function exportInclusion(errand: Errand): Promise<Export> {
  const [own, published] = await Promise.all([viewInclusion(errand), viewPublished(errand)]);
  if (own.teams === 0 && published.nextOn === null) throw new OmbordError("notFound");
  const words = wordsFor(errand);
  const { text, tab } = words;
  const { about } = text;
  const notes: [string, string][] = [[about.severalTitle, about.severalWhy]];
  const [latest] = published.whole;
  if (latest !== undefined) {
    notes.unshift([about.hiddenTitle, about.hiddenWhy(latest.limit)], [about.publishedTitle, about.publishedWhy]);
  }
  return {
    name: `${text.files.inclusion}-${localDate(errand.now)}`,
    sheets: [
      {
        title: text.sheets.inclusion,
        columns: [text.table, text.what, text.period, text.outcome, text.count],
        rows: [
          ...(own.teams === 0 ? [] : rowsOf(own, text, tab.vocabulary)),
          ...publishedRows(published, text, tab.vocabulary),
        ],
      },
      aboutSheet(errand, words, { scope: about.everything, notes }),
    ],
  };
}

function publishedRows({ whole, areas }: PublishedView, text: ExportText, words: VocabularyText): Cell[][] {
  const shown = (count: number | null): Cell => count ?? text.hidden;
  const reasonsOf = (what: string, period: string, reasons: Published["reasons"]) =>
    citizenReasonGroupIds.map((id) => [what, words.citizenReasonGroup[id], period, null, shown(reasons[id])]);
  return [...whole, ...areas].flatMap(({ area, name, period, reasons, instead, outcomes, solutions }) => {
    const what = area === "*" ? text.everywhere : name;
    const insteadRows = citizenAlternativeGroupIds.map((id) => {
      return [what, words.citizenAlternativeGroup[id], period, null, shown(instead[id])];
    });
    const outcomeRows = citizenOutcomes.map((id) => {
      return [what, null, period, words.citizenOutcome[id], shown(outcomes?.[id] ?? null)];
    });
    return [
      ...reasonsOf(what, period, reasons),
      ...insteadRows,
      ...(outcomes === null ? [] : outcomeRows),
      ...solutions.flatMap((solution) => reasonsOf(solution.name, period, solution.reasons)),
    ];
  });
}

function rowsOf(view: InclusionView, text: ExportText, words: VocabularyText): Cell[][] {
  const shown = (count: number | null): Cell => count ?? text.hidden;
  const perOutcome = (table: string, what: string, period: string, counts: readonly (number | null)[]) =>
    citizenOutcomes.map((outcome, index) => {
      return [table, what, period, words.citizenOutcome[outcome], shown(counts[index] ?? null)];
    });
  return [
    [text.all, text.all, text.lastYear, null, shown(view.total)],
    ...view.reasons.map(({ id, count }) => [text.reasons, words.citizenReason[id], text.lastYear, null, count]),
    ...view.instead.map(({ id, count }) => [text.instead, words.citizenAlternative[id], text.lastYear, null, count]),
    ...view.quarters.flatMap(({ id, outcomes, total }) => {
      const period = text.quarter(id.slice(0, 4), id.slice(6));
      return [
        ...perOutcome(text.quarters, text.all, period, outcomes),
        [text.quarters, text.all, period, text.all, shown(total)],
      ];
    }),
    ...view.solutions.flatMap(({ id, outcomes }) =>
      perOutcome(text.solutions, view.solutionNames[id] ?? id, text.lastYear, outcomes),
    ),
  ];
}
