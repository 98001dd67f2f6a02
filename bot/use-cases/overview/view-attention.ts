import type { Barrier } from "../../domain/barrier/barrier.ts";
import { decidesAs } from "../../domain/barrier/barrier-permissions.ts";
import { addDays, localDate, localInstant, weekOf } from "../../domain/calendar.ts";
import type { Decision } from "../../domain/decision/decision.ts";
import { type Directory, type IsoDate, type Rollout, solutionName, type Team } from "../../domain/organisation.ts";
import { summarise, weeksUntil } from "../../domain/overview.ts";
import { rolesOf } from "../../domain/permissions.ts";
import { barrierStatuses, isUnsolved, rolloutStatusFacts } from "../../domain/vocabulary.ts";
import { findWarnings, silentTeams, type Warning, warningWeeks } from "../../domain/warnings.ts";
import { OmbordError } from "../../errors.ts";
import type { Dismissal } from "../../store/documents.ts";
import { queryAllTogether, type Stored } from "../../store/store.ts";
import { maySeeDecision } from "../decision/see-decision.ts";
import type { Errand } from "../errand.ts";
import { readTeamViews } from "./read-team-views.ts";
import { visibleTeams } from "./visible-teams.ts";

export interface AttentionView {
  warnings: Warning[];
  /** Put aside by this person, with when each comes back. */
  /** Decided about, where the person manages: how, and until when it rests. */
  decided: { warning: Warning; decision: Decision }[];
  /** Whether the person is a manager, who decides. */
  mayDecide: boolean;
  dismissed: { warning: Warning; reason: string; until: IsoDate }[];
  escalated: { barrier: Barrier; team: Team; solutionName: string }[];
  silent: { team: Team; weeks: number }[];
  exceptions: { rollout: Rollout; team: Team; solutionName: string }[];
  /** Ids of the teams where something is in the way that nobody has solved yet. That it is so, not what it is. */
  troubled: string[];
}

/** What is as it should be is said again after half a year. */
const restingDays = 183;
/** Decisions have a date within three years, and are changed by whoever says what became of them. */
const furthestDays = 3 * 366;

const nothing: AttentionView = {
  warnings: [],
  decided: [],
  mayDecide: false,
  dismissed: [],
  escalated: [],
  silent: [],
  exceptions: [],
  troubled: [],
};

/**
 * What needs somebody who looks after more than their own teams: early warnings, barriers lifted to managers, teams that
 * have gone quiet and exceptions past their review date, within one area when one is named. Nothing for anybody else. Reads
 * one document per team. Throws {@link OmbordError} `notFound` for an area without a team that the person may see.
 */
export async function viewAttention(errand: Errand, areaId?: string | undefined): Promise<AttentionView> {
  const { store, actor, directory, now } = errand;
  const today = localDate(now);
  if (!looksAfterOthers(directory, actor.personId, today)) return nothing;
  const teams = visibleTeams(errand, areaId);
  if (areaId !== undefined && teams.length === 0) throw new OmbordError("notFound");
  const byId = new Map(teams.map((team) => [team.id, team]));
  const week = weekOf(now);
  const [rows, [unsolved, dismissals, decisions]] = await Promise.all([
    readTeamViews(errand, teams, weeksUntil(week, warningWeeks)),
    queryAllTogether(store, actor.tenantId, [
      { kind: "barrier", query: { where: { status: barrierStatuses.filter(isUnsolved) } } },
      { kind: "dismissal", query: {} },
      {
        kind: "decision",
        query: { range: { field: "updatedAt", from: localInstant(addDays(localDate(now), -furthestDays), 0) } },
      },
    ]),
  ]);
  const own = dismissals.map(({ value }) => value).filter(({ by }) => by === actor.personId);
  const views = rows.map(({ view }) => view);
  const solutions = [...directory.solutions.values()].filter((solution) => !solution.retired);
  const found = findWarnings(solutions, views, summarise(views, warningWeeks), week).map((warning) =>
    inArea(warning, areaId),
  );
  return {
    mayDecide: rolesOf(directory, actor.personId, today).some(({ role }) => role === "manager"),
    ...resting(found, own, decidedHere(errand, decisions), today),
    ...unsolvedBarriers(
      errand,
      unsolved.map(({ value }) => value),
      byId,
    ),
    silent: silentTeams(views).flatMap(({ teamId, weeks }) => {
      const team = byId.get(teamId);
      return team === undefined ? [] : [{ team, weeks }];
    }),
    exceptions: overdueExceptions(directory, teams, today),
  };
}

