import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { AmbitionAnswer, NewAmbition, Problem } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);

beforeAll(async () => {
  api = await startFilledApi(now, (store) => fillMunicipality(store, localTenant, now));
});

afterAll(() => api.stop());

const ambition: NewAmbition = {
  answers: { goals: "Alle vagtlag kan stole på journalen" },
  shared: false,
  draft: true,
  targets: { journal: "routine" },
};

describe("an ambition", () => {
  test("is a draft and nobody else's until its writer says otherwise", async () => {
    const { mine, shared, readers } = await read<AmbitionAnswer>("/api/ambition", "mette.holm");
    // Those who read it once it is shared, and nobody else (see below).
    expect(readers.toSorted()).toEqual(["Anne-Grethe Skov", "Torben Kjær"]);
    expect(mine).toEqual({ answers: {}, shared: false, draft: true, targets: {}, updatedAt: now, isDueAgain: false });
    expect(shared).toEqual([]);
  });

  test("is seen by the managers of the area when it is shared, and by nobody else", async () => {
    await send("PUT", "/api/ambition", "mette.holm", ambition);
    for (const upn of ["torben.kjaer", "anne-grethe.skov"]) {
      expect((await read<AmbitionAnswer>("/api/ambition", upn)).shared).toEqual([]);
    }
    await send("PUT", "/api/ambition", "mette.holm", { ...ambition, shared: true });
    for (const upn of ["torben.kjaer", "anne-grethe.skov"]) {
      const { mine, shared } = await read<AmbitionAnswer>("/api/ambition", upn);
      expect(mine).toBeNull();
      const solutions = [{ id: "journal", name: "journalen" }];
      expect(shared).toEqual([{ name: "Mette Holm", ...ambition, shared: true, solutions }]);
    }
    for (const upn of ["ulla.mikkelsen", "rasmus.dahl", "jonas.krogh", "line.oestergaard"]) {
      expect((await read<AmbitionAnswer>("/api/ambition", upn)).shared).toEqual([]);
    }
    await send("PUT", "/api/ambition", "mette.holm", ambition);
    expect((await read<AmbitionAnswer>("/api/ambition", "torben.kjaer")).shared).toEqual([]);
  });

  test("keeps targets for solutions that the leader's teams use, and no others", async () => {
    const given = { ...ambition, targets: { journal: "mostly", booking: "routine", atlantis: "routine" } };
    const { mine, solutions } = await send<AmbitionAnswer>("PUT", "/api/ambition", "mette.holm", given);
    expect(mine?.targets).toEqual({ journal: "mostly" });
    expect(solutions.map(({ name }) => name)).toContain("journalen");
  });

  const refused: [string, string, unknown, number, string][] = [
    ["a CPR number", "mette.holm", { ...ambition, answers: { ethics: "111111-1118" } }, 422, "personalData"],
    [
      "an e-mail address",
      "mette.holm",
      { ...ambition, answers: { agenda: "a.b@havnby.dk" } },
      400,
      "personalDataWarning",
    ],
    ["an unknown question", "mette.holm", { ...ambition, answers: { salary: "mere" } }, 400, "invalid"],
    ["an unknown level", "mette.holm", { ...ambition, targets: { journal: "always" } }, 400, "invalid"],
    ["far too much", "mette.holm", { ...ambition, answers: { goals: "x".repeat(1001) } }, 413, "tooLarge"],
    ["a manager without a team", "torben.kjaer", ambition, 403, "forbidden"],
  ];
  test.each(refused)("is refused: %s", async (_, upn, body, status, code) => {
    const response = await call("PUT", "/api/ambition", upn, body);
    expect(response.status).toBe(status);
    expect(((await response.json()) as Problem).code).toBe(code);
  });
});
