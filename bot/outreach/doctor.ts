import { localDate } from "../domain/calendar.ts";
import type { DeliveryState } from "../domain/deliveries.ts";
import { activePeople, activeTeams, type Directory, type Instant } from "../domain/organisation.ts";
import type { StoreTrouble } from "../domain/store-trouble.ts";
import type { NoToken } from "../domain/token-trouble.ts";
import { type Store, troubleOf } from "../store/store.ts";
import { loadDirectory } from "../use-cases/load-directory.ts";
import { viewDeliveries } from "../use-cases/operations/view-deliveries.ts";

/** One thing that was looked at. `warn` wants somebody's attention, `fail` keeps Ombord from working. */
export type Finding =
  | { check: "store"; health: "ok"; milliseconds: number }
  | { check: "store"; health: "fail"; trouble: StoreTrouble }
  | { check: "clock"; health: "ok" | "fail"; now: Instant; date: string; skewSeconds: number | null }
  | ({ check: "configuration"; health: "ok" } & AppIds)
  | { check: "configuration"; health: "fail"; sentence: string }
  | { check: "credentials"; health: "ok" }
  | ({ check: "credentials"; health: "fail" } & NoToken)
  | { check: "directory"; health: "ok" | "fail"; teams: number; people: number }
  | { check: "schedule"; health: "ok"; schedule: DeliveryState["schedule"] }
  | { check: "week"; health: "ok"; teams: DeliveryState["teams"] }
  | {
      check: "outbox";
      health: "ok" | "warn";
      underWay: number;
      /** Since when the oldest should have been sent. */
      oldest: Instant | null;
      /** Why those are that are tried again. */
      byReason: Record<string, number>;
    }
  | { check: "failed"; health: "ok" | "warn"; byReason: Record<string, number> }
  | { check: "unreachable"; health: "ok" | "warn"; byReason: Record<string, number> }
  | {
      check: "gaps";
      health: "ok" | "warn";
      byReason: Record<string, number>;
      /** Their names, by the reason. */
      teams: Record<string, string[]>;
    };

/** The ids that Entra and Teams know this service by. */
interface AppIds {
  /** Of the bot's app registration; null in local mode. */
  appId: string | null;
  /** What the tab's tokens of version 1 are for; null in local mode, and where nobody has set the address. */
  tabAppIdUri: string | null;
  /** Of the app's manifest; null where cards have no links. */
  teamsAppId: string | null;
}

/** What stands outside the store; null where it does not apply. */
export interface Surroundings {
  configuration: AppIds | { sentence: string };
  /** What stands in the way of a token for the Bot Connector; null when one can be had. */
  credentials: (() => Promise<NoToken | null>) | null;
  /** The time by somebody else's clock. */
  otherClock: (() => Promise<Instant>) | null;
}

/** Entra refuses tokens from a clock that is further off. */
const mostSkewSeconds = 240;
/** A message that is due for so long is stuck: a tick comes every ten seconds. */
const stuckMs = 5 * 60_000;

/** Looks at everything that outreach of one municipality stands on. What does not answer is a finding. */
export async function examine(
  store: Store,
  tenantId: string,
  surroundings: Surroundings,
  now: Instant,
): Promise<Finding[]> {
  const findings = await examineService(store, surroundings, now);
  return findings[0]?.health === "ok" ? [...findings, ...(await examineTenant(store, tenantId, now))] : findings;
}

/** What every municipality shares: the store first, then clock, configuration and the bot's own sign-in. Never throws. */
export async function examineService(store: Store, surroundings: Surroundings, now: Instant): Promise<Finding[]> {
  const findings: Finding[] = [await storeFinding(store), await clockFinding(surroundings, now)];
  const { configuration, credentials } = surroundings;
  findings.push(
    "sentence" in configuration
      ? { check: "configuration", health: "fail", ...configuration }
      : { check: "configuration", health: "ok", ...configuration },
  );
  if (credentials !== null) {
    const missing = await credentials().catch((): NoToken => ({ trouble: "refused", number: null }));
    findings.push(missing === null ? { check: "credentials", health: "ok" } : noToken(missing));
  }
  return findings;
}

async function storeFinding(store: Store): Promise<Finding> {
  const startedAt = performance.now();
  const trouble = await troubleOf(store);
  if (trouble !== null) return { check: "store", health: "fail", trouble };
  return { check: "store", health: "ok", milliseconds: Math.round(performance.now() - startedAt) };
}

async function clockFinding({ otherClock }: Surroundings, now: Instant): Promise<Finding> {
  const other = (await otherClock?.().catch(() => null)) ?? null;
  const skewSeconds = other === null ? null : Math.round((Date.parse(now) - Date.parse(other)) / 1000);
  const health = skewSeconds !== null && Math.abs(skewSeconds) > mostSkewSeconds ? "fail" : "ok";
  return { check: "clock", health, now, date: localDate(now), skewSeconds };
}

function noToken(missing: NoToken): Finding {
  return { check: "credentials", health: "fail", ...missing };
}

/** One municipality: its organisation as it is now, and how its week is going. Needs a store that answers. */
export async function examineTenant(store: Store, tenantId: string, now: Instant): Promise<Finding[]> {
  const directory = await loadDirectory(store, tenantId);
  const state = await viewDeliveries({ store, tenantId, directory, now });
  const { oldestUnderWay: oldest, underWay } = state;
  const isStuck = oldest !== null && Date.parse(now) - Date.parse(oldest) > stuckMs;
  const teams = activeTeams(directory).length;
  const people = activePeople(directory).length;
  return [
    { check: "directory", health: teams > 0 ? "ok" : "fail", teams, people },
    { check: "schedule", health: "ok", schedule: state.schedule },
    { check: "week", health: "ok", teams: state.teams },
    {
      check: "outbox",
      health: isStuck ? "warn" : "ok",
      underWay,
      oldest,
      byReason: byReason(state.problems.filter((problem) => problem.state === "retrying")),
    },
    counted(
      "failed",
      state.problems.filter((problem) => problem.state === "failed"),
    ),
    counted("unreachable", state.unreachable),
    {
      check: "gaps",
      health: state.gaps.length === 0 ? "ok" : "warn",
      byReason: byReason(state.gaps),
      teams: teamNames(directory, state.gaps),
    },
  ];
}

function teamNames(directory: Directory, gaps: DeliveryState["gaps"]): Record<string, string[]> {
  const names: Record<string, string[]> = {};
  for (const { teamId, reason } of gaps) {
    names[reason] ??= [];
    names[reason].push(directory.teams.get(teamId)?.name ?? teamId);
  }
  return names;
}

function counted(check: "failed" | "unreachable", items: { reason: string }[]): Finding {
  return { check, health: items.length === 0 ? "ok" : "warn", byReason: byReason(items) };
}

function byReason(items: { reason: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of items) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
