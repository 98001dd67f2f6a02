import type { Instant } from "./organisation.ts";

/** What a manager's digital leadership is made of. Source: K. Kristensen's column on five competences (Kommunen.dk), see docs/domain.md. */
export const competences = ["development", "rethinking", "trade", "insight", "values"] as const;
export type Competence = (typeof competences)[number];

/** How far one is with a competence. The source has no scale: these steps are ours, and are never counted. */
export const reflectionSteps = ["new", "begun", "regular", "helping"] as const;
export type ReflectionStep = (typeof reflectionSteps)[number];

/** A manager's own thoughts on what to practise; nobody else's, ever. Key: the person id. */
export interface Reflection {
  personId: string;
  steps: Partial<Record<Competence, ReflectionStep>>;
  /** Free text that has passed the personal-data guard. */
  practise: string;
  updatedAt: Instant;
}
