import type { Instant } from "../organisation.ts";

/** Hours from one instant to another. */
export function hoursBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / 3_600_000;
}

/** Rounded to whole numbers; of an even number of values the mean of the middle two; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const pair = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return Math.round(pair.reduce((sum, value) => sum + value, 0) / pair.length);
}
