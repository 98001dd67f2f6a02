import { localDate } from "../../domain/calendar.ts";
import { isToFollowUp } from "../../domain/citizen/follow-up.ts";
import { usualIn } from "../../domain/citizen/offered.ts";
import { asOfToday, type CitizenCase, groupsOf } from "../../domain/citizen-case.ts";
import { solutionName } from "../../domain/organisation.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { type CaseView, type CitizenAlternative, type CitizenReasonGroup, caseViews } from "../../domain/vocabulary.ts";
import { queryAll } from "../../store/store.ts";
import type { Errand } from "../errand.ts";
import { wordsFor } from "../overview/export-table.ts";

export interface CitizenCaseView {
  citizenCase: CitizenCase;
  /** Somebody is to look at it by now. */
  isDue: boolean;
  teamName: string;
  solutionName: string | null;
}

/** What is looked for; everything that is left out matches. */
export interface CaseFilter {
  /** `start`: the first view that has any. */
  show: CaseView | "start";
  teamId?: string | undefined;
  solutionId?: string | undefined;
  group?: CitizenReasonGroup | undefined;
  /** Words that must all occur in what one reads of it. */
  words?: string | undefined;
  id?: string | undefined;
}

export interface CitizenCaseList {
  cases: CitizenCaseView[];
  /** How many there are in all; `cases` are those from `from` on. */
  found: number;
  show: CaseView;
  /** Of all that the person may see, whatever is looked for. */
  counts: Record<CaseView, number>;
  /** The teams that have any, by name. */
  teams: { id: string; name: string }[];
  /** What is noted most often in these teams comes first. */
  usual: { groups: CitizenReasonGroup[]; instead: CitizenAlternative[] };
}

/**
 * The cases of the teams whose cases the person may see: those to follow up and those with a date by date, the others the newest
 * change first. Nobody else's, and none at all for somebody without such a team. One pass over them.
 */
export async function listCitizenCases(
  errand: Errand,
  filter: CaseFilter,
  { from, limit }: { from: number; limit: number },
): Promise<CitizenCaseList> {
  const { actor, directory, now } = errand;
  const teamIds = teamsWhere(directory, actor.personId, "seeCitizenCases", localDate(now));
  const all = await casesOf(errand, teamIds);
  const counts = Object.fromEntries(
    caseViews.map((view) => [view, all.filter((one) => isIn(view, one)).length]),
  ) as Record<CaseView, number>;
  const show =
    filter.show === "start" ? (caseViews.find((view) => view !== "dated" && counts[view] > 0) ?? "all") : filter.show;
  const isWanted = wanted(errand, filter);
  const found = all.filter((one) => isIn(show, one) && isWanted(one));
  if (show === "due" || show === "dated") found.sort(byDate);
  const named = new Map(all.map(({ citizenCase, teamName }) => [citizenCase.teamId, teamName]));
  return {
    cases: found.slice(from, from + limit),
    found: found.length,
    show,
    counts,
    teams: [...named].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, "da")),
    usual: usualIn(all.map(({ citizenCase }) => citizenCase)),
  };
}

async function casesOf({ store, actor, directory, now }: Errand, teamIds: string[]): Promise<CitizenCaseView[]> {
  if (teamIds.length === 0) return [];
  const asked = { where: { teamId: teamIds }, order: { field: "updatedAt", descending: true } } as const;
  return Array.fromAsync(queryAll(store, actor.tenantId, "citizenCase", asked), ({ value }) => {
    const citizenCase = asOfToday(value);
    const { teamId, solutionId } = citizenCase;
    return {
      citizenCase,
      isDue: isToFollowUp(citizenCase, localDate(now)),
      teamName: directory.teams.get(teamId)?.name ?? teamId,
      solutionName: solutionId === null ? null : solutionName(directory, solutionId, teamId),
    };
  });
}

function isIn(view: CaseView, { citizenCase, isDue }: CitizenCaseView): boolean {
  if (view === "due") return isDue;
  if (view === "dated") return isDue || citizenCase.followUpOn !== null;
  return view === "all" || citizenCase.outcome === "open";
}

const dateOf = ({ citizenCase }: CitizenCaseView) => citizenCase.followUpOn ?? citizenCase.dueOn ?? "";
const byDate = (a: CitizenCaseView, b: CitizenCaseView) => (dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : 0);

function wanted(errand: Errand, { teamId, solutionId, group, words = "", id }: CaseFilter) {
  const { vocabulary } = wordsFor(errand).tab;
  const sought = words
    .toLocaleLowerCase("da")
    .split(/\s+/u)
    .filter((word) => word !== "");
  const read = ({ citizenCase, teamName, solutionName: name }: CitizenCaseView) =>
    [
      teamName,
      name,
      citizenCase.note,
      ...citizenCase.reasons.map((one) => vocabulary.citizenReason[one]),
      ...groupsOf(citizenCase).map((one) => vocabulary.citizenReasonGroup[one]),
      ...citizenCase.instead.map((one) => vocabulary.citizenAlternative[one]),
      vocabulary.citizenOutcome[citizenCase.outcome],
    ]
      .join(" ")
      .toLocaleLowerCase("da");
  return (one: CitizenCaseView): boolean => {
    const { citizenCase } = one;
    const isAbout =
      (id === undefined || citizenCase.id === id) &&
      (teamId === undefined || citizenCase.teamId === teamId) &&
      (solutionId === undefined || citizenCase.solutionId === solutionId) &&
      (group === undefined || groupsOf(citizenCase).includes(group));
    if (!isAbout) return false;
    const text = sought.length === 0 ? "" : read(one);
    return sought.every((word) => text.includes(word));
  };
}
