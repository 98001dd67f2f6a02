import type { TextChange } from "../rewriting.ts";
import type { Barrier, BarrierEvent } from "./barrier.ts";

/** Where a barrier has a text: what it means in everyday life, or what came with a step, by its place in the timeline. */
export type BarrierTextPlace = "consequence" | number;

/** A text and the id of whoever wrote it. */
export interface WrittenText {
  text: string | null;
  by: string;
}

/** What is written there; null where nobody writes, and for the words of a trial, which are put right at the trial. */
export function barrierText(barrier: Barrier, place: BarrierTextPlace): WrittenText | null {
  if (place === "consequence") {
    const described = barrier.events.findLast(({ did }) => did === "described");
    return { text: barrier.consequence, by: described?.by ?? barrier.reportedBy };
  }
  const event = barrier.events[place];
  if (event === undefined || isOfTrial(event)) return null;
  const isWritten = event.text !== undefined || wasRewritten(barrier, place);
  return isWritten ? { text: event.text ?? null, by: event.by } : null;
}

/** What a step says of a trial is the trial's own words. */
function isOfTrial({ ref, did }: BarrierEvent): boolean {
  return ref !== undefined && did !== "assigned" && did !== "linked";
}

function wasRewritten(barrier: Barrier, place: number): boolean {
  return barrier.events.some(({ as, of }) => as !== undefined && of === place);
}

/** Every place that has a text now. */
export function barrierTextPlaces(barrier: Barrier): BarrierTextPlace[] {
  const steps = barrier.events.flatMap((_, index) => (barrierText(barrier, index)?.text == null ? [] : [index]));
  return barrier.consequence === null ? steps : ["consequence", ...steps];
}

/** The barrier with another text there, or none (null), and the step that says so. */
export function withBarrierText(
  barrier: Barrier,
  place: BarrierTextPlace,
  text: string | null,
  change: TextChange,
): Barrier {
  const isWhole = place === "consequence";
  const events = barrier.events.map((event, index) => (index === place ? withWords(event, text) : event));
  const recorded: BarrierEvent = { ...change, ...(isWhole ? {} : { of: place }) };
  return {
    ...barrier,
    consequence: isWhole ? text : barrier.consequence,
    updatedAt: change.at,
    events: [...events, recorded],
  };
}

function withWords({ text: _, ...event }: BarrierEvent, text: string | null): BarrierEvent {
  return text === null ? event : { ...event, text };
}

/** The place of the step of another barrier that carries the very text of this one's step, as when several were solved together; undefined for none. */
export function sameStep(event: BarrierEvent, other: Barrier): number | undefined {
  const found = other.events.findIndex(
    ({ at, by, did, text }) => at === event.at && by === event.by && did === event.did && text === event.text,
  );
  return found < 0 || event.text === undefined ? undefined : found;
}

/** The barrier with a trial's text as the trial has it now (null: none); the very same barrier when it does not carry that text. */
export function withTrialWords(
  barrier: Barrier,
  trial: { id: string; before: string },
  text: string | null,
  change: TextChange,
): Barrier {
  const places = barrier.events.flatMap(({ ref, text: said }, index) =>
    ref === trial.id && said === trial.before ? [index] : [],
  );
  return places.reduce((changed, place) => withBarrierText(changed, place, text, change), barrier);
}
