import type { Instant, IsoDate } from "./organisation.ts";

/** A small, dated experiment with a learning (*prøvehandling*). */
export interface Trial {
  id: string;
  what: string;
  teamIds: string[];
  solutionId: string | null;
  barrierId: string | null;
  from: IsoDate;
  to: IsoDate;
  hope: string | null;
  state: "running" | "finished" | "cancelled";
  learned: string | null;
  worked: "yes" | "partly" | "no" | null;
  sideGains: string | null;
  shareable: boolean;
  createdBy: string;
  createdAt: Instant;
  updatedAt: Instant;
}
