import { fileURLToPath } from "node:url";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { addWeeks, weekOf } from "../../bot/domain/calendar.ts";
import { recordWeek, type TeamAdoption } from "../../bot/domain/check-in/adoption.ts";
import { newCitizenCase } from "../../bot/domain/citizen-case.ts";
import type { Instant } from "../../bot/domain/organisation.ts";
import {
  citizenAlternatives,
  citizenOutcomes,
  citizenReasons,
  extraQuestionIds,
  extraQuestions,
  type UsageLevel,
} from "../../bot/domain/vocabulary.ts";
import type { Change, Store } from "../../bot/store/store.ts";
import { queryAll } from "../../bot/store/store.ts";
import { publishFigures } from "../../bot/use-cases/citizen/publish-figures.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";

const demoFolder = fileURLToPath(new URL("../../bot/local/demo", import.meta.url));
const ladder: UsageLevel[] = ["notStarted", "rarely", "sometimes", "mostly", "routine"];

/** Havnby Kommune with answers for the weeks that end with this one: the same for the same arguments. */
export async function fillMunicipality(store: Store, tenantId: string, now: Instant, weeks = 30): Promise<void> {
  const imported = await importDirectory({ store, tenantId, source: demoFolder, now, by: "system" });
  if (imported.problems.length > 0) throw new Error(JSON.stringify(imported.problems));
  await fillHistory(store, tenantId, now, weeks);
}

/** A municipality of the size that the overview must bear: nested areas, `teams` teams, eight solutions. */
export async function fillBigMunicipality(store: Store, tenantId: string, now: Instant, teams = 210): Promise<void> {
  const file = (name: string, lines: string[]) => ({
    name: `${name}.csv`,
    bytes: Buffer.from(`${lines.join("\n")}\n`),
  });
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  const areas = numbers(21).map((n) => `omraade-${n};Område ${n};${n < 3 ? "" : `omraade-${n % 3}`}`);
  const teamLines = numbers(teams).map((n) => `team-${n};Team ${n};omraade-${3 + (n % 18)}`);
  const solutions = numbers(8).map((n) => `loesning-${n};Løsning ${n};;mainRoad;inUse;yes;;;`);
  const rollouts = numbers(teams).flatMap((n) => numbers(8).map((s) => `loesning-${s};team-${n};inUse;2025-01-06;;`));
  const person = "0a7b0000-0000-4000-8000-0000000000aa";
  const leader = "0a7b0000-0000-4000-8000-0000000000ab";
  const imported = await importDirectory({
    store,
    tenantId,
    now,
    by: "system",
    source: [
      file("areas", ["area_id;name;parent_area_id", ...areas]),
      file("teams", ["team_id;name;area_id", ...teamLines]),
      file("solutions", [
        "solution_id;name;local_name;kind;phase;shared_records;replaces;expected_users;kitos_uuid",
        ...solutions,
      ]),
      file("rollouts", ["solution_id;team_id;status;start;reason;review_on", ...rollouts]),
      file("people", [
        "entra_id;upn;name;language",
        `${person};chef@stor.example;Chef Stor;da`,
        `${leader};leder@stor.example;Leder Stor;da`,
      ]),
      file("roles", ["entra_id;role;scope;from;to", `${person};manager;*;;`, `${leader};leader;team-0;;`]),
      file("settings", ["key;value", "name;Stor Kommune"]),
    ],
  });
  if (imported.problems.length > 0) throw new Error(JSON.stringify(imported.problems));
  await fillHistory(store, tenantId, now, 14);
}

