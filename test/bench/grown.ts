import { createHash } from "node:crypto";
import { copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 as uuid } from "uuid";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { addWeeks, mondayOf } from "../../bot/domain/calendar.ts";
import { newCheckIn } from "../../bot/domain/check-in/check-in.ts";
import type { IsoWeek } from "../../bot/domain/organisation.ts";
import { keys } from "../../bot/store/documents.ts";
import { writeOf } from "../../bot/store/sqlite/commit.ts";
import { openFile } from "../../bot/store/sqlite/file.ts";
import { fieldIndexes, migrations } from "../../bot/store/sqlite/schema.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { groupWriter } from "../../bot/store/sqlite/write.ts";
import type { Change } from "../../bot/store/store.ts";
import { audit } from "../../bot/use-cases/commit.ts";
import { roleChange } from "../support/leaders.ts";
import { cardOf, commitAll, leaderOf, managerId, numbers, seed, solutionOf, teamOf, tenantOf } from "./seed.ts";

/** Counts up with every change of what is written here or in seed.ts. */
const contents = "3";

export const teams = 210;
/** As the municipality would keep them; the default is 24 months, which would have forgotten the first year. */
const settings = { reminder: null, checkInRetentionMonths: 48 };
const openPerTeam = 3;
/** A new municipality has as much in its overview: how much a view shows is not what grows with the store. */
const shownWeeks = 16;
const closedPerTeamAndYear = 5;
const levels = ["routine", "mostly", "sometimes", "rarely"] as const;

export interface Grown {
  municipalities: number;
  /** The week that is open now, and the weeks of answers before it. */
  week: IsoWeek;
  weeks: number;
}

/**
 * A file of one's own with so many municipalities after so many weeks: of every team and week the answered check-in and
 * its entry of who did what, and barriers open and closed. It takes minutes to write, so a copy is kept beside the
 * system's temporary files for the next run of the same week.
 */
export async function grownStore(file: string, grown: Grown): Promise<void> {
  const made = [contents, ...migrations.flat(), ...fieldIndexes.map(({ text }) => text), JSON.stringify(grown)].join(
    "\n",
  );
  const kept = join(tmpdir(), `ombord-grown-${createHash("sha256").update(made).digest("hex").slice(0, 12)}.db`);
  if (!existsSync(kept)) {
    const unfinished = `${kept}.${process.pid}`;
    await write(unfinished, grown);
    renameSync(unfinished, kept);
  }
  rmSync(file, { force: true });
  copyFileSync(kept, file);
}

async function write(file: string, grown: Grown): Promise<void> {
  const store = openSqlite(file);
  for (const municipality of numbers(grown.municipalities)) {
    await seed(store, {
      municipality,
      teams,
      solutions: 8,
      week: grown.week,
      history: Math.max(grown.weeks, shownWeeks),
      open: true,
      settings,
    });
    await commitAll(store, tenantOf(municipality), openBarriers(municipality));
  }
  await store.close();
  const { db, sql } = openFile(file);
  // Nobody else reads it yet, and a crash only means that it is written again.
  db.exec("pragma journal_mode = delete");
  db.exec("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -3000000");
  const writeGroup = groupWriter({ db, sql });
  let rows = 0;
  // Week by week, as it comes about: a municipality's documents lie scattered over the file.
  for (const ago of numbers(grown.weeks).reverse()) {
    const commits = numbers(grown.municipalities).map((municipality) => {
      const changes = pastWeek(municipality, addWeeks(grown.week, -1 - ago), ago);
      return { tenantId: tenantOf(municipality), writes: changes.map((change) => writeOf(change, `g${++rows}`)) };
    });
    if (writeGroup(commits, Date.now()).some((outcome) => outcome !== null)) throw new Error("not written");
  }
  db.exec("pragma journal_mode = wal");
  db.close();
}

/** Everything that a week left behind in a municipality. */
function pastWeek(municipality: number, week: IsoWeek, ago: number): Change[] {
  const at = `${mondayOf(week)}T09:00:00.000Z`;
  const closing = numbers(teams).filter((team) => (team + ago) % Math.round(52 / closedPerTeamAndYear) === 0);
  return [
    ...numbers(teams).flatMap((team) => answeredWeek(municipality, team, week, at)),
    ...closing.map((team) => closedBarrier(municipality, team, at)),
  ];
}

/** An answered check-in of the past with its entry of who did what. */
export function answeredWeek(municipality: number, team: number, week: IsoWeek, at: string): Change[] {
  const asked = numbers(4).map((s) => ({ solutionId: solutionOf(s), previous: "mostly" as const }));
  const answers = Object.fromEntries(asked.map(({ solutionId }, s) => [solutionId, { level: levels[s] ?? "mostly" }]));
  const leader = leaderOf(municipality, team);
  const card = { personId: leader, activityId: cardOf(municipality, team), sentAt: at };
  const done = { state: "answered" as const, answers, answeredBy: leader, answeredAt: at };
  const value = { ...newCheckIn(week, teamOf(team), asked), ...done, cards: [card] };
  const key = keys.checkIn(week, value.teamId);
  return [
    { op: "create", kind: "checkIn", key, value },
    audit({ actor: { personId: leader }, now: at }, "checkIn.answered", "checkIn", key),
  ];
}

/** What a new municipality has too: a navigator, and three barriers a team that nobody has looked at. */
function openBarriers(municipality: number): Change[] {
  const person = { personId: managerId(municipality), role: "navigator" as const, scope: "*" };
  const reported = numbers(teams * openPerTeam).map((n): Change => {
    const about = { teamId: teamOf(n % teams), solutionId: solutionOf(n % 8), week: null };
    const id = uuid();
    const value = newBarrier(id, about, leaderOf(municipality, n % teams), `2026-0${1 + (n % 9)}-01T08:00:00.000Z`);
    return { op: "create", kind: "barrier", key: id, value };
  });
  return [roleChange({ ...person, from: null, to: null }), ...reported];
}

function closedBarrier(municipality: number, team: number, at: string): Change {
  const id = uuid({ msecs: Date.parse(at) });
  const by = leaderOf(municipality, team);
  const fresh = newBarrier(id, { teamId: teamOf(team), solutionId: solutionOf(team % 8), week: null }, by, at);
  const done = (["working", "resolved", "confirmed"] as const).map((status) => ({
    at,
    by,
    did: "status" as const,
    status,
  }));
  const value = {
    ...fresh,
    status: "confirmed" as const,
    category: "skills" as const,
    detail: "training" as const,
    resolution: "shownOnsite" as const,
    resolvedAt: at,
    closedAt: at,
    events: [...fresh.events, ...done],
  };
  return { op: "create", kind: "barrier", key: id, value };
}
