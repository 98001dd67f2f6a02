import { usageLevels } from "./vocabulary.ts";

/** Where a team may stand in a week: at a level by an estimate in force, or without one that is new enough. */
export const standings = [...usageLevels, "noEstimate"] as const;
export type Standing = (typeof standings)[number];
/** How many teams stand where, week by week; all lists are of the same length, oldest first. */
export type LevelsByWeek = Record<Standing, number[]>;
