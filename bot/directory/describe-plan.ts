import type { Language } from "../domain/vocabulary.ts";
import type { Documents, Kind } from "../store/documents.ts";
import type { Change, Stored } from "../store/store.ts";
import { changedSettings } from "./changed-settings.ts";
import { type Described, describers, type Fields } from "./describe-value.ts";
import type { FileName } from "./files.ts";
import { inTurns } from "./in-turns.ts";
import type { ImportPlan } from "./plan-import.ts";
import type { KindPlan } from "./plan-rows.ts";
import type { StoredDirectory } from "./stored-directory.ts";

const fates = ["retired", "created", "moved", "changed"] as const;
/** `decided`: the file says something else than what has been decided, and the decision holds. */
type Fate = (typeof fates)[number] | "decided";

/** What happens to some of one file, by the names that people know it by. */
export interface NamedChanges {
  file: FileName;
  what: Fate;
  /** The first ones; what changes with how it is and how it is to be. */
  names: string[];
  /** How many there are beyond those. */
  more: number;
}

const mostNames = 50;
const inOrder = new Intl.Collator("da");

/** The plan by names, as whoever agrees to it needs to see it; the order is that of the report, what goes first. */
export async function describePlan(
  { kinds, settings, differences }: ImportPlan,
  stored: StoredDirectory,
  language: Language,
): Promise<NamedChanges[]> {
  const describer = describers(kinds, stored, language);
  const changedOnes = changedSettings(settings, stored.settings?.value, language);
  return [
    ...(await describeKind("areas", kinds.areas, stored.area, describer.areas)),
    ...(await describeKind("teams", kinds.teams, stored.team, describer.teams)),
    ...(await describeKind("people", kinds.people, stored.person, describer.people)),
    ...(await describeKind("solutions", kinds.solutions, stored.solution, describer.solutions)),
    ...(await describeKind("rollouts", kinds.rollouts, stored.rollout, describer.rollouts)),
    ...decidedOtherwise(differences.map(describer.difference)),
    ...(await describeKind("roles", kinds.roles, stored.role, describer.roles)),
    ...(changedOnes.length === 0 ? [] : [{ file: "settings", what: "changed", names: changedOnes, more: 0 } as const]),
  ];
}

function decidedOtherwise(lines: readonly string[]): NamedChanges[] {
  const names = lines.toSorted(inOrder.compare).slice(0, mostNames);
  return lines.length === 0 ? [] : [{ file: "rollouts", what: "decided", names, more: lines.length - names.length }];
}

async function describeKind<K extends Kind>(
  file: FileName,
  { writes, removals, after }: KindPlan<K>,
  stored: ReadonlyMap<string, Stored<K>>,
  describer: Described<Documents[K]>,
): Promise<NamedChanges[]> {
  const found = new Map<Fate, { names: string[]; count: number }>();
  const note = (fate: Fate, line: string) => {
    const first = found.get(fate) ?? { names: [], count: 0 };
    first.names.push(line);
    first.count += 1;
    found.set(fate, first);
  };
  for await (const some of inTurns(removals)) {
    for (const { key } of some) note("retired", nameOf(stored.get(key)?.value, describer));
    keepFirst(found);
  }
  for await (const some of inTurns(writes)) {
    for (const change of some) noteWrite(change, stored.get(change.key)?.value, after.get(change.key), describer, note);
    keepFirst(found);
  }
  return fates.flatMap((what) => {
    const { names, count } = found.get(what) ?? { names: [], count: 0 };
    return count === 0 ? [] : [{ file, what, names, more: count - names.length }];
  });
}

/** Only ever the first of those so far: 100,000 names are not put in order at one go. */
function keepFirst(found: Map<Fate, { names: string[] }>): void {
  for (const first of found.values()) first.names = first.names.toSorted(inOrder.compare).slice(0, mostNames);
}

function noteWrite<V>(
  { op }: Change,
  before: V | undefined,
  after: V | undefined,
  describer: Described<V>,
  note: (fate: Fate, line: string) => void,
): void {
  if (after === undefined) return;
  if (op === "create" || before === undefined) {
    note("created", describer.name(after));
    return;
  }
  const was = describer.fields(before);
  const becomes = describer.fields(after);
  const changed = Object.keys(becomes).filter((field) => was[field] !== becomes[field]);
  const isMoved = describer.place !== undefined && changed.includes(describer.place);
  note(
    isMoved ? "moved" : "changed",
    `${describer.name(after)} (${changed.map((field) => step(field, was, becomes)).join("; ")})`,
  );
}

function step(field: string, was: Fields, becomes: Fields): string {
  return `${field}: ${was[field]} → ${becomes[field]}`;
}

function nameOf<V>(value: V | undefined, describer: Described<V>): string {
  return value === undefined ? "" : describer.name(value);
}
