import type { Card } from "../channel.ts";
import type { Text } from "../text/text.ts";
import { card, choiceSet, execute, heading, notice, paragraph, subtle } from "./card.ts";
import { fittingChoices } from "./fitting.ts";

export interface ChannelCardView {
  /** An area id, `*`, or null while nobody has chosen. */
  scope: string | null;
  areas: readonly { id: string; name: string }[];
  municipality: string;
}

const choicesBytes = 22 * 1024;

/** Offers a channel for what is in the way. */
export function channelOfferCard(view: ChannelCardView, text: Text, error?: string): Card {
  const { channel } = text.loop;
  const all = [
    { title: channel.everything(view.municipality), value: "*" },
    ...view.areas.map(({ id, name }) => ({ title: name, value: id })),
  ];
  const { choices, isCut } = fittingChoices(all, choicesBytes);
  return card(
    [
      heading(channel.title),
      paragraph(channel.intro),
      notice(error),
      choiceSet("scope", channel.choose, choices, {
        value: view.scope ?? "*",
        required: text.barrier.chooseRequired,
      }),
      isCut ? subtle(channel.more) : null,
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
