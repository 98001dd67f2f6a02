import { randomUUID } from "node:crypto";
import { localDate } from "../../domain/calendar.ts";
import type { Instant } from "../../domain/organisation.ts";
import {
  type AgreedMoves,
  emptyMapping,
  type Mapping,
  type MoveProposal,
  type Pulled,
  type Sync,
  type SyncOutcome,
  type SyncRun,
} from "../../domain/sources.ts";
import { keys } from "../../store/documents.ts";
import { type Change, Conflict, type Store, type Stored } from "../../store/store.ts";
import { describePlan, type NamedChanges } from "../describe-plan.ts";
import { type ImportResult, importDirectory } from "../import-directory.ts";
import { lossesOf } from "../losses.ts";
import { proposeMoves } from "../propose-moves.ts";
import { loadStoredDirectory } from "../stored-directory.ts";
import { withHeirs } from "./heirs.ts";
import { type Joined, joinSources } from "./join-sources.ts";
import { seenIn, shrunken } from "./pull-sources.ts";
import { SourceTrouble } from "./source-trouble.ts";

/** What somebody has said yes to: how much goes, and which team is in the place of which. */
export interface Agreed {
  /** The sum of what goes, as it was told; `true` on the command line. */
  confirm: number | true | undefined;
  /** By the new team's id. Teams that are proposed and not among them are new. */
  replaces: AgreedMoves | undefined;
}

export interface SyncRequest {
  store: Store;
  tenantId: string;
  now: Instant;
  /** Who asks: a person id, or `system` by night. */
  by: string;
  /** Asks the sources. */
  pull: () => Promise<Pulled>;
  agreed?: Agreed | undefined;
  /** Tells what would be, and stores nothing, not even that it was asked. */
  isDryRun?: boolean;
}

const leaseKey = "sync";
/** Longer than all sources may take together. */
const leaseMs = 45 * 60_000;
const attempts = 5;
const mostFindings = 300;
const mostNames = 20;

/**
 * Pulls the sources and makes the directory what they say, as far as somebody has chosen. One process at a time: `busy` while
 * another is at it. What became of it is stored, and what needs a yes changes nothing. Rejects when the store does.
 */
export async function syncSources(request: SyncRequest): Promise<SyncRun | "busy"> {
  const release = await takeLease(request);
  if (release === null) return "busy";
  try {
    return await run(request);
  } finally {
    await release();
  }
}

async function run(request: SyncRequest): Promise<SyncRun> {
  const { store, tenantId } = request;
  const before = await store.read(tenantId, "sync", keys.sync);
  let pulled: Pulled;
  try {
    pulled = await request.pull();
  } catch (error) {
    if (!(error instanceof SourceTrouble)) throw error;
    const { source, code } = error;
    return note(request, before, { outcome: "failed", trouble: { source, code } });
  }
  const seen = seenIn(pulled, before?.value.seen);
  const less = shrunken(seen, before?.value.seen);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await take(request, { pulled, seen, before, less });
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error;
    }
  }
}

interface Taking {
  pulled: Pulled;
  seen: Sync["seen"];
  before: Stored<"sync"> | undefined;
  /** What the sources gave far less of than before: more often a source in trouble than a smaller municipality. */
  less: SyncRun["losses"];
}

function sumOf(losses: SyncRun["losses"]): number {
  return losses.reduce((sum, { retired }) => sum + retired, 0);
}

/** Ends an import before anything is written. */
class Waits extends Error {
  override name = "Waits";
}

async function take(request: SyncRequest, { pulled, seen, before, less }: Taking): Promise<SyncRun> {
  const { store, tenantId, now, by, agreed } = request;
  const stored = await loadStoredDirectory(store, tenantId);
  const mapping = await store.read(tenantId, "mapping", keys.mapping);
  const choice = withHeirs(mapping?.value ?? emptyMapping, pulled, stored, before?.value.seen);
  // Far less than before is asked about, with all that would go.
  const joining = { moves: agreed?.replaces, isLettingGo: less.length > 0 };
  const joined = await joinSources(pulled, choice, stored, joining);
  if (joined.tables.given.size === 0)
    return note(request, before, { outcome: "choose", findings: joined.findings, seen });
  const version = stored.settings?.value.directoryVersion;
  let changes: NamedChanges[] = [];
  let proposals: MoveProposal[] = [];
  let losses: SyncRun["losses"] = [];
  let result: ImportResult | null = null;
  try {
    result = await importDirectory({
      ...{ store, tenantId, now, by, source: { read: async () => joined.tables } },
      // Asked below, for the sources and the import together.
      confirmed: true,
      dryRun: request.isDryRun === true,
      onPlanned: async (plan, found) => {
        // What was joined is carried over from an older directory: it is joined again.
        if (found.settings?.value.directoryVersion !== version) throw new Conflict();
        // Every night the same files say the same: only what they say anew is told.
        const differences = plan.differences.filter(({ isNew }) => isNew);
        changes = await describePlan({ ...plan, differences }, found, "da");
        proposals = proposeMoves(plan, found);
        losses = [...less, ...lossesOf(plan, found)];
        const isAgreed = losses.length === 0 || agreed?.confirm === true || agreed?.confirm === sumOf(losses);
        if (!isAgreed || (proposals.length > 0 && agreed?.replaces === undefined)) throw new Waits();
      },
    });
  } catch (error) {
    if (!(error instanceof Waits)) throw error;
  }
  const summary = { changes: changes.map(shortened), findings: joined.findings, proposals };
  const outcome = outcomeOf(result, changes);
  if (outcome === "stored" || outcome === "unchanged")
    return noteStored(request, before, { joined, mapping, choice, seen, summary, outcome });
  const problems = (result?.problems ?? []).map(({ file, row, column, sentence }) => ({
    place: [file, row, column].filter((part) => part !== null).join(":"),
    ...sentence,
  }));
  return note(request, before, { ...summary, outcome, problems, losses });
}

