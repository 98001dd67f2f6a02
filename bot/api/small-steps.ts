import { z } from "zod";
import { mondayOf } from "../domain/calendar.ts";
import { teamNow } from "../domain/organisation.ts";
import { OmbordError } from "../errors.ts";
import { markStep, type SeenStep, sendStep, takeStepBack, viewSteps } from "../use-cases/small-step/small-steps.ts";
import { personRef } from "./barrier-items.ts";
import type { Call } from "./call.ts";
import {
  newSmallStep,
  type SmallStepItem,
  type SmallStepMark,
  type SmallStepsAnswer,
  smallStepChange,
  smallStepMark,
} from "./contract/small-steps.ts";
import { id } from "./contract/values.ts";

export async function getSmallSteps(call: Call): Promise<SmallStepsAnswer> {
  const { steps, choices } = await viewSteps(call.errand);
  return { items: steps.map((step) => stepItem(call, step)), ...choices };
}

export async function postSmallStep(call: Call): Promise<SmallStepItem> {
  const { solution: solutionId, area: areaId, ...given } = newSmallStep.parse(call.body);
  return stepItem(call, await sendStep(call.errand, { ...given, solutionId, areaId }));
}

/** Answers with all of them as they are then. */
export async function patchSmallStep(call: Call): Promise<SmallStepsAnswer> {
  const key = stepId(call);
  smallStepChange.parse(call.body);
  await takeStepBack(call.errand, key);
  call.deps.deliverSoon?.(call.tenantId);
  return getSmallSteps(call);
}

export async function putSmallStepMark(call: Call): Promise<SmallStepMark> {
  const { isDone } = smallStepMark.parse(call.body);
  const teamId = teamNow(call.directory, id.parse(call.params.team));
  await markStep(call.errand, { id: stepId(call), teamId, isDone });
  return { isDone };
}

/** What cannot be an id answers like what does not exist. */
function stepId({ params }: Call): string {
  const parsed = z.uuid().safeParse(params.id);
  if (!parsed.success) throw new OmbordError("notFound");
  return parsed.data;
}

function stepItem({ directory }: Call, seen: SeenStep): SmallStepItem {
  const { id: key, kind, text, week, by } = seen.step;
  const { solutionName, places, teams, isOver, mayTakeBack } = seen;
  return {
    ...{ id: key, kind, solutionName, places, text: text ?? "", week, monday: mondayOf(week) },
    ...{ by: personRef(directory, by), teams, isOver, mayTakeBack },
  };
}
