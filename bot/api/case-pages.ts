import { z } from "zod";
import { casePageKinds } from "../domain/case-page.ts";
import { OmbordError } from "../errors.ts";
import { viewCasePage } from "../use-cases/case-page/view-case-page.ts";
import type { Call } from "./call.ts";
import { id } from "./contract/values.ts";
import type { CasePageAnswer } from "./contract.ts";

export const casePageParams = { kind: z.enum(casePageKinds), id };

export async function getCasePage({ errand, params }: Call): Promise<CasePageAnswer> {
  const asked = z.object(casePageParams).safeParse(params);
  if (!asked.success) throw new OmbordError("notFound");
  return viewCasePage(errand, asked.data.kind, asked.data.id);
}
