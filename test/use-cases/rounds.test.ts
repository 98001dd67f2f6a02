import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { checkInCard } from "../../bot/cards/check-in-card.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { addWeeks, localInstant, mondayOf } from "../../bot/domain/calendar.ts";
import { emptyAdoption, type TeamAdoption } from "../../bot/domain/check-in/adoption.ts";
import { teamsWhere } from "../../bot/domain/permissions.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { keys } from "../../bot/store/documents.ts";
import type { Store } from "../../bot/store/store.ts";
import { da } from "../../bot/text/da/bot.ts";
import { answerCheckIn } from "../../bot/use-cases/check-in/answer-check-in.ts";
import { openCheckIn } from "../../bot/use-cases/check-in/open-check-in.ts";
import { showCheckIn } from "../../bot/use-cases/check-in/show-check-in.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { publishRounds } from "../../bot/use-cases/rounds/publish-rounds.ts";
import { viewRounds } from "../../bot/use-cases/rounds/view-rounds.ts";
import { demoFolder } from "../support/bot.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { leaderId, seedMunicipality, teamId } from "../support/leaders.ts";
import { testOutreach } from "../support/outreach.ts";
import { recordingChannel } from "../support/recording-channel.ts";

const tenantId = "t";
const week = "2026-W10";
const at = localInstant(mondayOf(week), 10);
let fresh: FreshStore;
let store: Store;

beforeEach(async () => {
  fresh = await freshStore();
  store = fresh.store;
  await importDirectory({ store, tenantId, source: demoFolder, now: at, by: "system" });
});
afterEach(() => fresh.dispose());

const errandOf = async (upn: string, now: string) => {
  const directory = await loadDirectory(store, tenantId);
  const person = [...directory.people.values()].find((one) => one.upn.startsWith(upn));
  return { store, actor: { tenantId, personId: person?.id ?? "" }, directory, now };
};

/** The team has been asked for long enough to know. */
async function long(teamId: string): Promise<void> {
  const stored = await store.read(tenantId, "adoption", teamId);
  const value: TeamAdoption = {
    ...(stored?.value ?? emptyAdoption({ id: teamId, name: "", areaId: "" }, week)),
    firstWeek: addWeeks(week, -12),
  };
  await store.commit(tenantId, [
    stored === undefined
      ? { op: "create", kind: "adoption", key: teamId, value }
      : { op: "replace", kind: "adoption", key: teamId, etag: stored.etag, value },
  ]);
}

test("a round's question takes the place of the one that takes turns, is answered with any button, and corrected", async () => {
  await long("nord-dag");
  const mette = await errandOf("mette.holm", at);
  const opened = await openCheckIn(mette, "nord-dag");
  expect(opened?.checkIn.round).toEqual({ kind: "done", quarter: "2026-Q1", question: "done" });
  expect(opened?.checkIn.asked.some(({ extra }) => extra !== undefined)).toBe(false);
  const to = { week, teamId: "nord-dag" };
  const given = (opened?.checkIn.asked ?? []).map(({ solutionId }) => ({
    ...{ solutionId, level: "mostly" as const, troubled: false },
  }));
  const roundOf = async () => (await store.read(tenantId, "adoption", "nord-dag"))?.value.rounds?.["done:2026-Q1:done"];
  await answerCheckIn(mette, to, { kind: "skip", round: "no" });
  expect(await roundOf()).toEqual({ week, answer: "no" });
  const answered = await answerCheckIn(mette, to, { kind: "answer", given, round: "yes" });
  expect([answered.outcome, answered.view.checkIn.round?.answer]).toEqual(["stored", "yes"]);
  expect((await answerCheckIn(mette, to, { kind: "answer", given, round: "yes" })).outcome).toBe("unchanged");
  expect((await answerCheckIn(mette, to, { kind: "answer", given, round: "partly" })).outcome).toBe("stored");
  expect(await roundOf()).toEqual({ week, answer: "partly" });
});

