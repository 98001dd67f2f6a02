import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Attention, Problem, TrialItem } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

// The guard stands at every entrance, and says what it found in which field.

const now = "2026-11-19T10:00:00.000Z";
const named = "Det er Gunhild Østergaard på stue 4, der ikke kan";
let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);

beforeAll(async () => {
  api = await startFilledApi(now, (store) => fillMunicipality(store, localTenant, now));
});

afterAll(() => api.stop());

const told = { category: "equipment", detail: "device", contact: "none" };
const reported = async (upn = "mette.holm") => {
  const id = crypto.randomUUID();
  await send("POST", "/api/barriers", upn, { id, teamId: "nord-dag", solutionId: "skaermbesoeg" });
  return id;
};
const trial = { from: "2026-11-19", to: "2026-12-10", teamIds: ["nord-dag"] };
const started = async () => {
  const body = { id: crypto.randomUUID(), what: "Fem minutter hver morgen", ...trial };
  return send<TrialItem>("POST", "/api/trials", "camilla.noergaard", body);
};

type Entrance = [field: string, request: (text: string) => Promise<Response>];

const entrances: Entrance[] = [
  [
    "consequence",
    (consequence) => {
      const body = { id: crypto.randomUUID(), teamId: "nord-dag", solutionId: "skaermbesoeg" };
      return call("POST", "/api/barriers", "mette.holm", { ...body, told: { ...told, consequence } });
    },
  ],
  [
    "consequence",
    async (consequence) => {
      const body = { action: "describe", ...told, consequence };
      return call("PATCH", `/api/barriers/${await reported()}`, "mette.holm", body);
    },
  ],
  ...["ask", "comment", "decline", "escalate", "wait"].map(
    (action): Entrance => [
      "text",
      async (text) => call("PATCH", `/api/barriers/${await reported()}`, "camilla.noergaard", { action, text }),
    ],
  ),
  [
    "text",
    async (text) => {
      const body = { action: "solve", resolution: "fixed", text };
      return call("PATCH", `/api/barriers/${await reported()}`, "camilla.noergaard", body);
    },
  ],
  [
    "note",
    (note) => {
      const body = { id: crypto.randomUUID(), teamId: "nord-dag", reasons: ["noMitId"], instead: [], outcome: "open" };
      return call("POST", "/api/citizen-cases", "mette.holm", { ...body, note });
    },
  ],
  ["what", (what) => call("POST", "/api/trials", "camilla.noergaard", { id: crypto.randomUUID(), what, ...trial })],
  [
    "hope",
    (hope) => {
      const body = { id: crypto.randomUUID(), what: "Fem minutter", hope, ...trial };
      return call("POST", "/api/trials", "camilla.noergaard", body);
    },
  ],
  [
    "learned",
    async (learned) => {
      const { id } = await started();
      return call("PATCH", `/api/trials/${id}`, "camilla.noergaard", { action: "finish", worked: "yes", learned });
    },
  ],
  [
    "sideGains",
    async (sideGains) => {
      const { id } = await started();
      const body = { action: "finish", worked: "yes", learned: "Det hjalp", sideGains };
      return call("PATCH", `/api/trials/${id}`, "camilla.noergaard", body);
    },
  ],
  [
    "answers.ethics",
    (ethics) => {
      const body = { answers: { goals: "Alle er med", ethics }, shared: false, draft: true, targets: {} };
      return call("PUT", "/api/ambition", "mette.holm", body);
    },
  ],
];

describe.each(entrances)("%s", (field, request) => {
  test("with a name and a room is refused, whatever is confirmed, and the field is named", async () => {
    const response = await request(named);
    const problem = (await response.json()) as Problem;
    expect([response.status, problem.code, problem.confirmation]).toEqual([422, "personalData", undefined]);
    expect(problem.found).toMatchObject([{ field, words: "Gunhild Østergaard" }]);
    expect(problem.userMessage).toContain("»Gunhild Østergaard«");
  });

  test("with a name alone is asked about", async () => {
    const problem = (await (await request("Spørg Gunhild")).json()) as Problem;
    expect(problem).toMatchObject({ code: "personalDataWarning", found: [{ field, words: "Gunhild" }] });
    expect(problem.confirmation).toEqual(expect.any(String));
  });
});

test("what is confirmed holds for the words that were asked about, and for no others", async () => {
  const body = (note: string, confirmed?: string) => {
    const what = { teamId: "nord-dag", reasons: ["noMitId"], instead: [], outcome: "open" };
    return call("POST", "/api/citizen-cases", "mette.holm", { id: crypto.randomUUID(), ...what, note, confirmed });
  };
  const asked = (await (await body("Spørg Gunhild")).json()) as Problem;
  const other = await body("Spørg Birthe", asked.confirmation);
  expect([other.status, ((await other.json()) as Problem).found?.[0]?.words]).toEqual([400, "Birthe"]);
  expect((await body("Gunhild på stue 4", asked.confirmation)).status).toBe(422);
  expect((await body("Spørg Gunhild", asked.confirmation)).status).toBe(200);
});

test("what the municipality calls its solutions is nobody", async () => {
  const { warnings } = await read<Attention>("/api/attention", "torben.kjaer");
  expect(warnings).toEqual(expect.any(Array));
  const note = "Hjemmeplejen Nord, dag bruger Medicinrobotten";
  const body = {
    id: crypto.randomUUID(),
    teamId: "nord-dag",
    reasons: ["noMitId"],
    instead: [],
    outcome: "open",
    note,
  };
  expect((await call("POST", "/api/citizen-cases", "mette.holm", body)).status).toBe(200);
});
