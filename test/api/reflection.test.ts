import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { NewReflection, Problem, ReflectionAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { exportPerson } from "../../bot/use-cases/operations/export-person.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);
const path = "/api/reflection";
const written: NewReflection = { steps: { trade: "begun", values: "regular" }, practise: "At spørge, før jeg svarer." };

beforeAll(async () => {
  api = await startFilledApi(now, (store) => fillMunicipality(store, localTenant, now));
});
afterAll(() => api.stop());

test("is nobody's but its writer's, not even those above", async () => {
  expect(await send<ReflectionAnswer>("PUT", path, "torben.kjaer", written)).toEqual({ mine: written });
  expect(await read<ReflectionAnswer>(path, "torben.kjaer")).toEqual({ mine: written });
  expect(await read<ReflectionAnswer>(path, "anne-grethe.skov")).toEqual({ mine: { steps: {}, practise: "" } });
  for (const upn of ["mette.holm", "rasmus.dahl", "line.oestergaard"]) {
    expect(await read<ReflectionAnswer>(path, upn)).toEqual({ mine: null });
  }
  for (const other of ["/api/ambition", "/api/overview", "/api/me"]) {
    expect(await (await call("GET", other, "anne-grethe.skov")).text()).not.toContain("At spørge");
  }
});

test("is among what a person is given of their own, and gone when nothing is left in it", async () => {
  const { documents } = await exportPerson(api.store, localTenant, "torben.kjaer@havnby.example");
  expect(documents.reflection).toEqual([{ key: expect.any(String), value: expect.objectContaining(written) }]);
  await send("PUT", path, "torben.kjaer", { steps: {}, practise: " " });
  expect((await api.store.query(localTenant, "reflection", {})).items).toEqual([]);
});

test.each([
  ["a CPR number", { ...written, practise: "111111-1118" }, 422, "personalData"],
  ["an unknown step", { ...written, steps: { trade: "master" } }, 400, "invalid"],
  ["an unknown competence", { ...written, steps: { salary: "begun" } }, 400, "invalid"],
  ["far too much", { ...written, practise: "x".repeat(1001) }, 413, "tooLarge"],
] as const)("is refused: %s", async (_, body, status, code) => {
  const response = await call("PUT", path, "torben.kjaer", body);
  expect(response.status).toBe(status);
  expect(((await response.json()) as Problem).code).toBe(code);
});
