import type { SourcesAtHand } from "../../api/call.ts";
import { syncSources } from "../../directory/sources/sync.ts";
import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import type { Directory, Instant } from "../../domain/organisation.ts";
import { holdersOf } from "../../domain/permissions.ts";
import { emptyMapping, type Pulled, type SyncRun, type UsedSystem } from "../../domain/sources.ts";
import { keys } from "../../store/documents.ts";
import type { Store } from "../../store/store.ts";
import { loadDirectory } from "../../use-cases/load-directory.ts";

// Storvig's own role catalogue, KITOS and Entra: they say what is in its files, and a little that does not fit, as real ones do.

const hour = 2;
/** In KITOS, and of no concern to anybody's team. */
const others =
  "Acadre Borgerweb Debitor ESDH Fællessprog Geodata Lønsystem Mailarkiv Netværk Opkrævning SBSYS Tidsplan".split(" ");

/** The sources as the page *Drift* of the large demo has them. */
export function storvigSources(store: Store, clock: () => Date): SourcesAtHand {
  return {
    hour,
    names: () => ["rollekatalog", "kitos", "graph"],
    sync: (tenantId, by, agreed) => {
      const now = clock().toISOString();
      return syncSources({ store, tenantId, now, by, agreed, pull: () => pulled(store, tenantId, now) });
    },
  };
}

/** What was chosen long ago, and last night's run. */
export async function playSources(store: Store, tenantId: string, now: Instant): Promise<void> {
  const { teams, solutions } = await loadDirectory(store, tenantId);
  const value = {
    ...emptyMapping,
    teams: [...teams.keys()],
    solutions: [...solutions.keys()].map((id) => ({ id: systemId(id), isBelow: false })),
    solutionIds: Object.fromEntries([...solutions.keys()].map((id) => [systemId(id), id])),
  };
  await store.commit(tenantId, [{ op: "create", kind: "mapping", key: keys.mapping, value }]);
  const today = localInstant(localDate(now), hour);
  const night = today < now ? today : localInstant(addDays(localDate(now), -1), hour);
  const run = await syncSources({
    ...{ store, tenantId, now: night, by: "system" },
    pull: () => pulled(store, tenantId, night),
  });
  if (run === "busy" || !(["stored", "unchanged"] satisfies SyncRun["outcome"][]).some((one) => one === run.outcome))
    throw new Error(`Storvig's sources do not fit: ${JSON.stringify(run)}`);
}

async function pulled(store: Store, tenantId: string, now: Instant): Promise<Pulled> {
  const directory = await loadDirectory(store, tenantId);
  const active = [...directory.people.values()].filter(({ retired }) => !retired);
  const userId = (id: string) => (directory.people.get(id)?.upn.split("@")[0] ?? id).toUpperCase();
  return {
    organisation: {
      units: [...unitsOf(directory), ...teamsOf(directory, userId, now)],
      people: active.map(({ id, name }) => ({ id, userId: userId(id), name, mail: null, isDisabled: false })),
      standIns: [],
    },
    systems: systemsOf(directory),
    accounts: {
      list: active.map(({ id, upn, name, language }) => ({
        ...{ entraId: id, userId: userId(id), upn, name, language, isEnabled: true },
      })),
      isWhole: true,
    },
  };
}

function unitsOf({ areas }: Directory) {
  const known = [...areas.values()].filter(({ retired }) => !retired);
  return known.map(({ id, name, parentAreaId }) => ({ id, name, parentId: parentAreaId, staff: 0, manager: null }));
}

function teamsOf(directory: Directory, userId: (id: string) => string, now: Instant) {
  const known = [...directory.teams.values()].filter(({ retired }) => !retired);
  return known.map(({ id, name, areaId }) => {
    const [leader] = holdersOf(directory, "leader", [id], localDate(now));
    const manager = leader === undefined ? null : { id: leader, userId: userId(leader) };
    return { id, name, parentId: areaId, staff: 12, manager };
  });
}

/** A unit that is only in KITOS, and two systems of one call name, as there are everywhere. */
function systemsOf({ solutions, areas }: Directory): UsedSystem[] {
  const own = [...solutions.values()].filter(({ retired }) => !retired);
  const [area] = areas.values();
  return [
    ...own.map(
      ({ id, name, phase, expectedUsers }, at): UsedSystem => ({
        ...{ id: systemId(id), name, callName: null, phase },
        expectedUsers: expectedUsers === null ? null : intervalOf(expectedUsers),
        units: at === 0 ? [{ id: null, name: "Digital Storvig", kitosId: "kitos-digital" }] : [],
      }),
    ),
    ...others.map(
      (name): UsedSystem => ({
        ...{ id: systemId(name), name, callName: null, phase: "inUse", expectedUsers: { from: 10, to: 49 } },
        units: area === undefined ? [] : [{ id: area.id, name: area.name, kitosId: "kitos-area" }],
      }),
    ),
  ];
}

/** A uuid, as the catalogue has them, of the name. */
function systemId(name: string): string {
  return `0a7b0000-0000-4000-a000-${Buffer.from(name).toString("hex").padEnd(12, "0").slice(0, 12)}`;
}

/** KITOS knows five. */
function intervalOf(count: number): NonNullable<UsedSystem["expectedUsers"]> {
  if (count >= 500) return { from: 500, to: null };
  return count >= 100 ? { from: 100, to: 499 } : { from: 0, to: 99 };
}
