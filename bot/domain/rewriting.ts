import type { Instant } from "./organisation.ts";

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

/** The change that turns a text into another, or into nothing (null). */
export function textChange(text: string | null, by: string, as: Rewriter, at: Instant): TextChange {
  return { at, by, as, did: text === null ? "textDeleted" : "textCorrected" };
}
