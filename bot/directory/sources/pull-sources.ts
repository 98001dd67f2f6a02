import type { SourcesConfig } from "../../config.ts";
import type { Account, Pulled, Seen, SourceName, UsedSystem } from "../../domain/sources.ts";
import type { SourceLimits } from "./fetch-source.ts";
import { shown } from "./findings.ts";
import { pullGraph } from "./graph.ts";
import { pullKitos } from "./kitos.ts";
import { pullRollekatalog } from "./rollekatalog.ts";
import { readEntraFile, readKitosExport } from "./source-files.ts";

/** The sources that are set up. */
export function sourcesIn({ rollekatalog, kitos, kitosExport, graph, entraFile }: SourcesConfig): SourceName[] {
  const given = { rollekatalog, kitos, kitosExport, graph, entraFile };
  return (Object.keys(given) as SourceName[]).filter((name) => given[name as keyof typeof given] !== null);
}

/**
 * Everything that is set up, one after the other, so that only one answer is held at a time. Throws `SourceTrouble`. The service reads
 * on a thread of its own: `pullBeside`.
 */
export async function pullSources(config: SourcesConfig, limits?: SourceLimits): Promise<Pulled> {
  const { rollekatalog, kitos, kitosExport, graph, entraFile } = config;
  const organisation = rollekatalog === null ? null : await pullRollekatalog(rollekatalog, limits);
  const asked = kitos === null ? null : await pullKitos(kitos, limits);
  const systems = asked ?? (kitosExport === null ? null : await readKitosExport(kitosExport));
  const asWritten = entraFile === null ? null : await readEntraFile(entraFile);
  const known = graph === null ? null : await pullGraph(graph, limits);
  const list = known === null ? asWritten : bothLists(known, asWritten ?? []);
  return { organisation, systems, accounts: list === null ? null : { list, isWhole: known !== null } };
}

/**
 * Graph's accounts, and those of them that the file gives another user id: it may know what Graph does not. Where both know somebody
 * and do not agree, that somebody has two accounts here, and is told of. What Graph does not have is no account.
 */
function bothLists(known: readonly Account[], asWritten: readonly Account[]): Account[] {
  const byId = new Map(known.map((account) => [account.entraId, account]));
  const added = asWritten.flatMap(({ entraId, userId }) => {
    const account = byId.get(entraId);
    const isSame = account?.userId?.toLowerCase() === userId?.toLowerCase();
    return account === undefined || isSame ? [] : [{ ...account, userId }];
  });
  return [...known, ...added];
}

/** What there is to choose between, small enough to keep, and how many there are of each. */
export function seenIn({ organisation, systems, accounts }: Pulled, before: Seen | undefined): Seen {
  return {
    counts: {
      ...before?.counts,
      ...(organisation === null ? {} : { units: organisation.units.length, people: organisation.people.length }),
      ...(systems === null ? {} : { systems: systems.length }),
      ...(accounts === null ? {} : { accounts: accounts.list.length }),
    },
    units:
      organisation?.units.map(({ id, name, parentId, staff, manager }) => ({
        ...{ id, name: shown(name), parentId, staff },
        isLed: manager !== null,
      })) ??
      before?.units ??
      [],
    systems:
      systems?.map(({ id, name, callName, phase, units, expectedUsers }) => ({
        ...{ id, name: shown(name), callName: callName === null ? null : shown(callName) },
        isInUse: phase !== null,
        units: units.length,
        users: expectedUsers?.from ?? 0,
      })) ??
      before?.systems ??
      [],
    registerUnits: systems === null ? (before?.registerUnits ?? []) : registerUnits(systems),
  };
}

const mostRegisterUnits = 2000;

function registerUnits(systems: readonly UsedSystem[]): { id: string; name: string }[] {
  const names = new Map<string, string>();
  for (const { units } of systems) for (const { kitosId, name } of units) names.set(kitosId ?? name, name);
  return [...names].slice(0, mostRegisterUnits).map(([id, name]) => ({ id, name: shown(name) }));
}

const enough = 0.8;
const few = 3;

/** What a source gave far less of than at the run before, as the losses of an import are told. */
export function shrunken(now: Seen, before: Seen | undefined): { file: string; retired: number; of: number }[] {
  return (["units", "people", "systems", "accounts"] as const).flatMap((file) => {
    const of = before?.counts[file] ?? 0;
    const retired = of - (now.counts[file] ?? 0);
    return retired > few && of - retired < of * enough ? [{ file, retired, of }] : [];
  });
}
