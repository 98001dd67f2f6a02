import { localDate } from "../../domain/calendar.ts";
import type { Criteria } from "../../domain/citizen/criteria.ts";
import type { Published } from "../../domain/citizen/publication.ts";
import { areaPath, type Instant, teamIsIn } from "../../domain/organisation.ts";
import { rolesOf } from "../../domain/permissions.ts";
import { isAboutCitizens } from "../../domain/trial.ts";
import { OmbordError } from "../../errors.ts";
import { queryAll } from "../../store/store.ts";
import type { Errand } from "../errand.ts";
import { listTrials } from "../trial/list-trials.ts";
import { withoutNames, withoutNamesIn } from "../trial/share-trial.ts";
import { viewPublished } from "./view-published.ts";

/** Something that was learned, without team, person or date. */
export interface Learning {
  solutionId: string | null;
  what: string | null;
  learned: string;
}

/** What is handed on to the councils: nothing in it that is not published, agreed or shared. */
export interface CouncilsView {
  /** `*` for the whole municipality. */
  area: string;
  name: string;
  /** What can be chosen: the areas of the person, and the whole. */
  areas: { id: string; name: string }[];
  /** The latest publication; null where there is none. */
  published: Published | null;
  criteria: Criteria[];
  /** Of the whole municipality, whatever the area: of a small one it would tell which team. */
  learnings: Learning[];
}

/** As many as one page holds, the newest first. */
const mostLearnings = 8;

/**
 * What a manager hands on to the councils, for the whole municipality or one of their areas. Throws `notFound` for whoever manages nothing,
 * and for an area that is not theirs.
 */
export async function viewCouncils(errand: Errand, area = "*"): Promise<CouncilsView> {
  const { store, actor, directory, now } = errand;
  const managed = rolesOf(directory, actor.personId, localDate(now)).filter(({ role }) => role === "manager");
  if (managed.length === 0) throw new OmbordError("notFound");
  const scopes = new Set(managed.map(({ scope }) => scope));
  const isTheirs = (id: string) => scopes.has("*") || areaPath(directory, id).some((above) => scopes.has(above));
  const areas = [...directory.areas.values()].filter(({ id }) => isTheirs(id)).map(({ id, name }) => ({ id, name }));
  const chosen = areas.find(({ id }) => id === area);
  if (area !== "*" && chosen === undefined) throw new OmbordError("notFound");
  const { whole, areas: published } = await viewPublished(errand);
  const all = await Array.fromAsync(queryAll(store, actor.tenantId, "criteria"), ({ value }) => value);
  const isAbout = (one: Criteria) =>
    one.area === "*" ||
    area === "*" ||
    areaPath(directory, area).includes(one.area) ||
    areaPath(directory, one.area).includes(area);
  return {
    area,
    name: chosen?.name ?? directory.settings.name,
    areas: areas.sort((a, b) => a.name.localeCompare(b.name, "da")),
    published: (area === "*" ? whole[0] : published.find((one) => one.area === area)) ?? null,
    criteria: all.filter((one) => directory.solutions.has(one.solutionId) && isAbout(one)),
    learnings: await learningsOf(errand),
  };
}

type DatedLearning = Learning & { at: Instant };

async function learningsOf(errand: Errand): Promise<Learning[]> {
  const { store, actor, directory } = errand;
  const finished = await listTrials(errand, { state: "finished" });
  const tried = finished.flatMap(({ trial }): DatedLearning[] => {
    if (!trial.shareable || !isAboutCitizens(trial)) return [];
    const { what, learned } = withoutNames(directory, trial);
    return learned === null ? [] : [{ at: trial.updatedAt, solutionId: trial.solutionId, what, learned }];
  });
  const seen: DatedLearning[] = [];
  for await (const { value } of queryAll(store, actor.tenantId, "fieldStudy")) {
    if (!value.shareable || !teamIsIn(directory, value.teamId, "*")) continue;
    for (const text of [value.using, value.notUsing]) {
      if (text !== null)
        seen.push({
          at: value.createdAt,
          solutionId: value.solutionId,
          what: null,
          learned: withoutNamesIn(directory, text),
        });
    }
  }
  return [...tried, ...seen]
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, mostLearnings)
    .map(({ at: _, ...learning }) => learning);
}
