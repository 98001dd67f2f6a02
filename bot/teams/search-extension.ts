import { z } from "zod";
import { caseCard, caseLines } from "../cards/case-card.ts";
import type { Card } from "../channel.ts";
import { isBlocked } from "../domain/personal-data/personal-data.ts";
import { OmbordError } from "../errors.ts";
import { findCases } from "../use-cases/barrier/find-cases.ts";
import type { Turn } from "./turn.ts";

// *Find noget, der ligner*, where somebody writes in Teams: what has been solved and tried, inserted without team or names.

/** What Teams takes as the answer to a search of a message extension. */
export interface SearchAnswer {
  composeExtension:
    | { type: "message"; text: string }
    | { type: "result"; attachmentLayout: "list"; attachments: FoundAttachment[] };
}

interface FoundAttachment {
  contentType: "application/vnd.microsoft.card.adaptive";
  content: Card;
  preview: { contentType: "application/vnd.microsoft.card.thumbnail"; content: { title: string; text: string } };
}

/** With nothing written, Teams asks with a parameter of its own. */
const query = z.looseObject({
  commandId: z.literal("searchCases"),
  parameters: z
    .array(z.looseObject({ name: z.string().max(100), value: z.unknown() }))
    .max(10)
    .nullish(),
  queryOptions: z.looseObject({ skip: z.number().nullish() }).nullish(),
});
const mostWritten = 200;
/** As much of a line as the list shows. */
const lineLength = 120;

/** Answers a search. Throws `invalid` for another command. */
export async function searchCases(turn: Turn, value: unknown): Promise<SearchAnswer> {
  const parsed = query.safeParse(value);
  if (!parsed.success) throw new OmbordError("invalid");
  const { search } = turn.text.loop;
  const written = (parsed.data.parameters ?? []).find(({ name }) => name === "words")?.value;
  const words = typeof written === "string" ? written.slice(0, mostWritten) : "";
  if (isBlocked(words)) return saidInSearch(turn.text.errors.personalData ?? "");
  // All there is came with the first page.
  const found = (parsed.data.queryOptions?.skip ?? 0) > 0 ? [] : await findCases(turn.errand, words);
  if (found.length === 0) return saidInSearch(search.none);
  const attachments = found.map((one): FoundAttachment => {
    const { title, line } = caseLines(one, turn.text);
    const preview = { title, text: line.slice(0, lineLength) };
    return {
      contentType: "application/vnd.microsoft.card.adaptive",
      content: caseCard(one, turn.text),
      preview: { contentType: "application/vnd.microsoft.card.thumbnail", content: preview },
    };
  });
  return { composeExtension: { type: "result", attachmentLayout: "list", attachments } };
}

/** A word in the place of what was looked for. */
export function saidInSearch(text: string): SearchAnswer {
  return { composeExtension: { type: "message", text } };
}
