import { useEffect, useState } from "react";

/** The first items at once and the rest a piece at a time, so that a long list never holds up the page. */
export function useGrowing<T>(items: T[], step: number): T[] {
  const [count, setCount] = useState(step);
  const isWhole = count >= items.length;
  useEffect(() => {
    if (isWhole) return;
    const timer = setTimeout(() => setCount(count + step));
    return () => clearTimeout(timer);
  }, [count, isWhole, step]);
  return isWhole ? items : items.slice(0, count);
}
