import type { UsageLevel } from "../../bot/domain/vocabulary.ts";
import "../styles/levels.css";

/** How far along each level is, in quarters; the two that say nothing about use have none. */
const quarters: Partial<Record<UsageLevel, number>> = { routine: 4, mostly: 3, sometimes: 2, rarely: 1, notStarted: 0 };

export function quartersOf(level: UsageLevel): number | undefined {
  return quarters[level];
}

/** A circle filled by quarters: the level without its colour. Always beside the words. */
export function LevelSymbol({ level }: { level: UsageLevel }) {
  return <span className={`level-symbol symbol-${level}`} aria-hidden="true" />;
}
