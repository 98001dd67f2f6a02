import { setImmediate } from "node:timers/promises";

/** The items in slices, with a pause in between in which others get their turn: a large import holds nobody up. */
export async function* inTurns<T>(items: Iterable<T>, most = 200): AsyncGenerator<T[]> {
  let slice: T[] = [];
  for (const item of items) {
    slice.push(item);
    if (slice.length < most) continue;
    yield slice;
    slice = [];
    await setImmediate();
  }
  if (slice.length > 0) yield slice;
}
