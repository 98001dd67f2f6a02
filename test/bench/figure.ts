export interface BenchOptions {
  /** Measurements of each case; the table holds their median. */
  rounds: number;
  /** A quick look that proves nothing. */
  short: boolean;
}

/** A benchmark; loaded only when it runs. */
export type Bench = (options: BenchOptions) => Promise<Figure[]>;

/** One measured number with what it is compared to and what was wanted. */
export interface Figure {
  bench: string;
  case: string;
  unit: string;
  ours: number;
  /** The same for a peer that does less, measured in turns with ours; null where there is nothing to compare with. */
  peer: number | null;
  /** ours / peer. */
  ratio: number | null;
  /** Such as `≥ 1.5`; of the ratio where there is a peer, else of our own number. Null for what is only reported. */
  wanted: string | null;
  met: boolean | null;
}

export type Wanted = readonly ["≤" | "≥", number];

/** The numbers of all rounds, in the order in which they were measured. */
export interface Rounds {
  ours: readonly number[];
  peer?: readonly number[];
}

/**
 * Medians of the rounds. The ratio is the median of each round's own ratio: ours and peer of a round are measured within
 * seconds of each other, so that a machine that grows slower takes both along.
 */
export function figure(bench: string, name: string, unit: string, rounds: Rounds, wanted?: Wanted): Figure {
  const { ours, peer } = rounds;
  const ratio = peer === undefined ? null : median(ours.map((value, round) => value / (peer[round] ?? Number.NaN)));
  const compared = ratio ?? median(ours);
  return {
    bench,
    case: name,
    unit,
    ours: median(ours),
    peer: peer === undefined ? null : median(peer),
    ratio,
    wanted: wanted === undefined ? null : wanted.join(" "),
    met: wanted === undefined ? null : wanted[0] === "≤" ? compared <= wanted[1] : compared >= wanted[1],
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value below which so many percent lie (nearest rank). */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** A table in Markdown, for the terminal and for docs/benchmarks.md. */
export function table(figures: readonly Figure[]): string {
  const head = ["bench", "case", "unit", "ours", "peer", "ratio", "wanted", ""];
  const rows = figures.map((one) => [
    one.bench,
    one.case,
    one.unit,
    short(one.ours),
    one.peer === null ? "–" : short(one.peer),
    one.ratio === null ? "–" : one.ratio.toFixed(2),
    one.wanted ?? "–",
    one.met === null ? "" : one.met ? "met" : "short",
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

function short(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en");
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
