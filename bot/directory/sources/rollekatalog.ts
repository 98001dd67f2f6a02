import { z } from "zod";
import type { Organisation, SourcePerson, Unit } from "../../domain/sources.ts";
import { beginPull, fetchJson, type SourceLimits } from "./fetch-source.ts";
import { sourceId as id, joinText, readText } from "./source-fields.ts";
import { SourceTrouble } from "./source-trouble.ts";

export interface RollekatalogAccess {
  url: string;
  key: string;
}

/**
 * OS2rollekatalog, `GET /api/organisation/v3` (read in its source, commit c8eb9a3). What is not named here is dropped at this very
 * place: the answer carries civil registration numbers.
 */
const organisation = z.object({
  users: z.array(
    z.object({
      uuid: id,
      userId: joinText,
      name: readText,
      email: joinText.nullish(),
      disabled: z.boolean().nullish(),
      positions: z.array(z.object({ orgUnitUuid: id })).nullish(),
    }),
  ),
  orgUnits: z.array(
    z.object({
      uuid: id,
      name: readText,
      parentOrgUnitUuid: id.nullish(),
      manager: z.object({ uuid: id.nullish(), userId: joinText.nullish() }).nullish(),
    }),
  ),
});

/** `GET /api/manager`; 404 where stand-ins are switched off. */
const managers = z.array(
  z.object({
    substitutes: z.array(z.object({ userId: joinText, orgUnitUuid: id.nullish() })).nullish(),
  }),
);

/** Units, leaders and stand-ins. Throws `SourceTrouble`; an answer without units is none. */
export async function pullRollekatalog({ url, key }: RollekatalogAccess, limits?: SourceLimits): Promise<Organisation> {
  const pull = beginPull("rollekatalog", limits);
  const headers = { ApiKey: key };
  const answer = await fetchJson(pull, `${url}/api/organisation/v3`, organisation, { headers });
  if (answer === null || answer.orgUnits.length === 0) throw new SourceTrouble("rollekatalog", "empty");
  const standIns = (await fetchJson(pull, `${url}/api/manager`, managers, { headers, isOptional: true })) ?? [];
  const staff = new Map<string, number>();
  for (const { positions } of answer.users)
    for (const unit of new Set(positions?.map(({ orgUnitUuid }) => orgUnitUuid)))
      staff.set(unit, (staff.get(unit) ?? 0) + 1);
  return {
    units: answer.orgUnits.filter(isNamed).map(
      (unit): Unit => ({
        id: unit.uuid,
        name: unit.name || unit.uuid,
        parentId: unit.parentOrgUnitUuid ?? null,
        staff: staff.get(unit.uuid) ?? 0,
        manager: unit.manager == null ? null : { id: unit.manager.uuid || null, userId: unit.manager.userId || null },
      }),
    ),
    people: answer.users.filter(isNamed).map(
      ({ uuid, userId, name, email, disabled }): SourcePerson => ({
        id: uuid,
        userId,
        name,
        mail: email || null,
        isDisabled: disabled === true,
      }),
    ),
    standIns: standIns.flatMap(({ substitutes }) =>
      (substitutes ?? []).flatMap(({ userId, orgUnitUuid }) =>
        orgUnitUuid == null ? [] : [{ userId, unitId: orgUnitUuid }],
      ),
    ),
  };
}

/** Whether it has an id at all. */
function isNamed({ uuid }: { uuid: string }): boolean {
  return uuid !== "";
}
