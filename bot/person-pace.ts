import { LRUCache } from "lru-cache";
import { OmbordError } from "./errors.ts";

/** A person may ask for twenty things at once, and for five a second after that, of the bot and of the API together. */
const pace: PersonPaceRules = { burst: 20, perSecond: 5 };
/** Of more people than this, whoever has asked for nothing for the longest time begins anew. */
const mostRemembered = 10_000;

export interface PersonPaceRules {
  burst: number;
  perSecond: number;
}

/** How much each person has asked for lately, in this process. */
export interface PersonPace {
  /**
   * Takes note of one more thing that the person asks for. Throws `tooMany` when it is one too many; its details say whether
   * it is the `first` since the last that was not, for there is no use in saying so a thousand times.
   */
  keep(tenantId: string, person: string): void;
}

/** A bucket of what may still be asked at once, which fills up with time. */
interface Bucket {
  left: number;
  /** Milliseconds of the clock that it was filled at. */
  at: number;
  isRefusing: boolean;
}

/** The one place that holds people to their pace. `clock` gives milliseconds that never go back. */
export function createPersonPace(
  rules: PersonPaceRules = pace,
  clock: () => number = performance.now.bind(performance),
): PersonPace {
  const buckets = new LRUCache<string, Bucket>({ max: mostRemembered });
  return {
    keep(tenantId, person) {
      const who = `${tenantId}:${person}`;
      const now = clock();
      const { left, at, isRefusing } = buckets.get(who) ?? { left: rules.burst, at: now, isRefusing: false };
      const filled = Math.min(rules.burst, left + ((now - at) / 1000) * rules.perSecond);
      const isRefused = filled < 1;
      buckets.set(who, { left: isRefused ? filled : filled - 1, at: now, isRefusing: isRefused });
      if (isRefused) throw new OmbordError("tooMany", "tooMany", { first: isRefusing ? 0 : 1 });
    },
  };
}
