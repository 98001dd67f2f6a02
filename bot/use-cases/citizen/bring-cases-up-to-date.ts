import { asOfToday } from "../../domain/citizen-case.ts";
import { bringUpToDate } from "../bring-up-to-date.ts";
import type { TenantContext } from "../errand.ts";

/** Citizen cases in the words of today. */
export function bringCasesUpToDate(context: TenantContext): Promise<number> {
  return bringUpToDate(context, { kind: "citizenCase", noted: "citizenWords", now: 1, asOfToday });
}
