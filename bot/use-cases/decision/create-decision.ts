import { addMonths, localDate, localInstant } from "../../domain/calendar.ts";
import { type Decision, decisionYears } from "../../domain/decision/decision.ts";
import type { Instant } from "../../domain/organisation.ts";
import type { Change, Stored } from "../../store/store.ts";

/** When the decision goes: five years after it was last changed. */
export function forgetDecisionAt({ updatedAt }: Decision): Instant {
  return localInstant(addMonths(localDate(updatedAt), decisionYears * 12), 0);
}

/** A new decision, for the commit that decides. */
export function createDecision(value: Decision): Change {
  return { op: "create", kind: "decision", key: value.id, value, expiresAt: forgetDecisionAt(value) };
}

/** The decision as it is now in the place of what was stored. */
export function replaceDecision({ key, etag }: Stored<"decision">, value: Decision): Change {
  return { op: "replace", kind: "decision", key, etag, value, expiresAt: forgetDecisionAt(value) };
}
