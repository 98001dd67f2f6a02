import { type Ambition, isDueAgain } from "../domain/check-in/ambition.ts";
import { saveAmbition, viewAmbition } from "../use-cases/check-in/keep-ambition.ts";
import { type Call, withDirectory } from "./call.ts";
import { type AmbitionAnswer, type AmbitionItem, newAmbition } from "./contract/ambition.ts";

export async function getAmbition(call: Call): Promise<AmbitionAnswer> {
  const { mine, solutions, readers, shared } = await viewAmbition(call.errand);
  return {
    mine:
      mine === null ? null : { ...itemOf(mine), updatedAt: mine.updatedAt, isDueAgain: isDueAgain(mine, call.today) },
    solutions,
    readers,
    shared: shared.map(({ name, ambition, solutions: theirs }) => ({ name, solutions: theirs, ...itemOf(ambition) })),
  };
}

function itemOf({ answers, shared, draft, targets }: Ambition): AmbitionItem {
  return { answers, shared, draft, targets };
}

export async function putAmbition(call: Call): Promise<AmbitionAnswer> {
  const directory = await saveAmbition(call.errand, newAmbition.parse(call.body));
  return getAmbition(withDirectory(call, directory));
}
