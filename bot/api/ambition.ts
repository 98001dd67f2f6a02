import type { Ambition } from "../domain/check-in/ambition.ts";
import { saveAmbition, viewAmbition } from "../use-cases/check-in/keep-ambition.ts";
import { actorOf, type Call } from "./call.ts";
import { type AmbitionAnswer, type AmbitionItem, newAmbition } from "./contract/ambition.ts";

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

export async function putAmbition(call: Call): Promise<AmbitionAnswer> {
  await saveAmbition(call.deps.store, actorOf(call), newAmbition.parse(call.body), call.now.toISOString());
  return getAmbition(call);
}
