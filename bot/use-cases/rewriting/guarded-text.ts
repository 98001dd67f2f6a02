import type { Directory } from "../../domain/organisation.ts";
import { OmbordError } from "../../errors.ts";

/** A text that has passed the guard, and where it is to stand; null takes out what stands there. */
export interface GuardedText {
  id: string;
  place: string;
  text: string | null;
}

/** With the directory that it was decided with. */
export interface RewrittenText {
  outcome: "changed" | "unchanged";
  directory: Directory;
}

/** Whether there is anything to do about a text as it is now; throws `conflict` for other words for one that has gone. */
export function isToBeRewritten(before: string | null, after: string | null): boolean {
  if (before === after) return false;
  if (before === null) throw new OmbordError("conflict");
  return true;
}
