import type { Barrier } from "../../bot/domain/barrier/barrier.ts";
import { type Bot, mette, rasmus, startBot, tenant } from "./bot.ts";

export interface BotInChannel {
  bot: Bot;
  channel: ReturnType<Bot["inChannel"]>;
  /** A channel that Rasmus has chosen for the whole municipality, and a leader with the bot in her chat. */
  ready(): Promise<void>;
  /** Mette (unless told) reports what is in the way of skærmbesøg in her team (unless told); the id of the barrier. */
  reported(by?: typeof mette, about?: { team: string; solution: string }): Promise<string>;
  barrier(id: string): Promise<Barrier>;
}

/** The bot of a municipality, with a team in Teams in whose channel navigators may be told of barriers. */
export async function startBotInChannel(): Promise<BotInChannel> {
  const bot = await startBot();
  const channel = bot.inChannel();
  return {
    bot,
    channel,
    async ready() {
      await channel.install(rasmus);
      await channel.presses(rasmus, "channel/use", { scope: "*" });
      await bot.install(mette);
      await bot.settled();
    },
    async reported(by = mette, about = { team: "nord-dag", solution: "skaermbesoeg" }) {
      const form = crypto.randomUUID();
      await bot.presses(by, "barrier/report", { ...about, form, fresh: true });
      await bot.presses(by, "barrier/describe", {
        barrier: form,
        category: "equipment",
        detail: "connectivity",
        consequence: "Billedet fryser hos borgerne langs fjorden.",
        contact: "call",
      });
      await bot.settled();
      return form;
    },
    async barrier(id) {
      const stored = await bot.store.read(tenant, "barrier", id);
      if (stored === undefined) throw new Error("no barrier");
      return stored.value;
    },
  };
}
