import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { checkInCard } from "../../bot/cards/check-in-card.ts";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { act } from "../../bot/domain/barrier/barrier-lifecycle.ts";
import { newCheckIn } from "../../bot/domain/check-in/check-in.ts";
import { actOnTrial, newTrial } from "../../bot/domain/trial.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { keys } from "../../bot/store/documents.ts";
import type { Change } from "../../bot/store/store.ts";
import { da } from "../../bot/text/da/bot.ts";
import { en } from "../../bot/text/en/bot.ts";
import { answerCheckIn } from "../../bot/use-cases/check-in/answer-check-in.ts";
import { showCheckIn } from "../../bot/use-cases/check-in/show-check-in.ts";
import { erasePerson } from "../../bot/use-cases/operations/erase-person.ts";
import { errandOf } from "../support/errand.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { leaderId, roleChange, seedMunicipality, teamId } from "../support/leaders.ts";
import { testOutreach } from "../support/outreach.ts";
import { recordingChannel } from "../support/recording-channel.ts";

// Something back is read when the week is planned: by the timer, for every team.

const tenant = "tenant-1";
const week = "2026-W47";
const mondayAtNine = "2026-11-16T08:00:00.000Z";
const before = "2026-11-11T10:00:00.000Z";
const navigator = "0a7b0000-0000-4000-8000-0000000000aa";
let fresh: FreshStore;
let operations: string[];

beforeEach(async () => {
  fresh = await freshStore({ onOperation: ({ name }) => operations.push(name) });
  operations = [];
  await seedMunicipality(fresh.store, tenant, { leaders: 8 });
  await fresh.store.commit(tenant, [
    {
      ...{ op: "create", kind: "person", key: navigator },
      value: { id: navigator, upn: "rasmus@proeveby.dk", name: "Rasmus Lund", language: "da" },
    },
    roleChange({ personId: navigator, role: "navigator", scope: "*", from: null, to: null }),
    { op: "create", kind: "barrier", ...taken(teamId(0)) },
    { op: "create", kind: "trial", ...worked(teamId(0), teamId(1)) },
    { op: "create", kind: "trial", ...worked(teamId(2), teamId(2), false) },
    ...Array.from({ length: 7 }, (_, n): Change => {
      const value = { ...newCheckIn("2026-W46", teamId(n), []), state: "answered" as const };
      return { op: "create", kind: "checkIn", key: keys.checkIn("2026-W46", teamId(n)), value };
    }),
  ]);
  await tick(testOutreach(fresh.store, recordingChannel(), { now: mondayAtNine }), tenant);
});
afterEach(() => fresh.dispose());

function taken(team: string) {
  const id = "0192f0c0-0000-7000-8000-000000000001";
  const reported = newBarrier(id, { teamId: team, solutionId: "call", week: "2026-W46" }, leaderId(0), before);
  const decided = act(reported, { kind: "take" }, navigator, before);
  if (decided.outcome !== "changed") throw new Error(decided.outcome);
  return { key: id, value: decided.barrier };
}

function worked(team: string, other: string, isShared = true) {
  const id = `0192f0c0-0000-7000-8000-00000000000${isShared ? 2 : 3}`;
  const dates = { from: "2026-10-01", to: "2026-10-14" };
  const about = { solutionId: "call", barrierId: null, citizenReason: null, hope: null };
  const given = { id, what: "Tablet i bilen hos Åse", teamIds: [team, other], ...about, ...dates };
  const trial = newTrial(given, navigator, before);
  const learned = { learned: "Det gik", worked: "yes", sideGains: null, overlooked: null } as const;
  const finished = actOnTrial(trial, { kind: "finish", ...learned }, before);
  if (finished === null) throw new Error("not running");
  return { key: id, value: { ...finished, shareable: isShared } };
}

async function answered(n: number) {
  const errand = await errandOf(fresh.store, leaderId(n), mondayAtNine, tenant);
  const given = [{ solutionId: "call", level: "mostly" as const, troubled: false }];
  operations = [];
  const { view } = await answerCheckIn(errand, { week, teamId: teamId(n) }, { kind: "answer", given });
  return { view, operations: operations.filter((name) => name !== "etags") };
}

test("the receipt tells one thing that is true for this team, and the press reads nothing more for it", async () => {
  const first = await answered(0);
  expect(first.view.back).toEqual({
    ...{ kind: "working", solutionName: "Skærmbesøg", by: "Rasmus Lund", on: "2026-11-11" },
  });
  expect(first.operations).toEqual(["readMany", "commit"]);
  const told = { working: 0, tried: 0, answered: 0, way: 0 };
  for (let n = 1; n < 8; n++) {
    const { back } = (await answered(n)).view;
    if (back !== null) told[back.kind] += 1;
    // The team's own trial is no news to it, and one that was not shared is nobody's.
    if (n === 1) expect(back).toEqual({ kind: "answered", teams: 6 });
    if (n === 7) expect(back?.kind).toMatch(/^(tried|answered)$/);
  }
  expect(told).toMatchObject({ way: 0, working: 0 });
  expect(told.tried + told.answered).toBe(7);
  const kept = JSON.stringify((await fresh.store.read(tenant, "checkIn", keys.checkIn(week, teamId(3))))?.value.back);
  expect(kept).toContain('"tried"');
  // No words of the trial, and no team.
  expect(kept).not.toMatch(/Tablet|Åse|team-/);
});

test("it stands on the card in the reader's language, again when the card is opened later, and never as praise", async () => {
  const { view } = await answered(0);
  const danish = JSON.stringify(checkInCard(view, { text: da }));
  expect(danish).toContain("Skærmbesøg: Rasmus Lund gik i gang 11. november 2026 med det, I har meldt.");
  expect(JSON.stringify(checkInCard(view, { text: en }))).toContain(
    "Skærmbesøg: Rasmus Lund began on 11 November 2026 on what you reported.",
  );
  const again = await showCheckIn(await errandOf(fresh.store, leaderId(0), mondayAtNine, tenant), {
    ...{ week, teamId: teamId(0) },
  });
  expect(again.back).toEqual(view.back);
  expect(JSON.stringify(checkInCard({ ...view, back: null }, { text: da }))).not.toContain("gik i gang");
});

test("who has been erased is on no receipt any more: what else is true stands there", async () => {
  await answered(0);
  await erasePerson(fresh.store, tenant, navigator, mondayAtNine);
  const kept = await fresh.store.read(tenant, "checkIn", keys.checkIn(week, teamId(0)));
  expect(JSON.stringify(kept?.value)).not.toContain(navigator);
  const view = await showCheckIn(await errandOf(fresh.store, leaderId(0), mondayAtNine, tenant), {
    ...{ week, teamId: teamId(0) },
  });
  expect(view.back?.kind).toBe("answered");
});
