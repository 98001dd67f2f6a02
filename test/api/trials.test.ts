import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type {
  BarrierDetailAnswer,
  Problem,
  SharedTrialsAnswer,
  TrialChange,
  TrialItem,
  TrialStart,
  TrialsAnswer,
} from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { demoFolder } from "../support/bot.ts";
import { apiClient } from "../support/call-api.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const monday = "2026-11-16T09:00:00.000Z";
let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);

beforeEach(async () => {
  api = await startFilledApi(monday, (store) =>
    importDirectory({ store, tenantId: localTenant, source: demoFolder, now: monday, by: "system" }),
  );
});

afterEach(() => api.stop());

function startOf(change: Partial<TrialStart> = {}): TrialStart {
  return {
    id: crypto.randomUUID(),
    what: "Tablet i bilen hos Hjemmeplejen Nord, dag, som Mette foreslog",
    teamIds: ["nord-dag"],
    solutionId: "skaermbesoeg",
    from: "2026-11-16",
    to: "2026-11-29",
    hope: "Færre ture",
    // Mette is a name: whoever writes says that she is no citizen.
    confirmed: true,
    ...change,
  };
}

function start(upn = "camilla.noergaard", change: Partial<TrialStart> = {}): Promise<TrialItem> {
  return send<TrialItem>("POST", "/api/trials", upn, startOf(change));
}

const finish: TrialChange = {
  action: "finish",
  learned: "Mette og Nord sparede tre ture",
  worked: "yes",
  sideGains: "Mere ro",
  confirmed: true,
};

async function problemOf(response: Response): Promise<string> {
  const { status, code } = (await response.json()) as Problem;
  return `${status} ${code}`;
}

describe("a trial", () => {
  test("runs, is learned from, and is over", async () => {
    const trial = await start();
    expect(trial).toMatchObject({ state: "running", weeks: 2, isOwn: true, mayChange: true });
    const path = `/api/trials/${trial.id}`;
    const longer = { action: "change", what: "Tablet i begge biler", to: "2026-12-06", hope: "Færre ture" };
    expect(await send<TrialItem>("PATCH", path, "camilla.noergaard", longer)).toMatchObject({ weeks: 3 });
    expect(await send<TrialItem>("PATCH", path, "camilla.noergaard", finish)).toMatchObject({
      state: "finished",
      worked: "yes",
      learned: "Mette og Nord sparede tre ture",
    });
    expect(await problemOf(await call("PATCH", path, "camilla.noergaard", finish))).toBe("409 trialOver");
  });

  test("keeps what was thought of before it began, and who was overlooked, for those who see its teams", async () => {
    const thoughts = {
      consequences: "Færre ture, men et længere kald.",
      duty: "At de kan sige nej.",
      heard: "Aftenholdet mangler.",
    };
    const trial = await start("camilla.noergaard", thoughts);
    expect(trial).toMatchObject({ ...thoughts, overlooked: null });
    const ending = { ...finish, overlooked: "Aftenholdet blev ikke spurgt." };
    await send("PATCH", `/api/trials/${trial.id}`, "camilla.noergaard", ending);
    await send("PATCH", `/api/trials/${trial.id}`, "camilla.noergaard", { action: "share", shareable: true });
    const [own] = (await read<TrialsAnswer>("/api/trials?q=aftenholdet", "mette.holm")).items;
    expect(own).toMatchObject({ ...thoughts, overlooked: "Aftenholdet blev ikke spurgt." });
    // Learning travels; what was weighed at home does not.
    for (const path of ["/api/trials", "/api/trials/shared"]) {
      const response = await call("GET", path, "ulla.mikkelsen");
      expect(await response.text()).not.toMatch(/Aftenholdet|længere kald|sige nej/);
    }
    const place = `/api/texts/trial/${trial.id}/overlooked`;
    await send("PUT", place, "camilla.noergaard", { text: null });
    const [after] = (await read<TrialsAnswer>("/api/trials", "mette.holm")).items;
    expect(after).toMatchObject({ overlooked: null, rewritten: [{ of: "overlooked", did: "textDeleted" }] });
  });

  test.each(["consequences", "duty", "heard"] as const)("%s is guarded as every text is", async (field) => {
    const body = startOf({ [field]: "Ring til 111111-1118" });
    expect(await problemOf(await call("POST", "/api/trials", "camilla.noergaard", body))).toBe("422 personalData");
  });

  test("that began with a barrier is told of on it, once, however often the form is sent", async () => {
    const barrierId = crypto.randomUUID();
    await send("POST", "/api/barriers", "mette.holm", {
      id: barrierId,
      teamId: "nord-dag",
      solutionId: "skaermbesoeg",
    });
    const body = { ...startOf(), barrierId, teamIds: undefined, solutionId: undefined };
    await send("POST", "/api/trials", "rasmus.dahl", body);
    const trial = await send<TrialItem>("POST", "/api/trials", "rasmus.dahl", body);
    expect(trial).toMatchObject({ barrierId, solutionId: "skaermbesoeg", teams: [{ id: "nord-dag" }] });
    const barrier = await read<BarrierDetailAnswer>(`/api/barriers/${barrierId}`, "mette.holm");
    expect(barrier).toMatchObject({ status: "trial", trials: [{ id: trial.id }] });
    expect(barrier.events.filter(({ status }) => status === "trial")).toHaveLength(1);
  });

  test.each([
    ["ends before it begins", { to: "2026-11-15" }, "400 trialDates"],
    ["lasts more than a year", { to: "2027-12-01" }, "400 trialDates"],
    ["has a date that does not exist", { from: "2026-02-30" }, "400 impossibleDate"],
    ["says nothing", { what: "   " }, "400 noWords"],
    ["is without a team", { teamIds: [] }, "400 trialTeams"],
    ["names a citizen", { what: "Prøv hos 111111-1118" }, "422 personalData"],
    ["is for a team elsewhere", { teamIds: ["nord-dag", "regnbuen"] }, "403 trialTeams"],
    ["is for a team that does not exist", { teamIds: ["nowhere"] }, "403 trialTeams"],
    ["began with a barrier that does not exist", { barrierId: crypto.randomUUID() }, "404 notFound"],
  ])("that %s is refused", async (_, change, expected) => {
    expect(await problemOf(await call("POST", "/api/trials", "camilla.noergaard", startOf(change)))).toBe(expected);
    expect((await read<TrialsAnswer>("/api/trials", "rasmus.dahl")).items).toEqual([]);
  });
});

