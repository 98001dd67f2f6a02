import type { z } from "zod";
import { adoptionAnswer, attention, dismissal, solutionBarriers } from "../../bot/api/contract/adoption.ts";
import { ambitionAnswer, newAmbition } from "../../bot/api/contract/ambition.ts";
import {
  barrierChange,
  barrierChoices,
  barrierDetailAnswer,
  barrierFiguresAnswer,
  barrierReport,
  barriersAnswer,
} from "../../bot/api/contract/barriers.ts";
import { checkInOutcome, checkInReply, checkInsAnswer } from "../../bot/api/contract/check-ins.ts";
import {
  changedCitizenCase,
  citizenCaseChange,
  citizenCasesAnswer,
  inclusionAnswer,
  newCitizenCase,
} from "../../bot/api/contract/citizens.ts";
import { firstView, me, personas, problem } from "../../bot/api/contract/me.ts";
import {
  deliveriesAnswer,
  importAnswer,
  newImport,
  newSettings,
  resend,
  resendAnswer,
  settingsAnswer,
} from "../../bot/api/contract/operations.ts";
import { sharedTrialsAnswer, trialChange, trialItem, trialStart, trialsAnswer } from "../../bot/api/contract/trials.ts";

interface Agreed {
  answer: z.ZodType;
  body?: z.ZodType;
}

/** Every resource that speaks JSON, by method and address; the first that fits counts. */
const contract: [string, RegExp, Agreed][] = [
  ["GET", /^\/api\/me$/, { answer: me }],
  ["GET", /^\/api\/first-view$/, { answer: firstView }],
  ["GET", /^\/api\/personas$/, { answer: personas }],
  ["GET", /^\/api\/check-ins$/, { answer: checkInsAnswer }],
  ["PUT", /^\/api\/check-ins\/[^/]+\/[^/]+$/, { body: checkInReply, answer: checkInOutcome }],
  ["GET", /^\/api\/citizen-cases$/, { answer: citizenCasesAnswer }],
  ["POST", /^\/api\/citizen-cases$/, { body: newCitizenCase, answer: citizenCasesAnswer }],
  ["PATCH", /^\/api\/citizen-cases\/[^/]+$/, { body: citizenCaseChange, answer: changedCitizenCase }],
  ["GET", /^\/api\/inclusion$/, { answer: inclusionAnswer }],
  ["GET", /^\/api\/ambition$/, { answer: ambitionAnswer }],
  ["PUT", /^\/api\/ambition$/, { body: newAmbition, answer: ambitionAnswer }],
  ["GET", /^\/api\/adoption$/, { answer: adoptionAnswer }],
  ["GET", /^\/api\/admin\/deliveries$/, { answer: deliveriesAnswer }],
  ["POST", /^\/api\/admin\/deliveries\/resend$/, { body: resend, answer: resendAnswer }],
  ["GET", /^\/api\/admin\/settings$/, { answer: settingsAnswer }],
  ["PUT", /^\/api\/admin\/settings$/, { body: newSettings, answer: settingsAnswer }],
  ["POST", /^\/api\/admin\/import$/, { body: newImport, answer: importAnswer }],
  ["GET", /^\/api\/barriers$/, { answer: barriersAnswer }],
  ["POST", /^\/api\/barriers$/, { body: barrierReport, answer: barrierDetailAnswer }],
  ["GET", /^\/api\/barriers\/choices$/, { answer: barrierChoices }],
  ["GET", /^\/api\/barriers\/figures$/, { answer: barrierFiguresAnswer }],
  ["GET", /^\/api\/barriers\/[^/]+$/, { answer: barrierDetailAnswer }],
  ["PATCH", /^\/api\/barriers\/[^/]+$/, { body: barrierChange, answer: barrierDetailAnswer }],
  ["GET", /^\/api\/trials$/, { answer: trialsAnswer }],
  ["POST", /^\/api\/trials$/, { body: trialStart, answer: trialItem }],
  ["GET", /^\/api\/trials\/shared$/, { answer: sharedTrialsAnswer }],
  ["PATCH", /^\/api\/trials\/[^/]+$/, { body: trialChange, answer: trialItem }],
  ["GET", /^\/api\/solutions\/[^/]+$/, { answer: solutionBarriers }],
  ["GET", /^\/api\/attention$/, { answer: attention }],
  ["PUT", /^\/api\/attention\/[^/]+$/, { body: dismissal, answer: attention }],
];

export interface Exchange {
  method: string;
  /** With its query. */
  path: string;
  status: number;
  contentType: string;
  /** What was sent, when something was. */
  body?: string;
  answer: string;
}

/** What in an exchange the contract does not know, in one line each; a key too many counts as much as one too few. */
export function contractFaults({ method, path, status, contentType, body, answer }: Exchange): string[] {
  const address = path.split("?")[0] ?? "";
  const isJson = contentType.startsWith("application/json");
  if (contentType.startsWith("application/problem+json")) return faultsOf(problem, JSON.parse(answer), "problem");
  // What restify refuses before anything of ours is asked (405) is no answer of the API.
  if (status === 304 || status === 405 || !isJson) return [];
  const agreed = contract.find(([verb, pattern]) => verb === method && pattern.test(address))?.[2];
  if (agreed === undefined) return [`${method} ${address} is in no contract`];
  const answered: unknown = JSON.parse(answer);
  const sent = agreed.body === undefined || body === undefined ? [] : faultsOf(agreed.body, JSON.parse(body), "body");
  const inside = agreed.answer === firstView ? insideFaults(answered) : [];
  return [...sent, ...faultsOf(agreed.answer, answered, `${method} ${address}`), ...inside];
}

/** Each view of the first view is what its own address answers. */
function insideFaults(answered: unknown): string[] {
  const parsed = firstView.safeParse(answered);
  if (!parsed.success) return [];
  return parsed.data.views.flatMap(({ path, answer }) =>
    contractFaults({
      method: "GET",
      path,
      status: 200,
      contentType: "application/json",
      answer: JSON.stringify(answer),
    }),
  );
}

function faultsOf(schema: z.ZodType, value: unknown, what: string): string[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => `${what}: ${path.join(".")}: ${message}`);
}
