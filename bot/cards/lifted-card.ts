import type { Card } from "../channel.ts";
import type { BarrierStory } from "../domain/barrier-story.ts";
import type { Text } from "../text/text.ts";
import { card, heading, paragraph, subtle } from "./card.ts";
import { whatOf } from "./navigator-card.ts";

/** A barrier that has been lifted to a manager: what is in the way, why it needs them, and where it lies. */
export function liftedCard(story: BarrierStory, text: Text): Card {
  const { manager } = text.loop;
  const why = story.barrier.events.findLast((event) => event.resolution === "escalated")?.text;
  return card([
    heading(liftedSummary(story, text)),
    subtle(`${story.teamName} · ${whatOf(story, text)}`),
    story.barrier.consequence === null ? null : paragraph(story.barrier.consequence),
    why === undefined ? null : { type: "Container", style: "emphasis", items: [paragraph(why)] },
    subtle(manager.where),
  ]);
}

export function liftedSummary(story: BarrierStory, text: Text): string {
  return text.loop.manager.title(story.solutionName);
}
