import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import type {
  CitizenCasesAnswer,
  CouncilsAnswer,
  CriteriaAnswer,
  FieldStudiesAnswer,
  IdeasAnswer,
  InclusionAnswer,
  NewCitizenCase,
  TrialsAnswer,
} from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { turnCitizenClock } from "../../bot/use-cases/citizen/turn-citizen-clock.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { apiClient } from "../support/call-api.ts";
import { fillCitizenCases, fillMunicipality } from "../support/municipality.ts";
import { openXlsx } from "../support/open-export.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
const [leader, navigator, manager] = ["mette.holm", "rasmus.dahl", "torben.kjaer"];
let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);

beforeAll(async () => {
  api = await startFilledApi(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    await fillCitizenCases(store, localTenant, now, 10);
  });
});
afterAll(() => api.stop());

const cases = (search: string, upn = leader) => read<CitizenCasesAnswer>(`/api/citizen-cases?${search}`, upn);
const note = (change: Partial<NewCitizenCase> = {}) =>
  send<CitizenCasesAnswer>("POST", "/api/citizen-cases", leader, {
    id: randomUUID(),
    teamId: "nord-dag",
    reasons: ["language"],
    instead: ["interpreter"],
    outcome: "open",
    ...change,
  });

describe("the list", () => {
  test("starts with what is to be followed up, by date, and otherwise with what is open", async () => {
    const before = await cases("show=start");
    const { due: already, open } = before.counts;
    expect(before.show).toBe(already > 0 ? "due" : open > 0 ? "open" : "all");
    for (const followUpOn of ["2026-11-18", "2026-11-02"]) await note({ followUpOn, note: `Se igen ${followUpOn}` });
    const due = await cases("show=start&limit=100");
    expect(due.show).toBe("due");
    expect(due.found).toBe(before.counts.due + 2);
    const dates = due.cases.map(({ followUpOn }) => followUpOn ?? "");
    expect(dates).toEqual(dates.toSorted());
    expect(due.cases.every(({ isDue }) => isDue)).toBe(true);
  });

  test("is searched in what one reads, by team, solution and what is difficult; ten at a time", async () => {
    await note({ solutionId: "skaermbesoeg", note: "Kommer i caféen" });
    expect((await cases("q=caféen tolk")).cases.map(({ note: words }) => words)).toEqual(["Kommer i caféen"]);
    expect((await cases("q=findesikke")).found).toBe(0);
    const ofGroup = await cases("group=language&solution=skaermbesoeg&limit=100");
    expect(ofGroup.cases.every(({ reasons }) => reasons.some((id) => ["language", "dyslexia"].includes(id)))).toBe(
      true,
    );
    const all = await cases("", navigator);
    expect(all.cases).toHaveLength(10);
    expect(all.next).toBeDefined();
    const [{ id: teamId = "" } = {}] = all.withCases;
    const ofTeam = await cases(`team=${teamId}`, navigator);
    expect(ofTeam.found).toBeLessThan(all.found);
    expect(ofTeam.cases.every((one) => one.teamId === teamId)).toBe(true);
  });

  test("finds one note by its id, and nobody else's", async () => {
    const [one] = (await cases("limit=1")).cases;
    expect((await cases(`case=${one?.id}`)).cases.map(({ id }) => id)).toEqual([one?.id]);
    expect((await cases(`case=${one?.id}`, "nikolaj.bech")).cases).toEqual([]);
  });

  test("says what is noted most often here, the most frequent first", async () => {
    for (let n = 0; n < 20; n++) await note({ reasons: ["inaccessible"], instead: ["paperProxy"] });
    const { usual } = await cases("");
    expect(usual.groups[0]).toBe("solution");
    expect(usual.groups).toHaveLength(7);
    expect(usual.instead[0]).toBe("paperProxy");
  });

  test("has the reasons by solution and by area", async () => {
    const { reasonsBy, total } = await read<InclusionAnswer>("/api/inclusion", navigator);
    expect(reasonsBy.areas.length).toBeGreaterThan(1);
    expect(reasonsBy.solutions[0]?.counts.some((count) => count > 0)).toBe(true);
    const most = Math.max(...reasonsBy.areas.flatMap(({ counts }) => counts));
    expect(most).toBeLessThanOrEqual(total ?? 0);
  });
});

