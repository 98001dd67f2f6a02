import type { TrialItem } from "../../../bot/api/contract.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { rewriting } from "./words.ts";

/** What a trial is called: what is tried, also once its words have gone. */
export function trialTitle({ what }: Pick<TrialItem, "what">, text: TabText): string {
  return what || rewriting(text).noTrialWords;
}
