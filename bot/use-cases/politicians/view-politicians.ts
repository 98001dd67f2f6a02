import { localDate, weekOf } from "../../domain/calendar.ts";
import { everydayShare } from "../../domain/check-in/change.ts";
import type { Criteria } from "../../domain/citizen/criteria.ts";
import type { Published } from "../../domain/citizen/publication.ts";
import { type CouncilQuestion, councilQuestions } from "../../domain/council-questions.ts";
import { scopesAbove } from "../../domain/decision/decision.ts";
import { targetsFor } from "../../domain/decision/target.ts";
import { areaPath, type Directory } from "../../domain/organisation.ts";
import { type Summary, summarise, type TeamView, weeksUntil } from "../../domain/overview.ts";
import { type FoundWord, jargonIn, wordsToExplain } from "../../domain/plain-words.ts";
import { isLedByFew, managedPlaces, teamsOfPlace } from "../../domain/quarter/quarter-scopes.ts";
import { isSameTask, type SolutionCard } from "../../domain/solution-card.ts";
import { type BenefitSide, benefitSides } from "../../domain/vocabulary.ts";
import { findWarnings, type Warning, warningWeeks } from "../../domain/warnings.ts";
import { OmbordError } from "../../errors.ts";
import { queryAll } from "../../store/store.ts";
import { viewPublished } from "../citizen/view-published.ts";
import type { Errand } from "../errand.ts";
import { readTeamViews } from "../overview/read-team-views.ts";
import { solutionCards } from "../solution-card/solution-card.ts";
import { listTrials } from "../trial/list-trials.ts";
import { withoutNames } from "../trial/share-trial.ts";

/** A solution of a task, as it is told to politicians: nothing in it points at a team, a leader or a citizen. */
export interface PoliticalSolution {
  id: string;
  name: string;
  goodFor: string | null;
  requestedBy: string | null;
  benefits: { side: BenefitSide; what: string }[];
  drawbacks: string | null;
  /** How many teams use it every day, of those with an estimate; null where too few lead them. */
  spread: { everyday: number; known: number; teams: number } | null;
  criteria: Pick<Criteria, "digital" | "hybrid" | "analogue" | "decider">[];
  learnings: { what: string; learned: string; worked: "yes" | "partly" | "no" | null }[];
  questions: CouncilQuestion[];
}

/** A welfare task with the solutions that are for it. */
export interface PoliticalTask {
  /** As the solutions' cards name it; null for a solution of which nobody has said what it is for. */
  task: string | null;
  solutions: PoliticalSolution[];
  /** Words of projects and of IT in what was written, and technical words that the page explains. */
  jargon: FoundWord[];
  explained: FoundWord[];
}

export interface PoliticiansView {
  place: { id: string; name: string };
  places: { id: string; name: string }[];
  tasks: PoliticalTask[];
  /** What is done instead, as last published for the place; null where nothing is. */
  published: Published | null;
}

const mostLearnings = 5;

/**
 * What a manager hands on to politicians, by welfare task, for the whole municipality or one of their areas. Throws `notFound` for whoever
 * does not manage the place.
 */
export async function viewPoliticians(errand: Errand, asked?: string | undefined): Promise<PoliticiansView> {
  const { directory, actor, now } = errand;
  const places = managedPlaces(directory, actor.personId, localDate(now));
  const place = asked ?? places[0];
  if (place === undefined || !places.includes(place)) throw new OmbordError("notFound");
  const nameOf = (id: string) => directory.areas.get(id)?.name ?? directory.settings.name;
  const known = await readPlace(errand, place);
  const { whole, areas } = await viewPublished(errand);
  const solutions = known.ids.map((id) => solutionOf(errand, known, id));
  return {
    place: { id: place, name: nameOf(place) },
    places: places.map((id) => ({ id, name: nameOf(id) })),
    tasks: byTask(solutions, known.cards),
    published: (place === "*" ? whole[0] : areas.find(({ area }) => area === place)) ?? null,
  };
}

interface KnownPlace {
  place: string;
  /** Solutions that a team of the place has. */
  ids: string[];
  rows: TeamView[];
  summary: Summary;
  warnings: Warning[];
  cards: SolutionCard[];
  criteria: Criteria[];
  learnings: { solutionId: string | null; what: string; learned: string; worked: "yes" | "partly" | "no" | null }[];
}

