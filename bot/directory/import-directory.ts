import type { Instant } from "../domain/organisation.ts";
import { Conflict, type Store } from "../store/store.ts";
import { checkDirectory } from "./check-directory.ts";
import type { SourceFile } from "./files.ts";
import { countLost, type Loss, lossesOf } from "./losses.ts";
import { parseDirectory } from "./parse-directory.ts";
import { type ImportCounts, type ImportPlan, planImport } from "./plan-import.ts";
import { movesOf, readBelongings } from "./plan-moves.ts";
import { type Problem, Problems } from "./problem.ts";
import { agreeMoves } from "./propose-moves.ts";
import { type DirectorySource, sourceOf } from "./source.ts";
import { loadStoredDirectory, type StoredDirectory } from "./stored-directory.ts";
import { writePlan } from "./write-plan.ts";

export interface ImportRequest {
  store: Store;
  tenantId: string;
  /** The path of a folder or a workbook, files already in hand (an upload), or a source of another kind. */
  source: DirectorySource | string | readonly SourceFile[];
  now: Instant;
  /** A person id, or `system`. */
  by: string;
  /** Reports what would happen and writes nothing. */
  dryRun?: boolean;
  /** Told what is about to be written, before anything is; what it throws ends the import. */
  onPlanned?: (plan: ImportPlan, stored: StoredDirectory) => void | Promise<void>;
  /**
   * Agrees to what {@link lossesOf} finds: true on the command line, the number lost on a page. Without it such an import
   * writes nothing.
   */
  confirmed?: boolean | number | undefined;
  /** Which new team is in the place of which old ones, as somebody has agreed; as `replaces_team_id` in teams.csv. */
  replaces?: Readonly<Record<string, readonly string[]>> | undefined;
}

export interface ImportResult {
  /** What was written, or would be; null when there are problems. */
  counts: ImportCounts | null;
  /** The first problems. */
  problems: Problem[];
  /** How many there are beyond those. */
  moreProblems: number;
  /** What nobody has agreed to yet; nothing was written then. A dry run tells it too. */
  losses: Loss[];
}

const attempts = 5;

/**
 * Makes the stored directory what the files say: all of it or, when anything is wrong, nothing.
 * Somebody else's change in between is read again and decided anew; throws {@link Conflict} when that never ends.
 */
export async function importDirectory(request: ImportRequest): Promise<ImportResult> {
  const { store, tenantId, source } = request;
  const problems = new Problems();
  const tables = await sourceOf(source).read(problems);
  const parsed = await parseDirectory(tables.readable, problems);
  agreeMoves(parsed.teams, request.replaces ?? {});

  let counts: ImportCounts | null = null;
  for (let attempt = 1; ; attempt += 1) {
    const stored = await loadStoredDirectory(store, tenantId);
    await checkDirectory(parsed, tables.given, stored, problems);
    if (problems.found > 0) return refused(problems);
    const belongings = await readBelongings(store, tenantId, movesOf(parsed.teams), request.now);
    const plan = await planImport(parsed, stored, belongings, request.now);
    if (counts === null) await request.onPlanned?.(plan, stored);
    const losses = lossesOf(plan, stored);
    const isAgreed = losses.length === 0 || request.confirmed === true || request.confirmed === countLost(losses);
    if (request.dryRun || !isAgreed) return done(plan.counts, losses);
    try {
      await writePlan(request, plan, stored, () => {
        // What one attempt has written is unchanged to the next: the first that wrote tells the whole.
        counts ??= plan.counts;
      });
      return done(counts ?? plan.counts);
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error;
    }
  }
}

function refused(problems: Problems): ImportResult {
  const listed = problems.list();
  return { counts: null, problems: listed, moreProblems: problems.found - listed.length, losses: [] };
}

function done(counts: ImportCounts, losses: Loss[] = []): ImportResult {
  return { counts, problems: [], moreProblems: 0, losses };
}
