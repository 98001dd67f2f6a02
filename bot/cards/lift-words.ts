import type { BarrierEvent, DecidedAs } from "../domain/barrier/barrier.ts";
import type { BarrierStory } from "../domain/barrier/barrier-story.ts";
import type { Text } from "../text/text.ts";

/** A manager with their role, as it was when they decided, before what they did: "Torben Chef, chef for Hjemmeplejen,". */
export function whoDecided(
  { names, areas }: Pick<BarrierStory, "names" | "areas">,
  { by, decidedAs: as }: { by: string; decidedAs?: DecidedAs | null | undefined },
  text: Text,
): string {
  const name = names[by] ?? text.lift.somebody;
  if (as === undefined || as === null) return name;
  const area = as.scope === "*" ? null : (areas[as.scope] ?? null);
  return text.lift.by(name, area, as.standIn === true);
}

/** What a step in the life of a lift says to the team and to whoever helps; null for any other step. */
export function liftSentence(story: BarrierStory, event: BarrierEvent, text: Text): string | null {
  const { told } = text.lift;
  const who = whoDecided(story, event, text);
  switch (event.lift) {
    case undefined:
      return null;
    case "waiting":
      return told.waiting(who, text.date(event.until ?? ""));
    case "answered":
      return told.answered(whoDecided(story, askerOf(story, event), text));
    case "reminded":
    case "returned":
      return told[event.lift];
    default:
      return told[event.lift](who);
  }
}

/** The question of a manager that was answered. */
function askerOf({ barrier }: BarrierStory, answer: BarrierEvent): BarrierEvent {
  const before = barrier.events.slice(0, barrier.events.indexOf(answer));
  return before.findLast(({ lift }) => lift === "asked") ?? answer;
}

/** Who does what has been decided, and by when. */
export function liftFacts(story: BarrierStory, event: BarrierEvent, text: Text): [string, string | null][] {
  if (event.lift !== "doing") return [];
  const { told } = text.lift;
  return [
    [told.doer, event.ref === undefined ? null : (story.names[event.ref] ?? null)],
    [told.until, event.until === undefined ? null : text.date(event.until)],
  ];
}

/** The last step that a manager or the clock took about the lift, when nothing else has happened to the barrier since. */
export function lastLiftStep({ barrier }: BarrierStory): BarrierEvent | null {
  const last = barrier.events.findLast(({ did, status }) => status !== undefined || did === "lift");
  return last?.lift === undefined ? null : last;
}
