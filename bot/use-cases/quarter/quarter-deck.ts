import { mostOnPage } from "../../domain/quarter/limits.ts";
import { type Standing, standings } from "../../domain/standings.ts";
import { citizenAlternativeGroupIds, citizenReasonGroupIds } from "../../domain/vocabulary.ts";
import { atStart } from "../../text/wording.ts";
import type { Errand } from "../errand.ts";
import { figureSaid, guardedCell, weekTitle } from "../overview/export-table.ts";
import { expectedSaid, quarterFile, wordsAbout } from "./export-quarter.ts";
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

/** A picture on a slide: bars beside each other of each label's values, in per cent, or teams on each level as shares, week by week. */
export interface DeckChart {
  kind: "bars" | "levels";
  title: string;
  /** For whoever cannot see it. */
  label: string;
  labels: string[];
  series: { name: string; values: (number | null)[]; standing?: Standing }[];
}

/** One slide; what does not fit is divided among several by whoever writes it. */
export type Slide =
  | { kind: "title"; title: string; lines: string[] }
  | { kind: "bullets"; title: string; bullets: string[] }
  | { kind: "table"; title: string; columns: string[]; rows: string[][] }
  | { kind: "charts"; title: string; charts: DeckChart[] };

/** A presentation, before anybody has written it as a file. */
export interface Deck {
  /** The file's name without its ending. */
  name: string;
  title: string;
  author: string;
  /** Stands at the foot of each slide. */
  foot: string;
  slides: Slide[];
}

/** The quarter to be shown at a meeting, with what the figures are at its end. Throws what {@link viewQuarter} throws. */
export async function quarterDeck(
  errand: Errand,
  asked: { quarter?: string | undefined; place?: string | undefined },
): Promise<Deck> {
  const view = await viewQuarter(errand, asked);
  const says = quarterSays(errand);
  const { quarter: words, tab } = says;
  const period = periodSaid(says, view.quarter.id);
  const { isFew, answered, asked: sent } = view.figures;
  const lines = [view.place.name, stateSaid(view, says, errand), words.answers(answered, sent)];
  return {
    name: quarterFile(view, says),
    title: `${words.title}: ${period}`,
    author: errand.directory.settings.name,
    foot: `${view.place.name} · ${period} · ${tab.overview.estimate}`,
    slides: [
      { kind: "title", title: `${words.title}: ${period}`, lines: [...lines, ...(isFew ? [words.few] : [])] },
      ...spreadSlides(view, says),
      bullets(words.bought.title, boughtLines(errand, view, says), words.bought.none),
      bullets(words.warnings.title, warningLines(errand, view, says), words.warnings.none),
      ...wordSlides(view, says),
      bullets(words.decisions.title, decided(view.decisions, mostOnPage.decisions), words.decisions.none),
      bullets(words.next.title, decided(view.next, mostOnPage.next), words.next.none),
      bullets(words.learnings.title, learned(view, says), words.learnings.none),
      bullets(words.citizens.title, citizenLines(view, says), words.citizens.none),
      { kind: "bullets", title: words.definitions, bullets: definitions(view, says) },
    ],
  };

  function decided(all: ToldDecision[], most: number): string[] {
    const shown = all.slice(0, most).map((one) => decisionLine(errand, view, says, one));
    return all.length > most ? [...shown, words.decisions.more(all.length - most)] : shown;
  }
}

function bullets(title: string, lines: string[], none: string): Slide {
  return { kind: "bullets", title, bullets: lines.length === 0 ? [none] : lines };
}

/** So many small pictures stand beside each other. */
const chartsOnSlide = 6;

function spreadSlides({ figures, isOver }: QuarterView, says: QuarterSays): Slide[] {
  const { spread, empty } = says.quarter;
  if (figures.solutions.length === 0) return [{ kind: "bullets", title: spread.title, bullets: [empty] }];
  const shares = figures.solutions.map((one) => ({ ...one, ...sharesOfSpread(one) }));
  const nowTitle = isOver ? spread.atEnd : spread.now;
  const bars: DeckChart = {
    kind: "bars",
    title: spread.title,
    label: shares
      .map((one) => `${atStart(one.name)}: ${spread.aloud(one.now, one.before, one.target?.share ?? null)}`)
      .join(". "),
    labels: shares.map(({ name }) => atStart(name)),
    series: [
      { name: spread.before, values: shares.map(({ before }) => before) },
      { name: nowTitle, values: shares.map(({ now }) => now) },
      { name: spread.target, values: shares.map((one) => one.target?.share ?? null) },
    ],
  };
  const charts = figures.solutions.map((one) => levelChart(one, figures.weeks, says));
  const small = Array.from({ length: Math.ceil(charts.length / chartsOnSlide) }, (_, at): Slide => {
    return { kind: "charts", title: spread.weeks, charts: charts.slice(at * chartsOnSlide, (at + 1) * chartsOnSlide) };
  });
  return [{ kind: "charts", title: spread.title, charts: [bars] }, spreadTable(shares, nowTitle, says), ...small];
}

type Shares = QuarterView["figures"]["solutions"][number] & ReturnType<typeof sharesOfSpread>;

