import { addDays, localDate, localInstant } from "../domain/calendar.ts";
import { type Decision, scopesAbove } from "../domain/decision/decision.ts";
import { decidedFor, overlayOf } from "../domain/decision/overlay.ts";
import {
  type Area,
  buildDirectory,
  defaultSettings,
  type Instant,
  type Rollout,
  type Team,
} from "../domain/organisation.ts";
import { planned } from "../domain/outreach.ts";
import type { RolloutStatus } from "../domain/vocabulary.ts";
import type { Change } from "../store/store.ts";
import { enqueue } from "../use-cases/commit.ts";
import type { KindPlan } from "./plan-rows.ts";

/** What a file says of a rollout that has been decided otherwise: the decision holds, and whoever decided is asked. */
export interface Difference {
  decision: Decision;
  rollout: Rollout;
  /** The file says so for the first time. */
  isNew: boolean;
}

interface Planned {
  areas: KindPlan<"area">;
  teams: KindPlan<"team">;
  rollouts: KindPlan<"rollout">;
}

/** The rows, as an import leaves them, that differ from what has been decided, by solution and team. Nothing of a row is changed. */
export function differencesFrom(kinds: Planned, decisions: readonly Decision[]): Difference[] {
  if (decisions.length === 0) return [];
  const overlay = overlayOf(decisions);
  const directory = placesIn(kinds.areas.after, kinds.teams.after);
  const written = new Set([...kinds.rollouts.writes, ...kinds.rollouts.removals].map(({ key }) => key));
  return [...kinds.rollouts.after].flatMap(([key, rollout]) => {
    const { solutionId, teamId, status, reviewOn } = rollout;
    const decision = decidedFor(overlay, "exception", { solutionId, scopes: scopesAbove(directory, teamId) });
    const isNew = written.has(key);
    // What went long ago is no news.
    if (decision === undefined || (status === "retired" && !isNew)) return [];
    const isSame = status === decisive && (reviewOn === null || reviewOn === decision.due);
    return isSame ? [] : [{ decision, rollout, isNew }];
  });
}

const decisive: RolloutStatus = "exception";

function placesIn(areas: ReadonlyMap<string, Area>, teams: ReadonlyMap<string, Team>) {
  const parts = { people: [], solutions: [], roles: [], rollouts: [] };
  return buildDirectory({
    ...{ ...parts, settings: defaultSettings },
    areas: [...areas.values()],
    teams: [...teams.values()],
  });
}

/** Days for which the question is worth asking. */
const askDays = 14;

/** Whoever decided is asked whether it still holds, once for each import that says something new. */
export function questionsAbout(differences: readonly Difference[], now: Instant): Change[] {
  const asked = new Map(differences.filter(({ isNew }) => isNew).map(({ decision }) => [decision.id, decision]));
  return [...asked.values()].map(({ id, by, scope }) => {
    const to = { recipient: by, personId: by, subject: id, teamId: scope, week: null };
    const deadline = localInstant(addDays(localDate(now), askDays), 0);
    return enqueue(planned({ purpose: "decisionDue", ...to, deadline }, now, `file ${now}`));
  });
}
