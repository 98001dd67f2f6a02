import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { AdoptionAnswer, Me, Problem } from "../../bot/api/contract.ts";
import { loadConfig, localTenant } from "../../bot/config.ts";
import { recordWeek } from "../../bot/domain/check-in/adoption.ts";
import { newDirectoryVersion } from "../../bot/use-cases/check-in/set-absence.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { startApi } from "../support/start-api.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
let api: FilledApi;

beforeAll(async () => {
  api = await startFilledApi(now, (store) => fillMunicipality(store, localTenant, now));
});

afterAll(() => api.stop());

function get(path: string, upn: string | null, headers: Record<string, string> = {}) {
  const authorization: Record<string, string> = upn === null ? {} : { Authorization: `Persona ${upn}@havnby.example` };
  return fetch(`${api.url}${path}`, { headers: { ...authorization, ...headers } });
}

async function read<T>(path: string, upn: string): Promise<T> {
  const response = await get(path, upn);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

const everyTeam = [
  "genoptraening",
  "indskoling",
  "nord-aften",
  "nord-dag",
  "pension-ydelse",
  "regnbuen",
  "sekretariatet",
  "skranken",
  "strandparken-aften",
  "strandparken-dag",
  "sundhedsplejen",
  "syd-aften",
  "syd-dag",
  "sygepleje-aften",
  "sygepleje-dag",
  "telefonen",
];
const childTeams = ["indskoling", "regnbuen", "sundhedsplejen"];
const careTeams = everyTeam.filter((id) => /^(nord|syd|sygepleje|strandparken|genoptraening)/.test(id));

describe("adoption", () => {
  test("shows a new answer at the next look", async () => {
    const before = await read<AdoptionAnswer>("/api/adoption", "mette.holm");
    const stored = await api.store.read(localTenant, "adoption", "nord-dag");
    if (stored === undefined) throw new Error("no history");
    const [solutionId = ""] = Object.keys(before.teams[0]?.solutions ?? {});
    const levels = { [solutionId]: "notRelevant" as const };
    const value = recordWeek(stored.value, { week: "2026-W47", state: "answered", levels, extras: [] });
    const [etag = ""] = await api.store.commit(localTenant, [
      { op: "replace", kind: "adoption", key: "nord-dag", etag: stored.etag, value },
    ]);
    const after = await read<AdoptionAnswer>("/api/adoption", "mette.holm");
    expect(after.teams[0]?.solutions[solutionId]?.levels.at(-1)).toBe("notRelevant");
    const change = { op: "replace", kind: "adoption", key: "nord-dag", etag, value: stored.value } as const;
    await api.store.commit(localTenant, [change]);
    expect(await read<AdoptionAnswer>("/api/adoption", "mette.holm")).toEqual(before);
  });

  test("is one answer for all who see the same, compressed or not, and 304 for those who have it", async () => {
    const looks = await Promise.all(
      ["gzip", "identity", "gzip"].map((encoding) =>
        get("/api/adoption", "rasmus.dahl", { "Accept-Encoding": encoding }),
      ),
    );
    const [zipped, plain] = looks.map((look) => look.headers.get("content-encoding"));
    expect([zipped, plain]).toEqual(["gzip", null]);
    const answers = await Promise.all(looks.map((look) => look.json()));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    const etag = looks[0]?.headers.get("etag") ?? "";
    expect((await get("/api/adoption", "anne-grethe.skov")).headers.get("etag")).toBe(etag);
    const again = await get("/api/adoption", "anne-grethe.skov", { "If-None-Match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const narrower = await get("/api/adoption", "torben.kjaer", { "If-None-Match": etag });
    expect(narrower.status).toBe(200);
  });

  test("says of whose leader is away today without a stand-in, and of nobody else", async () => {
    const [hanne, mette] = ["0a7b0000-0000-4000-8000-000000000005", "0a7b0000-0000-4000-8000-000000000001"];
    const before = await get("/api/adoption", "torben.kjaer");
    const setAway = async (absences: { from: string; to: string }[]) => {
      for (const id of [hanne, mette]) {
        const stored = await api.store.read(localTenant, "person", id);
        const settings = await api.store.read(localTenant, "settings", "municipality");
        if (stored === undefined || settings === undefined) throw new Error("nobody");
        const value = { ...stored.value, absences };
        await api.store.commit(localTenant, [
          { op: "replace", kind: "person", key: id, etag: stored.etag, value },
          newDirectoryVersion(settings),
        ]);
      }
    };
    // Today is the 19th: an absence that lies ahead says nothing yet, and the day itself brings another answer.
    await setAway([{ from: "2026-11-20", to: "2026-11-27" }]);
    const ahead = await get("/api/adoption", "torben.kjaer");
    expect(((await ahead.json()) as AdoptionAnswer).leaderAway).toEqual([]);
    api.setNow("2026-11-20T10:00:00.000Z");
    const etag = ahead.headers.get("etag") ?? "";
    const today = await get("/api/adoption", "torben.kjaer", { "If-None-Match": etag });
    // Mette has a stand-in, so that her team is asked.
    expect(((await today.json()) as AdoptionAnswer).leaderAway.toSorted()).toEqual([
      "sygepleje-aften",
      "sygepleje-dag",
    ]);
    expect((await read<AdoptionAnswer>("/api/adoption", "nikolaj.bech")).leaderAway).toEqual([]);
    api.setNow(now);
    await setAway([]);
    expect(await (await get("/api/adoption", "torben.kjaer")).json()).toEqual(await before.json());
  });

  const scopes: [string, string, string[]][] = [
    ["a leader of one team", "mette.holm", ["nord-dag"]],
    ["a leader of two teams", "hanne.lykke", ["sygepleje-aften", "sygepleje-dag"]],
    ["a leader who also stands in", "lone.bundgaard", ["syd-aften", "syd-dag"]],
    ["a stand-in without dates", "freja.toft", ["nord-dag"]],
    ["a navigator of everything", "rasmus.dahl", everyTeam],
    ["a navigator of an area, with what lies below it", "nikolaj.bech", childTeams],
    ["the manager of everything", "anne-grethe.skov", everyTeam],
    ["a manager of an area", "torben.kjaer", careTeams],
    ["an administrator, who runs the service and sees no figures", "line.oestergaard", []],
  ];
  test.each(scopes)("shows %s exactly their teams", async (_, upn, teams) => {
    const answer = await read<AdoptionAnswer>("/api/adoption", upn);
    expect(answer.teams.map((team) => team.teamId).sort()).toEqual(teams);
    expect(answer.summary.teams).toBe(teams.length);
  });

  const filters: [string, string, string, number][] = [
    ["an own area", "anne-grethe.skov", "boern-unge", 200],
    ["an area within the own one", "torben.kjaer", "nord", 200],
    ["the area above the own team, down to that team", "mette.holm", "sundhed", 200],
    ["somebody else's area", "torben.kjaer", "boern-unge", 404],
    ["an area that does not exist", "anne-grethe.skov", "atlantis", 404],
    ["a team in place of an area", "anne-grethe.skov", "nord-dag", 404],
    ["everything in place of an area", "torben.kjaer", "*", 404],
    ["a name from the prototype", "anne-grethe.skov", "__proto__", 404],
  ];
  test.each(filters)("filtered by %s", async (_, upn, area, status) => {
    const response = await get(`/api/adoption?area=${encodeURIComponent(area)}`, upn);
    expect(response.status).toBe(status);
  });

  test("a foreign area and one that does not exist answer alike", async () => {
    const foreign = await (await get("/api/adoption?area=boern-unge", "torben.kjaer")).text();
    const absent = await (await get("/api/adoption?area=atlantis", "torben.kjaer")).text();
    expect(foreign).toBe(absent);
  });

  test("the area above a leader's own team holds that team and no other", async () => {
    const answer = await read<AdoptionAnswer>("/api/adoption?area=sundhed", "mette.holm");
    expect(answer.teams.map((team) => team.teamId)).toEqual(["nord-dag"]);
    expect(answer.areas.every((area) => area.summary.teams === 1)).toBe(true);
  });

  test("says of each area whether all of it is there, so that a part never stands for the whole", async () => {
    const parts = async (path: string, upn: string) =>
      (await read<AdoptionAnswer>(path, upn)).areas.filter(({ isPart }) => isPart).map(({ id }) => id);
    expect(await parts("/api/adoption", "anne-grethe.skov")).toEqual([]);
    expect(await parts("/api/adoption", "torben.kjaer")).toEqual([]);
    expect((await parts("/api/adoption?area=nord", "torben.kjaer")).sort()).toEqual(["hjemmepleje", "sundhed"]);
    expect((await parts("/api/adoption", "mette.holm")).sort()).toEqual(["hjemmepleje", "nord", "sundhed"]);
  });

  test("has as many weeks as asked for, the last of them this one, and one level per week", async () => {
    const answer = await read<AdoptionAnswer>("/api/adoption?weeks=20", "mette.holm");
    expect(answer.weeks).toHaveLength(20);
    expect(answer.weeks.at(-1)).toBe("2026-W47");
    expect(answer.weeks[0]).toBe("2026-W28");
    const [team] = answer.teams;
    expect(team?.states).toHaveLength(20);
    for (const solution of Object.values(team?.solutions ?? {})) expect(solution.levels).toHaveLength(20);
    expect(answer.summary.asked).toHaveLength(20);
  });

  test.each(["0", "157", "-1", "1.5", "twelve", "", "1e9"])("refuses %s weeks", async (weeks) => {
    const response = await get(`/api/adoption?weeks=${weeks}`, "mette.holm");
    expect(response.status).toBe(400);
    const problem = (await response.json()) as Problem;
    expect(problem.userMessage).toBe("Jeg kunne ikke læse dit svar. Prøv igen.");
  });

  test("uses the trade's own word where all the teams in view share it", async () => {
    const children = await read<AdoptionAnswer>("/api/adoption", "ulla.mikkelsen");
    expect(children.solutions.find(({ id }) => id === "booking")?.name).toBe("samtalebooking");
    const all = await read<AdoptionAnswer>("/api/adoption", "anne-grethe.skov");
    expect(all.solutions.find(({ id }) => id === "booking")?.name).toBe("Fælles Booking");
  });

  test("leaves out a solution that a team no longer has", async () => {
    const answer = await read<AdoptionAnswer>("/api/adoption", "kasper.juhl");
    expect(Object.keys(answer.teams[0]?.solutions ?? {})).not.toContain("booking");
  });

  test("another tenant's people are nobody here", async () => {
    const config = loadConfig({ OMBORD_MODE: "local", ALLOWED_TENANTS: "00000000-0000-0000-0000-000000000002" });
    const other = await startApi({ store: api.store, now, config });
    const headers = { Authorization: "Persona mette.holm@havnby.example" };
    const response = await fetch(`${other.url}/api/adoption`, { headers });
    await other.stop();
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: "notInDirectory" });
  });
});

describe("who is asking", () => {
  test("is told their name, roles, pages and week", async () => {
    const me = await read<Me>("/api/me", "emma.clarke");
    expect(me).toMatchObject({
      person: { name: "Emma Clarke" },
      language: "en",
      roles: [{ role: "leader", scope: "indskoling" }],
      municipality: { name: "Havnby Kommune" },
      today: "2026-11-19",
      week: "2026-W47",
    });
    expect(me.pages).toContain("overview");
  });

  test("a person whom the directory does not know is told whom to ask, in their language", async () => {
    const response = await get("/api/me", "nobody", { "Accept-Language": "en" });
    expect(response.status).toBe(403);
    const problem = (await response.json()) as Problem;
    expect(problem.userMessage).toMatch(/Ask your IT department/);
  });

  test("nobody gets nothing", async () => {
    const response = await get("/api/me", null);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
  });
});
