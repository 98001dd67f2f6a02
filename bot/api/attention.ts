import { z } from "zod";
import { dismissWarning } from "../use-cases/overview/dismiss-warning.ts";
import { viewAttention } from "../use-cases/overview/view-attention.ts";
import type { Call } from "./call.ts";
import { type Attention, dismissal } from "./contract/adoption.ts";
import { id } from "./contract/values.ts";

export const attentionQuery = z.object({ area: id.optional() });

export async function getAttention(call: Call): Promise<Attention> {
  const { area } = attentionQuery.parse(call.query);
  const view = await viewAttention(call.errand, area);
  return {
    warnings: view.warnings,
    decided: view.decided.map(({ warning, decision }) => {
      const { kind, text, due, by, createdAt } = decision;
      return { warning, kind, text, due, by: call.directory.people.get(by)?.name ?? "", at: createdAt };
    }),
    mayDecide: view.mayDecide,
    dismissed: view.dismissed,
    escalated: view.escalated.map(({ barrier, team, solutionName }) => {
      const { id, teamId, category, detail, consequence, createdAt } = barrier;
      return { id, teamId, teamName: team.name, solutionName, category, detail, consequence, createdAt };
    }),
    silent: view.silent.map(({ team, weeks }) => ({ teamId: team.id, teamName: team.name, weeks })),
    exceptions: view.exceptions.map(({ rollout, team, solutionName }) => ({
      teamId: team.id,
      teamName: team.name,
      solutionId: rollout.solutionId,
      solutionName,
      reason: rollout.reason,
      reviewOn: rollout.reviewOn ?? "",
    })),
    troubled: view.troubled,
  };
}

const paramsSchema = z.object({ warning: z.string().min(1).max(300) });
/** Answers with what is left. */
export async function putDismissal(call: Call): Promise<Attention> {
  const { warning } = paramsSchema.parse(call.params);
  const { area: areaId } = attentionQuery.parse(call.query);
  const given = dismissal.parse(call.body);
  await dismissWarning(call.errand, { warningId: warning, areaId, ...given });
  return getAttention(call);
}
