import { weekNumber } from "../domain/calendar.ts";
import type { CheckInView } from "../domain/check-in/check-in.ts";
import type { ShownStep } from "../domain/small-step/shown-step.ts";
import type { Text } from "../text/text.ts";
import { type CardAction, type Element, execute, paragraph, strong, subtle, toggle } from "./card.ts";

// Small steps on the week's card: what is for now, and what is announced.

/** Each with what it is about; what the team has done says so. */
export function stepLines({ steps }: Pick<CheckInView, "steps">, text: Text): Element[] {
  return steps.flatMap((step, index) => [
    strong(titleOf(step, text), { spacing: "Medium", separator: index === 0 }),
    paragraph(step.text),
    ...(isForNow(step) && step.isDone ? [subtle(text.step.isDone)] : []),
  ]);
}

function titleOf({ stage, kind, solutionName, week }: ShownStep, text: Text): string {
  if (stage === "announced") return text.step.announced(weekNumber(week), solutionName);
  return kind === "task" ? text.step.now(solutionName) : text.step.news(solutionName);
}

function isForNow({ stage, kind }: ShownStep): boolean {
  return stage === "now" && kind === "task";
}

/** On the form it goes along with the answer. */
export function stepToggles(
  { steps }: Pick<CheckInView, "steps">,
  { text, values }: { text: Text; values?: Readonly<Record<string, string>> | undefined },
): Element[] {
  return steps
    .filter((step) => isForNow(step) && !step.isDone)
    .map(({ id }) => toggle(`step.${id}`, text.step.done, values?.[`step.${id}`] === "true"));
}

/** Afterwards it is a button. */
export function stepActions({ steps, checkIn, closed }: CheckInView, text: Text): CardAction[] {
  if (closed) return [];
  const { week, teamId: team } = checkIn;
  return steps
    .filter((step) => isForNow(step) && !step.isDone)
    .map(({ id }) => execute(text.step.done, "step/done", { week, team, step: id }));
}
