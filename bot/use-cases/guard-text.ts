import { inspectText } from "../domain/personal-data/personal-data.ts";
import { OmbordError } from "../errors.ts";

/** How much a person may write in one field. */
export const maxTextLength = 1000;

/**
 * Free text on its way to the store: trimmed, sized and held against the personal-data guard.
 * Returns null for nothing written. Throws `personalData` for what looks like a CPR number, confirmed or not;
 * `invalid`/`personalDataWarning` for what the writer has yet to confirm; `tooLarge`.
 */
export function guardText(text: string | null | undefined, confirmed: boolean): string | null {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "") return null;
  if (trimmed.length > maxTextLength) throw new OmbordError("tooLarge");
  const findings = inspectText(trimmed);
  if (findings.some((finding) => finding.severity === "block")) throw new OmbordError("personalData");
  if (findings.length > 0 && !confirmed) throw new OmbordError("invalid", "personalDataWarning");
  return trimmed;
}
