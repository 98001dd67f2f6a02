import { levelAt } from "../../bot/domain/check-in/adoption.ts";
import type { IsoWeek } from "../../bot/domain/organisation.ts";
import { keys } from "../../bot/store/documents.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { solutionOf, teamOf } from "./seed.ts";

/** What the driver was told is stored: of each team the levels, and the barriers that were reported by hand. */
export interface Ledger {
  levels: Map<number, readonly string[]>;
  flagged: Set<string>;
  barriers: Set<string>;
  done: Record<string, number>;
  wrong: string[];
  /** Of everything that somebody waits for, in Teams or in the tab. */
  slowestMs: number;
  /** Before this nobody reports anything. */
  nextReportMs: number;
}

/** What was acknowledged and is not in the store as it was acknowledged last. */
export async function lostFrom(
  file: string,
  { tenantId, week }: { tenantId: string; week: IsoWeek },
  ledger: Ledger,
): Promise<string[]> {
  const store = openSqlite(file);
  const lost: string[] = [];
  for (const [team, chosen] of ledger.levels) {
    const [checkIn, adoption] = await store.readMany(tenantId, [
      { kind: "checkIn", key: keys.checkIn(week, teamOf(team)) },
      { kind: "adoption", key: teamOf(team) },
    ]);
    for (const [s, level] of chosen.entries()) {
      const stored = checkIn?.value.answers[solutionOf(s)];
      if (stored?.level !== level) lost.push(`level ${team} ${s}`);
      if (adoption === undefined || levelAt(adoption.value, solutionOf(s), week) !== level)
        lost.push(`history ${team} ${s}`);
      if (ledger.flagged.has(`${team} ${solutionOf(s)}`) && stored?.barrierId === undefined)
        lost.push(`flag ${team} ${s}`);
    }
  }
  for (const id of ledger.barriers) {
    if ((await store.read(tenantId, "barrier", id)) === undefined) lost.push(`barrier ${id}`);
  }
  await store.close();
  return lost;
}
