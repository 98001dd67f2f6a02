import { z } from "zod";
import {
  caseViews,
  citizenAlternativeGroupIds,
  citizenAlternatives,
  citizenOutcomes,
  citizenReasonGroupIds,
  citizenReasons,
  formerAlternativeIds,
  inclusionPrinciples,
} from "../../domain/vocabulary.ts";
import { textChange } from "./texts.ts";
import { confirmed, count, date, id, instant, named } from "./values.ts";

const reasons = z.array(z.enum(citizenReasons)).max(citizenReasons.length);
const instead = z.array(z.enum(citizenAlternatives)).max(citizenAlternatives.length);
const outcome = z.enum(citizenOutcomes);

const citizenCaseItem = z.strictObject({
  id: z.string(),
  teamId: z.string(),
  teamName: z.string(),
  solutionName: z.string().nullable(),
  reasons,
  groups: z.array(z.enum(citizenReasonGroupIds)),
  instead,
  outcome,
  relatives: z.boolean(),
  /** What a navigator was asked to help with. */
  barrierId: z.string().nullable(),
  /** Somebody is to look at it by now. */
  isDue: z.boolean(),
  /** Nobody answered, so it was closed as it stood. */
  unanswered: z.boolean(),
  note: z.string().nullable(),
  /** Whether the person may delete or correct the note. */
  mayRewrite: z.boolean(),
  /** The last time that it was. */
  noteChange: textChange.nullable(),
  followUpOn: date.nullable(),
  createdAt: instant,
  updatedAt: instant,
});
export type CitizenCaseItem = z.infer<typeof citizenCaseItem>;

/**
 * `GET /api/citizen-cases?show&team&solution&group&case&q&limit&page`, for those who may see the cases themselves. `show=start` is the first
 * of `due`, `open` and `all` that has any.
 */
export const citizenCasesAnswer = z.strictObject({
  cases: z.array(citizenCaseItem),
  /** How many match in all. */
  found: count,
  show: z.enum(caseViews),
  /** Of all that the person may see. */
  counts: z.record(z.enum(caseViews), count),
  /** What is noted most often by those teams comes first. */
  usual: z.strictObject({ groups: z.array(z.enum(citizenReasonGroupIds)), instead }),
  /** The teams with any. */
  withCases: z.array(named),
  /** Where a case can be logged. */
  teams: z.array(named.extend({ solutions: z.array(named) })),
  next: z.string().optional(),
});
export type CitizenCasesAnswer = z.infer<typeof citizenCasesAnswer>;

/** `POST /api/citizen-cases`. `id` is minted with the form, so that sending twice stores once. */
export const newCitizenCase = z.strictObject({
  id: z.uuid(),
  teamId: id,
  solutionId: id.optional(),
  reasons,
  /** Groups of reasons without a detail. */
  groups: z.array(z.enum(citizenReasonGroupIds)).max(citizenReasonGroupIds.length).optional(),
  instead: z
    .array(z.enum([...citizenAlternatives, ...formerAlternativeIds]))
    .max(citizenAlternatives.length + formerAlternativeIds.length),
  outcome,
  /** Relatives take part; never who. */
  relatives: z.boolean().optional(),
  /** Asks a navigator for help with it; needs a solution. */
  helpWanted: z.boolean().optional(),
  followUpOn: z.string().max(20).optional(),
  note: z.string().max(5000).optional(),
  confirmed,
});
export type NewCitizenCase = z.input<typeof newCitizenCase>;

/** `PATCH /api/citizen-cases/{id}` */
export const citizenCaseChange = z.strictObject({
  outcome: outcome.optional(),
  followUpOn: z.string().max(20).nullable().optional(),
});

export type CitizenCaseChange = z.input<typeof citizenCaseChange>;

/** The answer to a change. */
export const changedCitizenCase = citizenCaseItem.omit({ teamName: true, solutionName: true });
export type ChangedCitizenCase = z.infer<typeof changedCitizenCase>;

const text = z.string().max(5000);
const written = z.string().nullable();
const principles = z.array(z.enum(inclusionPrinciples)).max(inclusionPrinciples.length);

const criteriaVersion = z.strictObject({
  digital: written,
  hybrid: written,
  analogue: written,
  /** Who decides in doubt: a function. */
  decider: written,
  since: date,
  principles,
  by: z.string(),
  at: instant,
});

const criteriaItem = criteriaVersion.extend({
  solutionId: z.string(),
  solutionName: z.string(),
  /** `*` for the whole municipality. */
  area: z.string(),
  areaName: z.string(),
  /** The newest first. */
  earlier: z.array(criteriaVersion),
});
export type CriteriaItem = z.infer<typeof criteriaItem>;

/** `GET /api/criteria[?team=…]`: all of them, or those that hold for a team. */
export const criteriaAnswer = z.strictObject({
  items: z.array(criteriaItem),
  /** Where the person may write. */
  writable: z.array(named),
  solutions: z.array(named),
});
export type CriteriaAnswer = z.infer<typeof criteriaAnswer>;