describe("who may", () => {
  test.each([
    ["mette.holm", true, "403 forbidden"],
    ["camilla.noergaard", true, "200"],
    ["rasmus.dahl", true, "200"],
    ["jonas.krogh", false, "404 notFound"],
    ["nikolaj.bech", false, "404 notFound"],
    ["torben.kjaer", false, "404 notFound"],
    ["line.oestergaard", false, "404 notFound"],
  ])("%s see it: %s, change it: %s", async (upn, sees, change) => {
    const trial = await start();
    const { items } = await read<TrialsAnswer>("/api/trials", upn);
    expect(items.map(({ id }) => id)).toEqual(sees ? [trial.id] : []);
    const response = await call("PATCH", `/api/trials/${trial.id}`, upn, { action: "cancel" });
    expect(response.status === 200 ? "200" : await problemOf(response)).toBe(change);
  });

  test("a leader starts none", async () => {
    expect(await problemOf(await call("POST", "/api/trials", "mette.holm", startOf()))).toBe("403 trialTeams");
  });
});

describe("the library", () => {
  test("is searched in what was tried and learned", async () => {
    const trial = await start();
    await start("rasmus.dahl", { what: "Kort vejledning ved skranken", teamIds: ["skranken"], solutionId: "copilot" });
    await send("PATCH", `/api/trials/${trial.id}`, "rasmus.dahl", finish);
    const found = async (query: string) => {
      return (await read<TrialsAnswer>(`/api/trials?${query}`, "rasmus.dahl")).items.map(({ id }) => id);
    };
    expect(await found("q=TRE%20ture")).toEqual([trial.id]);
    expect(await found("state=finished")).toEqual([trial.id]);
    expect(await found("solution=copilot")).toHaveLength(1);
    expect(await found("area=sundhed")).toEqual([trial.id]);
    expect(await found("team=nord-dag")).toEqual([trial.id]);
    expect(await found("team=syd-dag")).toEqual([]);
    expect(await found("q=findes%20ikke")).toEqual([]);
  });

  test("shows others what was shared, without team, person or date", async () => {
    const trial = await start();
    await send("PATCH", `/api/trials/${trial.id}`, "camilla.noergaard", finish);
    expect((await read<TrialsAnswer>("/api/trials", "nikolaj.bech")).items).toEqual([]);
    await send("PATCH", `/api/trials/${trial.id}`, "camilla.noergaard", { action: "share", shareable: true });
    const { items } = await read<TrialsAnswer>("/api/trials", "nikolaj.bech");
    expect(items).toHaveLength(1);
    expect((await read<TrialsAnswer>("/api/trials?team=nord-dag", "nikolaj.bech")).items).toEqual([]);
    const shared = await read<SharedTrialsAnswer>("/api/trials/shared", "nikolaj.bech");
    expect(shared.trials).toHaveLength(1);
    expect(shared.trials[0]).toMatchObject({ what: "Tablet i bilen hos …, som … foreslog", weeks: 2, worked: "yes" });
    for (const answer of [items, shared]) {
      expect(JSON.stringify(answer)).not.toMatch(/Mette|Camilla|Nord|nord-dag|2026-/);
    }
  });

  test("names nobody however the name is written, and does not tell by searching", async () => {
    const trial = await start("camilla.noergaard", {
      what: "Mettes idé, prøvet af METTE HOLM, METTES team og hjemmeplejen nord, dag",
      hope: "Fru Holm og Nords borgere venter kortere",
      confirmed: true,
    });
    const learned = "Camilla Nørgaards tablet og Holm's oplader. Per uge sparer vi en tur";
    await send("PATCH", `/api/trials/${trial.id}`, "camilla.noergaard", { ...finish, learned, confirmed: true });
    await send("PATCH", `/api/trials/${trial.id}`, "camilla.noergaard", { action: "share", shareable: true });
    const { trials } = await read<SharedTrialsAnswer>("/api/trials/shared", "nikolaj.bech");
    expect(trials[0]).toMatchObject({
      what: "… idé, prøvet af …, … team og …",
      hope: "Fru … og … borgere venter kortere",
      learned: "… tablet og … oplader. Per uge sparer vi en tur",
    });
    const found = async (words: string, upn: string) =>
      (await read<TrialsAnswer>(`/api/trials?q=${words}`, upn)).items.length;
    expect(await found("mette", "nikolaj.bech")).toBe(0);
    expect(await found("tablet", "nikolaj.bech")).toBe(1);
    expect(await found("mette", "camilla.noergaard")).toBe(1);
  });

  test("offers what fits on a barrier of the same kind, after what is about the same solution", async () => {
    const report = async (solutionId: string) => {
      const id = crypto.randomUUID();
      const told = { category: "everyday", detail: "time", contact: "none", confirmed: false };
      await send("POST", "/api/barriers", "mette.holm", { id, teamId: "nord-dag", solutionId, told });
      return id;
    };
    const tried = async (solutionId: string, what: string) => {
      const change = { what, barrierId: await report(solutionId), teamIds: undefined, solutionId: undefined };
      const trial = await start("rasmus.dahl", change);
      await send("PATCH", `/api/trials/${trial.id}`, "rasmus.dahl", { ...finish, learned: what });
    };
    await tried("skaermbesoeg", "Fast tid til det");
    await tried("journal", "En kort tjekliste");
    const ideas = async (id: string) =>
      (await read<BarrierDetailAnswer>(`/api/barriers/${id}`, "rasmus.dahl")).ideas.map(({ what }) => what);
    expect(await ideas(await report("skaermbesoeg"))).toEqual(["Fast tid til det", "En kort tjekliste"]);
    const other = crypto.randomUUID();
    await send("POST", "/api/barriers", "mette.holm", {
      id: other,
      teamId: "nord-dag",
      solutionId: "journal",
      told: { category: "rules", detail: "rulesDoubt", contact: "none", confirmed: false },
    });
    expect(await ideas(other)).toEqual(["En kort tjekliste"]);
  });

  test("offers what fits on a barrier about the same solution", async () => {
    const trial = await start();
    await send("PATCH", `/api/trials/${trial.id}`, "rasmus.dahl", finish);
    const id = crypto.randomUUID();
    await send("POST", "/api/barriers", "jonas.krogh", { id, teamId: "nord-aften", solutionId: "skaermbesoeg" });
    const ideas = async (upn: string) => (await read<BarrierDetailAnswer>(`/api/barriers/${id}`, upn)).ideas;
    expect(await ideas("camilla.noergaard")).toEqual([{ what: startOf().what, learned: finish.learned }]);
    expect(await ideas("jonas.krogh")).toEqual([]);
  });
});
