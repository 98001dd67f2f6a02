import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { addDays, addMonths, localInstant } from "../../bot/domain/calendar.ts";
import { fieldStudyMonths } from "../../bot/domain/citizen/field-study.ts";
import { newCitizenCase } from "../../bot/domain/citizen-case.ts";
import { newTrial } from "../../bot/domain/trial.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { keys } from "../../bot/store/documents.ts";
import type { Change } from "../../bot/store/store.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { freshSqlite } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { testOutreach } from "../support/outreach.ts";
import { recordingChannel } from "../support/recording-channel.ts";

// Two years of ticks, one a week; ten years of one a day with `npm run long`.
const isLong = process.env.LONG === "1";
const years = isLong ? 10 : 2;
const daysBetweenTicks = isLong ? 1 : 7;
const daysBetweenLooks = isLong ? 91 : 28;

const tenantId = "t";
const start = "2026-11-02";
/** Months that each kind is promised to go after the day in its mark: the presets, and for what follows on what. */
const promised = {
  // Six months after it was closed, a month after it was written.
  closedbarrier: 7,
  openbarrier: 6,
  // Twelve months after it was closed, the day it was written.
  closednote: 12,
  opennote: 12,
  // Two years after it ended, a month after it began.
  endedtrial: 25,
  runningtrial: 25,
  // Two years after it was written.
  fieldstudy: 24,
  // As soon as they have left, a month after.
  ambition: 1,
  // Half a year after they have left.
  personname: 7,
} as const;
type Kind = keyof typeof promised;

const markOf = (kind: Kind | "sharedtrial", date: string) => `mærke-${kind}-${date}-`;

/** Everything that somebody may write, on the day; what is to be closed or ended later is so already, with its date. */
function written(date: string): Change[] {
  const at = localInstant(date, 9);
  const monthLater = addMonths(date, 1);
  const barrier = (kind: Kind, closedAt: string | null): Change => {
    const id = uuid();
    const value = {
      ...newBarrier(id, { teamId: "nord-dag", solutionId: "skaermbesoeg", week: null }, "p", at),
      ...{ consequence: markOf(kind, date), closedAt, updatedAt: at },
      status: closedAt === null ? ("waiting" as const) : ("confirmed" as const),
      events: [{ at, by: "p", did: "comment" as const, text: markOf(kind, date) }],
    };
    return { op: "create", kind: "barrier", key: id, value };
  };
  const note = (kind: Kind, outcome: "open" | "analog"): Change => {
    const given = { id: uuid(), teamId: "nord-dag", solutionId: null, reasons: ["language" as const], instead: [] };
    // Far ahead, so that it is never asked about and never closes by itself.
    const followUpOn = outcome === "open" ? addMonths(date, 200) : null;
    const value = newCitizenCase({ ...given, outcome, note: markOf(kind, date), followUpOn }, "p", at);
    return { op: "create", kind: "citizenCase", key: value.id, value };
  };
  const trial = (kind: Kind | "sharedtrial", state: "running" | "finished"): Change => {
    const given = { id: uuid(), what: markOf(kind, date), teamIds: ["nord-dag"], solutionId: null, barrierId: null };
    const begun = { ...given, citizenReason: null, from: date, to: monthLater, hope: markOf(kind, date) };
    const value = { ...newTrial(begun, "p", at), state, learned: state === "running" ? null : markOf(kind, date) };
    const ended = state === "running" ? {} : { endedAt: localInstant(monthLater, 9) };
    return {
      op: "create",
      kind: "trial",
      key: value.id,
      value: { ...value, ...ended, shareable: kind === "sharedtrial" },
    };
  };
  const study = (): Change => {
    const words = markOf("fieldstudy", date);
    const texts = { using: words, notUsing: words, idea: words };
    const about = { id: uuid(), teamId: "nord-dag", solutionId: null, on: date, shareable: true, trialId: null };
    const value = { ...about, ...texts, by: "p", createdAt: at };
    const expiresAt = localInstant(addMonths(date, fieldStudyMonths), 0);
    return { op: "create", kind: "fieldStudy", key: value.id, value, expiresAt };
  };
  const personId = uuid();
  const name = `Åse ${markOf("personname", date)}`;
  const person = { id: personId, upn: `${markOf("personname", date)}@x.example`, name };
  const version = { digital: `Spørg ${name}`, hybrid: null, analogue: null, decider: `${name}s afløser`, since: date };
  const agreed = { ...version, principles: [], by: personId, at };
  const criteria = { ...agreed, solutionId: `s-${date}`, area: "*", earlier: [agreed] };
  return [
    barrier("closedbarrier", localInstant(monthLater, 9)),
    barrier("openbarrier", null),
    note("closednote", "analog"),
    note("opennote", "open"),
    trial("endedtrial", "finished"),
    trial("runningtrial", "running"),
    trial("sharedtrial", "finished"),
    study(),
    { op: "create", kind: "criteria", key: keys.criteria(criteria.solutionId, "*"), value: criteria },
    { op: "create", kind: "person", key: personId, value: { ...person, language: "da" as const } },
    {
      op: "create",
      kind: "ambition",
      key: personId,
      value: {
        personId,
        answers: { goals: markOf("ambition", date) },
        shared: false,
        draft: true,
        targets: {},
        updatedAt: at,
      },
    },
  ];
}

