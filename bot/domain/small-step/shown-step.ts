import type { IsoWeek } from "../organisation.ts";

/** A small step on one check-in: announced, or for now. */
export interface StepOnCard {
  id: string;
  stage: "announced" | "now";
}

/** A small step as a team sees it. */
export interface ShownStep extends StepOnCard {
  kind: "task" | "news";
  text: string;
  solutionName: string;
  /** The week that it is for. */
  week: IsoWeek;
  isDone: boolean;
}