describe("help that was asked for", () => {
  test("leads back to the note, without a solution too, and only for those who may read it", async () => {
    const id = randomUUID();
    await note({ id, helpWanted: true });
    const barrierId = (await cases(`case=${id}`)).cases[0]?.barrierId;
    expect(barrierId).not.toBeNull();
    const shown = async (upn: string) =>
      (await (await call("GET", `/api/barriers/${barrierId}`, upn)).json()) as {
        citizenCaseId: string | null;
        solutionName: string;
      };
    expect(await shown(leader)).toMatchObject({ citizenCaseId: id, solutionName: "flere løsninger" });
    expect((await shown(navigator)).citizenCaseId).toBe(id);
    const stored = await api.store.read(localTenant, "barrier", barrierId ?? "");
    if (stored === undefined) throw new Error("no barrier");
    const value = { ...stored.value, escalatedAt: now, status: "waiting" as const };
    await api.store.commit(localTenant, [
      { op: "replace", kind: "barrier", key: stored.key, etag: stored.etag, value },
    ]);
    expect((await shown(manager)).citizenCaseId).toBeNull();
  });
});

describe("criteria", () => {
  const body = { digital: "Borgeren kan høre og se skærmen", since: "2026-12-01", principles: ["alternatives"] };
  const put = (area: string, upn: string, change: object = {}) =>
    send<CriteriaAnswer>("PUT", `/api/criteria/skaermbesoeg/${encodeURIComponent(area)}`, upn, { ...body, ...change });

  test("hold where the nearest area has them, and how they were is kept until it is to go", async () => {
    await put("*", "anne-grethe.skov", { decider: "Visitator" });
    const { items, writable } = await put("nord", manager, { analogue: "Ved første besøg" });
    expect(items.map(({ area }) => area).sort()).toEqual(["*", "nord"]);
    expect(writable.map(({ id }) => id)).toContain("nord");
    expect(writable.map(({ id }) => id)).not.toContain("*");
    const here = await read<CriteriaAnswer>("/api/criteria?team=nord-dag", leader);
    expect(here.items).toEqual([expect.objectContaining({ area: "nord", analogue: "Ved første besøg" })]);
    const elsewhere = await read<CriteriaAnswer>("/api/criteria?team=skranken", "amina.yilmaz");
    expect(elsewhere.items).toEqual([expect.objectContaining({ area: "*", decider: "Visitator" })]);

    const nord = ({ items: all }: CriteriaAnswer) => all.find(({ area }) => area === "nord");
    const changed = nord(await put("nord", navigator, { digital: "Borgeren er tryg ved det" }));
    expect(changed?.earlier.map(({ digital }) => digital)).toEqual(["Borgeren kan høre og se skærmen"]);
    expect(nord(await put("nord", navigator, { forgetsEarlier: true }))?.earlier).toEqual([]);
  });

  test.each([
    ["nobody who only leads a team", leader, "nord", {}, 403],
    ["a manager of elsewhere", "ulla.mikkelsen", "nord", {}, 403],
    ["no area that is not there", navigator, "nowhere", {}, 404],
    ["no words", navigator, "nord", { digital: " " }, 400],
    ["no impossible date", navigator, "nord", { since: "2026-02-30" }, 400],
    ["no CPR number", navigator, "nord", { hybrid: "111111-1118" }, 422],
  ])("are written by %s", async (_, upn, area, change, status) => {
    const response = await call("PUT", `/api/criteria/skaermbesoeg/${area}`, upn, { ...body, ...change });
    expect(response.status).toBe(status);
  });
});

