import { z } from "zod";
import { trialStates } from "../domain/trial.ts";
import { OmbordError } from "../errors.ts";
import { listTrials } from "../use-cases/trial/list-trials.ts";
import { changeTrial, startTrial } from "../use-cases/trial/run-trial.ts";
import { withoutNames } from "../use-cases/trial/share-trial.ts";
import { type Call, withDirectory } from "./call.ts";
import {
  type SharedTrialsAnswer,
  type TrialItem,
  type TrialsAnswer,
  trialChange,
  trialStart,
} from "./contract/trials.ts";
import { id } from "./contract/values.ts";
import { trialItem } from "./trial-items.ts";

export const trialsQuery = z.object({
  state: z.enum(trialStates).optional(),
  solution: id.optional(),
  area: id.optional(),
  team: id.optional(),
  barrier: z.uuid().optional(),
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  page: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .optional(),
});

export async function getTrials(call: Call): Promise<TrialsAnswer> {
  const { state, solution, area, team, barrier, q, limit, page } = trialsQuery.parse(call.query);
  const filter = { state, solutionId: solution, areaId: area, teamId: team, barrierId: barrier, words: q };
  const found = await listTrials(call.errand, filter);
  const start = Number(page ?? 0);
  const items = found.slice(start, start + limit).map((entry) => trialItem(call, entry));
  return { items, ...(start + limit < found.length ? { next: String(start + limit) } : {}) };
}

/** The finished trials that the person may see and that are marked shareable, for others to read. */
export async function getSharedTrials(call: Call): Promise<SharedTrialsAnswer> {
  const found = await listTrials(call.errand, { state: "finished" });
  const shared = found.filter(({ trial }) => trial.shareable);
  return { trials: shared.map(({ trial }) => withoutNames(call.directory, trial)) };
}

export async function postTrial(call: Call): Promise<TrialItem> {
  const given = trialStart.parse(call.body);
  const { trial, directory } = await startTrial(call.errand, given);
  if (trial.barrierId !== null) call.deps.deliverSoon?.(call.tenantId);
  return trialItem(withDirectory(call, directory), { trial, isOwn: true });
}

export async function patchTrial(call: Call): Promise<TrialItem> {
  const trialId = z.uuid().safeParse(call.params.id);
  if (!trialId.success) throw new OmbordError("notFound");
  const given = trialChange.parse(call.body);
  const { trial, directory } = await changeTrial(call.errand, trialId.data, given);
  return trialItem(withDirectory(call, directory), { trial, isOwn: true });
}
