import type { Person, Role, Settings } from "../../bot/domain/organisation.ts";
import { defaultSettings } from "../../bot/domain/organisation.ts";
import { keys } from "../../bot/store/documents.ts";
import type { Change, Store } from "../../bot/store/store.ts";

interface MunicipalityOptions {
  leaders: number;
  settings?: Partial<Settings>;
  /** Leaders who have no chat with the bot yet, by number. */
  notInstalled?: number[];
  serviceUrl?: string;
}

export function leaderId(n: number): string {
  return `leader-${String(n).padStart(4, "0")}`;
}

export function teamId(n: number): string {
  return `team-${String(n).padStart(4, "0")}`;
}

/** A municipality of teams that each use one solution and have a leader of their own, with a chat for each. */
export async function seedMunicipality(store: Store, tenantId: string, options: MunicipalityOptions): Promise<void> {
  const settings: Settings = { ...defaultSettings, name: "Prøveby", directoryVersion: "1", ...options.settings };
  const solution = {
    id: "call",
    name: "Skærmbesøg",
    localNames: {},
    kind: "mainRoad" as const,
    phase: "inUse" as const,
    sharedRecords: false,
    replaces: null,
    expectedUsers: null,
    kitosUuid: null,
  };
  const changes: Change[] = [
    { op: "create", kind: "settings", key: keys.settings, value: settings },
    { op: "create", kind: "area", key: "care", value: { id: "care", name: "Ældre", parentAreaId: null } },
    { op: "create", kind: "solution", key: solution.id, value: solution },
  ];
  for (let n = 0; n < options.leaders; n++) changes.push(...teamWithLeader(n, options));
  for (let start = 0; start < changes.length; start += store.maxChanges) {
    await store.commit(tenantId, changes.slice(start, start + store.maxChanges));
  }
}

function teamWithLeader(n: number, options: MunicipalityOptions): Change[] {
  const person: Person = { id: leaderId(n), upn: `${leaderId(n)}@proeveby.dk`, name: `Leder ${n}`, language: "da" };
  const changes: Change[] = [
    {
      op: "create",
      kind: "team",
      key: teamId(n),
      value: { id: teamId(n), name: `Team ${n}`, areaId: "care" },
    },
    { op: "create", kind: "person", key: person.id, value: person },
    roleChange({ personId: person.id, role: "leader", scope: teamId(n), from: null, to: null }),
    {
      op: "create",
      kind: "rollout",
      key: keys.rollout("call", teamId(n)),
      value: { solutionId: "call", teamId: teamId(n), status: "inUse", start: null, reason: null, reviewOn: null },
    },
  ];
  if (options.notInstalled?.includes(n)) return changes;
  return [...changes, conversationChange(person.id, options.serviceUrl)];
}

export function roleChange(role: Role): Change {
  return { op: "create", kind: "role", key: keys.role(role), value: role };
}

export function conversationChange(personId: string, serviceUrl = "http://127.0.0.1:9/") {
  return {
    op: "create" as const,
    kind: "conversation" as const,
    key: personId,
    value: {
      personId,
      conversationId: `a:${personId}`,
      serviceUrl,
      channelId: "msteams",
      botId: "28:bot",
      userId: `29:${personId}`,
      state: "installed" as const,
      updatedAt: "2026-01-01T00:00:00.000Z",
    },
  };
}