describe("a field study", () => {
  const id = randomUUID();

  test("holds learnings, and becomes a trial in one press that its writer may end", async () => {
    const study = { id, teamId: "nord-dag", on: "2026-11-18", using: "Lyden er bedst om morgenen", shareable: true };
    const idea = "Vis det to gange i samme uge";
    await send<FieldStudiesAnswer>("POST", "/api/field-studies", leader, { ...study, idea });
    const { items } = await send<FieldStudiesAnswer>("POST", `/api/field-studies/${id}/trial`, leader, {});
    await send("POST", `/api/field-studies/${id}/trial`, leader, {});
    const trials = (await read<TrialsAnswer>("/api/trials?state=running", leader)).items.filter(
      ({ what }) => what === idea,
    );
    expect(trials).toEqual([
      expect.objectContaining({ id: items[0]?.trialId, from: "2026-11-19", mayChange: true, isAboutCitizens: true }),
    ]);
    const finish = { action: "finish", learned: "To gange er nok", worked: "yes" };
    await send("PATCH", `/api/trials/${trials[0]?.id}`, leader, finish);
    await send("PATCH", `/api/trials/${trials[0]?.id}`, leader, { action: "share", shareable: true });
    const { trials: ideas } = await read<IdeasAnswer>("/api/citizen-ideas", navigator);
    expect(ideas.map(({ learned }) => learned)).toContain("To gange er nok");
    expect((await read<IdeasAnswer>("/api/citizen-ideas", leader)).worked.length).toBeGreaterThan(0);
    expect((await read<IdeasAnswer>("/api/citizen-ideas", manager)).worked).toEqual([]);
  });

  test("is seen by those of the team and its navigators, refuses a CPR number, and its text can go", async () => {
    for (const upn of ["nikolaj.bech", manager, "line.oestergaard"]) {
      expect((await read<FieldStudiesAnswer>("/api/field-studies", upn)).items).toEqual([]);
      expect((await call("POST", `/api/field-studies/${id}/trial`, upn, {})).status).toBe(404);
    }
    const given = { id: randomUUID(), teamId: "nord-dag", on: "2026-11-18", shareable: false };
    expect((await call("POST", "/api/field-studies", leader, given)).status).toBe(400);
    const cpr = await call("POST", "/api/field-studies", leader, { ...given, using: "Kalder sig 111111-1118" });
    expect(cpr.status).toBe(422);
    await send("PUT", `/api/texts/fieldStudy/${id}/idea`, navigator, { text: null });
    const { items } = await read<FieldStudiesAnswer>("/api/field-studies", leader);
    expect(items.find((one) => one.id === id)?.idea).toBeNull();
  });

  test("goes two years after it was written", async () => {
    expect((await api.store.read(localTenant, "fieldStudy", id))?.expiresAt?.slice(0, 7)).toBe("2028-11");
  });
});

describe("what is handed on to the councils", () => {
  test("is what is published, agreed and shared, without team and names", async () => {
    const { published, learnings, criteria, areas } = await read<CouncilsAnswer>("/api/councils", manager);
    expect(published).toMatchObject({ area: "*", period: "2026-Q3" });
    expect(learnings.map(({ learned }) => learned)).toEqual(
      expect.arrayContaining(["To gange er nok", "Lyden er bedst om morgenen"]),
    );
    expect(JSON.stringify(learnings)).not.toContain("Hjemmeplejen Nord, dag");
    expect(criteria.length).toBeGreaterThan(0);
    expect(areas.map(({ id: area }) => area)).toContain("nord");
    expect((await read<CouncilsAnswer>("/api/councils?area=nord", manager)).published?.area ?? "nord").toBe("nord");
    expect((await call("GET", "/api/councils?area=nord", "ulla.mikkelsen")).status).toBe(404);
    expect((await call("GET", "/api/councils", navigator)).status).toBe(404);
  });

  test("does not move when a note is written, and is the same as a file", async () => {
    const before = await (await call("GET", "/api/councils", manager)).text();
    await note();
    const directory = await loadDirectory(api.store, localTenant);
    await turnCitizenClock({ store: api.store, tenantId: localTenant, directory, now });
    expect(await (await call("GET", "/api/councils", manager)).text()).toBe(before);
    const file = await call("GET", "/api/export/councils.xlsx", manager);
    const bytes = new Uint8Array(await file.arrayBuffer());
    // Printed as one page; what stands about it on as many as it takes.
    const [first, about] = ["sheet1", "sheet2"].map((name) =>
      strFromU8(unzipSync(bytes)[`xl/worksheets/${name}.xml`] ?? new Uint8Array()),
    );
    expect(first).toMatch(/<pageSetup [^>]*fitToWidth="1" fitToHeight="1"/);
    expect(about).toMatch(/<pageSetup [^>]*fitToWidth="1" fitToHeight="0"/);
    for (const sheet of [first, about]) expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>');
    const sheets = await openXlsx(bytes);
    const words = JSON.stringify(sheets);
    for (const told of [
      "Til rådene",
      "To gange er nok",
      "Borgeren kan høre og se skærmen",
      "skjult",
      "5,0 %",
      "den, der ikke kan eller vil. (talt igennem)",
    ]) {
      expect(words).toContain(told);
    }
  });
});
