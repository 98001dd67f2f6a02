import { createHash } from "node:crypto";
import { localDate } from "../domain/calendar.ts";
import { buildDirectory, defaultSettings, type Instant } from "../domain/organisation.ts";
import { isAdmin } from "../domain/permissions.ts";
import type { MoveProposal } from "../domain/sources.ts";
import type { Language } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import { keys } from "../store/documents.ts";
import { type Change, Conflict, type Store } from "../store/store.ts";
import { describePlan, type NamedChanges } from "./describe-plan.ts";
import type { SourceFile } from "./files.ts";
import { type ImportResult, importDirectory } from "./import-directory.ts";
import { inTurns } from "./in-turns.ts";
import type { Loss } from "./losses.ts";
import type { ImportCounts, ImportPlan } from "./plan-import.ts";
import type { Problem } from "./problem.ts";
import { proposeMoves } from "./propose-moves.ts";
import type { StoredDirectory } from "./stored-directory.ts";

export interface UploadRequest {
  store: Store;
  tenantId: string;
  files: SourceFile[];
  /** A person id: whoever imports. */
  by: string;
  /** In which the changes are named. */
  language: Language;
  now: Instant;
  dryRun: boolean;
  /** What was looked at and agreed to; undefined to write whatever the files call for. */
  plan: string | undefined;
  /** The number that whoever agrees has typed; see {@link Loss}. */
  confirm: number | undefined;
  /** Which new team is in the place of which, as they have agreed. */
  replaces?: Record<string, string[]> | undefined;
}

/** What an import changes, for somebody to look at before it is done. */
export interface ImportPreview {
  plan: string;
  counts: ImportCounts;
  changes: NamedChanges[];
  losesAccess: boolean;
  /** Teams that seem to be in the place of others that go. */
  proposals: MoveProposal[];
  /** What has to be agreed to by its number. */
  losses: Loss[];
}

export type UploadOutcome =
  | { outcome: "planned"; preview: ImportPreview }
  | { outcome: "refused"; problems: Problem[]; moreProblems: number };

/**
 * {@link importDirectory} for files that somebody has chosen on a page, where they look first and agree then. Throws
 * `conflict` (`importChanged`) when something else than the `plan` agreed to would be written, and when others never
 * stop writing in between. Throws `invalid` (`importUnconfirmed`) when the number of a great loss was not typed.
 */
export async function importUpload(request: UploadRequest): Promise<UploadOutcome> {
  const { store, tenantId, files, by, language, now, dryRun } = request;
  let preview: Omit<ImportPreview, "counts" | "losses"> | undefined;
  const onPlanned = async (planned: ImportPlan, stored: StoredDirectory) => {
    const plan = await planId(planned);
    if (request.plan !== undefined && request.plan !== plan) throw new OmbordError("conflict", "importChanged");
    const changes = await describePlan(planned, stored, language);
    const proposals = proposeMoves(planned, stored);
    preview = { plan, changes, proposals, losesAccess: losesAccess(planned, stored, by, now) };
  };
  const { counts, problems, moreProblems, losses } = await untilSettled(
    importDirectory({ store, tenantId, source: files, now, by, dryRun, onPlanned, ...agreedIn(request) }),
  );
  if (counts === null || preview === undefined) return { outcome: "refused", problems, moreProblems };
  if (!dryRun && losses.length > 0) throw new OmbordError("invalid", "importUnconfirmed");
  return { outcome: "planned", preview: { ...preview, counts, losses } };
}

function agreedIn({ confirm, replaces }: UploadRequest) {
  return { confirmed: confirm, replaces };
}

async function untilSettled(importing: Promise<ImportResult>): Promise<ImportResult> {
  try {
    return await importing;
  } catch (error) {
    if (error instanceof Conflict) throw new OmbordError("conflict");
    throw error;
  }
}

/** The same for the same changes. The teams' histories are left out: answers come in while somebody reads. */
async function planId({ kinds, settings }: ImportPlan): Promise<string> {
  const { directoryVersion: _, ...chosen } = settings;
  const hash = createHash("sha256").update(JSON.stringify(chosen));
  const lists: Change[][] = Object.values(kinds).flatMap(({ writes, removals }) => [writes, removals]);
  for (const changes of lists)
    for await (const some of inTurns(changes)) {
      const summary = some.map((change) => [
        change.op,
        change.kind,
        change.key,
        "value" in change ? change.value : null,
      ]);
      hash.update(JSON.stringify(summary));
    }
  return hash.digest("base64url");
}

/** Whether whoever imports is an administrator now and not any longer afterwards. */
function losesAccess({ kinds }: ImportPlan, stored: StoredDirectory, personId: string, now: Instant): boolean {
  const key = keys.role({ personId, role: "admin", scope: "*", from: null, to: null });
  const role = kinds.roles.after.get(key);
  const person = kinds.people.after.get(personId);
  const after = buildDirectory({
    settings: defaultSettings,
    areas: [],
    teams: [],
    people: person === undefined ? [] : [person],
    solutions: [],
    roles: role === undefined ? [] : [role],
    rollouts: [],
  });
  return stored.role.has(key) && !isAdmin(after, personId, localDate(now));
}
