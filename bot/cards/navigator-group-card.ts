import type { Card } from "../channel.ts";
import { isOpen } from "../domain/barrier/barrier.ts";
import type { BarrierStory } from "../domain/barrier/barrier-story.ts";
import type { Text } from "../text/text.ts";
import { bullets, type CardAction, card, choiceSet, execute, heading, paragraph, subtle } from "./card.ts";
import { barrierTitle, joined, nameIn } from "./navigator-card.ts";

/** Several new barriers that came at once, as one card; whoever takes one gets a card of its own for it. */
export function navigatorGroupCard(
  stories: readonly BarrierStory[],
  text: Text,
  { isManyTaken = false }: { isManyTaken?: boolean } = {},
): Card {
  const { navigator } = text.loop;
  const free = stories.filter(({ barrier }) => barrier.assignedTo === null && isOpen(barrier));
  const listed = stories.slice(0, mostListed);
  const lines = listed.map((story, index) => {
    const { status, consequence } = story.barrier;
    const who = nameIn(story, story.barrier.assignedTo, "");
    const means = consequence === null ? "" : ` – ${joined([consequence])}`;
    const shown = `${navigator.groupNumber(index + 1)} · ${barrierTitle(story, text)}${means} – `;
    return [shown, { bold: who === "" ? text.barrierStatus[status] : who }];
  });
  // What can be ticked is read as Markdown by every client: it holds our own words only, and the number of its line.
  const choices = listed.flatMap((story, index) => {
    const { id, detail } = story.barrier;
    const what = detail === null ? "" : `: ${text.detail[detail]}`;
    return free.includes(story) ? [{ title: navigator.groupNumber(index + 1) + what, value: id }] : [];
  });
  return card(
    [
      heading(navigator.groupTitle(stories.length)),
      subtle(navigator.groupIntro),
      bullets(lines),
      isManyTaken ? paragraph(navigator.groupMine) : null,
      choices.length === 0
        ? subtle(navigator.groupNone)
        : choiceSet("barrier", navigator.groupChoose, choices, {
            many: true,
            required: text.barrier.chooseRequired,
            placeholder: text.common.choose,
          }),
    ],
    choices.length === 0 ? [] : groupActions(free, text),
  );
}

/** Those that are chosen, or all at once: the card's own list says which. */
function groupActions(free: readonly BarrierStory[], { loop: { navigator } }: Text): CardAction[] {
  const all = free.slice(0, mostListed).map(({ barrier }) => barrier.id);
  if (all.length === 1)
    return [execute(navigator.take, "barrier/takeOne", { all: all.join(",") }, { style: "positive" })];
  return [
    execute(navigator.takeChosen, "barrier/takeOne", {}, { style: "positive" }),
    execute(navigator.takeAll(all.length), "barrier/takeOne", { all: all.join(",") }, { withoutInputs: true }),
  ];
}

const mostListed = 40;
