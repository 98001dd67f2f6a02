import { localDate, parseDate } from "../../domain/calendar.ts";
import { type Criteria, criteriaFor, mayWriteCriteria, rewritten } from "../../domain/citizen/criteria.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { type InclusionPrinciple, inclusionPrinciples } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import { queryAll } from "../../store/store.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";

export interface CriteriaList {
  criteria: Criteria[];
  /** Where the person may write: `*` and area ids. */
  writable: string[];
}

/** All criteria of the municipality. Throws `notFound` for somebody who neither leads, helps nor manages any team. */
export async function listCriteria(errand: Errand): Promise<CriteriaList> {
  const { store, actor, directory, now } = errand;
  const today = localDate(now);
  if (teamsWhere(directory, actor.personId, "seeAdoption", today).length === 0) throw new OmbordError("notFound");
  const criteria = await Array.fromAsync(queryAll(store, actor.tenantId, "criteria"), ({ value }) => value);
  const writable = ["*", ...directory.areas.keys()].filter((area) =>
    mayWriteCriteria(directory, actor.personId, area, today),
  );
  return { criteria: criteria.filter(({ solutionId }) => directory.solutions.has(solutionId)), writable };
}

/** For each of the team's solutions the criteria that hold there. */
export function criteriaOfTeam({ directory }: Errand, all: readonly Criteria[], teamId: string): Criteria[] {
  return [...directory.solutions.keys()].flatMap((id) => criteriaFor(directory, all, id, teamId) ?? []);
}

export interface GivenCriteria {
  solutionId: string;
  area: string;
  digital?: string | undefined;
  hybrid?: string | undefined;
  analogue?: string | undefined;
  decider?: string | undefined;
  since: string;
  principles: InclusionPrinciple[];
  /** Deletes how they were before. */
  forgetsEarlier?: boolean | undefined;
  confirmed: Confirmation;
}

/**
 * Writes criteria; how they were is kept. Throws `notFound` for a solution or an area that is not there, `forbidden` for whoever does not
 * write there, `invalid` without words or with an impossible date, and what {@link guardTexts} throws.
 */
export async function keepCriteria(errand: Errand, given: GivenCriteria): Promise<Criteria> {
  const { digital, hybrid, analogue, decider } = given;
  const texts = guardTexts({ digital, hybrid, analogue, decider }, { ...given, directory: errand.directory });
  if ([texts.digital, texts.hybrid, texts.analogue].every((text) => text === null)) {
    throw new OmbordError("invalid", "noWords");
  }
  const since = parseDate(given.since);
  if (since === null) throw new OmbordError("invalid", "impossibleDate");
  const { solutionId, area } = given;
  const key = keys.criteria(solutionId, area);
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "criteria", key }]);
    const { store, actor, directory, now } = at;
    const isThere = directory.solutions.has(solutionId) && (area === "*" || directory.areas.has(area));
    const isReader = teamsWhere(directory, actor.personId, "seeAdoption", localDate(now)).length > 0;
    if (!isThere || !isReader) throw new OmbordError("notFound");
    if (!mayWriteCriteria(directory, actor.personId, area, localDate(now))) throw new OmbordError("forbidden");
    const [known] = found;
    const principles = inclusionPrinciples.filter((id) => given.principles.includes(id));
    const written = { ...texts, since, principles, by: actor.personId, at: now };
    const value = rewritten(known?.value, { solutionId, area }, written, {
      forgetsEarlier: given.forgetsEarlier === true,
    });
    await store.commit(actor.tenantId, [
      known === undefined
        ? { op: "create", kind: "criteria", key, value }
        : { op: "replace", kind: "criteria", key, etag: known.etag, value },
      audit({ actor, now }, given.forgetsEarlier ? "criteria.forgotEarlier" : "criteria.written", "criteria", key),
    ]);
    if (given.forgetsEarlier) await store.scrub();
    return value;
  });
}