/** `PUT /api/criteria/{solution}/{area}`; how they were is kept, unless `forgetsEarlier`. */
export const newCriteria = z.strictObject({
  digital: text.optional(),
  hybrid: text.optional(),
  analogue: text.optional(),
  decider: text.optional(),
  since: z.string().max(20),
  principles,
  forgetsEarlier: z.boolean().optional(),
  confirmed,
});
export type NewCriteria = z.input<typeof newCriteria>;

/** `GET /api/citizen-ideas[?solution&group]`: what has worked, in the person's own notes and in finished trials. */
export const ideasAnswer = z.strictObject({
  worked: z.array(z.strictObject({ id: z.enum(citizenAlternatives), count })),
  trials: z.array(z.strictObject({ id: z.string(), what: z.string(), learned: written })),
});
export type IdeasAnswer = z.infer<typeof ideasAnswer>;

const fieldStudy = z.strictObject({
  id: z.string(),
  teamName: z.string(),
  solutionName: z.string().nullable(),
  on: date,
  using: written,
  notUsing: written,
  idea: written,
  shareable: z.boolean(),
  trialId: z.string().nullable(),
  /** Whether the person may delete or correct its texts. */
  mayRewrite: z.boolean(),
  /** Whether the person may make a trial of the idea. */
  mayTry: z.boolean(),
});
export type FieldStudyItem = z.infer<typeof fieldStudy>;

/** `GET /api/field-studies`, and the answer to a new one and to a trial of one. */
export const fieldStudiesAnswer = z.strictObject({ items: z.array(fieldStudy) });
export type FieldStudiesAnswer = z.infer<typeof fieldStudiesAnswer>;

/** `POST /api/field-studies`. `id` is minted with the form. */
export const newFieldStudy = z.strictObject({
  id: z.uuid(),
  teamId: id,
  solutionId: id.optional(),
  on: z.string().max(20),
  using: text.optional(),
  notUsing: text.optional(),
  idea: text.optional(),
  shareable: z.boolean(),
  confirmed,
});
/** `POST /api/field-studies/{id}/trial`: nothing more to say. */
export const fieldStudyTrial = z.strictObject({});
export type NewFieldStudy = z.input<typeof newFieldStudy>;

/** In the order of the vocabulary. */
const outcomes = z.array(count.nullable()).length(citizenOutcomes.length);

/** `GET /api/inclusion`: figures of the last four quarters over the cases that the person may see one by one. */
export const inclusionAnswer = z.strictObject({
  /** Always 0: nothing is hidden here. */
  limit: count,
  teams: count,
  total: count.nullable(),
  reasons: z.array(z.strictObject({ id: z.enum(citizenReasons), count })),
  instead: z.array(z.strictObject({ id: z.enum(citizenAlternatives), count })),
  /** Oldest first, `2026-Q4`. */
  quarters: z.array(z.strictObject({ id: z.string().regex(/^\d{4}-Q[1-4]$/), outcomes, total: count.nullable() })),
  solutions: z.array(named.extend({ outcomes })),
  /** What is difficult by group, by solution and by area, in the order of the vocabulary. */
  reasonsBy: z.strictObject({
    solutions: z.array(named.extend({ counts: z.array(count).length(citizenReasonGroupIds.length) })),
    areas: z.array(named.extend({ counts: z.array(count).length(citizenReasonGroupIds.length) })),
  }),
  /** Closed as they stood because nobody answered. */
  unanswered: count,
});
export type InclusionAnswer = z.infer<typeof inclusionAnswer>;

const shown = count.nullable();
const reasonFigures = z.record(z.enum(citizenReasonGroupIds), shown);

/** Figures of a closed period as they were published; null is hidden. */
export const publication = z.strictObject({
  /** `2026-Q3`, `2026-H1` or `2026`. */
  period: z.string(),
  from: date,
  to: date,
  /** `*` for the whole municipality. */
  area: z.string(),
  name: z.string(),
  publishedOn: date,
  limit: count,
  reasons: reasonFigures,
  instead: z.record(z.enum(citizenAlternativeGroupIds), shown),
  outcomes: z.record(outcome, shown).nullable(),
  /** Notes with the way where the citizen came along; absent in what was published before there was such a figure. */
  worked: z.record(z.enum(citizenAlternativeGroupIds), shown).nullish(),
  solutions: z.array(named.extend({ reasons: reasonFigures })),
});
export type Publication = z.infer<typeof publication>;

/** `GET /api/citizen-figures`: what managers see; the latest first, and empty for everybody else. */
export const citizenFiguresAnswer = z.strictObject({
  whole: z.array(publication),
  areas: z.array(publication),
  /** The last day of the period that is published next. */
  nextOn: date.nullable(),
});
export type CitizenFiguresAnswer = z.infer<typeof citizenFiguresAnswer>;

/** `GET /api/councils[?area=…]`: what is handed on to the councils. */
export const councilsAnswer = z.strictObject({
  area: z.string(),
  name: z.string(),
  areas: z.array(named),
  published: publication.nullable(),
  criteria: z.array(criteriaItem),
  /** Of the whole municipality, without team, person or date. */
  learnings: z.array(z.strictObject({ solutionName: z.string().nullable(), what: written, learned: z.string() })),
});
export type CouncilsAnswer = z.infer<typeof councilsAnswer>;
