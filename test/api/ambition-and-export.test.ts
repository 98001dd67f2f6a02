import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import type { AmbitionAnswer, InclusionAnswer, NewAmbition, Problem } from "../../bot/api/contract.ts";
import { toCsv } from "../../bot/api/spreadsheet.ts";
import { localTenant } from "../../bot/config.ts";
import { apiClient } from "../support/call-api.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { fillCitizenCases, fillMunicipality } from "../support/municipality.ts";
import { type RunningApi, startApi } from "../support/start-api.ts";

const now = "2026-11-19T10:00:00.000Z";
let fresh: FreshStore;
let api: RunningApi;
const { call, read, send } = apiClient(() => api.url);

beforeAll(async () => {
  fresh = await freshStore();
  await fillMunicipality(fresh.store, localTenant, now);
  await fillCitizenCases(fresh.store, localTenant, now, 4);
  api = await startApi({ store: fresh.store, now });
});

afterAll(async () => {
  await api.stop();
  await fresh.dispose();
});

const ambition: NewAmbition = {
  answers: { goals: "Alle vagtlag kan stole på journalen" },
  shared: false,
  draft: true,
  targets: { journal: "routine" },
};

describe("an ambition", () => {
  test("is a draft and nobody else's until its writer says otherwise", async () => {
    const { mine, shared } = await read<AmbitionAnswer>("/api/ambition", "mette.holm");
    expect(mine).toEqual({ answers: {}, shared: false, draft: true, targets: {} });
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
      expect(shared).toEqual([{ name: "Mette Holm", ...ambition, shared: true }]);
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

describe("an export", () => {
  async function csv(path: string, upn: string): Promise<string[][]> {
    const response = await call("GET", path, upn);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-disposition")).toMatch(/attachment; filename="ombord-\w+-2026-11-19\.csv"/);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.subarray(3).toString("utf8").trimEnd().split("\r\n");
    return lines.map((line) => line.split(";"));
  }

  test("of adoption has the person's own teams, labelled as the leaders' estimate", async () => {
    const [head, ...rows] = await csv("/api/export/adoption.csv", "ulla.mikkelsen");
    expect(head).toEqual(["Område", "Team", "Løsning", "Udrulning", "Uge", "Lederens skøn"]);
    expect(new Set(rows.map(([area]) => area))).toEqual(new Set(["Dagtilbud", "Familie og Forebyggelse", "Skoler"]));
    expect(rows.length).toBeGreaterThan(20);
  });

  test("of adoption can be of one area, and of a foreign one like of one that does not exist", async () => {
    const [, ...rows] = await csv("/api/export/adoption.csv?area=skoler&weeks=4", "anne-grethe.skov");
    expect(new Set(rows.map(([, team]) => team))).toEqual(new Set(["Havnbyskolen, indskoling"]));
    for (const area of ["sundhed", "atlantis"]) {
      expect((await call("GET", `/api/export/adoption.csv?area=${area}`, "ulla.mikkelsen")).status).toBe(404);
    }
  });

  test("is in English for those who read English", async () => {
    const [head] = await csv("/api/export/adoption.csv", "emma.clarke");
    expect(head?.at(-1)).toBe("Leader's estimate");
  });

  test("of inclusion hides what the page hides", async () => {
    const figures = await read<InclusionAnswer>("/api/inclusion", "torben.kjaer");
    const [, ...rows] = await csv("/api/export/inclusion.csv", "torben.kjaer");
    const counts = rows.map((row) => row.at(-1));
    const hidden = figures.quarters
      .flatMap(({ outcomes, total }) => [...outcomes, total])
      .concat(figures.solutions.flatMap((s) => s.outcomes));
    expect(counts.filter((count) => count === "skjult")).toHaveLength(hidden.filter((count) => count === null).length);
    for (const count of counts) if (count !== "skjult") expect(Number(count)).toBeGreaterThanOrEqual(5);
  });

  test("is a workbook too, with the same lines", async () => {
    const response = await call("GET", "/api/export/adoption.xlsx", "ulla.mikkelsen");
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await response.arrayBuffer());
    const [sheet] = workbook.worksheets;
    const lines = await csv("/api/export/adoption.csv", "ulla.mikkelsen");
    expect(sheet?.rowCount).toBe(lines.length);
    expect(sheet?.getRow(2).getCell(2).value).toBe(lines[1]?.[1]);
  });

  test.each(["adoption.pdf", "people.csv", "adoption", "..%2fme.csv", "__proto__.csv"])(
    "of %s does not exist",
    async (file) => {
      expect((await call("GET", `/api/export/${file}`, "anne-grethe.skov")).status).toBe(404);
    },
  );

  test("of nothing for an administrator", async () => {
    expect(await csv("/api/export/adoption.csv", "line.oestergaard")).toHaveLength(1);
  });

  test("never lets a name become a formula", () => {
    const bytes = toCsv({ name: "x", columns: ["navn"], rows: [["=HYPERLINK(1)"], ["+1"], ["@x"], ["-2"], ["a;b"]] });
    expect(bytes.toString("utf8").slice(1)).toBe("navn\r\n'=HYPERLINK(1)\r\n'+1\r\n'@x\r\n'-2\r\n\"a;b\"\r\n");
  });
});
