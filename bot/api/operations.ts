import { troubleOf } from "../store/store.ts";
import { contextOf } from "../use-cases/errand.ts";
import { demandAdmin, resendFailed, viewDeliveries } from "../use-cases/operations/view-deliveries.ts";
import type { Call } from "./call.ts";
import { type DeliveriesAnswer, type ResendAnswer, resend } from "./contract/operations.ts";

/** `GET /api/admin/deliveries`: this week's messages, with the names that an administrator needs to act. */
export async function getDeliveries(call: Call): Promise<DeliveriesAnswer> {
  const { deps, directory } = call;
  demandAdmin(call.errand);
  const [store, noToken = null, state] = await Promise.all([
    troubleOf(deps.store),
    deps.noToken?.(),
    viewDeliveries(contextOf(call.errand)),
  ]);
  const personOf = (id: string | null) => (id === null ? null : { id, name: directory.people.get(id)?.name ?? id });
  const teamOf = (id: string) => ({ id, name: directory.teams.get(id)?.name ?? id });
  return {
    store,
    noToken,
    ...state,
    problems: state.problems.map(({ teamId, personId, ...problem }) => ({
      ...problem,
      team: teamOf(teamId),
      person: personOf(personId),
    })),
    unreachable: state.unreachable.map(({ personId, reason, teamIds }) => ({
      person: personOf(personId) ?? { id: personId, name: personId },
      reason,
      teams: teamIds.map(teamOf),
    })),
    gaps: state.gaps.map(({ teamId, reason }) => ({ team: teamOf(teamId), reason })),
  };
}

/** `POST /api/admin/deliveries/resend`: the failed messages named, or all that can still be sent. */
export async function postResend(call: Call): Promise<ResendAnswer> {
  demandAdmin(call.errand);
  const { messages } = resend.parse(call.body ?? {});
  return { resent: await resendFailed(call.errand, messages) };
}
