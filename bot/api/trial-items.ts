import { isAboutCitizens, trialTexts, trialWeeks } from "../domain/trial.ts";
import { trialRewriter } from "../use-cases/rewriting/rewrite-trial-text.ts";
import type { TrialEntry } from "../use-cases/trial/list-trials.ts";
import { mayRunTrial } from "../use-cases/trial/run-trial.ts";
import { withoutNames } from "../use-cases/trial/share-trial.ts";
import type { Call } from "./call.ts";
import type { TrialItem } from "./contract.ts";
import { textChangeItem } from "./texts.ts";

/** A trial as the person may see it: from elsewhere it comes without team, person or date. */
export function trialItem({ directory, person, today }: Call, { trial, isOwn }: TrialEntry): TrialItem {
  const { id, solutionId, citizenReason, state, worked, shareable } = trial;
  const { what, hope, learned, sideGains } = isOwn ? trial : withoutNames(directory, trial);
  const about = { solutionId, citizenReason, isAboutCitizens: isAboutCitizens(trial) };
  const base = { id, isOwn, what, ...about, hope, state, learned, worked, sideGains, shareable };
  const weeks = trialWeeks(trial);
  if (!isOwn) {
    const nowhere = {
      teams: [],
      barrierId: null,
      from: null,
      to: null,
      progress: [],
      startedBy: null,
      consequences: null,
      duty: null,
      heard: null,
      overlooked: null,
      mayChange: false,
      rewritable: [],
      rewritten: [],
    };
    return { ...base, weeks, ...nowhere };
  }
  const {
    teamIds,
    barrierId,
    from,
    to,
    progress,
    consequences = null,
    duty = null,
    heard = null,
    overlooked = null,
  } = trial;
  const name = directory.people.get(trial.createdBy)?.name ?? "";
  return {
    ...base,
    weeks,
    barrierId,
    from,
    to,
    progress,
    consequences,
    duty,
    heard,
    overlooked,
    teams: teamIds.map((team) => ({ id: team, name: directory.teams.get(team)?.name ?? team })),
    startedBy: { id: trial.createdBy, name },
    mayChange: mayRunTrial(directory, person.id, trial, today),
    rewritable: trialRewriter(directory, person.id, trial, today) === null ? [] : trialTexts.filter((of) => trial[of]),
    rewritten: (trial.rewritten ?? []).map((change) => ({ ...textChangeItem(change), of: change.of })),
  };
}
