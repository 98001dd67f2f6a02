import type { Card } from "../channel.ts";
import type { BarrierStory } from "../domain/barrier/barrier-story.ts";
import type { Text } from "../text/text.ts";
import { card, heading, openUrl, paragraph, subtle } from "./card.ts";
import { whatOf } from "./navigator-card.ts";

/**
 * A barrier that has been lifted to a manager: what is in the way, why it needs them, and where it lies: `link` opens it in
 * the tab; without one the card says where to look.
 */
export function liftedCard(story: BarrierStory, text: Text, link: string | null): Card {
  const { manager } = text.loop;
  const why = story.barrier.events.findLast((event) => event.resolution === "escalated")?.text;
  const body = [
    heading(liftedSummary(story, text)),
    subtle(`${story.teamName} · ${whatOf(story, text)}`),
    story.barrier.consequence === null ? null : paragraph(story.barrier.consequence),
    why === undefined ? null : { type: "Container", style: "emphasis", items: [paragraph(why)] },
    subtle(link === null ? manager.where : manager.needsYou),
  ];
  return card(body, link === null ? [] : [openUrl(manager.open, link)]);
}

export function liftedSummary(story: BarrierStory, text: Text): string {
  return text.loop.manager.title(story.solutionName);
}
