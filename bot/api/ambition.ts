import { z } from "zod";
import { type Ambition, ambitionQuestions } from "../domain/ambition.ts";
import { usageLevels } from "../domain/vocabulary.ts";
import { saveAmbition, viewAmbition } from "../use-cases/keep-ambition.ts";
import { actorOf, type Call } from "./call.ts";
import type { AmbitionAnswer, AmbitionItem } from "./contract.ts";

export async function getAmbition(call: Call): Promise<AmbitionAnswer> {
  const { mine, solutions, shared } = await viewAmbition(call.deps.store, actorOf(call), call.now.toISOString());
  return {
    mine: mine === null ? null : itemOf(mine),
    solutions,
    shared: shared.map(({ name, ambition }) => ({ name, ...itemOf(ambition) })),
  };
}

function itemOf({ answers, shared, draft, targets }: Ambition): AmbitionItem {
  return { answers, shared, draft, targets };
}

const bodySchema = z.object({
  answers: z.partialRecord(z.enum(ambitionQuestions), z.string().max(5000)),
  shared: z.boolean(),
  draft: z.boolean(),
  targets: z.record(z.string().max(200), z.enum(usageLevels)),
  confirmed: z.boolean().default(false),
});

export async function putAmbition(call: Call): Promise<AmbitionAnswer> {
  await saveAmbition(call.deps.store, actorOf(call), bodySchema.parse(call.body), call.now.toISOString());
  return getAmbition(call);
}
