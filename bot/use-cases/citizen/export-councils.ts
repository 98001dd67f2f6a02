import { localDate } from "../../domain/calendar.ts";
import { citizenAlternativeGroupIds, citizenReasonGroupIds, inclusionPrinciples } from "../../domain/vocabulary.ts";
import type { Errand } from "../errand.ts";
import { aboutSheet, type Cell, type Export, guardedCell, wordsFor } from "../overview/export-table.ts";
import { type CouncilsView, viewCouncils } from "./view-councils.ts";

/**
 * *Til rådene* as it is on screen: one row for each figure, agreement and learning; what is not known and why stands with it. Throws what
 * {@link viewCouncils} throws.
 */
export async function exportCouncils(errand: Errand, area: string | undefined): Promise<Export> {
  const view = await viewCouncils(errand, area);
  const words = wordsFor(errand);
  const { text, tab } = words;
  const { councils, steps, principles } = words.steps;
  const notes: [string, string][] = [
    ...(view.published === null
      ? []
      : ([
          [text.about.hiddenTitle, text.about.hiddenWhy(view.published.limit)],
          [text.about.publishedTitle, text.about.publishedWhy],
          [text.about.severalTitle, text.about.severalWhy],
        ] satisfies [string, string][])),
    ...councils.unknownLines.map((line): [string, string] => [councils.unknown, line]),
    [councils.national, councils.nationalText],
    ...inclusionPrinciples.map((id): [string, string] => [principles.title, principles.items[id]]),
    [principles.title, principles.source],
  ];
  return {
    name: `${text.files.councils}-${localDate(errand.now)}`,
    sheets: [
      {
        title: steps.councils,
        columns: [text.table, text.what, text.period, text.count, text.area],
        rows: [...figureRows(errand, view), ...criteriaRows(errand, view), ...learningRows(errand, view)],
        isOnePage: true,
      },
      aboutSheet(errand, words, { scope: view.area === "*" ? tab.figures.scope.whole : view.name, notes }),
    ],
  };
}

/** Figures as they were published, one row each; one sentence where nothing can be shown. */
export function figureRows(errand: Errand, { published, name }: Pick<CouncilsView, "published" | "name">): Cell[][] {
  const { text, tab, steps } = wordsFor(errand);
  if (published === null) return [];
  const { councils } = steps;
  const { citizenReasonGroup, citizenAlternativeGroup } = tab.vocabulary;
  const { period, reasons, instead } = published;
  const rowsOf = <Id extends string>(
    title: string,
    ids: readonly Id[],
    names: Record<Id, string>,
    figures: Record<Id, number | null>,
  ): Cell[][] => {
    // As on the page: one sentence where nothing can be shown.
    if (ids.every((id) => figures[id] === null)) return [[title, tab.citizens.tooFew, period, null, name]];
    return ids.map((id) => [title, names[id], period, figures[id] ?? text.hidden, name]);
  };
  return [
    ...rowsOf(councils.figures, citizenReasonGroupIds, citizenReasonGroup, reasons),
    ...rowsOf(councils.instead, citizenAlternativeGroupIds, citizenAlternativeGroup, instead),
  ];
}

/** What is agreed, one row for each part and each principle. */
export function criteriaRows(errand: Errand, { criteria }: Pick<CouncilsView, "criteria">): Cell[][] {
  const { text, steps } = wordsFor(errand);
  const { councils, criteria: words, principles } = steps;
  const { directory } = errand;
  return criteria.flatMap((one) => {
    const solution = directory.solutions.get(one.solutionId)?.name ?? one.solutionId;
    const area = one.area === "*" ? directory.settings.name : (directory.areas.get(one.area)?.name ?? one.area);
    const agreed = (["digital", "hybrid", "analogue", "decider"] as const).flatMap((part) => {
      const written = guardedCell(one[part], text);
      return written === null
        ? []
        : [[councils.criteria, `${solution}: ${words[part]} – ${written}`, one.since, null, area] satisfies Cell[]];
    });
    const ticked = inclusionPrinciples.map((id): Cell[] => {
      const state = one.principles.includes(id) ? principles.yes : principles.no;
      return [principles.title, `${solution}: ${principles.items[id]} (${state})`, one.since, null, area];
    });
    return [...agreed, ...ticked];
  });
}

function learningRows(errand: Errand, { learnings }: CouncilsView): Cell[][] {
  const { text, steps } = wordsFor(errand);
  const { councils } = steps;
  return learnings.map(({ what, learned }) => {
    const words = [what, learned].filter((part) => part !== null).join(": ");
    return [councils.learnings, guardedCell(words, text), null, null, errand.directory.settings.name];
  });
}
