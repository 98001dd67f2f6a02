import { localDate } from "../../domain/calendar.ts";
import type { FigurePeriod } from "../../domain/citizen/periods.ts";
import type { Published } from "../../domain/citizen/publication.ts";
import type { Decision } from "../../domain/decision/decision.ts";
import type { IsoDate } from "../../domain/organisation.ts";
import {
  lastOpenDay,
  type Quarter,
  type QuarterDecision,
  type QuarterFigures,
  quarterAt,
  quarterBefore,
  quarterOf,
  quarterShown,
} from "../../domain/quarter/quarter.ts";
import { managedPlaces, teamsOfPlace } from "../../domain/quarter/quarter-scopes.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import { ofKind } from "../../store/store.ts";
import { contextOf, type Errand } from "../errand.ts";
import { withoutNames } from "../trial/share-trial.ts";
import { quarterFigures, readQuarter } from "./quarter-figures.ts";

/** A decision of the quarter with what still stands of it: its words and its people, and where it holds by the name of today. */
export interface ToldDecision extends QuarterDecision {
  placeName: string;
  text: string | null;
  /** Its writer took the words back, or it has gone after its time. */
  isGone: boolean;
  by: string | null;
  doer: string | null;
}

/** What somebody wrote about a solution in the quarter. */
export interface ToldWord {
  solutionId: string;
  text: string;
  by: string;
  isOwn: boolean;
}

export interface QuarterView {
  quarter: FigurePeriod;
  place: { id: string; name: string };
  /** What there is to choose among: places, the widest first, and quarters of this place, the newest first. */
  places: { id: string; name: string }[];
  quarters: string[];
  /** When it was closed; null while figures still move. */
  closedOn: IsoDate | null;
  /** The last day on which it can be written in; null where it can no longer. */
  openUntil: IsoDate | null;
  /** Its last day has passed. */
  isOver: boolean;
  figures: QuarterFigures;
  decisions: ToldDecision[];
  next: ToldDecision[];
  words: ToldWord[];
  learnings: { solutionName: string | null; what: string; learned: string }[];
  published: Published | null;
  /** The names of the teams that a warning is about. */
  teamNames: Record<string, string>;
}

/** So many quarters back can be chosen. */
const shownQuarters = 8;

/**
 * The page of a quarter for one place: as it was closed, or as it stands while it is not. The quarter that can be written in when none is
 * named, and the widest place of the person. Throws `notFound` for whoever does not manage the place, and for a quarter that is not there.
 */
export async function viewQuarter(
  errand: Errand,
  asked: { quarter?: string | undefined; place?: string | undefined },
): Promise<QuarterView> {
  const { directory, actor, now } = errand;
  const today = localDate(now);
  const places = managedPlaces(directory, actor.personId, today);
  const place = asked.place ?? places[0];
  if (place === undefined || !places.includes(place)) throw new OmbordError("notFound");
  const named = asked.quarter === undefined ? quarterShown(today) : quarterOf(asked.quarter);
  const closed = await closedQuarters(errand, place);
  const isOpen = named !== null && named.from <= today && lastOpenDay(named) >= today;
  const page = closed.get(named?.id ?? "");
  if (named === null || (page === undefined && !isOpen)) throw new OmbordError("notFound");
  const figures = page ?? (await figuresNow(errand, named, place));
  const running = [quarterAt(today), quarterBefore(quarterAt(today))].filter((one) => lastOpenDay(one) >= today);
  return {
    quarter: named,
    place: { id: place, name: nameOfPlace(errand, place) },
    places: places.map((id) => ({ id, name: nameOfPlace(errand, id) })),
    quarters: [...new Set([...running.map(({ id }) => id), ...closed.keys()])].sort().reverse(),
    closedOn: page?.closedOn ?? null,
    openUntil: page === undefined ? lastOpenDay(named) : null,
    isOver: named.to < today,
    figures,
    ...(await wordsOf(errand, figures, keys.quarter(named.id, place))),
    published: await publishedIn(errand, figures, place),
    teamNames: Object.fromEntries(
      figures.warnings.flatMap(({ teamIds }) => teamIds.map((id) => [id, directory.teams.get(id)?.name ?? ""])),
    ),
  };
}

/** What an area or the whole municipality is called today. */
export function nameOfPlace({ directory }: Pick<Errand, "directory">, place: string): string {
  return directory.areas.get(place)?.name ?? directory.settings.name;
}

async function closedQuarters({ store, actor, now }: Errand, place: string): Promise<Map<string, Quarter>> {
  const ids: string[] = [];
  for (let one = quarterAt(localDate(now)); ids.length < shownQuarters; one = quarterBefore(one)) ids.push(one.id);
  const found = await store.readMany(
    actor.tenantId,
    ids.map((id) => ({ kind: "quarter" as const, key: keys.quarter(id, place) })),
  );
  return new Map(ofKind("quarter", found).map(({ value }) => [value.quarter, value]));
}

async function figuresNow(errand: Errand, quarter: FigurePeriod, place: string): Promise<QuarterFigures> {
  const context = contextOf(errand);
  const sources = await readQuarter(context, quarter, teamsOfPlace(errand.directory, place));
  return quarterFigures(context, sources, place);
}

async function publishedIn(
  { store, actor }: Errand,
  { published }: QuarterFigures,
  place: string,
): Promise<Published | null> {
  if (published === null) return null;
  return (await store.read(actor.tenantId, "published", keys.published(published, place)))?.value ?? null;
}

/** What people wrote, as far as it still stands where they wrote it. */
async function wordsOf(errand: Errand, figures: QuarterFigures, key: string) {
  const { store, actor, directory } = errand;
  const decided = [...figures.decisions, ...figures.next];
  const ids = [...new Set(decided.map(({ id }) => id))].slice(0, mostRead);
  const found = await store.readMany(actor.tenantId, [
    { kind: "quarterWords", key },
    ...ids.map((id) => ({ kind: "decision" as const, key: id })),
    ...figures.learnings.slice(0, mostRead).map((id) => ({ kind: "trial" as const, key: id })),
  ]);
  const decisions = new Map(ofKind("decision", found).map(({ key: id, value }) => [id, value]));
  const shared = ofKind("trial", found).filter(({ value }) => value.shareable);
  const learnings = shared.flatMap(({ value }) => {
    const { what, learned, solution } = withoutNames(directory, value);
    return learned === null ? [] : [{ solutionName: solution, what, learned }];
  });
  const [words] = ofKind("quarterWords", found);
  const told = (one: QuarterDecision) => toldDecision(errand, one, decisions.get(one.id));
  return {
    decisions: figures.decisions.map(told),
    next: figures.next.map(told),
    learnings,
    words: (words?.value.words ?? []).map(({ solutionId, text, by }): ToldWord => {
      return { solutionId, text, by: directory.people.get(by)?.name ?? "", isOwn: by === actor.personId };
    }),
  };
}

/** So many decisions, and learnings, are read for one page. */
const mostRead = 40;

function toldDecision({ directory }: Errand, one: QuarterDecision, stored: Decision | undefined): ToldDecision {
  const nameOf = (id: string | null | undefined) => (id == null ? null : (directory.people.get(id)?.name ?? null));
  return {
    ...one,
    placeName: directory.teams.get(one.scope)?.name ?? nameOfPlace({ directory }, one.scope),
    text: stored?.text ?? null,
    isGone: stored === undefined || stored.textDeletedAt !== undefined,
    by: nameOf(stored?.by),
    doer: nameOf(stored?.doer),
  };
}