async function readPlace(errand: Errand, place: string): Promise<KnownPlace> {
  const { store, actor, directory, now } = errand;
  const week = weekOf(now);
  const read = await readTeamViews(errand, teamsOfPlace(directory, place), weeksUntil(week, warningWeeks));
  const rows = read.map(({ view }) => view);
  const summary = summarise(rows, warningWeeks);
  const used = [...directory.solutions.values()].filter(({ id, retired }) => !retired && summary.solutions[id]);
  const criteria = await Array.fromAsync(queryAll(store, actor.tenantId, "criteria"), ({ value }) => value);
  const finished = await listTrials(errand, { state: "finished" });
  return {
    ...{ place, rows, summary },
    ids: used.map(({ id }) => id),
    warnings: findWarnings(used, rows, summary, week),
    cards: await solutionCards(errand),
    criteria: criteria.filter(({ area }) => isAround(directory, area, place)),
    learnings: finished.flatMap(({ trial }) => {
      if (!trial.shareable) return [];
      const { what, learned, worked } = withoutNames(directory, trial);
      return learned === null ? [] : [{ solutionId: trial.solutionId, what, learned, worked }];
    }),
  };
}

/** Agreed for the place or for what lies around it. */
function isAround(directory: Directory, area: string, place: string): boolean {
  return area === "*" || area === place || (place !== "*" && areaPath(directory, place).includes(area));
}

function solutionOf({ directory, now }: Errand, known: KnownPlace, id: string): PoliticalSolution {
  const card = known.cards.find(({ solutionId }) => solutionId === id);
  const using = known.rows.filter(({ solutions }) => solutions[id] !== undefined).map(({ teamId }) => teamId);
  const spread = known.summary.solutions[id];
  const isHidden = spread === undefined || isLedByFew(directory, using, localDate(now));
  const benefits = benefitSides.flatMap((side) => {
    const what = card?.benefits[side]?.what ?? null;
    return what === null ? [] : [{ side, what }];
  });
  const criteria = known.criteria.filter(({ solutionId }) => solutionId === id);
  return {
    id,
    name: directory.solutions.get(id)?.name ?? id,
    goodFor: card?.goodFor ?? null,
    requestedBy: card?.requestedBy ?? null,
    benefits,
    drawbacks: card?.drawbacks ?? null,
    spread: isHidden ? null : { ...everydayShare(spread.levels), teams: spread.teams },
    criteria: criteria.map(({ digital, hybrid, analogue, decider }) => ({ digital, hybrid, analogue, decider })),
    learnings: known.learnings
      .filter(({ solutionId }) => solutionId === id)
      .slice(0, mostLearnings)
      .map(({ what, learned, worked }) => ({ what, learned, worked })),
    questions: questionsOf(directory, known, id, card),
  };
}

function questionsOf(directory: Directory, known: KnownPlace, id: string, card: SolutionCard | undefined) {
  const isRaised = (rule: Warning["rule"]) => known.warnings.some((one) => one.rule === rule && one.solutionId === id);
  const targets = targetsFor(directory, scopesAbove(directory, known.place));
  const isOpen: Record<CouncilQuestion, boolean> = {
    task: card?.task == null,
    drawbacks: card?.drawbacks == null,
    notDigital: !known.criteria.some(({ solutionId, analogue }) => solutionId === id && analogue !== null),
    littleUsed: isRaised("whiteElephant"),
    oldWay: isRaised("oldWayAlive"),
    goal: !targets.some(({ solutionId }) => solutionId === id),
  };
  return councilQuestions.filter((question) => isOpen[question]);
}

/** Solutions whose cards name the same task stand together, tasks by name; each solution without a task stands by itself, last. */
function byTask(solutions: readonly PoliticalSolution[], cards: readonly SolutionCard[]): PoliticalTask[] {
  const groups: { task: string | null; solutions: PoliticalSolution[] }[] = [];
  for (const solution of solutions) {
    const task = cards.find(({ solutionId }) => solutionId === solution.id)?.task ?? null;
    const known = task === null ? undefined : groups.find((one) => one.task !== null && isSameTask(one.task, task));
    if (known === undefined) groups.push({ task, solutions: [solution] });
    else known.solutions.push(solution);
  }
  const title = (one: (typeof groups)[number]) => one.task ?? one.solutions[0]?.name ?? "";
  return groups
    .sort((a, b) => Number(a.task === null) - Number(b.task === null) || title(a).localeCompare(title(b), "da"))
    .map((group) => {
      const texts = writtenIn(group);
      return { ...group, jargon: jargonIn(texts), explained: wordsToExplain(texts) };
    });
}

function writtenIn({ task, solutions }: Pick<PoliticalTask, "task" | "solutions">): string[] {
  const all = solutions.flatMap(({ name, goodFor, requestedBy, benefits, drawbacks, criteria, learnings }) => [
    ...[name, goodFor, requestedBy, drawbacks],
    ...benefits.map(({ what }) => what),
    ...criteria.flatMap((one) => [one.digital, one.hybrid, one.analogue, one.decider]),
    ...learnings.flatMap(({ what, learned }) => [what, learned]),
  ]);
  return [task, ...all].filter((text) => text !== null);
}
