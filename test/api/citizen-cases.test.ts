import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type {
  CitizenCasesAnswer,
  CitizenFiguresAnswer,
  InclusionAnswer,
  NewCitizenCase,
  Problem,
} from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { publishFigures } from "../../bot/use-cases/citizen/publish-figures.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { apiClient } from "../support/call-api.ts";
import { fillCitizenCases, fillMunicipality } from "../support/municipality.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);

beforeAll(async () => {
  api = await startFilledApi(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    await fillCitizenCases(store, localTenant, now, 10);
  });
});

afterAll(() => api.stop());

function newCase(change: Partial<NewCitizenCase> = {}): NewCitizenCase {
  return {
    id: randomUUID(),
    teamId: "nord-dag",
    reasons: ["noMitId"],
    instead: ["phone"],
    outcome: "open",
    ...change,
  };
}

async function everyCase(upn: string) {
  const cases: CitizenCasesAnswer["cases"] = [];
  let page = "";
  do {
    const answer = await read<CitizenCasesAnswer>(
      `/api/citizen-cases?page=${encodeURIComponent(page)}`.replace(/\?page=$/, ""),
      upn,
    );
    cases.push(...answer.cases);
    page = answer.next ?? "";
  } while (page !== "");
  return cases;
}

describe("cases", () => {
  test.each([
    ["mette.holm", ["nord-dag"]],
    ["hanne.lykke", ["sygepleje-aften", "sygepleje-dag"]],
    ["nikolaj.bech", ["indskoling", "regnbuen", "sundhedsplejen"]],
    ["anne-grethe.skov", []],
    ["torben.kjaer", []],
    ["line.oestergaard", []],
  ])("%s sees those of %j and no other", async (upn, teams) => {
    const seen = [...new Set((await everyCase(upn)).map(({ teamId }) => teamId))].sort();
    expect(seen).toEqual(teams);
  });

  test("come a page at a time, each once, the newest first", async () => {
    const cases = await everyCase("rasmus.dahl");
    expect(cases.length).toBe(160);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(160);
    expect(cases.map(({ updatedAt }) => updatedAt)).toEqual(
      cases
        .map(({ updatedAt }) => updatedAt)
        .sort()
        .reverse(),
    );
  });

  test("begin with one's own team, not with one that one may stand in for", async () => {
    const { teams } = await read<CitizenCasesAnswer>("/api/citizen-cases?show=start", "lone.bundgaard");
    expect(teams.map(({ id }) => id)).toEqual(["syd-dag", "syd-aften"]);
  });

  test("are logged once, however often the form is sent", async () => {
    const given = newCase({ teamId: "skranken", note: "Vil gerne lære det" });
    await send("POST", "/api/citizen-cases", "amina.yilmaz", given);
    const { cases } = await send<CitizenCasesAnswer>("POST", "/api/citizen-cases", "amina.yilmaz", given);
    expect(cases.filter(({ id }) => id === given.id)).toEqual([
      expect.objectContaining({ note: "Vil gerne lære det", outcome: "open", teamName: "Borgerservice, skranken" }),
    ]);
  });

  test("are changed and opened again by those whose they are", async () => {
    const given = newCase({ teamId: "skranken" });
    await send("POST", "/api/citizen-cases", "amina.yilmaz", given);
    const path = `/api/citizen-cases/${given.id}`;
    expect(await send("PATCH", path, "amina.yilmaz", { outcome: "hybrid", followUpOn: "2027-01-04" })).toMatchObject({
      outcome: "hybrid",
      followUpOn: "2027-01-04",
    });
    expect((await api.store.read(localTenant, "citizenCase", given.id))?.value.closedAt).toBe(now);
    await send("PATCH", path, "sofie.lind", { outcome: "open", followUpOn: null });
    const stored = await api.store.read(localTenant, "citizenCase", given.id);
    expect(stored?.value).toMatchObject({ outcome: "open", followUpOn: null, closedAt: null });
    expect(stored?.value.events).toHaveLength(3);
    for (const upn of ["mette.holm", "nikolaj.bech", "anne-grethe.skov", "line.oestergaard"]) {
      expect((await call("PATCH", path, upn, { outcome: "analog" })).status).toBe(404);
    }
  });

  const refused: [string, string, object, number, string][] = [
    ["a CPR number in the note", "mette.holm", { note: "Ring på 1111111118" }, 422, "personalData"],
    ["a CPR number, confirmed", "mette.holm", { note: "111111-1118", confirmed: true }, 422, "personalData"],
    ["an address that nobody confirmed", "mette.holm", { note: "Bor på Havnegade 12" }, 400, "personalDataWarning"],
    ["no reason", "mette.holm", { reasons: [] }, 400, "noReason"],
    ["an unknown reason", "mette.holm", { reasons: ["lazy"] }, 400, "invalid"],
    ["a date that does not exist", "mette.holm", { followUpOn: "2026-02-30" }, 400, "impossibleDate"],
    ["an id that is no uuid", "mette.holm", { id: "../1" }, 400, "invalid"],
    ["somebody else's team", "mette.holm", { teamId: "syd-dag" }, 404, "notFound"],
    ["a team that does not exist", "rasmus.dahl", { teamId: "__proto__" }, 404, "notFound"],
    ["a manager, who logs none", "torben.kjaer", {}, 404, "notFound"],
    ["an administrator", "line.oestergaard", {}, 404, "notFound"],
  ];
  test.each(refused)("are refused with %s, and nothing is stored", async (_, upn, change, status, code) => {
    const given = newCase(change);
    const response = await call("POST", "/api/citizen-cases", upn, given);
    expect(response.status).toBe(status);
    const problem = (await response.json()) as Problem;
    expect(problem.code).toBe(code);
    expect(JSON.stringify(problem)).not.toMatch(/1111/);
    if (!given.id.includes("/")) expect(await api.store.read(localTenant, "citizenCase", given.id)).toBeUndefined();
    expect(api.logged.join()).not.toMatch(/11111|Havnegade/);
  });

  test("with an address that the writer has confirmed points at nobody are stored", async () => {
    const given = newCase({ note: "Mødes i caféen i Havnegade 12", confirmed: true });
    await send("POST", "/api/citizen-cases", "mette.holm", given);
    expect((await api.store.read(localTenant, "citizenCase", given.id))?.value.note).toContain("Havnegade");
  });
});

