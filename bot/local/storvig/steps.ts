import { v7 as uuid } from "uuid";
import { addWeeks, localDate, localInstant, mondayOf } from "../../domain/calendar.ts";
import type { Instant, IsoWeek } from "../../domain/organisation.ts";
import { holdersOf } from "../../domain/permissions.ts";
import type { Store } from "../../store/store.ts";
import { loadDirectory } from "../../use-cases/load-directory.ts";
import { markStep, sendStep } from "../../use-cases/small-step/small-steps.ts";

const announced = [
  {
    solutionId: "skaermbesoeg",
    text: "Hold ét af torsdagens besøg på skærm, og sig på mødet, hvordan det gik.",
    in: 0,
  },
  { solutionId: "laase", text: "Tag de gamle nøgler ud af skabet, dem I ikke har brugt i en måned.", in: 2 },
] as const;
/** Every so many of the teams have done the one that is for now. */
const doneEvery = 3;

/** What navigators have sent to the teams: one for this week, which some have done, and one that is announced. */
export async function sendSmallSteps(
  { store, tenantId, now }: { store: Store; tenantId: string; now: Instant },
  thisWeek: IsoWeek,
): Promise<void> {
  const directory = await loadDirectory(store, tenantId);
  for (const { solutionId, text, in: weeks } of announced) {
    const week = addWeeks(thisWeek, weeks);
    const at = localInstant(mondayOf(addWeeks(week, -2)), 10);
    const [personId] = holdersOf(directory, "navigator", ["*", ...directory.areas.keys()], localDate(at));
    if (personId === undefined || at > now) continue;
    const errand = { store, actor: { tenantId, personId }, directory, now: at };
    // The same municipality at the same moment.
    const id = uuid({ msecs: Date.parse(at), random: new Uint8Array(16).fill(weeks + 1), seq: 0 });
    const { step, teams } = await sendStep(errand, { id, solutionId, kind: "task", text, week });
    if (weeks > 0) continue;
    for (const [index, { id }] of teams.entries()) {
      const [leader] = index % doneEvery === 0 ? holdersOf(directory, "leader", [id], localDate(now)) : [];
      if (leader === undefined) continue;
      await markStep(
        { ...errand, actor: { tenantId, personId: leader }, now },
        { id: step.id, teamId: id, isDone: true },
      );
    }
  }
}
