import { localTenant } from "../../bot/config.ts";
import { addWeeks } from "../../bot/domain/calendar.ts";
import { emptyAdoption, recordWeek } from "../../bot/domain/check-in/adoption.ts";
import type { UsageLevel } from "../../bot/domain/vocabulary.ts";
import type { Store } from "../../bot/store/store.ts";
import { fillMunicipality } from "./municipality.ts";

// A year of one solution, made by hand, so that what is to be told of it can be counted by hand.

export const handMadeNow = "2026-11-19T10:00:00.000Z";
const thisWeek = "2026-W47";
const weeks = 52;

/** What each team has answered in every week of the year; one stopped answering thirty weeks ago, and one never has. */
const year: Record<string, { level: UsageLevel; until?: number } | null> = {
  "nord-dag": { level: "routine" },
  "nord-aften": { level: "routine" },
  "syd-dag": { level: "mostly" },
  "syd-aften": { level: "rarely" },
  "sygepleje-dag": { level: "rarely" },
  "sygepleje-aften": null,
  "strandparken-dag": { level: "routine" },
  "strandparken-aften": { level: "notStarted" },
  genoptraening: { level: "mostly", until: weeks - 30 },
};

/** Havnby with the year in it. */
export async function fillYear(store: Store): Promise<void> {
  await fillMunicipality(store, localTenant, handMadeNow, 0);
  const first = addWeeks(thisWeek, 1 - weeks);
  for (const [teamId, told] of Object.entries(year)) {
    const journal = { status: "inUse" as const, start: null, levels: "", latest: {} };
    let value = { ...emptyAdoption({ id: teamId, name: teamId, areaId: "" }, first), solutions: { journal } as object };
    for (let at = 0; at < weeks; at++) {
      const answered = told !== null && at < (told.until ?? weeks);
      value = recordWeek(value as Parameters<typeof recordWeek>[0], {
        week: addWeeks(first, at),
        state: answered ? "answered" : at === weeks - 1 ? "open" : "missed",
        levels: answered ? { journal: told.level } : {},
        extras: [],
      });
    }
    const [known] = await store.readMany(localTenant, [{ kind: "adoption", key: teamId }]);
    const write = { kind: "adoption", key: teamId, value: value as Parameters<typeof recordWeek>[0] } as const;
    await store.commit(localTenant, [
      known === undefined ? { op: "create", ...write } : { op: "replace", etag: known.etag, ...write },
    ]);
  }
}
