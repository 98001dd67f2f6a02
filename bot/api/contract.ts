// What the API answers and takes, as the tab knows it: types only. Each is made from the schema of its name, which parses
// what is sent and by which the tests check what is answered. Names are those of the data table in the design.
export type * from "./contract/absence.ts";
export type * from "./contract/adoption.ts";
export type * from "./contract/ambition.ts";
export type * from "./contract/barriers.ts";
export type * from "./contract/barriers-many.ts";
export type * from "./contract/case-pages.ts";
export type * from "./contract/check-ins.ts";
export type * from "./contract/citizens.ts";
export type * from "./contract/decisions.ts";
export type * from "./contract/figures.ts";
export type * from "./contract/learnings.ts";
export type * from "./contract/me.ts";
export type * from "./contract/operations.ts";
export type * from "./contract/politicians.ts";
export type * from "./contract/quarters.ts";
export type * from "./contract/reflection.ts";
export type * from "./contract/rounds.ts";
export type * from "./contract/screenings.ts";
export type * from "./contract/small-steps.ts";
export type * from "./contract/solution-cards.ts";
export type * from "./contract/sources.ts";
export type * from "./contract/texts.ts";
export type * from "./contract/trials.ts";
