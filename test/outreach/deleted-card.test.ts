import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { tick } from "../../bot/outreach/scheduler.ts";
import type { Conversation } from "../../bot/store/documents.ts";
import { queryAll } from "../../bot/store/store.ts";
import { connectorChannel } from "../../bot/teams/notify.ts";
import { answerCheckIn } from "../../bot/use-cases/check-in/answer-check-in.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { viewDeliveries } from "../../bot/use-cases/operations/view-deliveries.ts";
import { errandOf } from "../support/errand.ts";
import { type FakeConnector, startFakeConnector } from "../support/fake-connector.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { leaderId, seedMunicipality, teamId } from "../support/leaders.ts";
import { testOutreach } from "../support/outreach.ts";

// Whoever deletes a card in the chat does not miss what it would say, and an administrator has nothing to do about it.

const tenant = "tenant-1";
const monday = "2026-11-16T08:00:00.000Z";
const chat = `/v3/conversations/${encodeURIComponent(`a:${leaderId(0)}`)}/activities`;

let fresh: FreshStore;
let connector: FakeConnector;
const clock = { now: monday };

beforeEach(async () => {
  fresh = await freshStore();
  connector = await startFakeConnector();
  clock.now = monday;
  await seedMunicipality(fresh.store, tenant, { leaders: 1, serviceUrl: connector.url });
});
afterEach(async () => {
  await connector.close();
  await fresh.dispose();
});

const channel = connectorChannel(async () => null);

async function cardUpdates() {
  const found = await Array.fromAsync(queryAll(fresh.store, tenant, "message", { where: { purpose: "cardUpdate" } }));
  return found.map(({ value }) => value);
}

async function problems() {
  const directory = await loadDirectory(fresh.store, tenant);
  return (await viewDeliveries({ store: fresh.store, tenantId: tenant, directory, now: clock.now })).problems;
}

/** The card is sent, and its check-in answered in the tab, so that it is to be updated. */
async function sendAndAnswer(): Promise<void> {
  const outreach = testOutreach(fresh.store, channel, clock);
  expect(await tick(outreach, tenant)).toMatchObject({ sent: 1 });
  clock.now = "2026-11-16T09:00:00.000Z";
  const errand = await errandOf(fresh.store, leaderId(0), clock.now, tenant);
  await answerCheckIn(errand, { week: "2026-W47", teamId: teamId(0) }, { kind: "skip" });
}

test("the update of a card that was deleted is dropped, and is no problem that anybody reads of", async () => {
  await sendAndAnswer();
  const { activityId } = connector.received[0] ?? {};
  expect((await fetch(`${connector.url}${chat}/${activityId}`, { method: "DELETE" })).status).toBe(200);
  expect(await tick(testOutreach(fresh.store, channel, clock), tenant)).toMatchObject({ cancelled: 1, failed: 0 });
  expect(await cardUpdates()).toMatchObject([{ state: "cancelled", reason: "cardGone", dueAt: null }]);
  expect(await problems()).toEqual([]);
});

test("a chat that is gone is one, also when a card in it was to be updated", async () => {
  await sendAndAnswer();
  connector.rules([{ operation: "update", status: 404, code: "ConversationNotFound" }]);
  expect(await tick(testOutreach(fresh.store, channel, clock), tenant)).toMatchObject({ cancelled: 0, failed: 1 });
  expect(await problems()).toMatchObject([{ purpose: "cardUpdate", reason: "gone", state: "failed" }]);
});

test("a new message that finds no place in the chat is not about a card", async () => {
  connector.rules([{ status: 404, code: "ActivityNotFoundInConversation" }]);
  const stored = await fresh.store.read(tenant, "conversation", leaderId(0));
  const conversation: Conversation | undefined = stored?.value;
  if (conversation === undefined) throw new Error("no chat");
  expect(await channel.send(conversation, {}, "")).toMatchObject({ ok: false, reason: "gone" });
  expect(await channel.update(conversation, "1", {}, "")).toMatchObject({ ok: false, reason: "cardGone" });
});
