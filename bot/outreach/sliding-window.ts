/** So many requests in any stretch of so many milliseconds. */
export interface Limit {
  count: number;
  ms: number;
}

/** What counts for some limits: places that are taken and not yet used, and when the latest requests left. */
export interface Places {
  taken: number;
  leftAtMs: number[];
}

export function noPlaces(): Places {
  return { taken: 0, leftAtMs: [] };
}

/** When the limits have room for one more; Infinity as long as only a place that is taken can make it. */
export function readyAtMs({ taken, leftAtMs }: Places, limits: readonly Limit[]): number {
  let ready = Number.NEGATIVE_INFINITY;
  for (const { count, ms } of limits) {
    if (taken >= count) return Number.POSITIVE_INFINITY;
    const inTheWay = leftAtMs[leftAtMs.length - (count - taken)];
    if (inTheWay !== undefined) ready = Math.max(ready, inTheWay + ms);
  }
  return ready;
}

/** Gives a taken place back. What has left counts from that moment on, until no limit looks at it any more. */
export function giveBack(places: Places, limits: readonly Limit[], leftAtMs: number | null): void {
  places.taken -= 1;
  if (leftAtMs === null) return;
  const later = places.leftAtMs.findLastIndex((at) => at <= leftAtMs) + 1;
  places.leftAtMs.splice(later, 0, leftAtMs);
  const most = Math.max(...limits.map(({ count }) => count));
  if (places.leftAtMs.length > most) places.leftAtMs.shift();
}

/** Whether none of it matters to any limit, so that it can be forgotten. */
export function isAtRest({ taken, leftAtMs }: Places, limits: readonly Limit[], nowMs: number): boolean {
  const last = leftAtMs.at(-1);
  return taken === 0 && (last === undefined || limits.every(({ ms }) => last + ms <= nowMs));
}
