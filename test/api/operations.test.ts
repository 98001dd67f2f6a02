import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { DeliveriesAnswer, Problem, ResendAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { queryAll, StoreUnusable } from "../../bot/store/store.ts";
import { demoFolder, hanne, mette, personId } from "../support/bot.ts";
import { apiClient } from "../support/call-api.ts";
import { conversationChange } from "../support/leaders.ts";
import { testOutreach } from "../support/outreach.ts";
import { recordingChannel } from "../support/recording-channel.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const jonas = personId(2);
const monday = "2026-11-16T08:00:00.000Z";
const admin = "line.oestergaard";
let api: FilledApi;
const clock = { now: monday };
const channel = recordingChannel();
const { call, read, send } = apiClient(() => api.url);

function ticked() {
  return tick(testOutreach(api.store, channel, clock), localTenant);
}

beforeAll(async () => {
  api = await startFilledApi("2026-11-16T07:00:00.000Z", async (store) => {
    await importDirectory({ store, tenantId: localTenant, source: demoFolder, now: monday, by: "system" });
    await store.commit(
      localTenant,
      [mette, jonas, hanne].map((id) => conversationChange(id)),
    );
  });
});

afterAll(() => api.stop());

test.each(["mette.holm", "rasmus.dahl", "torben.kjaer"])("it does not exist for %s", async (upn) => {
  expect((await call("GET", "/api/admin/deliveries", upn)).status).toBe(404);
  expect((await call("POST", "/api/admin/deliveries/resend", upn, {})).status).toBe(404);
});

test("before the hour: who will be asked, when, and who cannot be reached yet", async () => {
  const answer = await read<DeliveriesAnswer>("/api/admin/deliveries", admin);
  expect(answer.schedule).toMatchObject({ week: "2026-W47", sendAt: monday, remindAt: "2026-11-19T08:00:00.000Z" });
  expect(answer.teams).toMatchObject({ planned: 16, asked: 0 });
  expect(answer.unreachable.map(({ person }) => person.name)).toContain("Emma Clarke");
  expect(answer.unreachable.map(({ person }) => person.name)).not.toContain("Mette Holm");
  expect(answer.gaps).toEqual([]);
});

test("afterwards: what arrived, what waits and what failed, each with its reason", async () => {
  channel.answer = ({ conversationId }) =>
    conversationId === `a:${jonas}` ? { ok: false, retry: false, reason: "blocked" } : undefined;
  await ticked();
  api.setNow("2026-11-16T08:05:00.000Z");
  const answer = await read<DeliveriesAnswer>("/api/admin/deliveries", admin);
  // Mette's team and Hanne's two.
  expect(answer.teams).toMatchObject({ planned: 0, asked: 16, delivered: 3, open: 16, answered: 0 });
  expect(answer.problems.filter((problem) => problem.state === "failed")).toEqual([
    expect.objectContaining({
      reason: "blocked",
      purpose: "checkIn",
      team: { id: "nord-aften", name: "Hjemmeplejen Nord, aften" },
      person: { id: jonas, name: "Jonas Krogh" },
      canResend: true,
    }),
  ]);
  expect(answer.problems.filter((problem) => problem.state === "waiting")).toHaveLength(12);
  // The digests of the four navigators without a channel, which nobody here sends.
  expect(answer).toMatchObject({ underWay: 4, oldestUnderWay: monday });
});

test("what failed is sent again, once, by whoever may", async () => {
  channel.answer = () => undefined;
  const { problems } = await read<DeliveriesAnswer>("/api/admin/deliveries", admin);
  const failed = problems.filter((problem) => problem.state === "failed").map((problem) => problem.key);
  const resend = (messages: string[] | null) =>
    send<ResendAnswer>("POST", "/api/admin/deliveries/resend", admin, { messages });
  expect(await resend(failed)).toEqual({ resent: 1 });
  expect(await resend(null)).toEqual({ resent: 0 });
  clock.now = "2026-11-16T08:06:00.000Z";
  expect(await ticked()).toMatchObject({ sent: 1 });
  const audits = await Array.fromAsync(queryAll(api.store, localTenant, "audit"));
  expect(audits.map((entry) => entry.value.did)).toContain("message.resent");
});

test.each([{ messages: "all" }, { messages: [""] }, [1], "x"])("%j is refused", async (body) => {
  const answer = await call("POST", "/api/admin/deliveries/resend", admin, body);
  expect(answer.status).toBe(400);
  expect(((await answer.json()) as Problem).userMessage).toBeTruthy();
});

test("a store that cannot keep anything and an Entra that gives no token are told of, and only while they last", async () => {
  const look = () => read<DeliveriesAnswer>("/api/admin/deliveries", admin);
  expect(await look()).toMatchObject({ store: null, noToken: null });
  const noToken = { trouble: "secretExpired", number: "AADSTS7000222" } as const;
  api.setNoToken(noToken);
  const { ping } = api.store;
  api.store.ping = () => Promise.reject(new StoreUnusable("-", { trouble: "readOnly" }));
  expect(await look()).toMatchObject({ store: "readOnly", noToken });
  api.store.ping = ping;
  api.setNoToken(null);
  expect(await look()).toMatchObject({ store: null, noToken: null });
});
