import { z } from "zod";
import { findingCodes, sourceNames, sourceTroubles } from "../../domain/sources.ts";
import { count, instant, named } from "./values.ts";

const id = z.string().min(1).max(100);
const ids = z.record(id, id);

/** `PUT /api/admin/sources`: what somebody chooses and joins by hand; it lasts, and no source changes it. */
export const sourcesChoice = z.strictObject({
  /** Units that are teams; null while nobody has chosen. */
  teams: z.array(id).max(3000).nullable(),
  /** Systems that belong, each with whether it is used below the units that are named. */
  solutions: z
    .array(z.strictObject({ id, isBelow: z.boolean() }))
    .max(300)
    .nullable(),
  /** Entra ids by user id. */
  people: z.record(id, z.guid().toLowerCase()),
  /** The organisation's unit by KITOS' own id, or by its name in an export. */
  units: z.record(z.string().min(1).max(200), id),
  /** Ids of teams and areas that were here before, by unit; and of solutions by system. */
  unitIds: ids,
  solutionIds: ids,
});
export type SourcesChoice = z.infer<typeof sourcesChoice>;

/** `POST /api/admin/sources/run` */
export const newRun = z.strictObject({
  /** The sum of `losses`, as the person has typed it. */
  confirm: z.number().int().min(1).optional(),
  /** Which new team is in the place of which, by the new one's id; what is proposed and left out is new. */
  replaces: z.record(id, z.array(id).max(50)).optional(),
});
export type NewRun = z.infer<typeof newRun>;

const moveProposal = z.strictObject({ team: named, replaces: z.array(named), because: z.enum(["people", "name"]) });

const syncRun = z.strictObject({
  at: instant,
  outcome: z.enum(["stored", "unchanged", "choose", "waiting", "refused", "failed"]),
  goodAt: instant.nullable(),
  failedNights: count,
  trouble: z.strictObject({ source: z.enum(sourceNames), code: z.enum(sourceTroubles) }).nullable(),
  problems: z.array(z.strictObject({ place: z.string(), da: z.string(), en: z.string() })),
  changes: z.array(z.strictObject({ file: z.string(), what: z.string(), names: z.array(z.string()), more: count })),
  findings: z.array(
    z.strictObject({ code: z.enum(findingCodes), name: z.string(), id: z.string(), other: z.string() }),
  ),
  moreFindings: count,
  losses: z.array(z.strictObject({ file: z.string(), retired: count, of: count })),
  proposals: z.array(moveProposal),
});

/** `GET|PUT /api/admin/sources`, `POST /api/admin/sources/run` */
export const sourcesAnswer = z.strictObject({
  /** Those that are set up; none hides all of this. */
  sources: z.array(z.enum(sourceNames)),
  /** Local hour of the night. */
  hour: z.number().int().min(0).max(23),
  /** Another process is at it. */
  isBusy: z.boolean(),
  run: syncRun.nullable(),
  choice: sourcesChoice,
  units: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      parentId: z.string().nullable(),
      staff: count,
      isLed: z.boolean(),
      /** Likely to be a team: somebody works there, and nothing lies below. */
      isProposed: z.boolean(),
      /** A team that is here already and is called the same, which it may be. */
      known: named.nullable(),
    }),
  ),
  systems: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      callName: z.string().nullable(),
      isInUse: z.boolean(),
      units: count,
      isProposed: z.boolean(),
      known: named.nullable(),
    }),
  ),
  /** What has been joined by hand, in words: a person's user id or KITOS' unit, and who or what that is here. */
  joined: z.array(
    z.strictObject({ what: z.enum(["people", "units"]), id: z.string(), from: z.string(), to: z.string() }),
  ),
  /** Who owns what: how much a source has brought, and the names of what is the municipality's own. */
  owners: z.array(
    z.strictObject({
      file: z.enum(["areas", "teams", "people", "solutions"]),
      sourced: count,
      own: z.array(z.string()),
    }),
  ),
});
export type SourcesAnswer = z.infer<typeof sourcesAnswer>;
