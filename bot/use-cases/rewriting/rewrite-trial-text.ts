import { withTrialWords } from "../../domain/barrier/barrier-texts.ts";
import { localDate } from "../../domain/calendar.ts";
import type { Directory, IsoDate } from "../../domain/organisation.ts";
import { redrawMessage } from "../../domain/outreach.ts";
import { rewriterOf } from "../../domain/rewriter-of.ts";
import { type Rewriter, type TextChange, textChange } from "../../domain/rewriting.ts";
import { type Trial, type TrialText, trialTexts, withTrialText } from "../../domain/trial.ts";
import { OmbordError } from "../../errors.ts";
import type { Change, Stored } from "../../store/store.ts";
import { audit, enqueue, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { maySeeTrial } from "../trial/run-trial.ts";
import { type GuardedText, isToBeRewritten, type RewrittenText } from "./guarded-text.ts";
import { barrierChanges } from "./rewrite-barrier-text.ts";

/** As whom the person may take out or put right the trial's texts; null when they may not. */
export function trialRewriter(directory: Directory, personId: string, trial: Trial, date: IsoDate): Rewriter | null {
  if (!maySeeTrial(directory, personId, trial, date)) return null;
  return rewriterOf(directory, personId, { writtenBy: trial.createdBy, teamIds: trial.teamIds }, date);
}

/** A text of a trial, with the same words in the timeline of the barrier that it began with. Two reads, one commit. See `rewriteText`. */
export async function rewriteTrialText(errand: Errand, { id, place, text }: GuardedText): Promise<RewrittenText> {
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "trial", key: id }]);
    const { store, actor, directory, now } = at;
    const [stored] = found;
    const today = localDate(now);
    const of = trialTexts.find((known) => known === place);
    if (stored === undefined || of === undefined || !maySeeTrial(directory, actor.personId, stored.value, today)) {
      throw new OmbordError("notFound");
    }
    const as = trialRewriter(directory, actor.personId, stored.value, today);
    if (as === null) throw new OmbordError("forbidden");
    if (!isToBeRewritten(stored.value[of] || null, text)) return { outcome: "unchanged", directory };
    const change = textChange(text, actor.personId, as, now);
    await store.commit(actor.tenantId, [
      ...trialChanges(at, stored, withTrialText(stored.value, of, text, change), change),
      ...(await barrierToo(at, stored.value, of, { text, change })),
    ]);
    return { outcome: "changed", directory };
  });
}

function trialChanges(
  { actor, now }: Errand,
  { key, etag }: Stored<"trial">,
  value: Trial,
  { did }: TextChange,
): Change[] {
  const about = { id: key, teamId: value.teamIds[0] ?? "", version: String(value.rewritten?.length ?? 0) };
  return [
    { op: "replace", kind: "trial", key, etag, value },
    enqueue(redrawMessage(about, now)),
    audit({ actor, now }, `trial.${did}`, "trial", key),
  ];
}

async function barrierToo(
  at: Errand,
  trial: Trial,
  of: TrialText,
  { text, change }: { text: string | null; change: TextChange },
): Promise<Change[]> {
  const stored =
    trial.barrierId === null ? undefined : await at.store.read(at.actor.tenantId, "barrier", trial.barrierId);
  const before = trial[of] ?? null;
  if (stored === undefined || before === null) return [];
  const value = withTrialWords(stored.value, { id: trial.id, before }, text, change);
  return value === stored.value ? [] : barrierChanges(at, stored, value, change);
}