function outcomeOf(result: ImportResult | null, changes: readonly NamedChanges[]): SyncOutcome {
  if (result === null) return "waiting";
  if (result.counts === null) return "refused";
  return changes.some(({ what }) => what !== "decided") ? "stored" : "unchanged";
}

function shortened({ names, more, ...change }: NamedChanges): NamedChanges {
  return { ...change, names: names.slice(0, mostNames), more: more + Math.max(0, names.length - mostNames) };
}

type RunSummary = Partial<Omit<SyncRun, "at" | "goodAt" | "failedNights">> & {
  outcome: SyncOutcome;
  seen?: Sync["seen"];
};

/** Stores what became of a run that left the directory as it was. */
async function note(request: SyncRequest, before: Stored<"sync"> | undefined, summary: RunSummary): Promise<SyncRun> {
  const value = syncOf(request, before?.value, summary);
  if (request.isDryRun !== true) await request.store.commit(request.tenantId, [writeSync(value, before)]);
  return value.run;
}

interface StoredRun {
  joined: Joined;
  mapping: Stored<"mapping"> | undefined;
  choice: Mapping;
  seen: Sync["seen"];
  summary: Pick<SyncRun, "changes" | "findings" | "proposals">;
  outcome: SyncOutcome;
}

/** The same with what the sources own from now on. */
async function noteStored(
  request: SyncRequest,
  before: Stored<"sync"> | undefined,
  { joined, mapping, choice, seen, summary, outcome }: StoredRun,
): Promise<SyncRun> {
  const value = syncOf(request, before?.value, { ...summary, proposals: [], outcome, seen });
  const owned = { ...choice, owned: joined.owned };
  const document = { kind: "mapping", key: keys.mapping, value: owned } as const;
  const write: Change =
    mapping === undefined ? { op: "create", ...document } : { op: "replace", etag: mapping.etag, ...document };
  if (request.isDryRun !== true) await request.store.commit(request.tenantId, [writeSync(value, before), write]);
  return value.run;
}

function writeSync(value: Sync, before: Stored<"sync"> | undefined): Change {
  const document = { kind: "sync", key: keys.sync, value } as const;
  return before === undefined ? { op: "create", ...document } : { op: "replace", etag: before.etag, ...document };
}

const good: readonly SyncOutcome[] = ["stored", "unchanged", "choose", "waiting"];

function syncOf({ now }: SyncRequest, before: Sync | undefined, { seen, findings = [], ...summary }: RunSummary): Sync {
  const isGood = good.includes(summary.outcome);
  const isSameNight = before !== undefined && localDate(before.run.at) === localDate(now);
  const failed = before?.run.failedNights ?? 0;
  const isCounted = isSameNight && before !== undefined && !good.includes(before.run.outcome);
  return {
    run: {
      ...{ trouble: null, problems: [], changes: [], losses: [], proposals: [] },
      ...summary,
      at: now,
      goodAt: summary.outcome === "stored" || summary.outcome === "unchanged" ? now : (before?.run.goodAt ?? null),
      failedNights: isGood ? 0 : isCounted ? failed : failed + 1,
      findings: findings.slice(0, mostFindings),
      moreFindings: Math.max(0, findings.length - mostFindings),
    },
    seen: seen ?? before?.seen ?? { counts: {}, units: [], systems: [] },
  };
}

/** Takes the lease, and returns how it is given back; null while somebody else has it. */
async function takeLease({ store, tenantId, now }: SyncRequest): Promise<(() => Promise<void>) | null> {
  const holder = randomUUID();
  const held = await store.read(tenantId, "lease", leaseKey);
  const later = new Date(Date.parse(now) + leaseMs).toISOString();
  // One that ends later than any lasts is of a clock that has been set right since.
  if (held !== undefined && held.value.until > now && held.value.until <= later) return null;
  const lease = { kind: "lease", key: leaseKey, value: { holder, until: later } } as const;
  try {
    const taken: Change =
      held === undefined ? { op: "create", ...lease } : { op: "replace", etag: held.etag, ...lease };
    const [etag = ""] = await store.commit(tenantId, [taken]);
    return async () => {
      await store.commit(tenantId, [{ op: "delete", kind: "lease", key: leaseKey, etag }]).catch((error: unknown) => {
        if (!(error instanceof Conflict)) throw error;
      });
    };
  } catch (error) {
    if (error instanceof Conflict) return null;
    throw error;
  }
}
