import type { IsoDate, IsoWeek } from "./organisation.ts";
import type { ExtraAnswer, ExtraQuestion, RolloutStatus } from "./vocabulary.ts";

/** What is known about one solution in one team. */
export interface SolutionHistory {
  status: RolloutStatus;
  start: IsoDate | null;
  /** One character a week, index 0 = `firstWeek` of the team; see `levelCodes`. Missing at the end = not asked. */
  levels: string;
  /** The newest answer to each extra question. */
  latest: Partial<Record<ExtraQuestion, { week: IsoWeek; answer: ExtraAnswer }>>;
}

/**
 * The team's whole visible history in one document, written in the same commit as each answer,
 * so that the overview reads one small document per team. Name and area are copied at import.
 */
export interface TeamAdoption {
  teamId: string;
  name: string;
  areaId: string;
  retired?: boolean;
  firstWeek: IsoWeek;
  /** One character a week for the check-in itself; see `weekCodes`. */
  weeks: string;
  solutions: Record<string, SolutionHistory>;
}
