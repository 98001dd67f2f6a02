interface WeekBarsProps {
  /** 0–1 per week, null for a week without a figure, and a dot for one in which nothing was asked. */
  values: readonly (number | "notAsked" | null)[];
  /** Where the question got other words: a line in front of the bar with this index. */
  breaks?: readonly number[];
  className?: string;
}

const unit = 4;
const gap = 1;
const height = 20;
/** Nothing at all is a line, so that it is not taken for a week without a figure. */
const nothing = 0.8;
const dot = 2;

/** One small bar a week from zero to full use, the same in all of them, drawn as a single path so that a table can hold a thousand of them. Says nothing aloud. */
export function WeekBars({ values, breaks = [], className = "week-bars" }: WeekBarsProps) {
  const width = values.length * (unit + gap) - gap;
  const path = values.map((value, index) => bar(value, index)).join("");
  return (
    <svg className={className} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path} fill="currentColor" />
      {breaks.map((index) => (
        <path key={index} d={`M${index * (unit + gap) - gap / 2} 0v${height}`} className="week-break" />
      ))}
    </svg>
  );
}

function bar(value: number | "notAsked" | null, index: number): string {
  if (value === null) return "";
  if (value === "notAsked") {
    const left = index * (unit + gap) + (unit - dot) / 2;
    return `M${left} ${(height + dot) / 2}v-${dot}h${dot}v${dot}z`;
  }
  const tall = Math.max(nothing, value * height);
  return `M${index * (unit + gap)} ${height}v-${tall.toFixed(1)}h${unit}v${tall.toFixed(1)}z`;
}