function spreadTable(all: readonly Shares[], nowTitle: string, { quarter: { spread }, tab, date }: QuarterSays): Slide {
  const direction = { ...tab.overview, unknown: tab.overview.trendUnknown };
  const signed = new Intl.NumberFormat(tab.locale, { signDisplay: "exceptZero" });
  return {
    kind: "table",
    title: spread.title,
    columns: [spread.solution, nowTitle, spread.before, spread.moved, spread.target],
    rows: all.map(({ name, everyday, known, now, before, since, points, ...one }) => [
      atStart(name),
      now === null ? spread.none : spread.share(everyday, known, now),
      before === null ? spread.noBefore : spread.share(since.before, since.both, before),
      points === null ? "" : `${spread.points(signed.format(points))}. ${direction[one.direction]}`,
      one.target === null ? spread.noTarget : spread.by(one.target.share, date(one.target.due)),
    ]),
  };
}

function levelChart(one: QuarterView["figures"]["solutions"][number], weeks: string[], says: QuarterSays): DeckChart {
  const { quarter: words, tab, text } = says;
  const used = standings.filter((standing) => one.levels[standing].some((count) => count > 0));
  return {
    kind: "levels",
    title: atStart(one.name),
    label: words.spread.chart(atStart(one.name)),
    labels: weeks.map((week) => weekTitle(text, week).replace(/^\d+ /, "")),
    series: used.map((standing) => ({
      name: standing === "noEstimate" ? tab.figures.chart.noEstimate : tab.vocabulary.usage[standing],
      values: one.levels[standing],
      standing,
    })),
  };
}

function boughtLines(errand: Errand, view: QuarterView, { quarter: words }: QuarterSays): string[] {
  return toldWarnings(errand, view)
    .filter(({ rule }) => rule === "whiteElephant")
    .map(({ solutionId, sentence }) => {
      const expected = view.figures.solutions.find((one) => one.solutionId === solutionId)?.expected ?? null;
      const users = expected === null ? "" : ` ${words.bought.expected(expectedSaid(expected, words))}`;
      return `${atStart(solutionSaid(view, errand, solutionId) ?? "")}: ${sentence}${users}`;
    });
}

function warningLines(errand: Errand, view: QuarterView, { tab }: QuarterSays): string[] {
  return toldWarnings(errand, view)
    .filter(({ rule }) => rule !== "whiteElephant")
    .map(({ rule, solutionId, sentence }) => {
      return `${atStart(solutionSaid(view, errand, solutionId) ?? "")}. ${tab.attention.kinds[rule]}: ${sentence}`;
    });
}

function wordSlides(view: QuarterView, { quarter: words, text }: QuarterSays): Slide[] {
  const lines = view.figures.solutions.flatMap(({ solutionId, name }) => {
    const said = guardedCell(wordsAbout(view, solutionId, words), text);
    return said === null ? [] : [`${atStart(name)}: ${said}`];
  });
  return lines.length === 0 ? [] : [{ kind: "bullets", title: words.words.title, bullets: lines }];
}

function decisionLine(errand: Errand, view: QuarterView, says: QuarterSays, one: ToldDecision): string {
  const { quarter: words, tab, date, text } = says;
  const about = [one.placeName, solutionSaid(view, errand, one.solutionId)].filter((part) => part !== null).join(", ");
  const due = one.due === null ? "" : ` (${words.next.due(date(one.due))})`;
  const said = one.text === null ? (one.isGone ? ` ${words.decisions.gone}.` : "") : ` ${guardedCell(one.text, text)}`;
  return `${decisionSaid(one, says)}. ${atStart(about)}${due}: ${tab.decisions.states[one.state]}.${said}`;
}

function learned({ learnings, figures }: QuarterView, { quarter: { learnings: words }, text }: QuarterSays): string[] {
  const shown = learnings.slice(0, mostOnPage.learnings).map(({ solutionName, what, learned: said }) => {
    const about = solutionName === null ? "" : `${atStart(solutionName)}: `;
    return `${about}${guardedCell(what, text)}. ${words.learned}: ${guardedCell(said, text)}`;
  });
  const { running, finished } = figures.trials;
  return [...shown, ...(running + finished === 0 ? [] : [words.trials(running, finished)])];
}

function citizenLines({ published }: QuarterView, says: QuarterSays): string[] {
  const { quarter: words, tab } = says;
  if (published === null) return [];
  const { citizenReasonGroup, citizenAlternativeGroup } = tab.vocabulary;
  const told = (title: string, all: [string, number | null][]) =>
    all.flatMap(([name, count]) => (count === null ? [] : [`${title}: ${name} (${count})`]));
  const lines = [
    ...told(
      words.citizens.what,
      citizenReasonGroupIds.map((id) => [citizenReasonGroup[id], published.reasons[id]]),
    ),
    ...told(
      words.citizens.instead,
      citizenAlternativeGroupIds.map((id) => [citizenAlternativeGroup[id], published.instead[id]]),
    ),
  ];
  const period = words.citizens.period(periodSaid(says, published.period));
  if (lines.length === 0) return [period, words.citizens.allHidden];
  const all = citizenReasonGroupIds.length + citizenAlternativeGroupIds.length;
  return [period, ...lines, ...(lines.length < all ? [words.citizens.hidden] : [])];
}

function definitions(view: QuarterView, says: QuarterSays): string[] {
  const { tab, quarter: words } = says;
  const told = toldFigures(view, says).map(({ id }) => `${tab.figures.definitions[id].name}: ${figureSaid(tab, id)}`);
  return [...told, words.warningNote];
}
