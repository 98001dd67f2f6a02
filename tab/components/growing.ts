import { useEffect, useState } from "react";

/**
 * The first items at once and the rest a piece at a time, so that a long list never holds up the page.
 * It begins again when `order` changes: to draw anew in pieces is lighter than to move everything in one go.
 */
export function useGrowing<T>(items: T[], step: number, order: string): T[] {
  const [grown, setGrown] = useState({ order, count: step });
  const count = grown.order === order ? grown.count : step;
  const isWhole = count >= items.length;
  useEffect(() => {
    if (isWhole) return;
    const timer = setTimeout(() => setGrown({ order, count: count + step }));
    return () => clearTimeout(timer);
  }, [order, count, isWhole, step]);
  return isWhole ? items : items.slice(0, count);
}
