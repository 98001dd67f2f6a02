import type {
  ClosingAnswer,
  FigureLine,
  FiguresAnswer,
  InTheWayAnswer,
  NewsAnswer,
  QuestionAnswer,
  WaitingAnswer,
} from "../../domain/asked-answers.ts";
import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import { everydayShare } from "../../domain/check-in/change.ts";
import { type Directory, solutionName } from "../../domain/organisation.ts";
import { rolesOf } from "../../domain/permissions.ts";
import type { FigureNames, FigureQuestion } from "../../domain/spoken/asked-figures.ts";
import { mostPlaces, type Named } from "../../domain/spoken/figure-names.ts";
import { OmbordError } from "../../errors.ts";
import { queryAll } from "../../store/store.ts";
import { maySeeDecision } from "../decision/see-decision.ts";
import type { Errand } from "../errand.ts";
import { type AdoptionView, viewAdoption } from "./view-adoption.ts";
import { viewAttention } from "./view-attention.ts";
import { viewCauses } from "./view-causes.ts";
import { viewSolution } from "./view-solution.ts";
import { visibleTeams } from "./visible-teams.ts";

/** The weeks that the page of the overview reads first, so that both read the same. */
const weekCount = 12;
/** What is new is new since so many days. */
const newDays = 28;

/**
 * What the person may ask figures about, by its names: for whoever looks after more than their own teams; undefined for others.
 */
export function figureNames(errand: Errand): FigureNames | undefined {
  const { directory, actor, now } = errand;
  const roles = rolesOf(directory, actor.personId, localDate(now)).map(({ role }) => role);
  const isManager = roles.includes("manager");
  if (!isManager && !roles.includes("navigator")) return undefined;
  const names = namesOf(directory);
  const seen = new Set(visibleTeams(errand).map(({ id }) => id));
  return { ...names, teams: names.teams.filter(({ id }) => seen.has(id)), isManager };
}

/** Made once for each directory. */
const madeNames = new WeakMap<Directory["teams"], Omit<FigureNames, "isManager">>();

function namesOf({ solutions, areas, teams }: Directory): Omit<FigureNames, "isManager"> {
  const known = madeNames.get(teams);
  if (known !== undefined) return known;
  const active = <T extends { retired?: boolean }>(all: ReadonlyMap<string, T>) =>
    [...all.values()].filter(({ retired }) => retired !== true);
  const made = {
    solutions: active(solutions).map(({ id, name, localNames }): Named => {
      return { id, names: [...new Set([name, ...Object.values(localNames)])] };
    }),
    areas: active(areas).map(({ id, name, parentAreaId }): Named => ({ id, names: [name], parentId: parentAreaId })),
    teams: active(teams).map(({ id, name }): Named => ({ id, names: [name] })),
  };
  madeNames.set(teams, made);
  return made;
}

/**
 * The answer to a question about figures, with what the person may see and nothing else. Throws `notFound` where they see no team
 * of what is asked about.
 */
export async function answerQuestion(errand: Errand, asked: FigureQuestion): Promise<QuestionAnswer> {
  const [areaId] = asked.areaIds;
  if (asked.of === "waiting") return waitingFor(errand, areaId);
  if (asked.of === "news") return viewNews(errand, areaId);
  if (asked.of === "causes") return causesIn(errand, asked.areaIds);
  if (asked.of === "closing") return closingIn(errand, asked);
  const { solutionId, teamId } = asked;
  if (teamId !== null) return teamFigures(errand, teamId, solutionId);
  const areas = await inAreas(errand, asked.areaIds);
  const shown = areas.map((area) => ({ ...area, lines: linesOf(area.view, area.place, solutionId) }));
  const using = shown.filter(({ lines }) => lines.length > 0);
  const lines = using.flatMap((one) => one.lines);
  const [only] = using;
  if (only === undefined) throw new OmbordError("notFound");
  const place = using.map((one) => one.place).join(", ");
  const solution = solutionId === null ? null : (lines[0]?.solution ?? null);
  const path = solutionId === null ? overviewPath(areaId) : `/overview/solution/${encodeURIComponent(solutionId)}`;
  if (solutionId === null || using.length > 1) return { of: "figures", solution, place, lines, levels: [], path };
  const inTheWay = await inTheWayOf(errand, { solutionId, areaId: only.areaId });
  return { of: "figures", solution, place, lines: lines.map((line) => ({ ...line, inTheWay })), levels: [], path };
}

