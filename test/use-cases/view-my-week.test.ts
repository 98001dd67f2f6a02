import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Operation } from "../../bot/store/change-rules.ts";
import { openCheckIn } from "../../bot/use-cases/check-in/open-check-in.ts";
import { viewMyWeek } from "../../bot/use-cases/check-in/view-my-week.ts";
import { startTrial } from "../../bot/use-cases/trial/run-trial.ts";
import { hanne, rasmus, tenant } from "../support/bot.ts";
import { errandOf } from "../support/errand.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { fillMunicipality } from "../support/municipality.ts";

const now = "2026-11-19T10:00:00.000Z";
const teamIds = ["sygepleje-aften", "sygepleje-dag"];
let fresh: FreshStore;
let operations: Operation["name"][];

beforeEach(async () => {
  fresh = await freshStore({ onOperation: ({ name }) => operations.push(name) });
  operations = [];
  await fillMunicipality(fresh.store, tenant, now);
});
afterEach(() => fresh.dispose());

/** How many queries a look takes; what is known from the look before is not asked about again. */
async function look() {
  const errand = await errandOf(fresh.store, hanne, now);
  operations = [];
  const { teams } = await viewMyWeek(errand);
  return { teams, queries: operations.filter((name) => name === "query").length };
}

test("what is asked along is read once for all teams, opened or not", async () => {
  const dates = { from: "2026-11-16", to: "2026-11-29" };
  const given = { id: crypto.randomUUID(), what: "Tablet i bilen", teamIds: teamIds, ...dates };
  await startTrial(await errandOf(fresh.store, rasmus, now), given);
  const unopened = await look();
  expect(unopened.teams.map(({ id, checkIn }) => [id, checkIn?.trials.map(({ what }) => what)])).toEqual(
    teamIds.map((id) => [id, ["Tablet i bilen"]]),
  );
  for (const teamId of teamIds) await openCheckIn(await errandOf(fresh.store, hanne, now), teamId);
  const opened = await look();
  // What may be told on the receipt is read when the week is opened.
  const plain = ({ teams }: typeof opened) =>
    teams.map(({ checkIn }) => ({ ...checkIn, checkIn: { ...checkIn?.checkIn, back: undefined } }));
  expect(plain(opened)).toEqual(plain(unopened));
  // Their barriers, with the trials that run.
  expect([unopened.queries, opened.queries]).toEqual([1, 1]);
});
