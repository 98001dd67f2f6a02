import { localDate } from "../../domain/calendar.ts";
import { rolesOf } from "../../domain/permissions.ts";
import type { Reflection } from "../../domain/reflection.ts";
import { OmbordError } from "../../errors.ts";
import type { Change } from "../../store/store.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";

/** A manager's own reflection, empty until something is written; null for whoever is no manager. One read. */
export async function viewReflection(errand: Errand): Promise<Reflection | null> {
  const { errand: at, found } = await readTogether(errand, [{ kind: "reflection", key: errand.actor.personId }]);
  if (!isManager(at)) return null;
  return found[0]?.value ?? { personId: errand.actor.personId, steps: {}, practise: "", updatedAt: errand.now };
}

function isManager({ directory, actor, now }: Errand): boolean {
  return rolesOf(directory, actor.personId, localDate(now)).some(({ role }) => role === "manager");
}

export interface GivenReflection extends Pick<Reflection, "steps" | "practise"> {
  confirmed?: Confirmation | undefined;
}

/**
 * Keeps a manager's reflection, for nobody but the manager; with nothing in it, it is deleted, from the store's file too.
 * Throws `forbidden` for whoever is no manager, and what {@link guardTexts} throws.
 */
export async function keepReflection(errand: Errand, given: GivenReflection): Promise<Reflection> {
  const { practise } = guardTexts({ practise: given.practise }, { ...given, directory: errand.directory });
  const { personId } = errand.actor;
  const value: Reflection = { personId, steps: given.steps, practise: practise ?? "", updatedAt: errand.now };
  const isEmpty = value.practise === "" && Object.keys(value.steps).length === 0;
  await untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "reflection", key: personId }]);
    if (!isManager(at)) throw new OmbordError("forbidden");
    const [known] = found;
    const own = { kind: "reflection", key: personId } as const;
    if (known === undefined && isEmpty) return;
    let change: Change = { op: "create", ...own, value };
    if (known !== undefined) change = { op: "replace", ...own, etag: known.etag, value };
    if (known !== undefined && isEmpty) change = { op: "delete", ...own, etag: known.etag };
    await at.store.commit(at.actor.tenantId, [
      change,
      audit(at, isEmpty ? "reflection.deleted" : "reflection.saved", "reflection", personId),
    ]);
  });
  if (isEmpty) await errand.store.scrub();
  return value;
}