function overviewPath(areaId: string | undefined): string {
  return areaId === undefined ? "/overview" : `/overview?area=${encodeURIComponent(areaId)}`;
}

interface Place {
  areaId: string | undefined;
  place: string;
  view: AdoptionView;
}

/** Each of the areas as far as the person sees it; everything of theirs when none is named. Those they see nothing of are left out. */
async function inAreas(errand: Errand, areaIds: readonly string[]): Promise<Place[]> {
  const asked = seenOf(errand, areaIds);
  const views = await Promise.all(asked.map((areaId) => viewAdoption(errand, { weekCount, areaId })));
  return views.map((view, at) => ({ areaId: asked[at], place: placeName(errand, asked[at]), view }));
}

/** The areas of those named that the person sees something of; undefined, for everything of theirs, when none is named. */
function seenOf(errand: Errand, areaIds: readonly string[]): (string | undefined)[] {
  if (areaIds.length === 0) return [undefined];
  const seen = areaIds.filter((id) => visibleTeams(errand, id).length > 0).slice(0, mostPlaces);
  if (seen.length === 0) throw new OmbordError("notFound");
  return seen;
}

function placeName(errand: Errand, areaId: string | undefined): string {
  return errand.directory.areas.get(areaId ?? "")?.name ?? scopeName(errand);
}

/** What is in the way across solutions, as the page says it. */
async function causesIn(errand: Errand, areaIds: readonly string[]): Promise<InTheWayAnswer> {
  const asked = seenOf(errand, areaIds);
  const views = await Promise.all(asked.map((areaId) => viewCauses(errand, areaId)));
  const places = views.map(({ causes }, at) => {
    const lines = causes.filter(({ detail }) => detail === null);
    return {
      place: placeName(errand, asked[at]),
      causes: lines.map(({ category, reported, open }) => ({ category, reported, open })),
    };
  });
  return { of: "causes", limit: Math.max(...views.map(({ limit }) => limit)), places, path: overviewPath(asked[0]) };
}

/** When the old way ends where the person sees it, for one solution or all. */
function closingIn(errand: Errand, { areaIds, solutionId }: FigureQuestion): ClosingAnswer {
  const { directory, now } = errand;
  const asked = seenOf(errand, areaIds);
  const teamIds = new Set(asked.flatMap((areaId) => visibleTeams(errand, areaId).map(({ id }) => id)));
  const ends = [...teamIds].flatMap((teamId) =>
    (directory.rolloutsByTeam.get(teamId) ?? [])
      .filter((rollout) => solutionId === null || rollout.solutionId === solutionId)
      .flatMap(({ solutionId: id, oldWayEnds }) =>
        oldWayEnds === undefined ? [] : [{ solution: solutionName(directory, id, teamId), date: oldWayEnds }],
      ),
  );
  const dates = [...Map.groupBy(ends, ({ solution, date }) => `${date} ${solution}`).values()]
    .flatMap((those) => (those[0] === undefined ? [] : [{ ...those[0], teams: those.length }]))
    .sort((a, b) => a.date.localeCompare(b.date) || a.solution.localeCompare(b.solution, "da"));
  const place = asked.map((areaId) => placeName(errand, areaId)).join(", ");
  const path = solutionId === null ? overviewPath(asked[0]) : `/overview/solution/${encodeURIComponent(solutionId)}`;
  return { of: "closing", place, today: localDate(now), dates, path };
}

/** What somebody's own part is called: the areas that they manage or help, or the municipality. */
function scopeName({ directory, actor, now }: Errand): string {
  const scopes = rolesOf(directory, actor.personId, localDate(now))
    .filter(({ role }) => role === "manager" || role === "navigator")
    .map(({ scope }) => directory.areas.get(scope)?.name ?? directory.settings.name);
  return [...new Set(scopes)].join(", ");
}

function linesOf(
  { summary, solutions, targets = [] }: AdoptionView,
  place: string,
  solutionId: string | null,
): FigureLine[] {
  return solutions
    .filter(({ id }) => solutionId === null || id === solutionId)
    .flatMap(({ id, name }) => {
      const spread = summary.solutions[id];
      if (spread === undefined) return [];
      const { teams, changes, direction, waiting, exception } = spread;
      const { everyday, known } = everydayShare(spread.levels);
      const standing = { everyday, known, teams, setAside: waiting + exception, changes, direction };
      const target = targets.find((one) => one.solutionId === id) ?? null;
      return [{ solution: name, place, ...standing, target, inTheWay: [] }];
    });
}

