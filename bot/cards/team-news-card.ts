import type { Card } from "../channel.ts";
import type { BarrierStory } from "../domain/barrier/barrier-story.ts";
import type { Text } from "../text/text.ts";
import { bullets, card, execute, heading, paragraph } from "./card.ts";
import { type StandsIn, standInLine } from "./check-in-card.ts";
import { teamBarrierSummary } from "./team-barrier-card.ts";

/** Several things that are new at once, with a way to each; what is shown leads back here. */
export function teamNewsCard(
  stories: readonly BarrierStory[],
  { text, standsIn = null }: { text: Text; standsIn?: StandsIn },
): Card {
  const { team } = text.loop;
  const ids = stories.map(({ barrier }) => barrier.id);
  return card(
    [
      heading(team.newsTitle(stories.length)),
      standInLine(standsIn, text),
      paragraph(team.newsIntro),
      bullets(stories.map((story) => `${teamBarrierSummary(story, text)} (${story.teamName})`)),
    ],
    stories.map(({ barrier, solutionName }) =>
      execute(text.meanwhile.show(solutionName), "barrier/show", { barrier: barrier.id, among: ids.join(",") }),
    ),
  );
}
