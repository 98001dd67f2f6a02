import { z } from "zod";
import * as ofOperations from "../contract/operations.ts";
import * as ofSources from "../contract/sources.ts";
import { exportFiles, exportQuery, fileTypes, getExport } from "../export/export.ts";
import { admitImport, answerImport, maxImportBytes } from "../import.ts";
import { getDeliveries, postResend } from "../operations.ts";
import { replyFile } from "../reply.ts";
import type { BodyRules, Route } from "../route.ts";
import { getSettings, putSettings } from "../settings.ts";
import { getSources, postRun, putSources } from "../sources.ts";
import { json } from "./json-route.ts";

const upload: BodyRules = { maxBytes: maxImportBytes, sentence: "importTooLarge", admit: admitImport };

/** How the service is run, what comes in as files and what goes out. */
export const operationsRoutes: readonly Route[] = [
  {
    method: "get",
    path: "/api/admin/deliveries",
    summary: "administrator: how the week's messages are doing",
    answer: ofOperations.deliveriesAnswer,
    reply: json(getDeliveries),
  },
  {
    method: "post",
    path: "/api/admin/deliveries/resend",
    summary: "administrator: puts what failed on its way again",
    body: ofOperations.resend,
    answer: ofOperations.resendAnswer,
    reply: json(postResend),
  },
  {
    method: "get",
    path: "/api/admin/settings",
    summary: "administrator: when the municipality is asked, and the weeks to come",
    answer: ofOperations.settingsAnswer,
    reply: json(getSettings),
  },
  {
    method: "put",
    path: "/api/admin/settings",
    summary: "administrator: changes them, all at once",
    body: ofOperations.newSettings,
    answer: ofOperations.settingsAnswer,
    reply: json(putSettings),
  },
  {
    method: "post",
    path: "/api/admin/import",
    summary: "administrator, or a program with `Ombord.Import`: what files would change, or the change",
    body: ofOperations.newImport,
    answer: ofOperations.importAnswer,
    isForPrograms: true,
    bodyRules: upload,
    reply: answerImport,
  },
  {
    method: "get",
    path: "/api/admin/sources",
    summary: "administrator: where the organisation comes from by itself, the last run, and what waits for a yes",
    answer: ofSources.sourcesAnswer,
    reply: json(getSources),
  },
  {
    method: "put",
    path: "/api/admin/sources",
    summary: "administrator: which units are teams, which solutions belong, and what is joined by hand",
    body: ofSources.sourcesChoice,
    answer: ofSources.sourcesAnswer,
    bodyRules: { maxBytes: 512 * 1024, sentence: "tooLarge" },
    reply: json(putSources),
  },
  {
    method: "post",
    path: "/api/admin/sources/run",
    summary: "administrator: reads the sources now; with a yes to what waits for one",
    body: ofSources.newRun,
    answer: ofSources.sourcesAnswer,
    reply: json(postRun),
  },
  {
    method: "get",
    path: "/api/export/:file",
    summary:
      "a file of what the person may see: `access`, `barriers`, `adoption`, `decisions`, `inclusion`, `councils` or `quarter`, as `.csv` or `.xlsx`, and `quarter.pptx`",
    params: { file: z.enum(exportFiles) },
    query: exportQuery,
    answer: fileTypes,
    reply: async (call, request, response) => replyFile(request, response, await getExport(call)),
  },
];
