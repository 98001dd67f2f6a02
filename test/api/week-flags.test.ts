import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { CheckInItem, CheckInOutcome, CheckInReply, CheckInsAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

// Whatever stands on the form of Min uge counts, whichever button is pressed.

const thursday = "2026-11-19T10:00:00.000Z";
const path = "/api/check-ins/2026-W47/nord-dag";
let api: FilledApi;
const { read, send } = apiClient(() => api.url);

beforeEach(async () => {
  api = await startFilledApi(thursday, (store) => fillMunicipality(store, localTenant, thursday));
});
afterEach(() => api.stop());

async function mettes(): Promise<{ checkIn: CheckInItem; barriers: CheckInsAnswer["teams"][number]["barriers"] }> {
  const team = (await read<CheckInsAnswer>("/api/check-ins", "mette.holm")).teams[0];
  if (!team?.checkIn) throw new Error("no check-in");
  return { checkIn: team.checkIn, barriers: team.barriers };
}

const reply = (body: CheckInReply) => send<CheckInOutcome>("PUT", path, "mette.holm", body);

const touchedOf = ({ asked }: CheckInItem) =>
  asked.map(({ solutionId }, index) => ({
    solutionId,
    troubled: index === 0,
    ...(index === 1 ? { level: "rarely" as const } : {}),
  }));

test("as last time takes last week's levels for what was not touched, and keeps the flag and the changed level", async () => {
  const { checkIn } = await mettes();
  const [first, second] = checkIn.asked;
  const { checkIn: after } = await reply({ kind: "asLast", touched: touchedOf(checkIn) });
  expect(after.answers[first?.solutionId ?? ""]).toMatchObject({ level: first?.previous, troubled: true });
  expect(after.answers[second?.solutionId ?? ""]).toMatchObject({ level: "rarely", troubled: false });
  expect((await mettes()).barriers).toHaveLength(1);
  expect((await reply({ kind: "asLast", touched: touchedOf(checkIn) })).outcome).toBe("unchanged");
  expect((await mettes()).barriers).toHaveLength(1);
});

test("a skipped week with a flag says so, and twice stores nothing twice", async () => {
  const { checkIn } = await mettes();
  for (const outcome of ["stored", "unchanged"]) {
    const said = await reply({ kind: "skip", touched: touchedOf(checkIn) });
    expect(said).toMatchObject({ outcome, checkIn: { state: "skipped", isTroubled: true } });
  }
  expect((await mettes()).barriers).toHaveLength(1);
});

test("what is reported already is said, with its words, and nothing is reported a second time", async () => {
  const { checkIn } = await mettes();
  const [first] = checkIn.asked;
  const solutionId = first?.solutionId ?? "";
  const told = { category: "equipment", detail: "device", consequence: "Den fryser", contact: "none" } as const;
  await send("POST", "/api/barriers", "mette.holm", { id: crypto.randomUUID(), teamId: "nord-dag", solutionId, told });
  const said = await reply({ kind: "asLast", touched: touchedOf(checkIn) });
  const words = { solutionId, name: first?.name, detail: "device", consequence: "Den fryser" };
  expect(said).toMatchObject({ already: [words], isKept: false, checkIn: { reported: [words] } });
  expect(said.checkIn.helpers).toContain("Rasmus Dahl");
  expect((await mettes()).barriers).toHaveLength(1);
});

test("a flag that is taken off takes the barrier back, unless somebody has begun on it, which is said", async () => {
  const { checkIn } = await mettes();
  const answers = checkIn.asked.map(({ solutionId }) => ({ solutionId, level: "mostly" as const, troubled: false }));
  const flagged = answers.map((one, index) => ({ ...one, troubled: index < 2 }));
  const first = await reply({ kind: "answer", answers: flagged, seen: null });
  const [, taken] = (await mettes()).barriers;
  await send("PATCH", `/api/barriers/${taken?.id}`, "rasmus.dahl", { action: "take" });
  const said = await reply({ kind: "answer", answers, seen: first.checkIn.answeredAt });
  expect(said).toMatchObject({ outcome: "stored", isKept: true, already: [] });
  expect(Object.values(said.checkIn.answers).filter(({ troubled }) => troubled)).toHaveLength(1);
  expect((await mettes()).barriers.map(({ status }) => status).toSorted()).toEqual(["withdrawn", "working"]);
});