test("results come when the quarter is over, once, and are the same for every manager and navigator and nobody else", async () => {
  const directory = await loadDirectory(store, tenantId);
  const teams = [...directory.teams.keys()];
  for (const teamId of teams) {
    await long(teamId);
    const leader = [...directory.people.values()].find(({ id }) =>
      teamsWhere(directory, id, "answerCheckIn", mondayOf(week)).includes(teamId),
    );
    if (leader === undefined) continue;
    const errand = { store, actor: { tenantId, personId: leader.id }, directory, now: at };
    const opened = await openCheckIn(errand, teamId);
    const given = (opened?.checkIn.asked ?? []).map(({ solutionId }) => ({
      ...{ solutionId, level: "mostly" as const, troubled: false },
    }));
    if (given.length > 0) await answerCheckIn(errand, { week, teamId }, { kind: "answer", given, round: "yes" });
  }
  const publish = (now: string) => publishRounds({ store, tenantId, directory, now });
  expect(await publish(localInstant("2026-03-31", 9))).toBe(0);
  const later = localInstant("2026-04-01", 9);
  expect(await Promise.all([publish(later), publish(later)])).toEqual(expect.arrayContaining([1, 0]));
  expect(await publish(later)).toBe(0);
  const seen = async (upn: string) => viewRounds(await errandOf(upn, later));
  const [result] = await seen("torben.kjaer");
  expect(result).toMatchObject({
    kind: "done",
    solutionId: null,
    questions: [{ question: "done", shares: { yes: 100 } }],
  });
  expect(JSON.stringify(result)).not.toContain("nord-dag");
  expect(await seen("anne-grethe.skov")).toEqual([result]);
  expect(await seen("camilla.noergaard")).toEqual([result]);
  expect(await seen("mette.holm")).toEqual([]);
});

test("a team that uses nothing else yet is asked whether it is ready, four weeks in a row, on a card of one question", async () => {
  const tenant = "t2";
  await seedMunicipality(store, tenant, { leaders: 1 });
  const key = keys.rollout("call", teamId(0));
  const rollout = await store.read(tenant, "rollout", key);
  if (rollout === undefined) throw new Error("no rollout");
  const value = { ...rollout.value, status: "waiting" as const, start: "2026-04-20" };
  await store.commit(tenant, [{ op: "replace", kind: "rollout", key, etag: rollout.etag, value }]);
  const asked: (string | undefined)[] = [];
  for (let n = 0; n < 6; n++) {
    const monday = mondayOf(addWeeks(week, n));
    const now = localInstant(monday, 9);
    const channel = recordingChannel();
    await tick(testOutreach(store, channel, { now }), tenant);
    const errand = { store, actor: { tenantId: tenant, personId: leaderId(0) }, now } as const;
    const to = { week: addWeeks(week, n), teamId: teamId(0) };
    const stored = await store.read(tenant, "checkIn", keys.checkIn(to.week, to.teamId));
    asked.push(stored?.value.round?.question);
    expect(channel.sent).toHaveLength(stored === undefined ? 0 : 1);
    if (stored === undefined) continue;
    const at = { ...errand, directory: await loadDirectory(store, tenant) };
    const card = JSON.stringify(checkInCard(await showCheckIn(at, to), { text: da }));
    expect(card).toContain("Ét kort spørgsmål");
    expect(card).toContain('"checkIn/send"');
    expect(card).not.toMatch(/checkIn\/asLast|kan udelades|Noget driller/);
    await expect(answerCheckIn(at, to, { kind: "answer", given: [] })).rejects.toThrow("invalid");
    const answered = await answerCheckIn(at, to, { kind: "answer", given: [], round: "yes" });
    expect([answered.outcome, answered.view.checkIn.state]).toEqual(["stored", "answered"]);
    expect((await answerCheckIn(at, to, { kind: "answer", given: [], round: "yes" })).outcome).toBe("unchanged");
  }
  expect(asked).toEqual(["wanted", "able", "supported", "prepared", undefined, undefined]);
});
