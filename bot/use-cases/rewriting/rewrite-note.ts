import { localDate } from "../../domain/calendar.ts";
import { type CitizenCase, withNote } from "../../domain/citizen-case.ts";
import type { Directory, IsoDate } from "../../domain/organisation.ts";
import { may } from "../../domain/permissions.ts";
import { rewriterOf } from "../../domain/rewriter-of.ts";
import { type Rewriter, textChange } from "../../domain/rewriting.ts";
import { OmbordError } from "../../errors.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type GuardedText, isToBeRewritten, type RewrittenText } from "./guarded-text.ts";

/** As whom the person may take out or put right the note; null when they may not. */
export function noteRewriter(
  directory: Directory,
  personId: string,
  { reportedBy, teamId }: CitizenCase,
  date: IsoDate,
): Rewriter | null {
  return rewriterOf(directory, personId, { writtenBy: reportedBy, teamIds: [teamId] }, date);
}

/** The note of a case, which no card shows. One read, one commit. See `rewriteText`. */
export async function rewriteNote(errand: Errand, { id, place, text }: GuardedText): Promise<RewrittenText> {
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "citizenCase", key: id }]);
    const { store, actor, directory, now } = at;
    const [stored] = found;
    const today = localDate(now);
    if (stored === undefined || place !== "note") throw new OmbordError("notFound");
    if (!may(directory, actor.personId, "seeCitizenCases", stored.value.teamId, today))
      throw new OmbordError("notFound");
    const as = noteRewriter(directory, actor.personId, stored.value, today);
    if (as === null) throw new OmbordError("forbidden");
    if (!isToBeRewritten(stored.value.note, text)) return { outcome: "unchanged", directory };
    const change = textChange(text, actor.personId, as, now);
    const { key, etag } = stored;
    await store.commit(actor.tenantId, [
      { op: "replace", kind: "citizenCase", key, etag, value: withNote(stored.value, text, change) },
      audit({ actor, now }, `citizenCase.${change.did}`, "citizenCase", key),
    ]);
    return { outcome: "changed", directory };
  });
}
