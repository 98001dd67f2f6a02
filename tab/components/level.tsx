import type { UsageLevel } from "../../bot/domain/vocabulary.ts";
import "../styles/levels.css";

/** A circle filled by quarters: the level without its colour. Always beside the words. */
export function LevelSymbol({ level }: { level: UsageLevel }) {
  return <span className={`level-symbol symbol-${level}`} aria-hidden="true" />;
}
