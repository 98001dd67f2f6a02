import type { BarrierStatus, Resolution } from "../vocabulary.ts";
import type { Barrier } from "./barrier.ts";

/** Another barrier about the same solution and of the same category. */
export interface SimilarCase {
  id: string;
  teamName: string;
  status: BarrierStatus;
  detail: Barrier["detail"];
  /** What it means there, so that two of one team can be told apart. */
  consequence: string | null;
  resolution: Resolution | null;
  /** What worked there, in the navigator's words. */
  whatWorked: string | null;
}

/** A barrier with the names that its reader needs. */
export interface BarrierStory {
  barrier: Barrier;
  teamName: string;
  areaId: string;
  /** The trade's own word. */
  solutionName: string;
  /** The names of everybody in it, by person id. */
  names: Record<string, string>;
  /** The names of the areas that managers decided for, by area id. */
  areas: Record<string, string>;
  /** Solved ones that the reader may see, newest first. */
  solved: SimilarCase[];
  /** Open ones that this one may be the same as. */
  open: SimilarCase[];
  /** Those that may be one common task with it, itself among them, the one that has waited longest first; empty for none. */
  common: CommonTask;
}

/** Barriers that may be one task, and of how many teams they are. */
export interface CommonTask {
  ids: string[];
  teams: number;
}
