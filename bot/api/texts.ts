import { z } from "zod";
import type { CitizenCase } from "../domain/citizen-case.ts";
import type { TextChange } from "../domain/rewriting.ts";
import { OmbordError } from "../errors.ts";
import { noteRewriter } from "../use-cases/rewriting/rewrite-note.ts";
import { rewritableKinds, rewriteText } from "../use-cases/rewriting/rewrite-text.ts";
import type { Call } from "./call.ts";
import { newText, type TextChangeItem, type TextOutcome } from "./contract/texts.ts";

const params = z.object({ kind: z.enum(rewritableKinds), id: z.uuid(), place: z.string().max(40) });

/** Deletes or corrects one text; what there is no such text of answers like what does not exist. */
export async function putText(call: Call): Promise<TextOutcome> {
  const named = params.safeParse(call.params);
  if (!named.success) throw new OmbordError("notFound");
  const { outcome } = await rewriteText(call.errand, { ...named.data, ...newText.parse(call.body) });
  call.deps.deliverSoon?.(call.tenantId);
  return { outcome };
}

/** As it is told: by whom in role, not by name. */
export function textChangeItem({ did, as, at }: Pick<TextChange, "did" | "as" | "at">): TextChangeItem {
  return { did, as, at };
}

/** What the person may do about a note, and what became of it. */
export function noteItem({ directory, person, today }: Call, citizenCase: CitizenCase) {
  const last = citizenCase.events.findLast(({ as }) => as !== undefined);
  return {
    mayRewrite: citizenCase.note !== null && noteRewriter(directory, person.id, citizenCase, today) !== null,
    noteChange: last === undefined ? null : textChangeItem(last as TextChange),
  };
}
