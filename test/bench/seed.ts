import { addWeeks } from "../../bot/domain/calendar.ts";
import { recordWeek, type TeamAdoption } from "../../bot/domain/check-in/adoption.ts";
import { type AskedSolution, type CheckIn, newCheckIn, recordCheckIn } from "../../bot/domain/check-in/check-in.ts";
import { defaultSettings, type IsoWeek, type Settings, type Solution } from "../../bot/domain/organisation.ts";
import { usageLevels } from "../../bot/domain/vocabulary.ts";
import { keys } from "../../bot/store/documents.ts";
import type { Change, Store } from "../../bot/store/store.ts";
import { conversationChange, roleChange } from "../support/leaders.ts";

export const appId = "44444444-4444-4444-8444-444444444444";
export const serviceUrl = "https://smba.trafficmanager.net/emea/";

export interface Seed {
  /** Numbers the municipality; part of every id. */
  municipality: number;
  teams: number;
  solutions: number;
  /** The week that is open now. */
  week: IsoWeek;
  /** Weeks of answers before it. */
  history: number;
  /** People who see the whole municipality; one unless told. */
  managers?: number;
  /** A check-in of this week that each leader has as a card. */
  open: boolean;
  serviceUrl?: string;
  settings?: Partial<Settings>;
}

export const managerId = (municipality: number, n = 0) => `0a7b0001-${pad(municipality)}-4000-8000-${hex(n)}`;
export const tenantOf = (municipality: number) => `0a7b0000-0000-4000-8000-${hex(municipality)}`;
export const leaderOf = (municipality: number, team: number) => `0a7b0002-${pad(municipality)}-4000-8000-${hex(team)}`;
export const teamOf = (team: number) => `team-${pad(team)}`;
export const solutionOf = (solution: number) => `loesning-${solution}`;
/** The card that asks this team this week. */
export const cardOf = (municipality: number, team: number) => `1700${pad(municipality)}${pad(team)}`;

const pad = (n: number) => String(n).padStart(4, "0");
const hex = (n: number) => n.toString(16).padStart(12, "0");

/** Writes one municipality: areas, teams that use every solution, a leader for each, one manager, histories, chats. */
export async function seed(store: Store, asked: Seed): Promise<void> {
  const changes = [...municipality(asked), ...numbers(asked.teams).flatMap((team) => teamChanges(asked, team))];
  await commitAll(store, tenantOf(asked.municipality), changes);
}

export async function commitAll(store: Store, tenantId: string, changes: Change[]): Promise<void> {
  for (let at = 0; at < changes.length; at += store.maxChanges) {
    await store.commit(tenantId, changes.slice(at, at + store.maxChanges));
  }
}

export const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

function municipality({ municipality: number, solutions, settings, managers = 1 }: Seed): Change[] {
  const value = { ...defaultSettings, name: `Kommune ${number}`, directoryVersion: "1", ...settings };
  return [
    { op: "create", kind: "settings", key: keys.settings, value },
    ...numbers(21).map((n): Change => {
      const parentAreaId = n < 3 ? null : areaOf(n % 3);
      return {
        op: "create",
        kind: "area",
        key: areaOf(n),
        value: { id: areaOf(n), name: `Område ${n}`, parentAreaId },
      };
    }),
    ...numbers(solutions).map(
      (n): Change => ({ op: "create", kind: "solution", key: solutionOf(n), value: solution(n) }),
    ),
    ...numbers(managers).flatMap((n) => {
      const personId = managerId(number, n);
      const role = roleChange({ personId, role: "manager", scope: "*", from: null, to: null });
      return [person(personId, `chef-${number}-${n}`), role];
    }),
  ];
}

const areaOf = (n: number) => `omraade-${n}`;

function solution(n: number): Solution {
  return {
    id: solutionOf(n),
    name: `Løsning ${n}`,
    localNames: n % 2 === 0 ? { "omraade-1": `Lokalt navn ${n}` } : {},
    kind: "mainRoad",
    phase: "inUse",
    sharedRecords: n % 2 === 0,
    replaces: null,
    expectedUsers: null,
    kitosUuid: null,
  };
}

function person(id: string, name: string): Change {
  return { op: "create", kind: "person", key: id, value: { id, upn: `${name}@kommune.example`, name, language: "da" } };
}

function teamChanges(asked: Seed, n: number): Change[] {
  const leader = leaderOf(asked.municipality, n);
  const team = { id: teamOf(n), name: `Hjemmeplejen ${n}, aften`, areaId: areaOf(3 + (n % 18)) };
  const rollouts = numbers(asked.solutions).map((s): Change => {
    const value = {
      solutionId: solutionOf(s),
      teamId: team.id,
      status: "inUse" as const,
      start: null,
      reason: null,
      reviewOn: null,
    };
    return { op: "create", kind: "rollout", key: keys.rollout(value.solutionId, team.id), value };
  });
  const chat = conversationChange(leader, asked.serviceUrl ?? serviceUrl);
  const checkIn = openCheckIn(asked, n);
  const history = adoptionOf(asked, n);
  const adoption = asked.open ? recordCheckIn(history, checkIn) : history;
  return [
    { op: "create", kind: "team", key: team.id, value: team },
    person(leader, `leder-${asked.municipality}-${n}`),
    roleChange({ personId: leader, role: "leader", scope: team.id, from: null, to: null }),
    ...rollouts,
    { op: "create", kind: "adoption", key: team.id, value: { ...adoption, name: team.name, areaId: team.areaId } },
    { ...chat, value: { ...chat.value, botId: `28:${appId}` } },
    ...(asked.open
      ? [{ op: "create", kind: "checkIn", key: keys.checkIn(asked.week, team.id), value: checkIn } as const]
      : []),
  ];
}

/** Four solutions, the first with an extra question, the others with the level of last time. */
function openCheckIn({ municipality: number, week }: Seed, n: number): CheckIn {
  const asked = numbers(4).map(
    (s): AskedSolution => ({
      solutionId: solutionOf(s),
      ...(s === 0 ? { extra: "carrier" as const } : { previous: "mostly" as const }),
    }),
  );
  const card = { personId: leaderOf(number, n), activityId: cardOf(number, n), sentAt: "2026-01-01T00:00:00.000Z" };
  return { ...newCheckIn(week, teamOf(n), asked), cards: [card] };
}

const knownHistories = new Map<string, TeamAdoption>();

/** Team by team the same in every municipality, so that hundreds of them are filled in no time. */
function adoptionOf(asked: Seed, n: number): TeamAdoption {
  const { week, history, solutions } = asked;
  const id = [week, history, solutions, n].join(" ");
  const known = knownHistories.get(id) ?? longHistory(asked, n);
  knownHistories.set(id, known);
  return known;
}

function longHistory({ week, history, solutions }: Seed, n: number): TeamAdoption {
  const empty = numbers(solutions).map(
    (s) => [solutionOf(s), { status: "inUse" as const, start: null, levels: "", latest: {} }] as const,
  );
  const first = { teamId: teamOf(n), name: "", areaId: "", firstWeek: addWeeks(week, -history), weeks: "" };
  let adoption: TeamAdoption = { ...first, solutions: Object.fromEntries(empty) };
  for (let w = 0; w < history; w++) {
    const given = numbers(solutions).filter((s) => (s + w) % 2 === 0);
    const levels = Object.fromEntries(given.map((s) => [solutionOf(s), usageLevels[(n + s + w) % 5] ?? "mostly"]));
    adoption = recordWeek(adoption, { week: addWeeks(week, w - history), state: "answered", levels, extras: [] });
  }
  return adoption;
}
