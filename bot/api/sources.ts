import { activePeople, activeTeams, type Directory } from "../domain/organisation.ts";
import type { Seen } from "../domain/sources.ts";
import { type Choice, chooseSources, type SourcesState, viewSources } from "../use-cases/operations/choose-sources.ts";
import type { Call } from "./call.ts";
import { newRun, type SourcesAnswer, sourcesChoice } from "./contract/sources.ts";

/** `GET /api/admin/sources`: what became of the last run, what waits for a yes, and what there is to choose between. */
export async function getSources(call: Call): Promise<SourcesAnswer> {
  return answer(call, await viewSources(call.errand));
}

/** `PUT /api/admin/sources` */
export async function putSources(call: Call): Promise<SourcesAnswer> {
  await viewSources(call.errand);
  await chooseSources(call.errand, sourcesChoice.parse(call.body));
  return getSources(call);
}

/** `POST /api/admin/sources/run`: reads the sources now, and does what was agreed to; nothing where none are set up. */
export async function postRun(call: Call): Promise<SourcesAnswer> {
  await viewSources(call.errand);
  const { confirm, replaces } = newRun.parse(call.body ?? {});
  const { sources } = call.deps;
  if (sources === undefined || sources.names(call.tenantId).length === 0) return getSources(call);
  const agreed = confirm === undefined && replaces === undefined ? undefined : { confirm, replaces };
  const isBusy = (await sources.sync(call.tenantId, call.person.id, agreed)) === "busy";
  return { ...answer(call, await viewSources(call.errand)), isBusy };
}

/** Of 400 that are in use perhaps this many belong. */
const mostProposed = 30;

function answer({ deps, tenantId, directory }: Call, { sync, mapping }: SourcesState): SourcesAnswer {
  const { owned, ...choice } = mapping;
  const seen = sync?.seen ?? { counts: {}, units: [], systems: [] };
  const teams = activeTeams(directory);
  const solutions = [...directory.solutions.values()].filter(({ retired }) => !retired);
  const proposed = new Set(likelySystems(seen));
  const parents = new Set(seen.units.map(({ parentId }) => parentId));
  const own = (file: "areas" | "teams" | "people" | "solutions", all: readonly { id: string; name: string }[]) => {
    const isSourced = new Set(owned[file]);
    const names = all.filter(({ id }) => !isSourced.has(id)).map(({ name }) => name);
    return { file, sourced: all.length - names.length, own: names.toSorted().slice(0, 100) };
  };
  return {
    sources: deps.sources?.names(tenantId) ?? [],
    hour: deps.sources?.hour ?? 0,
    isBusy: false,
    run: sync?.run ?? null,
    choice,
    units: [...seen.units, ...goneUnits(directory, choice, seen)].map((unit) => ({
      ...unit,
      isProposed: unit.staff > 0 && !parents.has(unit.id),
      known: sameNamed(teams, unit, owned.teams),
    })),
    systems: seen.systems.map(({ users: _, ...system }) => ({
      ...system,
      isProposed: proposed.has(system.id),
      known:
        sameNamed(solutions, system, owned.solutions) ??
        sameNamed(solutions, { id: system.id, name: system.callName ?? system.name }, owned.solutions),
    })),
    joined: joinedByHand(directory, choice, seen),
    owners: [
      own(
        "areas",
        [...directory.areas.values()].filter(({ retired }) => !retired),
      ),
      own("teams", teams),
      own("people", activePeople(directory)),
      own("solutions", solutions),
    ],
  };
}

/** Chosen, and in the organisation no longer: there to be taken out of the choice. */
function goneUnits({ teams }: Directory, choice: Choice, seen: Seen): Seen["units"] {
  const here = new Set(seen.units.map(({ id }) => id));
  const gone = here.size === 0 ? [] : (choice.teams ?? []).filter((id) => !here.has(id));
  return gone.map((id) => {
    const name = teams.get(choice.unitIds[id] ?? id)?.name ?? id;
    return { id, name, parentId: null, staff: 0, isLed: false };
  });
}

function joinedByHand({ people }: Directory, choice: Choice, seen: Seen): SourcesAnswer["joined"] {
  const ours = new Map(seen.units.map(({ id, name }) => [id, name]));
  const theirs = new Map(seen.registerUnits?.map(({ id, name }) => [id, name]));
  return [
    ...Object.entries(choice.people).map(
      ([id, entraId]) => ({ what: "people", id, from: id, to: people.get(entraId)?.name || entraId }) as const,
    ),
    ...Object.entries(choice.units).map(
      ([id, unitId]) => ({ what: "units", id, from: theirs.get(id) ?? id, to: ours.get(unitId) ?? unitId }) as const,
    ),
  ];
}

/** In use and used by somebody's unit: those that people have a word of their own for first, then the most used. */
function likelySystems({ systems }: Seen): string[] {
  return systems
    .filter(({ isInUse, units }) => isInUse && units > 0)
    .toSorted(
      (a, b) => Number(b.callName !== null) - Number(a.callName !== null) || b.users - a.users || b.units - a.units,
    )
    .slice(0, mostProposed)
    .map(({ id }) => id);
}

/** What is here already under the same name, was not brought by a source, and is not here under this very id. */
function sameNamed(
  all: readonly { id: string; name: string }[],
  asked: { id: string; name: string },
  owned: readonly string[],
): { id: string; name: string } | null {
  const wanted = asked.name.toLocaleLowerCase("da");
  const same = all.filter(({ id, name }) => name.toLocaleLowerCase("da") === wanted && !owned.includes(id));
  const [only, ...others] = same;
  return only === undefined || others.length > 0 || only.id === asked.id ? null : { id: only.id, name: only.name };
}
