import { z } from "zod";
import type { Area, Person, Role, Rollout, Solution, Team } from "../domain/organisation.ts";
import {
  languages,
  roles,
  rolloutStatuses,
  rolloutStatusFacts,
  solutionKinds,
  solutionPhases,
} from "../domain/vocabulary.ts";
import { columns } from "./columns.ts";

/** What one row of each file means. Settings are read key by key, in settings-file.ts. */
export const rowSchemas = {
  areas: z
    .object({ area_id: columns.id, name: columns.text, parent_area_id: columns.idOrNull })
    .transform((row): Area => ({ id: row.area_id, name: row.name, parentAreaId: row.parent_area_id })),

  teams: z
    .object({
      team_id: columns.id,
      name: columns.text,
      area_id: columns.id,
      staff: columns.countOrNull.optional(),
      replaces_team_id: columns.ids.optional(),
    })
    .transform(
      ({ team_id, name, area_id, staff, replaces_team_id: replaces = [] }): Team => ({
        ...{ id: team_id, name, areaId: area_id },
        // Without the column what is known stays; an empty cell says that it is not known.
        ...(staff === undefined ? {} : { staff }),
        ...(replaces.length === 0 ? {} : { replaces }),
      }),
    ),

  people: z
    .object({ entra_id: columns.guid, upn: columns.upn, name: columns.text, language: columns.choice(languages) })
    .transform((row): Person => ({ id: row.entra_id, upn: row.upn, name: row.name, language: row.language })),

  solutions: z
    .object({
      solution_id: columns.id,
      name: columns.text,
      local_name: columns.localNames,
      kind: columns.choice(solutionKinds),
      phase: columns.choice(solutionPhases),
      shared_records: columns.choice(["yes", "no"]),
      replaces: columns.textOrNull,
      expected_users: columns.expectedUsersOrNull,
      kitos_uuid: columns.guidOrNull,
    })
    .transform(
      (row): Solution => ({
        id: row.solution_id,
        name: row.name,
        localNames: row.local_name,
        kind: row.kind,
        phase: row.phase,
        sharedRecords: row.shared_records === "yes",
        replaces: row.replaces,
        expectedUsers: row.expected_users?.from ?? null,
        ...(row.expected_users === null || row.expected_users.to === row.expected_users.from
          ? {}
          : { expectedUsersTo: row.expected_users.to }),
        kitosUuid: row.kitos_uuid,
      }),
    ),

  rollouts: z
    .object({
      solution_id: columns.id,
      team_id: columns.id,
      status: columns.choice(rolloutStatuses),
      start: columns.dateOrNull,
      reason: columns.reasonOrNull,
      review_on: columns.dateOrNull,
    })
    .refine((row) => !rolloutStatusFacts[row.status].isReviewed || row.reason !== null, {
      path: ["reason"],
      error: "needsReason",
    })
    .refine((row) => !rolloutStatusFacts[row.status].isReviewed || row.review_on !== null, {
      path: ["review_on"],
      error: "needsReview",
    })
    .transform(
      (row): Rollout => ({
        solutionId: row.solution_id,
        teamId: row.team_id,
        status: row.status,
        start: row.start,
        reason: row.reason,
        reviewOn: row.review_on,
      }),
    ),

  roles: z
    .object({
      entra_id: columns.guid,
      role: columns.choice(roles),
      scope: columns.scope,
      from: columns.dateOrNull,
      to: columns.dateOrNull,
    })
    .refine((row) => row.role !== "admin" || row.scope === "*", { path: ["scope"], error: "scopeNotAll" })
    .refine((row) => row.from === null || row.to === null || row.from <= row.to, { path: ["to"], error: "fromAfterTo" })
    .transform(
      (row): Role => ({ personId: row.entra_id, role: row.role, scope: row.scope, from: row.from, to: row.to }),
    ),
};
