import { addDays, localDate, localInstant, parseDate } from "../../domain/calendar.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import { audit, untilNoConflict } from "../commit.ts";
import type { Errand } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";
import { viewAttention } from "./view-attention.ts";

/** A warning that is put aside longer than this is forgotten, not dismissed. */
const longestDays = 183;

/**
 * Puts a warning aside for this person until a date, with a reason. Throws `notFound` for a warning that is not raised for
 * them, `invalid` for a date that is not within the next half year or without a reason, and what {@link guardTexts} throws.
 */
export async function dismissWarning(
  errand: Errand,
  given: { warningId: string; areaId?: string | undefined; reason: string; until: string; confirmed: Confirmation },
): Promise<void> {
  const { store, actor, now } = errand;
  const reason = guardTexts({ reason: given.reason }, { ...given, directory: errand.directory }).reason;
  if (reason === null) throw new OmbordError("invalid", "noDismissReason");
  const until = parseDate(given.until);
  const today = localDate(now);
  if (until === null || until <= today || until > addDays(today, longestDays)) {
    throw new OmbordError("invalid", "dismissDate");
  }
  const { warnings, dismissed } = await viewAttention(errand, given.areaId);
  const raised = [...warnings, ...dismissed.map(({ warning }) => warning)];
  if (!raised.some(({ id }) => id === given.warningId)) throw new OmbordError("notFound");
  const key = keys.dismissal(actor.personId, given.warningId);
  await untilNoConflict(async () => {
    const known = await store.read(actor.tenantId, "dismissal", key);
    const value = { warningId: given.warningId, reason, until, by: actor.personId, at: now };
    // The reason is somebody's words, and has done its work when the warning may be shown again.
    const expiresAt = localInstant(addDays(until, 1), 0);
    await store.commit(actor.tenantId, [
      known === undefined
        ? { op: "create", kind: "dismissal", key, value, expiresAt }
        : { op: "replace", kind: "dismissal", key, etag: known.etag, value, expiresAt },
      audit({ actor, now }, "warning.dismissed", "dismissal", key),
    ]);
  });
}
