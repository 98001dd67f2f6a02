import type { Errand } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";
import type { GuardedText, RewrittenText } from "./guarded-text.ts";
import { rewriteBarrierText } from "./rewrite-barrier-text.ts";
import { rewriteFieldStudy } from "./rewrite-field-study.ts";
import { rewriteNote } from "./rewrite-note.ts";
import { rewriteTrialText } from "./rewrite-trial-text.ts";

/** What has texts that are taken out or put right one by one. */
export const rewritableKinds = ["barrier", "trial", "citizenCase", "fieldStudy"] as const;

/** A text as it is to be. */
export interface GivenText {
  kind: (typeof rewritableKinds)[number];
  id: string;
  /** `note` of a case; `consequence` or the place of a step in a barrier's timeline; the name of a trial's or a field study's text. */
  place: string;
  /** Null takes it out. */
  text: string | null;
  /** The writer has confirmed that nobody can be recognised. */
  confirmed?: Confirmation | undefined;
}

/**
 * Takes a text out, or puts another in its place: whoever wrote it, or a navigator of the area. It is gone from the document and from
 * whatever carries a copy, in one commit with a message that has every card that may show it drawn anew and an audit entry; then from
 * the store's own log. Doing it twice changes nothing. Throws `notFound` for what the person may not see or what has no such text,
 * `forbidden` for what they may see but did not write, `conflict` for other words for a text that has gone meanwhile, and what
 * {@link guardTexts} throws.
 */
export async function rewriteText(errand: Errand, given: GivenText): Promise<RewrittenText> {
  const { directory } = errand;
  const { text } = given.text === null ? { text: null } : guardTexts({ text: given.text }, { ...given, directory });
  const done = await ofKind[given.kind](errand, { id: given.id, place: given.place, text });
  // Also when it is so already: whoever presses again may do so because this has failed.
  await errand.store.scrub();
  return done;
}

const ofKind: Record<GivenText["kind"], (errand: Errand, given: GuardedText) => Promise<RewrittenText>> = {
  barrier: rewriteBarrierText,
  trial: rewriteTrialText,
  citizenCase: rewriteNote,
  fieldStudy: rewriteFieldStudy,
};
