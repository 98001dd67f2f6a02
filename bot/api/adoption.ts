import { LRUCache } from "lru-cache";
import { z } from "zod";
import { historyWeeks } from "../domain/check-in/adoption.ts";
import type { Directory } from "../domain/organisation.ts";
import type { TeamView } from "../domain/overview.ts";
import { madeOnce } from "../use-cases/made-once.ts";
import { type AdoptionView, readAdoption, type VersionedAdoption } from "../use-cases/overview/view-adoption.ts";
import type { Call } from "./call.ts";
import type { AdoptionAnswer } from "./contract.ts";
import { type PreparedAnswer, prepareJson } from "./reply.ts";

export const adoptionQuery = z.object({
  weeks: z.coerce.number().int().min(1).max(historyWeeks).default(12),
  area: z.string().min(1).max(200).optional(),
});

/** Of one directory, compressed: some ten overviews of 2,500 teams, or hundreds of 210. */
const mostBytes = 1024 * 1024;
// Fifty people look at the same teams, and few of those have answered in between. Answers go with their directory.
const answersOf = madeOnce(
  (_teams: Directory["teams"]) =>
    new LRUCache<string, PreparedAnswer, VersionedAdoption>({
      maxSize: mostBytes,
      sizeCalculation: ({ zipped }) => zipped.length,
      // Whoever asks at the same moment waits for the same answer, also when others crowd it out meanwhile.
      fetchMethod: (_version, _stale, { context }) => prepareJson(adoptionAnswer(context.view())),
      ignoreFetchAbort: true,
    }),
);

/** Those who see the same teams are given the very same answer until something in it changes. */
export async function getAdoption(call: Call): Promise<PreparedAnswer> {
  const adoption = await readAdoption(call.errand, adoptionScope(call));
  return answersOf(call.directory.teams).forceFetch(adoption.version, { context: adoption });
}

/** Of each team what it answered; the estimates in force are in the figures. */
export function adoptionAnswer({ rows, ...rest }: AdoptionView): AdoptionAnswer {
  return { ...rest, teams: rows.map(teamRow) };
}

function teamRow({ teamId, name, areaId, states, solutions: views }: TeamView): AdoptionAnswer["teams"][number] {
  const solutions: AdoptionAnswer["teams"][number]["solutions"] = {};
  for (const [id, { held: _, ...view }] of Object.entries(views)) solutions[id] = view;
  return { teamId, name, areaId, states, solutions };
}

/** The weeks and the area that the query of the overview asks for. */
export function adoptionScope({ query }: Pick<Call, "query">): { weekCount: number; areaId?: string | undefined } {
  const { weeks, area } = adoptionQuery.parse(query);
  return { weekCount: weeks, areaId: area };
}
