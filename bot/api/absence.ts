import { type AbsenceChange, setAbsence, showAbsence } from "../use-cases/check-in/set-absence.ts";
import type { Call } from "./call.ts";
import { type AbsenceAnswer, type AbsenceOutcome, newAbsence } from "./contract/absence.ts";

export async function getAbsence({ errand }: Call): Promise<AbsenceAnswer> {
  const { periods, current, teams } = showAbsence(errand);
  return { periods: [...periods], current, teams };
}

export async function putAbsence({ errand, body, deps, tenantId }: Call): Promise<AbsenceOutcome> {
  const given = newAbsence.parse(body);
  const change: AbsenceChange =
    given.kind === "away" ? { kind: "away", periods: [{ from: given.from, to: given.to }] } : given;
  const { periods, current, teams, before } = await setAbsence(errand, change);
  deps.deliverSoon?.(tenantId);
  return { periods: [...periods], current, teams, before: [...before] };
}