async function inTheWayOf(
  errand: Errand,
  asked: { solutionId: string; areaId?: string | undefined },
): Promise<FigureLine["inTheWay"]> {
  const { barriers } = await viewSolution(errand, asked);
  return barriers.filter(({ open }) => open > 0).map(({ category, open }) => ({ category, open }));
}

/** One team by its newest estimates. */
async function teamFigures(errand: Errand, teamId: string, solutionId: string | null): Promise<FiguresAnswer> {
  const { directory } = errand;
  const team = directory.teams.get(teamId);
  const view = await viewAdoption(errand, { weekCount, areaId: team?.areaId });
  const row = view.rows.find((one) => one.teamId === teamId);
  if (row === undefined) throw new OmbordError("notFound");
  const levels = Object.entries(row.solutions)
    .filter(([id]) => solutionId === null || id === solutionId)
    .map(([id, { latest, status }]) => {
      return { solution: solutionName(directory, id, teamId), level: latest?.level ?? null, status };
    });
  if (levels.length === 0) throw new OmbordError("notFound");
  const solution = solutionId === null ? null : (levels[0]?.solution ?? null);
  const rest = solutionId === null ? "" : `/${encodeURIComponent(solutionId)}`;
  const path = `/overview/team/${encodeURIComponent(teamId)}${rest}`;
  return { of: "figures", solution, place: row.name, lines: [], levels, path };
}

async function waitingFor(errand: Errand, areaId: string | undefined): Promise<WaitingAnswer> {
  const { directory, actor, store, now } = errand;
  const view = await viewAttention(errand, areaId);
  const byRule = Map.groupBy(view.warnings, ({ rule }) => rule);
  const counts: WaitingAnswer["counts"] = [
    { kind: "escalated" as const, count: view.escalated.length },
    { kind: "exceptions" as const, count: view.exceptions.length },
    { kind: "silent" as const, count: view.silent.length },
    ...[...byRule].map(([kind, warnings]) => ({ kind, count: warnings.length })),
  ].filter(({ count }) => count > 0);
  let due = 0;
  const soon = { where: { state: "open" }, range: { field: "due", before: addDays(localDate(now), dueDays) } } as const;
  for await (const { value } of queryAll(store, actor.tenantId, "decision", soon))
    if (value.by === actor.personId) due += 1;
  const lifted = view.escalated.map(({ team, solutionName: solution }) => `${team.name}: ${solution}`);
  const place = directory.areas.get(areaId ?? "")?.name ?? scopeName(errand);
  return { of: "waiting", place, counts, lifted: lifted.slice(0, mostLifted), due, path: overviewPath(areaId) };
}

const mostLifted = 3;
const dueDays = 15;

/** What has moved, what was decided and what waits, for a manager; of everything of theirs when no area is named. */
export async function viewNews(errand: Errand, areaId?: string | undefined): Promise<NewsAnswer> {
  const { store, actor, now } = errand;
  const since = addDays(localDate(now), -newDays);
  const [[shown], waiting] = await Promise.all([
    inAreas(errand, areaId === undefined ? [] : [areaId]),
    waitingFor(errand, areaId),
  ]);
  const lines = shown === undefined ? [] : linesOf(shown.view, shown.place, null);
  const moved = lines.filter(({ direction }) => direction === "rising" || direction === "falling");
  let decided = 0;
  const recent = { range: { field: "updatedAt", from: localInstant(since, 0) } } as const;
  for await (const { value } of queryAll(store, actor.tenantId, "decision", recent))
    if (value.createdAt >= localInstant(since, 0) && maySeeDecision(errand, value)) decided += 1;
  return { of: "news", place: waiting.place, since, moved, decided, waiting, path: overviewPath(areaId) };
}

/** Whether there is nothing to tell: nothing moved, nothing was decided and nothing waits. */
export function isNothingNew({ moved, decided, waiting }: NewsAnswer): boolean {
  return moved.length + decided + waiting.counts.length + waiting.due === 0;
}
