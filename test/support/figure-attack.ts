import loadHighs from "highs";
import type { CountedCase, Published } from "../../bot/domain/citizen/publication.ts";
import { groupsOf } from "../../bot/domain/citizen-case.ts";
import { areaPath, type Directory } from "../../bot/domain/organisation.ts";
import {
  type CitizenAlternativeGroup,
  type CitizenOutcome,
  type CitizenReasonGroup,
  citizenAlternativeGroupIds,
  citizenAlternativeGroups,
  citizenOutcomes,
  citizenReasonGroupIds,
} from "../../bot/domain/vocabulary.ts";

// What can be worked out from everything that is published, by somebody who reads all of it (several managers together) and
// knows the cases of some teams one by one. Every figure that is not published is bounded from below and above by linear
// programming (HiGHS). Teams of one area that the reader knows nothing of cannot be told apart, so they are one class.

// Its types are written for `require`, where the function is the module.
const highs = await (loadHighs as unknown as typeof loadHighs.default)();

type Parts = Map<number, number>;
interface Cell {
  name: string;
  parts: Parts;
}

/** A hidden figure that is known too well. */
export interface Finding {
  cell: string;
  from: number;
  to: number;
}

export interface Attack {
  directory: Directory;
  cases: readonly CountedCase[];
  published: readonly Published[];
  /** The teams whose cases the reader knows. */
  own: ReadonlySet<string>;
  limit: number;
  /** At most so many figures are tried, drawn by lot; all of them unless told. */
  most?: { cells: number; random: () => number };
  /** One finding is enough. */
  stopsAtFirst?: boolean;
}

/** How often each variable of the model occurs in the others' cases: the truth, which the reader does not have. */
type Model = ReturnType<typeof variablesOf>;

/** What was tried, and what was found too well known. */
export interface Outcome {
  cells: number;
  /** Linear programs that were solved. */
  programs: number;
  findings: Finding[];
  /** The least upper bound of a figure, and the narrowest range of one that may be below the limit. */
  leastUpper: number;
  narrowest: number;
}

/** No figure in what is tried is nearly as large; it keeps every program bounded. */
const ceiling = 100_000;

/** Everything that is bounded too closely. */
export function attack(given: Attack): Outcome {
  const model = variablesOf(given);
  const infinity = Number.POSITIVE_INFINITY;
  const outcome: Outcome = { cells: 0, programs: 0, findings: [], leastUpper: infinity, narrowest: infinity };
  if (model.classes.length === 0) return outcome;
  return highs.withModel({ format: "lp", data: "Minimize\n obj: 0\nSubject To\nEnd\n" }, (lp) => {
    lp.options.set({ output_flag: false });
    for (let column = 0; column < model.size; column++) lp.addVar(0, ceiling);
    const row = (parts: Parts, from: number, to: number) =>
      lp.addRow(from, to, { indices: [...parts.keys()], values: [...parts.values()] });
    for (const [parts, from, to] of structure(model)) row(parts, from, to);
    for (const { parts, value } of known(given, model)) row(parts, value, value);
    const worlds = new Worlds();
    const bound = (parts: Parts, sense: 1 | -1) => {
      for (const [column, times] of parts) lp.changeColCost(column, sense * times);
      lp.run();
      outcome.programs += 1;
      if (lp.getModelStatus() !== highs.constants.modelStatus.optimal)
        throw new Error("what is known contradicts itself");
      const value = sense * lp.getObjectiveValue();
      worlds.add(lp.getSolution().colValue);
      for (const column of parts.keys()) lp.changeColCost(column, 0);
      return value;
    };
    for (const { name, parts } of drawn(cellsOf(given, model), given.most)) {
      outcome.cells += 1;
      if (worlds.isOpen(parts, given.limit)) continue;
      const to = bound(parts, -1);
      outcome.leastUpper = Math.min(outcome.leastUpper, to);
      if (worlds.isOpen(parts, given.limit)) continue;
      const from = bound(parts, 1);
      if (from < given.limit - 1e-6) outcome.narrowest = Math.min(outcome.narrowest, to - from);
      const isClose = to < given.limit - 1e-6 || (to - from < given.limit - 1e-6 && from < given.limit - 1e-6);
      if (isClose) outcome.findings.push({ cell: name, from, to });
      if (isClose && given.stopsAtFirst) break;
    }
    return outcome;
  });
}

/**
 * Worlds that fit all that is known, as the programs found them, and the middle of them, which fits too: a figure that
 * differs enough between two of them needs no program of its own.
 */
class Worlds {
  readonly #found: Float64Array[] = [];
  #sum: Float64Array | undefined;

  add(world: ArrayLike<number>): void {
    const one = Float64Array.from(world);
    this.#found.push(one);
    this.#sum = this.#sum?.map((value, column) => value + (one[column] ?? 0)) ?? one.slice();
  }

