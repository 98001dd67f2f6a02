import { localDate } from "../../domain/calendar.ts";
import { citizenOutcomes } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import type { ExportText } from "../../text/da/export.ts";
import type { VocabularyText } from "../../text/vocabulary-text.ts";
import type { Errand } from "../errand.ts";
import { aboutSheet, type Cell, type Export, wordsFor } from "../overview/export-table.ts";
import { type InclusionView, viewInclusion } from "./view-inclusion.ts";

/**
 * The figures about citizens exactly as the person sees them on screen, with the same ones hidden: one row per figure.
 * There are no single cases in it, whoever asks. An area cannot be chosen (see {@link viewInclusion}). Throws
 * {@link OmbordError} `notFound` for somebody who sees no figures.
 */
export async function exportInclusion(errand: Errand): Promise<Export> {
  const view = await viewInclusion(errand);
  if (view.teams === 0) throw new OmbordError("notFound");
  const { text, tab } = wordsFor(errand);
  const { about } = text;
  const notes: [string, string][] = [[about.severalTitle, about.severalWhy]];
  if (view.limit > 0) notes.unshift([about.hiddenTitle, about.hiddenWhy(view.limit)]);
  return {
    name: `${text.files.inclusion}-${localDate(errand.now)}`,
    sheets: [
      {
        title: text.sheets.inclusion,
        columns: [text.table, text.what, text.period, text.outcome, text.count],
        rows: rowsOf(view, text, tab.vocabulary),
      },
      aboutSheet(errand, text, { notes }),
    ],
  };
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
