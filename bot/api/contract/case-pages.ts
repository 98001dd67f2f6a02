import { z } from "zod";
import { casePageKinds } from "../../domain/case-page.ts";
import { date } from "./values.ts";

/** `GET /api/case-pages/{kind}/{id}`: something as it is handed on to a case. */
export const casePageAnswer = z.strictObject({
  kind: z.enum(casePageKinds),
  title: z.string(),
  on: date,
  lines: z.array(z.strictObject({ label: z.string(), text: z.string() })),
});
export type CasePageAnswer = z.infer<typeof casePageAnswer>;
