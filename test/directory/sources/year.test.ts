import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { SourceTrouble } from "../../../bot/directory/sources/source-trouble.ts";
import { syncSources } from "../../../bot/directory/sources/sync.ts";
import { newBarrier } from "../../../bot/domain/barrier/barrier.ts";
import { emptyMapping, type Organisation, type Pulled, type SyncRun } from "../../../bot/domain/sources.ts";
import { plan } from "../../../bot/outreach/planning/plan.ts";
import { keys } from "../../../bot/store/documents.ts";
import { type Change, queryAll } from "../../../bot/store/store.ts";
import { loadDirectory } from "../../../bot/use-cases/load-directory.ts";
import { type FreshStore, freshStore } from "../../support/fresh-store.ts";
import { testOutreach } from "../../support/outreach.ts";
import { recordingChannel } from "../../support/recording-channel.ts";

// Night after night: people come and go, units are renamed, moved, merged and get new ids, a source fails, one lies. Nothing is
// orphaned, no team is asked twice in a week, and a night without news changes nothing.

const nights = process.env.LONG ? 365 : 30;
const tenantId = "t";
let fresh: FreshStore;
let seed = 20_261_130;

beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.dispose());

/** The same every time. */
function chance(below: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}

const uuid = (kind: string, n: number) => `00000000-0000-4000-8000-${kind}${String(n).padStart(11, "0")}`;

class Municipality {
  teams = Array.from({ length: 24 }, (_, n) => ({ n, name: `Team ${n}`, area: n % 4, leader: n % 18 }));
  people = Array.from({ length: 30 }, (_, n) => n);
  next = 100;

  pulled(): Pulled {
    const areas = [0, 1, 2, 3].map((n) => ({
      id: uuid("a", n),
      name: `Område ${n}`,
      parentId: uuid("a", 9),
      staff: 0,
      manager: null,
    }));
    const root = { id: uuid("a", 9), name: "Kommunen", parentId: null, staff: 0, manager: null };
    const teams = this.teams.map(({ n, name, area, leader }) => ({
      ...{ id: uuid("b", n), name, parentId: uuid("a", area), staff: 9 },
      manager: { id: uuid("c", leader), userId: `U${leader}` },
    }));
    const organisation: Organisation = {
      units: [root, ...areas, ...teams],
      people: this.people.map((n) => ({
        ...{ id: uuid("c", n), userId: `U${n}`, name: `Person ${n}` },
        mail: null,
        isDisabled: false,
      })),
      standIns: [],
    };
    const list = this.people.map((n) => ({
      ...{ entraId: uuid("d", n), userId: `u${n}`, upn: `p${n}@x.example`, name: `Person ${n}` },
      ...{ language: null, isEnabled: true },
    }));
    const systems = [
      {
        ...{ id: uuid("e", 1), name: "System", callName: "systemet", phase: "inUse" as const, expectedUsers: null },
        units: [{ id: uuid("a", 9), name: "Kommunen", kitosId: uuid("e", 9) }],
      },
    ];
    return { organisation, systems, accounts: { list, isWhole: true } };
  }

  /** What happens by day; returns which new unit is in the place of which, by id. */
  live(): Record<string, string[]> {
    const what = chance(8);
    const at = chance(this.teams.length);
    const team = this.teams[at];
    if (team === undefined) return {};
    if (what === 0) team.name = `${team.name.split(" (")[0]} (${this.next++})`;
    if (what === 1) team.area = chance(4);
    if (what === 2) this.people.push(this.next++);
    if (what === 3) team.leader = this.people[chance(this.people.length)] ?? team.leader;
    if (what === 4) {
      const before = uuid("b", team.n);
      team.n = this.next++;
      return { [uuid("b", team.n)]: [before] };
    }
    if (what === 5 && this.teams.length > 12) {
      const [gone] = this.teams.splice(chance(this.teams.length), 1);
      const heir = this.teams[0];
      const before = [uuid("b", heir?.n ?? 0), uuid("b", gone?.n ?? 0)];
      if (heir !== undefined) heir.n = this.next++;
      return { [uuid("b", heir?.n ?? 0)]: before };
    }
    if (what === 6) {
      const leaving = this.people[chance(this.people.length)] ?? 0;
      const instead = this.people.find((n) => n !== leaving) ?? 0;
      this.people = this.people.filter((n) => n !== leaving);
      for (const one of this.teams) if (one.leader === leaving) one.leader = instead;
    }
    return {};
  }
}

