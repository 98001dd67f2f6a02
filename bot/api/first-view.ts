import { z } from "zod";
import type { RoleName } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import { getAbsence } from "./absence.ts";
import { getAmbition } from "./ambition.ts";
import { getAttention } from "./attention.ts";
import { getBarrierChoices, getBarrierFigures, getBarriers } from "./barriers.ts";
import type { Call, Resource } from "./call.ts";
import { getCheckIns } from "./check-ins.ts";
import { getCitizenCases, getCitizenFigures } from "./citizen-cases.ts";
import type { FirstView, PageId } from "./contract.ts";
import { getCauses } from "./figures.ts";
import { getLearnings } from "./learnings.ts";
import { getMe } from "./me.ts";
import { getDeliveries } from "./operations.ts";
import { getReflection } from "./reflection.ts";
import { getRounds } from "./rounds.ts";
import { getScreenings } from "./screenings.ts";
import { getSettings } from "./settings.ts";
import { getTrials } from "./trials.ts";

interface View {
  path: string;
  resource: Resource;
  /** Whose page asks for it; everybody's when left out. */
  roles?: RoleName[];
}

const helpers: RoleName[] = ["leader", "standIn", "navigator"];
const choices: View = { path: "/api/barriers/choices", resource: getBarrierChoices };
const ambition: View = { path: "/api/ambition", resource: getAmbition };

/** What each page of the tab asks for when it opens, but for the adoption of all teams, which it fetches beside this. */
const viewsOf: Record<PageId, View[]> = {
  week: [{ path: "/api/check-ins", resource: getCheckIns }, ambition, { path: "/api/absence", resource: getAbsence }],
  barriers: [
    { path: "/api/barriers?limit=200", resource: getBarriers },
    choices,
    { path: "/api/barriers/figures?weeks=12", resource: getBarrierFigures, roles: ["navigator", "manager"] },
  ],
  citizens: [
    { path: "/api/citizen-cases?show=start&limit=10", resource: getCitizenCases, roles: helpers },
    { path: "/api/citizen-figures", resource: getCitizenFigures, roles: ["manager"] },
  ],
  trials: [
    { path: "/api/trials?state=running&limit=100", resource: getTrials },
    { path: "/api/trials?state=finished&limit=100", resource: getTrials },
    { path: "/api/learnings", resource: getLearnings },
    choices,
  ],
  overview: [
    { path: "/api/attention", resource: getAttention, roles: ["navigator", "manager"] },
    { path: "/api/causes", resource: getCauses, roles: ["navigator", "manager"] },
    { path: "/api/rounds", resource: getRounds, roles: ["navigator", "manager"] },
  ],
  ambition: [ambition, { path: "/api/reflection", resource: getReflection, roles: ["manager"] }],
  advice: [{ path: "/api/screenings", resource: getScreenings }],
  operations: [
    { path: "/api/admin/deliveries", resource: getDeliveries },
    { path: "/api/admin/settings", resource: getSettings },
  ],
};

export const firstViewQuery = z.object({ page: z.string().max(20).optional() });

/** `GET /api/first-view`: without a page it is the person's first one. */
export async function getFirstView(call: Call): Promise<FirstView> {
  const { page: asked } = firstViewQuery.parse(call.query);
  const me = await getMe(call);
  const page = asked === undefined ? me.pages[0] : me.pages.find((id) => id === asked);
  const held = new Set(me.roles.map(({ role }) => role));
  const wanted = page === undefined ? [] : viewsOf[page];
  const mine = wanted.filter(({ roles }) => roles?.some((role) => held.has(role)) ?? true);
  return { me, views: (await Promise.all(mine.map((view) => answered(view, call)))).flat() };
}

/** What is refused here is left out: the page asks for it by itself, and says why it cannot be seen. */
async function answered({ path, resource }: View, call: Call): Promise<FirstView["views"]> {
  const query = Object.fromEntries(new URL(path, "http://tab").searchParams);
  try {
    return [{ path, answer: await resource({ ...call, params: {}, query, body: undefined }) }];
  } catch (error) {
    if (error instanceof OmbordError) return [];
    throw error;
  }
}
