import type { Channel } from "../../bot/channel.ts";
import type { Instant } from "../../bot/domain/organisation.ts";
import { checkInPurposes } from "../../bot/outreach/check-in-messages.ts";
import { createOutreach, type Outreach } from "../../bot/outreach/outreach.ts";
import { createPace, type Pace } from "../../bot/outreach/pace.ts";
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
