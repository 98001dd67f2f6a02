import { z } from "zod";
import { languages, roles as roleNames } from "../../domain/vocabulary.ts";
import { accessibilityContact } from "./operations.ts";
import { count, date, week } from "./values.ts";

/** The pages of the tab, by what they are about. */
export const pageIds = [
  "week",
  "barriers",
  "citizens",
  "trials",
  "overview",
  "ambition",
  "advice",
  "operations",
] as const;
export type PageId = (typeof pageIds)[number];

const roles = z.array(z.strictObject({ role: z.enum(roleNames), scope: z.string() }));

/** `GET /api/me`: who is asking, and what there is to see. */
export const me = z.strictObject({
  person: z.strictObject({ id: z.string(), name: z.string() }),
  language: z.enum(languages),
  roles,
  /** The one that the person needs most is first. */
  pages: z.array(z.enum(pageIds)),
  municipality: z.strictObject({
    name: z.string(),
    /** How long what is recorded is kept, in months. */
    retentionMonths: z.strictObject({ freeText: count, citizenCases: count, checkIns: count, leaverNames: count }),
    suppressionLimit: count,
    /** Whom to tell about what is not accessible; null until an administrator has said so. */
    accessibilityContact: accessibilityContact.nullable(),
  }),
  today: date,
  week,
});
export type Me = z.infer<typeof me>;

/** `GET /api/first-view[?page=…]`: who is asking, and what the page that they open first would ask for, in one answer. */
export const firstView = z.strictObject({
  me,
  /** By the address that answers the same by itself; empty for a page that is not theirs. */
  views: z.array(z.strictObject({ path: z.string(), answer: z.unknown() })),
});
export type FirstView = z.infer<typeof firstView>;

/** `GET /api/personas`, in local mode only: whom a browser may act as. */
export const personas = z.strictObject({
  personas: z.array(z.strictObject({ upn: z.string(), name: z.string(), roles })),
});
export type Personas = z.infer<typeof personas>;

/** Every error of the API, as `application/problem+json`. */
export const problem = z.strictObject({
  type: z.literal("about:blank"),
  status: z.int().min(400).max(599),
  title: z.string(),
  /** An id that the tab can decide by. */
  code: z.string(),
  /** What the person is told. */
  userMessage: z.string(),
  /** What to quote to whoever runs the service. */
  reference: z.string().optional(),
  /** What may tell who somebody is, by the field it stands in. */
  found: z.array(z.strictObject({ field: z.string(), words: z.string(), userMessage: z.string() })).optional(),
  /** Sent again as `confirmed`, it says that this text is about no citizen. */
  confirmation: z.string().optional(),
  /** What is wrong in the files of an import, the first ones; rows as the person's editor counts them. */
  faults: z
    .array(
      z.strictObject({
        file: z.string(),
        row: count.nullable(),
        column: z.string().nullable(),
        userMessage: z.string(),
      }),
    )
    .optional(),
  /** How many there are beyond those. */
  moreFaults: count.optional(),
});
export type Problem = z.infer<typeof problem>;
