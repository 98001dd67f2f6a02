import { z } from "zod";
import { decisionStates } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import {
  answerToDecision,
  type DecisionFilter,
  listDecisions,
  type SeenDecision,
  seenBy,
} from "../use-cases/decision/decisions.ts";
import { type GivenDecision, makeDecision } from "../use-cases/decision/make-decision.ts";
import { personRef } from "./barrier-items.ts";
import type { Call } from "./call.ts";
import { type DecisionItem, type DecisionsAnswer, decisionChange, newDecision } from "./contract/decisions.ts";
import { id } from "./contract/values.ts";

export const decisionFilterQuery = z.object({
  area: id.optional(),
  solution: id.optional(),
  state: z.enum(decisionStates).optional(),
  q: z.string().max(200).optional(),
});
export const decisionsQuery = decisionFilterQuery.extend({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  page: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .optional(),
});

/** What the query of the log asks for. */
export function decisionFilter({ query }: Pick<Call, "query">): DecisionFilter {
  const { area, solution, state, q } = decisionFilterQuery.parse(query);
  return { areaId: area, solutionId: solution, state, words: q };
}

export async function getDecisions(call: Call): Promise<DecisionsAnswer> {
  const { limit, page } = decisionsQuery.parse(call.query);
  const found = await listDecisions(call.errand, decisionFilter(call));
  const start = Number(page ?? 0);
  const items = found.slice(start, start + limit).map((seen) => decisionItem(call, seen));
  return { items, ...(start + limit < found.length ? { next: String(start + limit) } : {}) };
}

export async function postDecision(call: Call): Promise<DecisionItem> {
  const { area: areaId, team: teamId, warning, solution, trial, ...given } = newDecision.parse(call.body);
  const named = Object.entries({ warning, solution, trial }).flatMap(([kind, id]) =>
    id === undefined ? [] : [{ kind, id }],
  );
  const [about, another] = named as GivenDecision["about"][];
  if (about === undefined || another !== undefined) throw new OmbordError("invalid");
  const decision = await makeDecision(call.errand, { ...given, about, areaId, teamId });
  call.deps.deliverSoon?.(call.tenantId);
  return decisionItem(call, seenBy(call.errand, decision));
}

export async function patchDecision(call: Call): Promise<DecisionItem> {
  const key = z.uuid().safeParse(call.params.id);
  if (!key.success) throw new OmbordError("notFound");
  const answered = await answerToDecision(call.errand, key.data, decisionChange.parse(call.body));
  call.deps.deliverSoon?.(call.tenantId);
  return decisionItem(call, answered);
}

/** Of those who were told; a decision for everything is told to a hundred and more. */
const mostNamed = 5;

function decisionItem({ directory }: Call, { decision, ...seen }: SeenDecision): DecisionItem {
  const { kind, about, text, as, doer, due, share, state, createdAt, endedAt, told } = decision;
  return {
    ...{ id: decision.id, kind, about, text, due, state, createdAt, endedAt, ...seen },
    ...(share !== undefined && { share }),
    isTextDeleted: decision.textDeletedAt !== undefined,
    by: personRef(directory, decision.by),
    as: as === null ? null : { area: directory.areas.get(as.scope)?.name ?? null, isStandIn: as.standIn === true },
    doer: doer === null ? null : personRef(directory, doer),
    told: told.slice(0, mostNamed).map((personId) => personRef(directory, personId).name),
    toldMore: Math.max(0, told.length - mostNamed),
  };
}