/** What is true of the teams of one area is another warning than of all of them; between named teams it is the same. */
function inArea(warning: Warning, areaId: string | undefined): Warning {
  return areaId === undefined || warning.teamIds.length > 0 ? warning : { ...warning, id: `${warning.id}@${areaId}` };
}

function looksAfterOthers(directory: Directory, personId: string, today: IsoDate): boolean {
  return rolesOf(directory, personId, today).some(({ role }) => role === "manager" || role === "navigator");
}

/** What is decided about by somebody whose decisions the person may see. */
function decidedHere(errand: Errand, decisions: readonly Stored<"decision">[]): Decision[] {
  return decisions
    .map(({ value }) => value)
    .filter((decision) => decision.about.kind === "warning" && maySeeDecision(errand, decision));
}

/** As it should be for half a year; what somebody sees to, or waits for, until its date or until it is done. */
function isResting({ kind, state, due, createdAt }: Decision, today: IsoDate): boolean {
  if (kind === "asItShouldBe") return addDays(localDate(createdAt), restingDays) > today;
  return state === "open" && due !== null && due > today;
}

function resting(found: readonly Warning[], own: readonly Dismissal[], decisions: readonly Decision[], today: IsoDate) {
  const latest = decisions.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const byWarning = new Map(latest.map((decision) => [decision.about.id, decision]));
  const decided: AttentionView["decided"] = [];
  const rest = found.filter((warning) => {
    const decision = byWarning.get(warning.id);
    if (decision === undefined || !isResting(decision, today)) return true;
    decided.push({ warning, decision });
    return false;
  });
  return { decided, ...withoutDismissed(rest, own, today) };
}

function withoutDismissed(found: readonly Warning[], dismissals: readonly Dismissal[], today: IsoDate) {
  const byWarning = new Map(dismissals.map((dismissal) => [dismissal.warningId, dismissal]));
  const dismissed: AttentionView["dismissed"] = [];
  const warnings: Warning[] = [];
  for (const warning of found) {
    const dismissal = byWarning.get(warning.id);
    if (dismissal === undefined || dismissal.until <= today) warnings.push(warning);
    else dismissed.push({ warning, reason: dismissal.reason, until: dismissal.until });
  }
  return { warnings, dismissed };
}

function unsolvedBarriers(
  { directory, actor, now }: Errand,
  unsolved: readonly Barrier[],
  teams: ReadonlyMap<string, Team>,
): Pick<AttentionView, "escalated" | "troubled"> {
  const inTeams = unsolved.flatMap((barrier) => {
    const team = teams.get(barrier.teamId);
    return team === undefined ? [] : [{ barrier, team }];
  });
  const escalated = inTeams.filter(
    ({ barrier }) => decidesAs(directory, actor.personId, barrier, localDate(now)) !== null,
  );
  return {
    escalated: escalated.map(({ barrier, team }) => {
      return { barrier, team, solutionName: solutionName(directory, barrier.solutionId, team.id) };
    }),
    troubled: [...new Set(inTeams.map(({ team }) => team.id))].sort(),
  };
}

function overdueExceptions(directory: Directory, teams: readonly Team[], today: IsoDate): AttentionView["exceptions"] {
  return teams.flatMap((team) =>
    (directory.rolloutsByTeam.get(team.id) ?? [])
      .filter(({ status, reviewOn }) => rolloutStatusFacts[status].isReviewed && reviewOn !== null && reviewOn <= today)
      .map((rollout) => ({ rollout, team, solutionName: solutionName(directory, rollout.solutionId, team.id) })),
  );
}
