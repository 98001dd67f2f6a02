import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { BarrierTimesAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { type Barrier, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import type { BarrierAction } from "../../bot/domain/barrier/barrier-actions.ts";
import { act } from "../../bot/domain/barrier/barrier-lifecycle.ts";
import { idOf } from "../support/barriers.ts";
import { personId } from "../support/bot.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

// How long it takes by solution and topic, what comes back, and where the same is met again: checked against counting by hand.

const now = "2026-11-19T10:00:00.000Z";
let api: FilledApi;
const { call, read } = apiClient(() => api.url);
const leader = personId(1);
const navigator = personId(17);
let count = 0;

const hoursAfter = (at: string, hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString();

/** Reported so many days ago, with what was done so many hours later. */
function reported(
  daysAgo: number,
  steps: [hours: number, by: string, action: BarrierAction][],
  teamId = "nord-dag",
): Barrier {
  count += 1;
  const at = hoursAfter(now, -24 * daysAgo);
  let barrier: Barrier = {
    ...newBarrier(idOf(count), { teamId, solutionId: "skaermbesoeg", week: null }, leader, at),
    ...{ category: "equipment", detail: "connectivity" },
  };
  for (const [hours, by, action] of steps) {
    const decided = act(barrier, action, by, hoursAfter(at, hours));
    if (decided.outcome !== "changed") throw new Error(`${action.kind}: ${decided.outcome}`);
    barrier = decided.barrier;
  }
  return barrier;
}

const solve: BarrierAction = { kind: "solve", resolution: "fixed", text: "Ny forstærker." };

beforeAll(async () => {
  const barriers = [
    reported(100, [
      [2, navigator, { kind: "take" }],
      [10, navigator, solve],
      [20, leader, { kind: "confirm" }],
    ]),
    // The same again in the same team, after it was closed.
    reported(50, [
      [4, navigator, { kind: "take" }],
      [30, navigator, solve],
      [31, leader, { kind: "reopen", text: null }],
    ]),
    reported(40, [[9, navigator, { kind: "take" }]], "syd-dag"),
    // Before the year, and in a team of another navigator.
    reported(400, [[1, navigator, solve]]),
    { ...reported(30, []), teamId: "sundhedsplejen" },
  ];
  api = await startFilledApi(now, async (store) => {
    await fillMunicipality(store, localTenant, now, 2);
    await store.commit(
      localTenant,
      barriers.map((value) => ({ op: "create", kind: "barrier", key: value.id, value })),
    );
  });
});
afterAll(() => api.stop());

test("medians, what came back and where it was met again", async () => {
  const { lines } = await read<BarrierTimesAnswer>("/api/barriers/times", "camilla.noergaard");
  expect(lines).toEqual([
    {
      ...{ solutionId: "skaermbesoeg", solutionName: "skærmbesøg", category: "equipment", reported: 3 },
      ...{ hoursToReaction: 4, hoursToSolved: 20, hoursToConfirmed: 20, cameBack: 1, teams: 2 },
      againIn: [{ id: "nord-dag", name: "Hjemmeplejen Nord, dag" }],
    },
  ]);
  const south = await read<BarrierTimesAnswer>("/api/barriers/times?area=syd", "camilla.noergaard");
  expect(south.lines).toMatchObject([{ reported: 1, hoursToReaction: 9, hoursToSolved: null, againIn: [] }]);
});

test("are for navigators, of their own areas, and name no navigator", async () => {
  for (const upn of ["mette.holm", "torben.kjaer", "line.oestergaard"]) {
    expect((await call("GET", "/api/barriers/times", upn)).status).toBe(404);
  }
  expect((await call("GET", "/api/barriers/times?area=skoler", "camilla.noergaard")).status).toBe(404);
  const others = await call("GET", "/api/barriers/times", "rasmus.dahl");
  expect(await others.text()).not.toMatch(/Camilla|Mette/);
});
