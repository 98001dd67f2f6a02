import type { Channel } from "../../bot/channel.ts";
import type { Instant } from "../../bot/domain/organisation.ts";
import { checkInPurposes } from "../../bot/outreach/messages/check-in-messages.ts";
import { createOutreach, type Outreach } from "../../bot/outreach/outreach.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { createPace, type Pace } from "../../bot/outreach/sending/pace.ts";
import type { Store } from "../../bot/store/store.ts";

export interface TestClock {
  now: Instant;
}

/** Outreach on a clock that stands still, at twenty times the real pace, with cards that say what they are. */
export function testOutreach(
  store: Store,
  channel: Channel,
  clock: TestClock,
  overrides: Partial<Outreach> & { newPace?: () => Pace } = {},
): Outreach {
  return createOutreach({
    store,
    channel,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    clock: () => clock.now,
    purposes: checkInPurposes((purpose, view) => ({
      card: { purpose, week: view.checkIn.week, teamId: view.checkIn.teamId, state: view.checkIn.state },
      summary: purpose,
    })),
    newPace: () => createPace(20),
    random: () => 0.5,
    ...overrides,
  });
}

/** What a process that is killed has done: claimed `count` messages, due by its clock, and sent none of them. */
export async function killedAfterClaims(
  given: Store,
  channel: Channel,
  tenantId: string,
  now: Instant,
  count = 1,
): Promise<void> {
  const begun = Promise.withResolvers<void>();
  const claimed = Promise.withResolvers<void>();
  let claims = 0;
  const store: Store = {
    ...given,
    async commit(of, changes) {
      const etags = await given.commit(of, changes);
      claims += changes.filter(
        (one) => "value" in one && one.kind === "message" && one.value.state === "sending",
      ).length;
      if (claims >= count) claimed.resolve();
      return etags;
    },
  };
  const never = new Promise<never>(() => {});
  const newPace = () => ({
    ...createPace(20),
    permit() {
      begun.resolve();
      return never;
    },
  });
  void tick(testOutreach(store, channel, { now }, { newPace }), tenantId);
  await Promise.all([begun.promise, claimed.promise]);
}
