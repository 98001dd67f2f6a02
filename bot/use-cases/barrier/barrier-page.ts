import type { TrialIdea } from "../../cards/navigator-card.ts";
import type { Barrier } from "../../domain/barrier/barrier.ts";
import { mayActOn } from "../../domain/barrier/barrier-permissions.ts";
import type { BarrierStory } from "../../domain/barrier/barrier-story.ts";
import { localDate } from "../../domain/calendar.ts";
import { may, navigatorsOf } from "../../domain/permissions.ts";
import type { Trial } from "../../domain/trial.ts";
import type { Errand } from "../errand.ts";
import { maySeeTrial } from "../trial/run-trial.ts";
import { tellStory } from "./barrier-story.ts";
import type { Surroundings } from "./surroundings.ts";

/** One barrier on its own page. */
export interface BarrierPage {
  story: BarrierStory;
  ideas: TrialIdea[];
  trials: Trial[];
  /** The ids of those whom the person may give it to. */
  assignable: string[];
  /** Of how many teams it is, with those that are linked to it or to the same. */
  teams: number;
}

function familyOf(barrier: Barrier, { linked, others }: Surroundings): Barrier[] {
  const root = others.filter(({ id }) => id === barrier.sameAs);
  return [barrier, ...root, ...linked.map(({ value }) => value)];
}

/** A barrier that the person may see, with what they may see around it. */
export function barrierPage({ directory, actor, now }: Errand, barrier: Barrier, around: Surroundings): BarrierPage {
  const { personId } = actor;
  const today = localDate(now);
  const isVisible = (teamId: string) => may(directory, personId, "seeBarriers", teamId, today);
  return {
    ...tellStory(directory, barrier, around, isVisible),
    teams: new Set(familyOf(barrier, around).map(({ teamId }) => teamId)).size,
    trials: around.trials.filter((trial) => maySeeTrial(directory, personId, trial, today)),
    assignable: mayActOn(directory, personId, "assign", barrier, today)
      ? navigatorsOf(directory, barrier.teamId, today)
      : [],
  };
}