/** The marks in the file itself that should be gone by now. */
function tooOld(file: string, today: string): string[] {
  // What is written ahead of the file is brought into it first.
  const db = new DatabaseSync(file);
  db.exec("pragma wal_checkpoint(truncate)");
  db.close();
  const found = readFileSync(file, "utf8").matchAll(/mærke-([a-z]+)-(\d{4}-\d\d-\d\d)-/g);
  const old = new Set<string>();
  for (const [mark, kind = "", date = ""] of found) {
    if (!Object.hasOwn(promised, kind)) continue;
    // The clock of leaving begins with the tick that finds it; a look comes a tick later at the most.
    const until = addDays(addMonths(date, promised[kind as Kind]), 2 * daysBetweenTicks + 1);
    if (until < today) old.add(mark);
  }
  return [...old];
}

test("no text is older than promised, in the file itself, however many years pass", async () => {
  let now = localInstant(start, 6);
  const fresh = await freshSqlite({ now: () => Date.parse(now) });
  const { store, place } = fresh;
  await fillMunicipality(store, tenantId, now, 2);
  const channel = recordingChannel();
  const clock = { now };
  const outreach = testOutreach(store, channel, clock);
  let shared = 0;
  let looks = 0;
  for (let day = 0; day < years * 365; day += daysBetweenTicks) {
    const today = addDays(start, day);
    now = localInstant(today, 6);
    clock.now = now;
    if (day % 28 === 0) {
      await store.commit(tenantId, written(today));
      shared += 1;
      await leave(`Åse ${markOf("personname", addDays(start, day - 28))}`);
    }
    await tick(outreach, tenantId);
    if (day % daysBetweenLooks === 0) {
      looks += 1;
      expect({ today, old: tooOld(place, today) }).toEqual({ today, old: [] });
    }
  }
  // What was shared stays, and something was there to be found at all.
  const file = readFileSync(place, "utf8");
  const kept = new Set([...file.matchAll(/mærke-sharedtrial-\d{4}-\d\d-\d\d-/g)].map(([mark]) => mark));
  expect(kept.size).toBe(shared);
  expect(file).toContain("Spørg tidligere leder");
  expect(looks).toBeGreaterThan(20);
  expect(tooOld(place, "2099-01-01").length).toBeGreaterThan(10);
  await fresh.dispose();

  /** The person of that name is in the organisation no longer. */
  async function leave(name: string): Promise<void> {
    const directory = await loadDirectory(store, tenantId);
    const gone = [...directory.people.values()].find((person) => person.name === name);
    const settings = await store.read(tenantId, "settings", keys.settings);
    if (settings === undefined) return;
    const value = { ...settings.value, directoryVersion: uuid() };
    const changes: Change[] = [{ op: "replace", kind: "settings", key: keys.settings, etag: settings.etag, value }];
    const stored = gone === undefined ? undefined : await store.read(tenantId, "person", gone.id);
    if (stored !== undefined) {
      const left = { ...stored.value, retired: true };
      changes.push({ op: "replace", kind: "person", key: stored.key, etag: stored.etag, value: left });
    }
    await store.commit(tenantId, changes);
  }
}, 3_600_000);
