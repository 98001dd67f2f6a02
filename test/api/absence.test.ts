import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { AbsenceAnswer, AbsenceOutcome, Problem } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);
const path = "/api/absence";
const leader = "mette.holm";
const ahead = { from: "2026-12-03", to: "2026-12-10" };

beforeAll(async () => {
  api = await startFilledApi(now, (store) => fillMunicipality(store, localTenant, now));
});
afterAll(() => api.stop());

test("is set, its last day moved, taken back and cancelled, and is nobody else's", async () => {
  const set = await send<AbsenceOutcome>("PUT", path, leader, { kind: "away", ...ahead });
  expect(set).toMatchObject({ periods: [ahead], current: null, before: [] });
  const { before: _, ...shown } = set;
  expect(await read<AbsenceAnswer>(path, leader)).toEqual(shown);
  expect((await read<AbsenceAnswer>(path, "hanne.lykke")).periods).toEqual([]);

  const moved = await send<AbsenceOutcome>("PUT", path, leader, { kind: "away", ...ahead, to: "2026-12-05" });
  expect(moved.periods).toEqual([{ ...ahead, to: "2026-12-05" }]);
  const undo = { kind: "undo", after: moved.periods, before: moved.before };
  expect((await send<AbsenceOutcome>("PUT", path, leader, undo)).periods).toEqual([ahead]);
  // It has been changed since: nothing is written over it.
  expect((await send<AbsenceOutcome>("PUT", path, leader, undo)).periods).toEqual([ahead]);
  expect((await send<AbsenceOutcome>("PUT", path, leader, { kind: "cancel", from: ahead.from })).periods).toEqual([]);
});

test("holds from today until one is back, and says who is asked meanwhile; a period under way is no more cancelled", async () => {
  const today = { from: "2026-11-19", to: "2026-11-30" };
  const away = await send<AbsenceOutcome>("PUT", path, leader, { kind: "away", ...today });
  expect(away.current).toEqual(today);
  expect(away.teams.length).toBeGreaterThan(0);
  expect(away.teams).toMatchObject([{ name: "Hjemmeplejen Nord, dag" }]);
  const same = await send<AbsenceOutcome>("PUT", path, leader, { kind: "cancel", from: today.from });
  expect(same.periods).toEqual([today]);
  expect((await send<AbsenceOutcome>("PUT", path, leader, { kind: "back" })).periods).toEqual([]);
});

test.each([
  ["days that run backwards", { kind: "away", from: "2026-12-10", to: "2026-12-03" }, "absenceDate"],
  ["a year that is a typing error", { kind: "away", from: "2026-12-03", to: "2206-12-10" }, "absenceDate"],
  ["long ago", { kind: "away", from: "2025-12-03", to: "2025-12-10" }, "absenceDate"],
  ["a date that there is not", { kind: "away", from: "2026-02-30", to: "2026-12-10" }, "invalid"],
  ["a reason", { kind: "away", ...ahead, why: "ferie" }, "invalid"],
  ["far too many", { kind: "undo", after: [], before: Array.from({ length: 99 }, () => ahead) }, "invalid"],
])("is refused: %s", async (_, body, code) => {
  const response = await call("PUT", path, leader, body);
  expect(response.status).toBe(400);
  expect(((await response.json()) as Problem).code).toBe(code);
  expect((await read<AbsenceAnswer>(path, leader)).periods).toEqual([]);
});
