import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Role } from "../../bot/domain/organisation.ts";
import { cardUpdate } from "../../bot/domain/outreach.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { keys } from "../../bot/store/documents.ts";
import type { Change } from "../../bot/store/store.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { leaderId, roleChange, seedMunicipality, teamId } from "../support/leaders.ts";
import { testOutreach } from "../support/outreach.ts";
import { type RecordingChannel, recordingChannel } from "../support/recording-channel.ts";

const tenant = "tenant-1";
const week = "2026-W47";
const mondayAtNine = "2026-11-16T08:00:00.000Z";
const wednesdayAtTen = "2026-11-18T09:00:00.000Z";
const thursdayAtNine = "2026-11-19T08:00:00.000Z";

let fresh: FreshStore;
let channel: RecordingChannel;

beforeEach(async () => {
  fresh = await freshStore();
  channel = recordingChannel();
});
afterEach(() => fresh.dispose());

const sent = () => channel.sent.map(({ what, card, conversationId }) => `${what} ${card.purpose} ${conversationId}`);

/** What an import does: other roles, and every process reads the directory anew. */
async function changeRoles(remove: Role[], add: Role[]): Promise<void> {
  const settings = await fresh.store.read(tenant, "settings", keys.settings);
  const version = `${settings?.value.directoryVersion}+`;
  const changes: Change[] = [];
  for (const role of remove) {
    const { etag = "" } = (await fresh.store.read(tenant, "role", keys.role(role))) ?? {};
    const kept = add.find((one) => keys.role(one) === keys.role(role));
    const place = { kind: "role" as const, key: keys.role(role), etag };
    changes.push(kept === undefined ? { op: "delete", ...place } : { op: "replace", ...place, value: kept });
  }
  const isNew = (role: Role) => !remove.some((one) => keys.role(one) === keys.role(role));
  changes.push(...add.filter(isNew).map(roleChange));
  if (settings === undefined) throw new Error("no settings");
  const value = { ...settings.value, directoryVersion: version };
  changes.push({ op: "replace", kind: "settings", key: keys.settings, etag: settings.etag, value });
  await fresh.store.commit(tenant, changes);
}

const leads = (n: number, from: string | null = null): Role => ({
  personId: leaderId(n),
  role: "leader",
  scope: teamId(0),
  from,
  to: null,
});

test.each([
  ["also when reminders are off", null],
  ["and the one before is not reminded", { weekday: 4, hour: 9 }],
])("a leader replaced in the middle of the week is asked at once, %s", async (_, reminder) => {
  await seedMunicipality(fresh.store, tenant, { leaders: 2, settings: { reminder } });
  const clock = { now: mondayAtNine };
  const outreach = testOutreach(fresh.store, channel, clock);
  await tick(outreach, tenant);
  channel.sent.length = 0;
  clock.now = wednesdayAtTen;
  await changeRoles([leads(0)], [leads(1)]);
  await tick(outreach, tenant);
  await tick(outreach, tenant);
  expect(sent()).toEqual([`send checkIn a:${leaderId(1)}`]);
  clock.now = thursdayAtNine;
  await tick(outreach, tenant);
  await tick(testOutreach(fresh.store, channel, clock), tenant);
  const reminded = sent().filter((what) => what.startsWith("send reminder"));
  // One for their own team and one for the team that they have taken over.
  expect(reminded).toEqual(reminder === null ? [] : Array(2).fill(`send reminder a:${leaderId(1)}`));
  expect(sent().filter((what) => what.includes("checkIn"))).toHaveLength(1);
});

test("one who takes over by date is asked in the morning of the day, not at midnight", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 2 });
  const clock = { now: mondayAtNine };
  const outreach = testOutreach(fresh.store, channel, clock);
  await tick(outreach, tenant);
  await changeRoles([leads(0)], [{ ...leads(0), to: "2026-11-17" }, leads(1, "2026-11-18")]);
  await tick(outreach, tenant);
  channel.sent.length = 0;
  clock.now = "2026-11-17T23:00:05.000Z";
  await tick(outreach, tenant);
  expect(sent()).toEqual([]);
  clock.now = "2026-11-18T08:00:00.000Z";
  await tick(outreach, tenant);
  expect(sent()).toEqual([`send checkIn a:${leaderId(1)}`]);
});

test("one who takes over a moment before the reminder is asked and not reminded on top", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 2 });
  const clock = { now: mondayAtNine };
  const outreach = testOutreach(fresh.store, channel, clock);
  await tick(outreach, tenant);
  await changeRoles([leads(0), { ...leads(1), scope: teamId(1) }], [leads(1)]);
  channel.sent.length = 0;
  clock.now = thursdayAtNine;
  await tick(outreach, tenant);
  await tick(outreach, tenant);
  expect(sent()).toEqual([`send checkIn a:${leaderId(1)}`]);
});

test("a reminder that was meant for the one before goes to whoever is asked now", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 2 });
  const clock = { now: mondayAtNine };
  const outreach = testOutreach(fresh.store, channel, clock);
  await tick(outreach, tenant);
  clock.now = wednesdayAtTen;
  await changeRoles([leads(0)], [leads(1)]);
  await tick(outreach, tenant);
  clock.now = thursdayAtNine;
  channel.answer = ({ conversationId }) =>
    conversationId === `a:${leaderId(1)}` ? { ok: false, retry: true, reason: "unavailable" } : undefined;
  await tick(outreach, tenant);
  await changeRoles([leads(1)], [leads(0)]);
  channel.answer = () => undefined;
  channel.sent.length = 0;
  clock.now = "2026-11-19T08:05:00.000Z";
  await tick(outreach, tenant);
  await changeRoles([], []);
  clock.now = "2026-11-19T08:06:00.000Z";
  await tick(outreach, tenant);
  const ofTeam = channel.sent.filter(({ card }) => card.teamId === teamId(0));
  expect(ofTeam.map(({ card, conversationId }) => `${card.purpose} ${conversationId}`)).toEqual([
    `reminder a:${leaderId(0)}`,
  ]);
});

test("whoever no longer answers for the team keeps the card as it was", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 2 });
  const clock = { now: mondayAtNine };
  const outreach = testOutreach(fresh.store, channel, clock);
  await tick(outreach, tenant);
  clock.now = wednesdayAtTen;
  await changeRoles([leads(0)], [leads(1)]);
  const checkIn = await fresh.store.read(tenant, "checkIn", keys.checkIn(week, teamId(0)));
  const update = cardUpdate(checkIn!.value, checkIn!.value.cards[0]!, clock.now);
  await fresh.store.commit(tenant, [{ op: "create", kind: "message", ...update }]);
  channel.sent.length = 0;
  await tick(outreach, tenant);
  expect(sent()).toEqual([`send checkIn a:${leaderId(1)}`]);
  expect((await fresh.store.read(tenant, "message", update.key))?.value).toMatchObject({
    state: "cancelled",
    reason: "notAsked",
  });
});
