import { causeFor } from "../../domain/barrier/causes.ts";
import { localDate } from "../../domain/calendar.ts";
import { activeTeams, areaPath, type Directory, type IsoDate, teamIsIn } from "../../domain/organisation.ts";
import { may } from "../../domain/permissions.ts";
import type { Trial } from "../../domain/trial.ts";
import type { BarrierCategory } from "../../domain/vocabulary.ts";
import type { Errand } from "../errand.ts";
import { withoutNames } from "../trial/share-trial.ts";

/** That something is tried, as whoever may not read it sees it: never the team, and what was learned only where it is shared. */
export interface Tried {
  id: string;
  /** What it is about; null when nobody has said, or it is not for them to know. */
  kind: BarrierCategory | null;
  from: IsoDate;
  to: IsoDate;
  state: Trial["state"];
  /** The nearest area around its teams that points at none of them; null for the whole municipality. */
  area: string | null;
  learned: string | null;
}

/** An area of fewer teams would point at one. */
const fewestTeams = 3;

/** The trials of these teams, the newest first; those that were broken off are left out. */
export function triedWith(errand: Errand, trials: readonly Trial[], teamIds: ReadonlySet<string>): Tried[] {
  const { directory, actor, now } = errand;
  const today = localDate(now);
  return trials
    .filter(({ state }) => state !== "cancelled")
    .flatMap((trial): Tried[] => {
      const teams = trial.teamIds.filter((id) => teamIds.has(id));
      if (teams.length === 0) return [];
      const reads = teams.every((id) => may(directory, actor.personId, "seeBarriers", id, today));
      const { category: kind } = causeFor({ category: trial.category ?? null, detail: null }, reads);
      const { id, from, to, state } = trial;
      const isShared = state === "finished" && trial.shareable;
      const learned = isShared ? withoutNames(directory, trial).learned : null;
      return [{ id, kind, from, to, state, area: areaAround(directory, teams), learned }];
    })
    .toSorted((a, b) => (a.from < b.from ? 1 : -1));
}

function areaAround(directory: Directory, teamIds: readonly string[]): string | null {
  const [first] = teamIds;
  const path = areaPath(directory, directory.teams.get(first ?? "")?.areaId ?? "");
  const active = activeTeams(directory);
  const found = path.find(
    (area) =>
      teamIds.every((id) => teamIsIn(directory, id, area)) &&
      active.filter(({ id }) => teamIsIn(directory, id, area)).length >= fewestTeams,
  );
  return directory.areas.get(found ?? "")?.name ?? null;
}
