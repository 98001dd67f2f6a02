import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { FirstView } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
let api: FilledApi;
const { call, read } = apiClient(() => api.url);

beforeAll(async () => {
  api = await startFilledApi(now, (store) => fillMunicipality(store, localTenant, now));
});

afterAll(() => api.stop());

const leader = "mette.holm";
const navigator = "rasmus.dahl";
const manager = "torben.kjaer";
const admin = "line.oestergaard";

test.each([
  [leader, "", ["/api/check-ins", "/api/ambition", "/api/absence"]],
  [leader, "?page=overview", []],
  [leader, "?page=barriers", ["/api/barriers?limit=200", "/api/barriers/choices"]],
  [navigator, "", ["/api/barriers?limit=200", "/api/barriers/choices", "/api/barriers/figures?weeks=12"]],
  [navigator, "?page=citizens", ["/api/citizen-cases?show=start&limit=10"]],
  [manager, "", ["/api/attention", "/api/causes", "/api/rounds"]],
  [manager, "?page=citizens", ["/api/citizen-figures"]],
  [manager, "?page=ambition", ["/api/ambition", "/api/reflection"]],
  [admin, "", ["/api/admin/deliveries", "/api/admin/settings"]],
])("%s%s gets what the page would ask for, each as it answers by itself", async (upn, search, paths) => {
  const first = await read<FirstView>(`/api/first-view${search}`, upn);
  expect(first.me).toEqual(await read("/api/me", upn));
  expect(first.views.map(({ path }) => path)).toEqual(paths);
  for (const { path, answer } of first.views) expect(answer).toEqual(await read(path, upn));
});

test.each([
  [manager, "?page=week"],
  [leader, "?page=operations"],
  [leader, "?page=none"],
])("%s gets nothing for %s, which is not a page of theirs", async (upn, search) => {
  expect((await read<FirstView>(`/api/first-view${search}`, upn)).views).toEqual([]);
});

test("it comes back as 304 while nothing has changed", async () => {
  const first = await call("GET", "/api/first-view", manager);
  const etag = first.headers.get("etag") ?? "";
  expect((await call("GET", "/api/first-view", manager, undefined, { "If-None-Match": etag })).status).toBe(304);
});
