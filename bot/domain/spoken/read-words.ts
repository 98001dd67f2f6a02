import type { SaidDay } from "./resolve-day.ts";

/** What a rule reads, and over how many tokens; `slips` where it was misspelt. */
export type Found = { length: number; said: SaidDay; slips?: number } | null;

/** The word so many tokens ahead; negative for those before. */
export type Reader = (ahead: number) => string;