async function sync(now: string, pulled: Pulled | null, replaces?: Record<string, string[]>): Promise<SyncRun> {
  const pull = async () => {
    if (pulled === null) throw new SourceTrouble("rollekatalog", "unavailable");
    return pulled;
  };
  const agreed = replaces === undefined ? undefined : { confirm: undefined, replaces };
  const run = await syncSources({ store: fresh.store, tenantId, now, by: "system", pull, agreed });
  if (run === "busy") throw new Error("busy");
  return run;
}

async function choose(place: Municipality): Promise<void> {
  const known = await fresh.store.read(tenantId, "mapping", keys.mapping);
  const teams = place.teams.map(({ n }) => uuid("b", n));
  const value = { ...emptyMapping, ...known?.value, teams, solutions: [{ id: uuid("e", 1), isBelow: true }] };
  const document = { kind: "mapping", key: keys.mapping, value } as const;
  await fresh.store.commit(tenantId, [
    known === undefined ? { op: "create", ...document } : { op: "replace", etag: known.etag, ...document },
  ]);
}

async function orphans(): Promise<string[]> {
  const directory = await loadDirectory(fresh.store, tenantId);
  const isThere = (id: string) => directory.teams.get(id)?.retired === undefined && directory.teams.has(id);
  const found: string[] = [];
  for await (const { key, value } of queryAll(fresh.store, tenantId, "barrier"))
    if (!isThere(value.teamId)) found.push(`barrier ${key}`);
  for await (const { key, value } of queryAll(fresh.store, tenantId, "checkIn", { where: { state: "open" } }))
    if (!isThere(value.teamId)) found.push(`checkIn ${key}`);
  for await (const { key, value } of queryAll(fresh.store, tenantId, "role"))
    if (value.scope !== "*" && !isThere(value.scope) && !directory.areas.has(value.scope)) found.push(`role ${key}`);
  for (const { id, retired } of directory.teams.values())
    if (!retired && (directory.rolesByScope.get(id) ?? []).length === 0) found.push(`team ${id}`);
  return found;
}

test(`${nights} nights`, async () => {
  const place = new Municipality();
  await choose(place);
  const start = Date.parse("2026-01-05T01:00:00.000Z");
  const clock = (night: number, hour: number) => new Date(start + night * 86_400_000 + hour * 3_600_000).toISOString();
  expect(await sync(clock(0, 0), place.pulled())).toMatchObject({ outcome: "stored", problems: [] });
  const barriers: Change[] = place.teams.map(({ n }) => {
    const about = { teamId: uuid("b", n), solutionId: uuid("e", 1), week: null };
    const value = newBarrier(`barrier-${n}`, about, uuid("d", 1), clock(0, 0));
    return { op: "create", kind: "barrier", key: value.id, value };
  });
  await fresh.store.commit(tenantId, barriers);
  const outreach = testOutreach(fresh.store, recordingChannel(), { now: clock(0, 8) });
  let asks = 0;
  for (let night = 1; night < nights; night += 1) {
    const replaces = place.live();
    const isMoving = Object.keys(replaces).length > 0;
    if (isMoving) await choose(place);
    const kind = chance(10);
    if (kind === 0) expect(await sync(clock(night, -1), null)).toMatchObject({ outcome: "failed" });
    if (kind === 1) {
      const lie = place.pulled();
      lie.organisation?.units.splice(4, 10);
      const before = (await fresh.store.read(tenantId, "settings", keys.settings))?.etag;
      expect(await sync(clock(night, -1), lie)).toMatchObject({ outcome: "waiting" });
      expect((await fresh.store.read(tenantId, "settings", keys.settings))?.etag).toBe(before);
    }
    const first = await sync(clock(night, 0), place.pulled());
    if (first.outcome === "waiting") {
      asks += 1;
      expect(first.proposals.map(({ team }) => team.id)).toEqual(Object.keys(replaces));
      expect(await sync(clock(night, 0.1), place.pulled(), replaces)).toMatchObject({ outcome: "stored" });
    } else expect(["stored", "unchanged"]).toContain(first.outcome);
    expect(await sync(clock(night, 0.2), place.pulled())).toMatchObject({ outcome: "unchanged" });
    expect(await orphans()).toEqual([]);
    await plan(outreach, tenantId, clock(night, 8));
    const directory = await loadDirectory(fresh.store, tenantId);
    expect([...directory.teams.values()].filter(({ retired }) => !retired)).toHaveLength(place.teams.length);
  }
  expect(asks).toBeGreaterThan(0);
  const asked = new Map<string, number>();
  for await (const { value } of queryAll(fresh.store, tenantId, "checkIn")) {
    const key = `${value.week}:${value.teamId}`;
    asked.set(key, (asked.get(key) ?? 0) + 1);
  }
  expect([...asked.values()].every((count) => count === 1)).toBe(true);
}, 600_000);