  /** Whether one world has the limit at least of it, and another so much less, or one twice the limit. */
  isOpen(parts: Parts, limit: number): boolean {
    const all = this.#sum === undefined ? 0 : sumOf(parts, this.#sum) / this.#found.length;
    if (all >= 2 * limit) return true;
    let most = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const world of this.#found) {
      const value = sumOf(parts, world);
      most = Math.max(most, value);
      least = Math.min(least, value);
      if (most >= 2 * limit || (most >= limit && most - least >= limit)) return true;
    }
    return false;
  }
}

function sumOf(parts: Parts, world: Float64Array): number {
  let sum = 0;
  for (const [column, times] of parts) sum += times * (world[column] ?? 0);
  return sum;
}

function drawn(cells: Cell[], most: Attack["most"]): Cell[] {
  if (most === undefined) return cells;
  const { random } = most;
  return cells
    .map((cell) => ({ cell, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, most.cells)
    .map(({ cell }) => cell);
}

/** The classes of teams, the quarters, and a column for each count that a case can fall into. */
function variablesOf({ directory, cases, published, own }: Attack) {
  const quarters = published.filter(({ area }) => area === "*");
  const others = [...directory.teams.values()].filter(({ id }) => !own.has(id));
  const classes = [...new Set(others.map(({ areaId }) => areaId))];
  const solutions = [...directory.solutions.keys(), ""];
  let size = 0;
  const columns = new Map<string, number>();
  const column = (...key: (string | number)[]) => {
    const name = key.join("|");
    const found = columns.get(name) ?? size;
    if (found === size) {
      columns.set(name, size);
      size += 1;
    }
    return found;
  };
  for (const area of classes)
    for (const { period } of quarters) {
      for (const solution of solutions) {
        column("n", area, period, solution);
        for (const group of citizenReasonGroupIds) column("r", area, period, solution, group);
      }
      for (const outcome of citizenOutcomes) column("o", area, period, outcome);
      for (const group of citizenAlternativeGroupIds) {
        column("a", area, period, group);
        column("w", area, period, group);
      }
    }
  const theirs = cases.filter(({ teamId }) => own.has(teamId));
  return { quarters, classes, solutions, column, size, theirs };
}

/** What holds for any cases at all: each has a reason and one outcome, and no count is larger than the cases. */
function structure({ classes, quarters, solutions, column }: Model): [Parts, number, number][] {
  const infinity = highs.infinity;
  return classes.flatMap((area) =>
    quarters.flatMap(({ period }) => {
      const all = solutions.map((solution) => [column("n", area, period, solution), -1] as const);
      const perSolution = solutions.flatMap((solution): [Parts, number, number][] => {
        const n = column("n", area, period, solution);
        const reasons = citizenReasonGroupIds.map((group) => column("r", area, period, solution, group));
        return [
          [new Map([...reasons.map((one) => [one, 1] as const), [n, -1]]), 0, infinity],
          ...reasons.map((one): [Parts, number, number] => [
            new Map([[one, 1] as const, [n, -1] as const]),
            -infinity,
            0,
          ]),
        ];
      });
      const outcomes = citizenOutcomes.map((id) => [column("o", area, period, id), 1] as const);
      const ways = citizenAlternativeGroupIds.map((id): [Parts, number, number] => [
        new Map([[column("a", area, period, id), 1] as const, ...all]),
        -infinity,
        0,
      ]);
      const good = (["digital", "hybrid"] as const).map((id) => [column("o", area, period, id), -1] as const);
      // Of those with a way, those who came along are no more than those with the way or the outcome, and the others no more than the others.
      const worked = citizenAlternativeGroupIds.flatMap((id): [Parts, number, number][] => {
        const [way, w] = [column("a", area, period, id), column("w", area, period, id)];
        const others = outcomes.filter(([one]) => good.every(([of]) => of !== one)).map(([one]) => [one, -1] as const);
        return [
          [new Map([[w, 1] as const, [way, -1] as const]), -infinity, 0],
          [new Map([[w, 1] as const, ...good]), -infinity, 0],
          [new Map([[way, 1] as const, [w, -1] as const, ...others]), -infinity, 0],
        ];
      });
      const total: [Parts, number, number] = [new Map([...outcomes, ...all]), 0, 0];
      return [...perSolution, total, ...ways, ...worked];
    }),
  );
}

const ones = (columns: number[]): Parts => new Map(columns.map((column) => [column, 1]));

type What = (area: string, period: string) => number[];

function kinds({ column, solutions }: Model) {
  const reason =
    (group: CitizenReasonGroup, only = solutions): What =>
    (area, period) =>
      only.map((solution) => column("r", area, period, solution, group));
  const outcome =
    (id: CitizenOutcome): What =>
    (area, period) => [column("o", area, period, id)];
  const way =
    (id: CitizenAlternativeGroup): What =>
    (area, period) => [column("a", area, period, id)];
  const worked =
    (id: CitizenAlternativeGroup): What =>
    (area, period) => [column("w", area, period, id)];
  const number: What = (area, period) => solutions.map((solution) => column("n", area, period, solution));
  return { reason, outcome, way, worked, number };
}

const hasReason = (group: CitizenReasonGroup) => (one: CountedCase) => groupsOf(one).includes(group);
const cameAlong = ({ outcome }: CountedCase) => outcome === "digital" || outcome === "hybrid";
const hasWay = (group: CitizenAlternativeGroup) => (one: CountedCase) =>
  one.instead.some((way) => (citizenAlternativeGroups[group] as readonly string[]).includes(way));

/** What is published, without the reader's own cases: each an equation. */
function known({ directory, published }: Attack, model: Model): { parts: Parts; value: number }[] {
  const { reason, outcome, way, worked } = kinds(model);
  return published.flatMap((one) => {
    const inIt = model.classes.filter((area) => one.area === "*" || areaPath(directory, area).includes(one.area));
    const during = model.quarters.filter(({ from, to }) => from >= one.from && to <= one.to);
    const mine = model.theirs.filter(
      ({ teamId, date }) =>
        date >= one.from &&
        date <= one.to &&
        (one.area === "*" || areaPath(directory, directory.teams.get(teamId)?.areaId ?? "").includes(one.area)),
    );
    const equation = (shown: number | null, what: What, has: (one: CountedCase) => boolean) =>
      shown === null || inIt.length === 0
        ? []
        : [
            {
              parts: ones(inIt.flatMap((area) => during.flatMap(({ period }) => what(area, period)))),
              value: shown - mine.filter(has).length,
            },
          ];
    return [
      ...citizenReasonGroupIds.flatMap((id) => equation(one.reasons[id], reason(id), hasReason(id))),
      ...citizenAlternativeGroupIds.flatMap((id) => equation(one.instead[id], way(id), hasWay(id))),
      ...citizenOutcomes.flatMap((id) => equation(one.outcomes?.[id] ?? null, outcome(id), (a) => a.outcome === id)),
      ...citizenAlternativeGroupIds.flatMap((id) =>
        equation(one.worked?.[id] ?? null, worked(id), (a) => hasWay(id)(a) && cameAlong(a)),
      ),
      ...one.solutions.flatMap(({ id: solution, reasons }) =>
        citizenReasonGroupIds.flatMap((id) =>
          equation(reasons[id], reason(id, [solution]), (a) => hasReason(id)(a) && a.solutionId === solution),
        ),
      ),
    ];
  });
}

/** Every count that could be asked about, of the others' cases: by area and class, by quarter and together. */
function cellsOf({ directory }: Attack, model: Model): Cell[] {
  const { classes, quarters, solutions } = model;
  const { reason, outcome, way, worked, number } = kinds(model);
  const periods = quarters.map(({ period }) => period);
  const times: [string, string[]][] = [["all", periods], ...periods.map((id): [string, string[]] => [id, [id]])];
  const regions: [string, string[]][] = [
    ["*", classes],
    ...[...directory.areas.keys()].map((area): [string, string[]] => [
      area,
      classes.filter((one) => areaPath(directory, one).includes(area)),
    ]),
    ...classes.map((area): [string, string[]] => [`${area} itself`, [area]]),
  ];
  const different = new Map(
    regions.filter(([, some]) => some.length > 0).map((one) => [one[1].toSorted().join(), one]),
  );
  const whats: [string, What, boolean][] = [
    ["n", number, true],
    ...citizenReasonGroupIds.map((id): [string, What, boolean] => [id, reason(id), true]),
    ...citizenAlternativeGroupIds.map((id): [string, What, boolean] => [id, way(id), true]),
    ...citizenAlternativeGroupIds.map((id): [string, What, boolean] => [`worked ${id}`, worked(id), true]),
    ...citizenOutcomes.map((id): [string, What, boolean] => [id, outcome(id), false]),
    ...solutions.flatMap((solution) =>
      citizenReasonGroupIds.map((id): [string, What, boolean] => [`${solution} ${id}`, reason(id, [solution]), false]),
    ),
  ];
  const cells = (isByArea: boolean, make: (name: string, over: (what: What) => number[]) => Cell) =>
    [...different.values()]
      .filter(([name]) => isByArea || name === "*")
      .flatMap(([name, some]) =>
        times.map(([time, ids]) =>
          make(`${name}, ${time}`, (what) => some.flatMap((area) => ids.flatMap((period) => what(area, period)))),
        ),
      );
  return [
    ...whats.flatMap(([what, columns, isByArea]) =>
      cells(isByArea, (where, over) => ({ name: `${what} in ${where}`, parts: ones(over(columns)) })),
    ),
    // With a way, and the citizen did not come along: what is left of one figure when the other is taken away.
    ...citizenAlternativeGroupIds.flatMap((id) =>
      cells(true, (where, over) => {
        const left: Parts = new Map([...ones(over(way(id))), ...over(worked(id)).map((one) => [one, -1] as const)]);
        return { name: `${id} in vain in ${where}`, parts: left };
      }),
    ),
  ];
}