describe("figures", () => {
  const published = (upn: string) => read<CitizenFiguresAnswer>("/api/citizen-figures", upn);
  const countsIn = ({ whole, areas }: CitizenFiguresAnswer) =>
    [...whole, ...areas].flatMap(({ reasons, instead, outcomes, solutions }) => [
      ...[reasons, instead, outcomes ?? {}].flatMap((some) => Object.values(some)),
      ...solutions.flatMap((solution) => Object.values(solution.reasons)),
    ]);

  test.each(["anne-grethe.skov", "torben.kjaer", "ulla.mikkelsen"])(
    "that %s sees are of closed periods, and none is under five",
    async (upn) => {
      const figures = await published(upn);
      expect(figures.whole.map(({ period }) => period)).toEqual(["2026-Q3", "2026-Q2", "2026-Q1", "2025-Q4"]);
      const shown = countsIn(figures).filter((count) => count !== null);
      expect(shown.length).toBeGreaterThan(3);
      expect(Math.min(...shown.map(Number))).toBeGreaterThanOrEqual(5);
      expect(countsIn(figures)).toContain(null);
      expect(figures.nextOn).toBe("2026-12-31");
    },
  );

  test("are the same for every manager, and of an area only its manager's", async () => {
    const [all, ofArea] = [await published("anne-grethe.skov"), await published("torben.kjaer")];
    expect(ofArea.whole).toEqual(all.whole);
    expect(ofArea.areas.length).toBeGreaterThan(0);
    expect(new Set(ofArea.areas.map(({ period }) => period))).toEqual(new Set(["2026-H1", "2025-H2"]));
    // An area of few teams is counted with the one above it, whose manager is somebody else.
    expect((await published("ulla.mikkelsen")).areas).toEqual([]);
    for (const one of ofArea.areas) expect(all.areas).toContainEqual(one);
    const chosen = await (await call("GET", "/api/citizen-figures?area=nord&from=2026-07-01", "torben.kjaer")).text();
    expect(JSON.parse(chosen)).toEqual(ofArea);
  });

  test("do not move when a case is logged, changed or deleted", async () => {
    const before = await published("anne-grethe.skov");
    const given = newCase({ teamId: "skranken" });
    await send("POST", "/api/citizen-cases", "amina.yilmaz", given);
    await send("PATCH", `/api/citizen-cases/${given.id}`, "amina.yilmaz", { outcome: "digital" });
    const [old] = (await api.store.query(localTenant, "citizenCase", { limit: 1 })).items;
    await api.store.commit(localTenant, [
      { op: "delete", kind: "citizenCase", key: old?.key ?? "", etag: old?.etag ?? "" },
    ]);
    const directory = await loadDirectory(api.store, localTenant);
    expect(await publishFigures({ store: api.store, tenantId: localTenant, directory, now })).toBe(0);
    expect(await published("anne-grethe.skov")).toEqual(before);
    expect(await read<InclusionAnswer>("/api/inclusion", "anne-grethe.skov")).toMatchObject({ teams: 0, total: 0 });
  });

  test("are whole and as they are now for those who may see every case anyway, and of their teams only", async () => {
    const figures = await read<InclusionAnswer>("/api/inclusion", "hanne.lykke");
    expect(figures).toMatchObject({ limit: 0, teams: 2 });
    expect(figures.quarters.flatMap(({ outcomes }) => outcomes)).not.toContain(null);
    expect(await published("hanne.lykke")).toEqual({ whole: [], areas: [], nextOn: null });
  });

  test("are nothing for an administrator", async () => {
    expect(await read<InclusionAnswer>("/api/inclusion", "line.oestergaard")).toMatchObject({ teams: 0, reasons: [] });
    expect(await published("line.oestergaard")).toEqual({ whole: [], areas: [], nextOn: null });
  });
});
