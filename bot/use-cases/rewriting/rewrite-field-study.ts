import { localDate } from "../../domain/calendar.ts";
import { type FieldStudy, fieldStudyTexts } from "../../domain/citizen/field-study.ts";
import type { Directory, IsoDate } from "../../domain/organisation.ts";
import { may } from "../../domain/permissions.ts";
import { rewriterOf } from "../../domain/rewriter-of.ts";
import type { Rewriter } from "../../domain/rewriting.ts";
import { OmbordError } from "../../errors.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type GuardedText, isToBeRewritten, type RewrittenText } from "./guarded-text.ts";

/** As whom the person may take out or put right what stands in a field study; null when they may not. */
export function studyRewriter(
  directory: Directory,
  personId: string,
  { by, teamId }: FieldStudy,
  date: IsoDate,
): Rewriter | null {
  return rewriterOf(directory, personId, { writtenBy: by, teamIds: [teamId] }, date);
}

/** One text of a field study, which no card shows. One read, one commit. See `rewriteText`. */
export async function rewriteFieldStudy(errand: Errand, { id, place, text }: GuardedText): Promise<RewrittenText> {
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "fieldStudy", key: id }]);
    const { store, actor, directory, now } = at;
    const [stored] = found;
    const today = localDate(now);
    const of = fieldStudyTexts.find((one) => one === place);
    if (stored === undefined || of === undefined) throw new OmbordError("notFound");
    const { key, etag, value: study, expiresAt } = stored;
    if (!may(directory, actor.personId, "seeCitizenCases", study.teamId, today)) throw new OmbordError("notFound");
    if (studyRewriter(directory, actor.personId, study, today) === null) throw new OmbordError("forbidden");
    if (!isToBeRewritten(study[of], text)) return { outcome: "unchanged", directory };
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "fieldStudy", key, etag, value: { ...study, [of]: text }, expiresAt },
      audit({ actor, now }, text === null ? "fieldStudy.textDeleted" : "fieldStudy.textCorrected", "fieldStudy", key),
    ]);
    return { outcome: "changed", directory };
  });
}
