import type { Card } from "../channel.ts";
import type { Text } from "../text/text.ts";
import type { Origin } from "./barrier-card.ts";
import { card, execute, type GuardNotice, heading, notice, paragraph, sendActions, subtle, textInput } from "./card.ts";
import type { FormValues } from "./check-in-card.ts";

export interface RewriteOptions {
  text: Text;
  barrierId: string;
  solutionName: string;
  /** As it is stored. */
  words: string;
  origin?: Origin | undefined;
  values?: FormValues | undefined;
  error?: string | undefined;
  guard?: GuardNotice | undefined;
}

/** What somebody wrote about a barrier, to be put right or taken out by them. */
export function rewriteCard(options: RewriteOptions): Card {
  const { text, values, origin } = options;
  const { rewriting } = text;
  const data = { barrier: options.barrierId, ...origin };
  return card(
    [
      heading(rewriting.title),
      subtle(options.solutionName),
      paragraph(rewriting.intro),
      notice(options.error),
      notice(options.guard?.sentence),
      textInput("words", rewriting.label, { value: values?.words || options.words }),
    ],
    [
      ...sendActions({ title: rewriting.save, verb: "barrier/rewrite", data }, options),
      execute(rewriting.remove, "barrier/eraseWords", data, { withoutInputs: true }),
      execute(text.common.back, "barrier/receipt", data, { withoutInputs: true }),
    ],
  );
}
