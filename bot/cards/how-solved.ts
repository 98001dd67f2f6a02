import { whatWorked } from "../domain/barrier/barrier-lifecycle.ts";
import type { BarrierStory } from "../domain/barrier/barrier-story.ts";
import { insideSentence } from "../domain/inside-sentence.ts";
import type { Text } from "../text/text.ts";

/** What was done, in the navigator's words, else what kind of thing it was. */
export function howItWasSolved({ barrier }: Pick<BarrierStory, "barrier">, text: Text): string | null {
  const how = whatWorked(barrier) ?? (barrier.resolution === null ? null : text.resolution[barrier.resolution]);
  return how === null ? null : insideSentence(how);
}
