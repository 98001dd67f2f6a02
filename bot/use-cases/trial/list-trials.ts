import { localDate } from "../../domain/calendar.ts";
import { type Directory, isInArea } from "../../domain/organisation.ts";
import { type Trial, type trialStates, trialTexts } from "../../domain/trial.ts";
import { queryAll } from "../../store/store.ts";
import type { Errand } from "../errand.ts";
import { maySeeTrial } from "./run-trial.ts";
import { withoutNames } from "./share-trial.ts";

export interface TrialFilter {
  state?: (typeof trialStates)[number] | undefined;
  solutionId?: string | undefined;
  areaId?: string | undefined;
  teamId?: string | undefined;
  barrierId?: string | undefined;
  /** Words that must all occur in it. */
  words?: string | undefined;
}

export interface TrialEntry {
  trial: Trial;
  /** False for one that comes from teams the person may not see: it is shown without team or person. */
  isOwn: boolean;
}

/** A municipality has hundreds of trials over the years, not thousands: the newest so many are looked through. */
const mostTrials = 1000;

/**
 * Trials that the person may see, and finished shareable ones from everywhere as a library; the last changed first.
 */
export async function listTrials({ store, directory, actor, now }: Errand, filter: TrialFilter): Promise<TrialEntry[]> {
  const date = localDate(now);
  // What the person may not see is not looked for: nothing is read.
  const { teamId, areaId, barrierId } = filter;
  const isFound = (id: string) =>
    isInArea(directory, id, areaId) && maySeeTrial(directory, actor.personId, { teamIds: [id] }, date);
  const asked = teamId === undefined ? [...directory.teams.keys()] : [teamId];
  if ((teamId !== undefined || areaId !== undefined) && !asked.some(isFound)) return [];
  const words = (filter.words ?? "")
    .toLocaleLowerCase("da")
    .split(/\s+/)
    .filter((word) => word !== "");
  const where = {
    ...(filter.state === undefined ? {} : { state: filter.state }),
    ...(filter.solutionId === undefined ? {} : { solutionId: filter.solutionId }),
    ...(barrierId === undefined ? {} : { barrierId }),
  };
  const entries: TrialEntry[] = [];
  const newestFirst = { where, order: { field: "updatedAt", descending: true } } as const;
  let looked = 0;
  for await (const { value: trial } of queryAll(store, actor.tenantId, "trial", newestFirst)) {
    if (++looked > mostTrials) break;
    const isOwn = maySeeTrial(directory, actor.personId, trial, date);
    // The library does not say which barrier a trial of others came from.
    const isShared = trial.state === "finished" && trial.shareable && barrierId === undefined;
    const isThere = areaId === undefined || (isOwn && trial.teamIds.some((id) => isInArea(directory, id, areaId)));
    const isTeams = teamId === undefined || (isOwn && trial.teamIds.includes(teamId));
    // Nobody finds out by searching what they are not shown.
    const text =
      words.length === 0 ? "" : textOf(directory, isOwn ? trial : { ...trial, ...withoutNames(directory, trial) });
    if ((isOwn || isShared) && isThere && isTeams && words.every((word) => text.includes(word)))
      entries.push({ trial, isOwn });
  }
  return entries;
}

function textOf(directory: Directory, trial: Trial): string {
  const solution = trial.solutionId === null ? undefined : directory.solutions.get(trial.solutionId);
  const parts = [...trialTexts.map((of) => trial[of] ?? null), solution?.name];
  return parts
    .filter((part) => part != null)
    .join(" ")
    .toLocaleLowerCase("da");
}
