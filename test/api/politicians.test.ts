import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { PoliticiansAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { localInstant } from "../../bot/domain/calendar.ts";
import { newTrial } from "../../bot/domain/trial.ts";
import { apiClient } from "../support/call-api.ts";
import { fillYear, handMadeNow } from "../support/hand-made-year.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

// The politicians' page over the year that was made by hand.

let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);
const [director, manager, leader, navigator] = ["anne-grethe.skov", "torben.kjaer", "mette.holm", "rasmus.dahl"];

const tried = (id: number, shareable: boolean) => ({
  ...newTrial(
    {
      ...{
        id: `01970000-0000-7000-8000-00000000000${id}`,
        what: "Kun journalen i Hjemmeplejen Nord",
        teamIds: ["nord-dag"],
      },
      ...{
        solutionId: "journal",
        barrierId: null,
        citizenReason: null,
        from: "2026-08-03",
        to: "2026-08-31",
        hope: null,
      },
    },
    "somebody",
    localInstant("2026-08-03", 9),
  ),
  ...{ state: "finished" as const, learned: `Læring ${id}: Mette slap papiret.`, shareable, worked: "partly" as const },
  updatedAt: localInstant("2026-08-31", 9),
});

beforeAll(async () => {
  api = await startFilledApi(handMadeNow, async (store) => {
    await fillYear(store);
    for (const value of [tried(1, true), tried(2, false)])
      await store.commit(localTenant, [{ op: "create", kind: "trial", key: value.id, value }]);
  });
  const card = (solution: string, body: object) =>
    send("PUT", `/api/solution-cards/${solution}`, director, {
      road: "mainRoad",
      benefits: {},
      confirmed: true,
      ...body,
    });
  await card("journal", {
    task: "Alle ved, hvad der er aftalt med borgeren",
    goodFor: "Aften og nat kan læse, hvad dagen har gjort, på en tablet.",
    drawbacks: "Det tager tid fra borgeren, når nettet er langsomt.",
    benefits: { citizen: { what: "Borgeren skal kun sige det én gang." } },
  });
  await card("skaermbesoeg", {
    task: "aftalt med borgeren: alle ved, hvad der er",
    drawbacks: "Efter udrulning er det sværere.",
  });
  const agreed = {
    digital: "Alle borgere med hjælp",
    analogue: "Papir, når strømmen går",
    since: "2026-01-01",
    principles: [],
  };
  await send("PUT", "/api/criteria/journal/*", director, { ...agreed, confirmed: true });
});
afterAll(() => api.stop());

test("it is told by task: what for, for whom and for whom not, gains and drawbacks alike, and what is open to decide", async () => {
  const { place, tasks } = await read<PoliticiansAnswer>("/api/politicians", director);
  expect(place).toEqual({ id: "*", name: "Havnby Kommune" });
  const [first, ...others] = tasks;
  expect(first?.solutions.map(({ id }) => id).sort()).toEqual(["journal", "skaermbesoeg"]);
  expect(others.every(({ task, solutions }) => task === null && solutions.length === 1)).toBe(true);
  expect(first?.solutions.find(({ id }) => id === "journal")).toEqual({
    ...{ id: "journal", name: "Fælles Omsorgsjournal", requestedBy: null },
    goodFor: "Aften og nat kan læse, hvad dagen har gjort, på en tablet.",
    drawbacks: "Det tager tid fra borgeren, når nettet er langsomt.",
    benefits: [{ side: "citizen", what: "Borgeren skal kun sige det én gang." }],
    // Counted by hand: four of the seven estimates that hold, in nine teams.
    spread: { everyday: 4, known: 7, teams: 9 },
    criteria: [{ digital: "Alle borgere med hjælp", hybrid: null, analogue: "Papir, når strømmen går", decider: null }],
    // What was not shared is not here, and no name or place is in what was.
    learnings: [{ what: "Kun journalen i … …", learned: "Læring 1: … slap papiret.", worked: "partly" }],
    questions: ["goal"],
  });
  const other = first?.solutions.find(({ id }) => id === "skaermbesoeg");
  expect(other?.questions).toEqual(expect.arrayContaining(["notDigital", "goal"]));
  expect(first?.jargon.map(({ word }) => word)).toEqual(["udrulning"]);
  expect(first?.explained.map(({ word }) => word)).toEqual(expect.arrayContaining(["tablet", "journal"]));
});

test("where few lead the teams no figure is shown, and nobody but managers of the place has the page", async () => {
  const north = await read<PoliticiansAnswer>("/api/politicians?area=nord", manager);
  const journal = north.tasks.flatMap(({ solutions }) => solutions).find(({ id }) => id === "journal");
  expect(journal?.spread).toBeNull();
  for (const [upn, area] of [
    [manager, "*"],
    [manager, "skoler"],
    [leader, "nord"],
    [navigator, "nord"],
  ])
    expect((await call("GET", `/api/politicians?area=${area}`, upn as string)).status).toBe(404);
});
