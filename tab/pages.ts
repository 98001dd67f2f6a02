import type { ComponentType } from "react";
import type { PageId } from "../bot/api/contract.ts";

/** Each page is fetched when it is opened. */
const loaders: Record<PageId, () => Promise<ComponentType>> = {
  week: async () => (await import("./pages/week.tsx")).Week,
  barriers: async () => (await import("./pages/barriers.tsx")).Barriers,
  citizens: async () => (await import("./pages/citizens.tsx")).Citizens,
  trials: async () => (await import("./pages/trials.tsx")).Trials,
  ambition: async () => (await import("./pages/ambition.tsx")).AmbitionPage,
  advice: async () => (await import("./pages/advice.tsx")).Advice,
  operations: async () => (await import("./pages/operations.tsx")).Operations,
  overview: async () => (await import("./pages/overview.tsx")).Overview,
};

/** The pages that are here already: drawn at once, without a moment of waiting in between. */
export const loadedPages: Partial<Record<PageId, ComponentType>> = {};

export const isPageId = (id: string | undefined): id is PageId => id !== undefined && Object.hasOwn(loaders, id);

export async function loadPage(id: PageId): Promise<ComponentType> {
  const page = await loaders[id]();
  loadedPages[id] = page;
  return page;
}
