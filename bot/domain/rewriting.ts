import type { Directory, Instant, IsoDate } from "./organisation.ts";
import { may } from "./permissions.ts";

// What somebody wrote can be taken out or put right; what is left says that it was, never what it said.

export const rewriters = ["writer", "navigator"] as const;
/** Who took a text out or put it right: whoever wrote it, or a navigator of the area. */
export type Rewriter = (typeof rewriters)[number];

export const rewritings = ["textDeleted", "textCorrected"] as const;
/** What became of a text. */
export type Rewriting = (typeof rewritings)[number];

/** That a text was taken out or put right. */
export interface TextChange {
  at: Instant;
  /** A person id. */
  by: string;
  as: Rewriter;
  did: Rewriting;
}

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

/** The change that turns a text into another, or into nothing (null). */
export function textChange(text: string | null, by: string, as: Rewriter, at: Instant): TextChange {
  return { at, by, as, did: text === null ? "textDeleted" : "textCorrected" };
}
