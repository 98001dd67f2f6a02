import type { Directory, IsoDate } from "./organisation.ts";
import { may } from "./permissions.ts";
import type { Rewriter } from "./rewriting.ts";

/** As whom the person may take out or put right what `writtenBy` wrote about these teams; null when they may not. */
export function rewriterOf(
  directory: Directory,
  personId: string,
  { writtenBy, teamIds }: { writtenBy: string; teamIds: readonly string[] },
  date: IsoDate,
): Rewriter | null {
  if (writtenBy === personId) return "writer";
  return teamIds.some((teamId) => may(directory, personId, "triage", teamId, date)) ? "navigator" : null;
}
