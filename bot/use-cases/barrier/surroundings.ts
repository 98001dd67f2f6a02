import type { Barrier } from "../../domain/barrier/barrier.ts";
import type { Trial } from "../../domain/trial.ts";
import { isUnsolved } from "../../domain/vocabulary.ts";
import { queryAll, type Stored } from "../../store/store.ts";
import type { Errand } from "../errand.ts";

/** What a barrier is shown among, whoever reads it: what they may see of it is decided where it is told. */
export interface Surroundings {
  /** Barriers about the same solution, the last changed first. */
  others: Barrier[];
  /** Trials that are over, the last changed first. */
  finished: Trial[];
  /** Trials of this barrier, the last changed first; on its own page only. */
  trials: Trial[];
  /** Barriers that are linked to the one that was asked for as *set før*. */
  linked: Stored<"barrier">[];
}

/** On a card the similar cases and ideas, on its own page its trials too. */
export type ShownOn = "nothing" | "card" | "page";

export interface Wanted {
  shownOn?: ShownOn | undefined;
  /** The barrier whose linked ones are wanted too. */
  linkedTo?: string | undefined;
}

const mostOthers = 300;
const mostFinished = 200;
const mostPerPage = 1000;
const newestFirst = { field: "updatedAt", descending: true } as const;
/** Matches nothing, and costs nothing. */
const none: string[] = [];

/** Everything around a barrier that is wanted, in one read; in none when nothing is. */
export async function readAround(errand: Errand, barrier: Barrier, wanted: Wanted): Promise<Surroundings> {
  const { store, actor } = errand;
  const { linkedTo } = wanted;
  // A card that asks for nothing more shows nothing of others.
  const shownOn = wanted.shownOn === "card" && !isUnsolved(barrier.status) ? "nothing" : (wanted.shownOn ?? "nothing");
  if (shownOn === "nothing" && linkedTo === undefined) return { others: [], finished: [], trials: [], linked: [] };
  const isShown = shownOn !== "nothing";
  const [linked, others, finished, trials] = await store.queryMany(actor.tenantId, [
    { kind: "barrier", query: { where: { sameAs: linkedTo ?? none }, limit: mostPerPage } },
    {
      kind: "barrier",
      query: { where: { solutionId: isShown ? barrier.solutionId : none }, order: newestFirst, limit: mostOthers },
    },
    {
      kind: "trial",
      query: { where: { state: isShown ? "finished" : none }, order: newestFirst, limit: mostFinished },
    },
    {
      kind: "trial",
      query: {
        where: { barrierId: shownOn === "page" ? barrier.id : none },
        order: newestFirst,
        limit: mostPerPage,
      },
    },
  ]);
  const all =
    linked.next === undefined
      ? linked.items
      : await Array.fromAsync(queryAll(store, actor.tenantId, "barrier", { where: { sameAs: linkedTo ?? none } }));
  return {
    linked: all,
    others: others.items.map(({ value }) => value),
    finished: finished.items.map(({ value }) => value),
    trials: trials.items.map(({ value }) => value),
  };
}
