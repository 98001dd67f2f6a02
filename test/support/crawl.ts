import { z } from "zod";
import { pageIds } from "../../bot/api/contract/me.ts";
import { apiRoutes } from "../../bot/api/route-table.ts";
import { barrierStatuses, citizenReasonGroupIds } from "../../bot/domain/vocabulary.ts";

// Every address that can be asked for, made from the table of routes: a route or a filter that is new is crawled with the others,
// and one that nobody has said here what to ask it for makes the crawl fail.

/** What there is to ask about in the municipality. */
export interface Known {
  areas: readonly string[];
  teams: readonly string[];
  solutions: readonly string[];
  cases: readonly string[];
  barriers: readonly string[];
}

/** The addresses of all that can be read, each filter with each of its values by itself, and areas with solutions. */
export function addresses(known: Known): string[] {
  return apiRoutes
    .filter(({ method }) => method === "get")
    .flatMap(({ path, params = {}, query }) => {
      const filters = Object.entries(query?.shape ?? {}).flatMap(([name, schema]) => {
        const values = valuesOf(name, schema, known);
        return values.map((value) => `${name}=${encodeURIComponent(value)}`);
      });
      const names = Object.keys(query?.shape ?? {});
      const isByBoth = names.includes("area") && names.includes("solution");
      const both = known.areas.flatMap((area) => known.solutions.map((one) => `area=${area}&solution=${one}`));
      const queries = ["", ...filters, ...(isByBoth ? both : [])];
      return filledIn(path, params, known).flatMap((one) =>
        queries.map((asked) => (asked === "" ? one : `${one}?${asked}`)),
      );
    });
}

/** A quarter that has ended; of another, and of one that is not, nothing is told. */
const quarters = ["2026-Q3"];

/** The path with each thing that it may name. */
function filledIn(path: string, params: Readonly<Record<string, z.ZodType>>, known: Known): string[] {
  const name = /:(\w+)/.exec(path)?.[1];
  if (name === undefined) return [path];
  const { solutions, teams, barriers } = known;
  const byName: Record<string, readonly string[]> = {
    solution: solutions,
    team: teams,
    id: barriers,
    quarter: quarters,
  };
  const listed = params[name] instanceof z.ZodEnum ? (params[name].options as string[]) : byName[name];
  if (listed === undefined) throw new Error(`${path}: what is :${name}?`);
  return listed.flatMap((one) => filledIn(path.replace(`:${name}`, encodeURIComponent(one)), params, known));
}

function valuesOf(name: string, schema: unknown, known: Known): readonly string[] {
  const inner = bare(schema);
  if (inner instanceof z.ZodEnum) return inner.options as string[];
  if (inner instanceof z.ZodLiteral) return [...inner.values].map(String);
  const byName: Record<string, readonly string[]> = {
    area: ["*", ...known.areas],
    team: known.teams,
    solution: known.solutions,
    case: known.cases.slice(0, 2),
    id: [...known.solutions.map((one) => `${one}:*`), ...known.cases.slice(0, 2), ...known.barriers.slice(0, 1)],
    same: known.barriers.slice(0, 1),
    barrier: known.barriers.slice(0, 1),
    status: barrierStatuses,
    group: citizenReasonGroupIds,
    page: pageIds,
    q: ["tolk", "sprog", "borger"],
    weeks: ["1", "13", "52"],
    quarter: quarters,
    limit: ["1", "100"],
    age: ["0", "30"],
    ...Object.fromEntries(["mine", "free", "visit", "late"].map((one) => [one, ["true"]])),
  };
  const values = byName[name];
  if (values === undefined) throw new Error(`what can be asked of ${name}?`);
  return values;
}

/** The schema without what is left out and what stands for it. */
function bare(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? bare(schema.unwrap()) : schema;
}