/** Cases of every kind in the municipality's teams, logged over a year: `perTeam` of them in each. */
export async function fillCitizenCases(store: Store, tenantId: string, now: Instant, perTeam: number): Promise<void> {
  for await (const { value: team } of queryAll(store, tenantId, "team")) {
    const changes = Array.from({ length: perTeam }, (_, index): Change => {
      const seed = hash(`${team.id}${index}`);
      const at = new Date(Date.parse(now) - (seed % 300) * 86_400_000).toISOString();
      const id = `01970000-0000-7000-8000-${String(hash(`${index}${team.id}`)).padStart(12, "0")}`;
      const value = newCitizenCase(
        {
          id,
          teamId: team.id,
          solutionId: seed % 3 === 0 ? null : "skaermbesoeg",
          reasons: [citizenReasons[seed % 7]!, citizenReasons[7 + (seed % 5)]!],
          instead: [citizenAlternatives[seed % 9]!],
          outcome: citizenOutcomes[seed % 4]!,
          note: seed % 5 === 0 ? "Vil gerne prøve igen, når dagslyset er bedre." : null,
          followUpOn: seed % 4 === 3 ? "2026-11-16" : null,
        },
        "system",
        at,
      );
      return { op: "create", kind: "citizenCase", key: id, value };
    });
    await store.commit(tenantId, changes);
  }
  await publishFigures({ store, tenantId, directory: await loadDirectory(store, tenantId), now });
}

async function fillHistory(store: Store, tenantId: string, now: Instant, weeks: number): Promise<void> {
  const changes: Change[] = [];
  for await (const { key, etag, value } of queryAll(store, tenantId, "adoption")) {
    changes.push({ op: "replace", kind: "adoption", key, etag, value: withHistory(value, now, weeks) });
  }
  for (let at = 0; at < changes.length; at += store.maxChanges) {
    await store.commit(tenantId, changes.slice(at, at + store.maxChanges));
  }
}

/** Solutions take turns, some weeks are skipped or missed, and levels drift upwards for most and down for some. */
function withHistory(adoption: TeamAdoption, now: Instant, weeks: number): TeamAdoption {
  const thisWeek = weekOf(now);
  const seed = hash(adoption.teamId);
  let history: TeamAdoption = { ...adoption, firstWeek: addWeeks(thisWeek, 1 - weeks), weeks: "" };
  const ids = Object.keys(history.solutions);
  for (let index = 0; index < weeks; index++) {
    const week = addWeeks(thisWeek, index + 1 - weeks);
    const dice = hash(`${adoption.teamId}${index}`) % 10;
    const isLast = index === weeks - 1;
    const state = isLast
      ? (["answered", "open", "skipped"] as const)[[0, 0, 1, 0, 2][seed % 5]!]!
      : stateOf(dice, seed, weeks - index);
    const levels: Record<string, UsageLevel> = {};
    const extras: Parameters<typeof recordWeek>[1]["extras"] = [];
    for (const [at, id] of ids.entries()) {
      if (state !== "answered" || (ids.length > 4 && (at + index) % 2 === 0)) continue;
      levels[id] = levelOf(hash(`${adoption.teamId}${id}`), index / weeks, dice);
      if ((at + index) % 5 === 0) {
        const question = extraQuestionIds[index % 3]!;
        extras.push({
          solutionId: id,
          question,
          answer: extraQuestions[question][seed % extraQuestions[question].length]!,
        });
      }
    }
    history = recordWeek(history, { week, state, levels, extras });
  }
  return history;
}

function stateOf(dice: number, seed: number, weeksAgo: number) {
  if (seed % 6 === 0 && weeksAgo < 8) return "missed";
  if (dice === 0) return "missed";
  return dice === 1 ? "skipped" : "answered";
}

function levelOf(seed: number, progress: number, dice: number): UsageLevel {
  if (seed % 23 === 0) return "unsure";
  if (seed % 19 === 0) return "notRelevant";
  const drift = seed % 4 === 0 ? -2 : 1.7;
  const step = (seed % 9) * 0.4 + progress * drift + (dice > 7 ? 0.6 : 0) - 0.4;
  return ladder[Math.max(0, Math.min(4, Math.round(step)))]!;
}

/** FNV-1a: a number that looks random and is the same every time. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value >>> 3;
}
