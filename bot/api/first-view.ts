import { z } from "zod";
import type { RoleName } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import { getAdoption, writeAdoption } from "./adoption.ts";
import { getAmbition } from "./ambition.ts";
import { getAttention } from "./attention.ts";
import { getBarrierChoices, getBarrierFigures, getBarriers } from "./barriers.ts";
import type { Call, Resource } from "./call.ts";
import { getCheckIns } from "./check-ins.ts";
import { getCitizenCases, getInclusion } from "./citizen-cases.ts";
import type { FirstView, PageId } from "./contract.ts";
import { getDeliveries } from "./deliveries.ts";
import { getMe } from "./me.ts";
import type { Pieces } from "./pieces.ts";
import { getSettings } from "./settings.ts";
import { getTrials } from "./trials.ts";

interface View {
  path: string;
  write: (call: Call) => Promise<Pieces>;
  /** Whose page asks for it; everybody's when left out. */
  roles?: RoleName[];
}

const helpers: RoleName[] = ["leader", "standIn", "navigator"];
const adoption: View = {
  path: "/api/adoption?weeks=12",
  // Hundreds of rows that others see too are written and compressed already.
  write: async (call) => writeAdoption(await getAdoption(call)),
};
const choices: View = { path: "/api/barriers/choices", write: asJson(getBarrierChoices) };
const ambition: View = { path: "/api/ambition", write: asJson(getAmbition) };

/** What each page of the tab asks for when it opens. */
const viewsOf: Record<PageId, View[]> = {
  week: [{ path: "/api/check-ins", write: asJson(getCheckIns) }, adoption, ambition],
  barriers: [
    { path: "/api/barriers?limit=200", write: asJson(getBarriers) },
    choices,
    { path: "/api/barriers/figures?weeks=12", write: asJson(getBarrierFigures), roles: ["navigator", "manager"] },
  ],
  citizens: [
    { path: "/api/citizen-cases", write: asJson(getCitizenCases), roles: helpers },
    { path: "/api/inclusion", write: asJson(getInclusion) },
  ],
  trials: [
    { path: "/api/trials?state=running&limit=100", write: asJson(getTrials) },
    { path: "/api/trials?state=finished&limit=100", write: asJson(getTrials) },
    choices,
  ],
  overview: [adoption, { path: "/api/attention", write: asJson(getAttention), roles: ["navigator", "manager"] }],
  ambition: [ambition],
  operations: [
    { path: "/api/admin/deliveries", write: asJson(getDeliveries) },
    { path: "/api/admin/settings", write: asJson(getSettings) },
  ],
};

const querySchema = z.object({ page: z.string().max(20).optional() });

/** `GET /api/first-view`, a {@link FirstView} as JSON: without a page it is the person's first one. */
export async function writeFirstView(call: Call): Promise<Pieces> {
  const { page: asked } = querySchema.parse(call.query);
  const me: FirstView["me"] = await getMe(call);
  const page = asked === undefined ? me.pages[0] : me.pages.find((id) => id === asked);
  const held = new Set(me.roles.map(({ role }) => role));
  const wanted = page === undefined ? [] : viewsOf[page];
  const mine = wanted.filter(({ roles }) => roles?.some((role) => held.has(role)) ?? true);
  const views = (await Promise.all(mine.map((view) => written(view, call)))).filter((view) => view.length > 0);
  const between = (index: number) => (index === 0 ? [] : [Buffer.from(",")]);
  return [
    Buffer.from(`{"me":${JSON.stringify(me)},"views":[`),
    ...views.flatMap((view, index) => [...between(index), ...view]),
    Buffer.from("]}"),
  ];
}

/** What is refused here is left out: the page asks for it by itself, and says why it cannot be seen. */
async function written({ path, write }: View, call: Call): Promise<Pieces> {
  const query = Object.fromEntries(new URL(path, "http://tab").searchParams);
  try {
    const answer = await write({ ...call, params: {}, query, body: undefined });
    return [Buffer.from(`{"path":${JSON.stringify(path)},"answer":`), ...answer, Buffer.from("}")];
  } catch (error) {
    if (error instanceof OmbordError) return [];
    throw error;
  }
}

function asJson(resource: Resource): View["write"] {
  return async (call) => [Buffer.from(JSON.stringify(await resource(call)))];
}
