import type { Request, Response } from "restify";
import { OmbordError } from "../errors.ts";
import { importReport } from "../text/import-report.ts";
import { demandAdmin } from "../use-cases/operations/view-deliveries.ts";
import type { Call } from "./call.ts";
import { type ImportAnswer, importFilesMb, newImport } from "./contract/operations.ts";
import { replyJson, sendProblem } from "./reply.ts";

const maxFileBytes = importFilesMb * 1024 * 1024;
/** The files as base64, a third longer, with their names. */
export const maxImportBytes = Math.ceil(maxFileBytes / 3) * 4 + 64 * 1024;

/** Whoever may not import is told so before their files are read. */
export function admitImport({ errand, isProgram }: Pick<Call, "errand" | "isProgram">): void {
  if (isProgram !== true) demandAdmin(errand);
}

/** `POST /api/admin/import`: what the files would change or, with `dryRun` false, the change itself; all of it or nothing. */
export async function answerImport(call: Call, request: Request, response: Response): Promise<void> {
  const { deps, tenantId, person } = call;
  const { files, dryRun, plan, confirm, replaces } = newImport.parse(call.body);
  const given = files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, "base64") }));
  const size = given.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size > maxFileBytes) throw new OmbordError("tooLarge", "importTooLarge");
  const { store } = deps;
  const now = call.now.toISOString();
  const { language } = person;
  const order = { store, tenantId, files: given, by: person.id, language, now };
  const result = await deps.importFiles({ ...order, dryRun, plan, confirm, replaces });
  if (result.outcome === "planned") {
    const answer: ImportAnswer = { stored: !dryRun, ...result.preview };
    return replyJson(request, response, answer);
  }
  const { problems, moreProblems } = result;
  return sendProblem(request, response, {
    type: "about:blank",
    status: 422,
    title: "invalid",
    code: "importRefused",
    userMessage: importReport[language].refused(problems.length + moreProblems),
    faults: problems.map(({ file, row, column, sentence }) => ({ file, row, column, userMessage: sentence[language] })),
    moreFaults: moreProblems,
  });
}
