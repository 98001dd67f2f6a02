import type { Config } from "../config.ts";
import { personas } from "./contract/me.ts";
import type { Described, Route } from "./route.ts";
import { barriersRoutes } from "./route-tables/barriers.ts";
import { citizensRoutes } from "./route-tables/citizens.ts";
import { operationsRoutes } from "./route-tables/operations.ts";
import { overviewRoutes } from "./route-tables/overview.ts";
import { personRoutes } from "./route-tables/person.ts";
import { quartersRoutes } from "./route-tables/quarters.ts";
import { trialsRoutes } from "./route-tables/trials.ts";

/** Everything that the API answers to somebody whom the directory knows; the first that fits an address counts. */
export const apiRoutes: readonly Route[] = [
  ...personRoutes,
  ...citizensRoutes,
  ...barriersRoutes,
  ...trialsRoutes,
  ...overviewRoutes,
  ...quartersRoutes,
  ...operationsRoutes,
];

/** What it answers to anybody. */
export const openRoutes = [
  {
    method: "get",
    path: "/api/openapi.json",
    summary: "anybody: this description",
    answer: ["application/json"],
    isOpen: true,
  },
] as const satisfies Described[];

/** In local mode a browser chooses whom to be. */
export const localRoutes = [
  {
    method: "get",
    path: "/api/personas",
    summary: "anybody, in local mode only: whom a browser may act as",
    answer: personas,
    isOpen: true,
  },
] as const satisfies Described[];

/** Everything that the API answers in that mode. */
export function describedRoutes(mode: Config["mode"]): readonly Described[] {
  return [...openRoutes, ...(mode === "local" ? localRoutes : []), ...apiRoutes];
}
