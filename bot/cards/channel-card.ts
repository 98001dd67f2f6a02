import type { Card } from "../channel.ts";
import type { Text } from "../text/text.ts";
import { card, choiceSet, execute, heading, paragraph, subtle } from "./card.ts";

export interface ChannelCardView {
  /** An area id, `*`, or null while nobody has chosen. */
  scope: string | null;
  areas: readonly { id: string; name: string }[];
  municipality: string;
}

/** Offers a channel for what is in the way. */
export function channelOfferCard(view: ChannelCardView, text: Text): Card {
  const { channel } = text.loop;
  const choices = [
    { title: channel.everything(view.municipality), value: "*" },
    ...view.areas.map(({ id, name }) => ({ title: name, value: id })),
  ];
  return card(
    [
      heading(channel.title),
      paragraph(channel.intro),
      choiceSet("scope", channel.choose, choices, {
        value: view.scope ?? "*",
        required: text.barrier.chooseRequired,
      }),
    ],
    [
      execute(channel.use, "channel/use", {}, { style: "positive" }),
      view.scope === null ? null : execute(channel.stop, "channel/stop", {}, { withoutInputs: true }),
    ],
  );
}

/** What the channel takes in, and who decided so. */
export function channelSetCard(view: ChannelCardView, chosenBy: string, text: Text): Card {
  const { channel } = text.loop;
  const area = view.areas.find(({ id }) => id === view.scope)?.name;
  const chosen = area === undefined ? channel.setEverywhere(view.municipality) : channel.set(area);
  return card(
    [heading(view.scope === null ? channel.stopped : chosen), subtle(channel.setBy(chosenBy))],
    [execute(channel.change, "channel/offer", {})],
  );
}
