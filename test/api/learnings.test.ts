import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { learningsFile } from "../../bot/api/contract/learnings.ts";
import type { LearningsAnswer, LearningsFile, LearningsKept, Problem, TrialItem } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { keys } from "../../bot/store/documents.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

// Two municipalities, each with a service of its own: what one has learned is read by the other.

const now = "2026-11-19T10:00:00.000Z";
let home: FilledApi;
let away: FilledApi;
const atHome = apiClient(() => home.url);
const elsewhere = apiClient(() => away.url);
const path = "/api/learnings";

beforeAll(async () => {
  home = await startFilledApi(now, (store) => fillMunicipality(store, localTenant, now));
  away = await startFilledApi(now, async (store) => {
    await fillMunicipality(store, localTenant, now);
    const settings = await store.read(localTenant, "settings", keys.settings);
    if (settings === undefined) throw new Error("no settings");
    const value = { ...settings.value, name: "Sydby Kommune" };
    await store.commit(localTenant, [
      { op: "replace", kind: "settings", key: keys.settings, etag: settings.etag, value },
    ]);
  });
});
afterAll(async () => {
  await home.stop();
  await away.stop();
});

/** Tried, finished and shared in the other municipality. */
async function learned(what: string): Promise<LearningsFile> {
  const start = { id: crypto.randomUUID(), what, teamIds: ["nord-dag"], solutionId: "skaermbesoeg" };
  const dates = { from: "2026-11-19", to: "2026-12-02" };
  const as = "camilla.noergaard";
  const trial = await elsewhere.send<TrialItem>("POST", "/api/trials", as, { ...start, ...dates, duty: "At spørge." });
  const place = `/api/trials/${trial.id}`;
  const finish = { action: "finish", learned: "Ring først, så er kameraet tændt.", worked: "yes", confirmed: true };
  await elsewhere.send("PATCH", place, as, finish);
  await elsewhere.send("PATCH", place, as, { action: "share", shareable: true });
  return elsewhere.read<LearningsFile>(`${path}/file`, as);
}

async function problemOf(body: unknown, upn = "rasmus.dahl"): Promise<Problem> {
  const response = await atHome.call("POST", path, upn, body);
  return (await response.json()) as Problem;
}

test("what one municipality shares is read by the other, shown as its, and in no figure", async () => {
  const file = await learned("Ring fem minutter før skærmbesøget");
  expect(learningsFile.parse(file)).toEqual(file);
  expect(JSON.stringify(file)).not.toMatch(/At spørge|nord-dag|Camilla|2026-1/);
  const before = await (await atHome.call("GET", "/api/solutions/skaermbesoeg", "rasmus.dahl")).json();
  expect(await atHome.send<LearningsKept>("POST", path, "rasmus.dahl", file)).toEqual({
    count: file.learnings.length,
  });
  // The same file again is the same learnings.
  await atHome.send<LearningsKept>("POST", path, "rasmus.dahl", file);
  for (const upn of ["mette.holm", "rasmus.dahl", "torben.kjaer"]) {
    const { learnings, mayKeep } = await atHome.read<LearningsAnswer>(path, upn);
    expect(learnings).toHaveLength(file.learnings.length);
    expect(learnings).toContainEqual(
      expect.objectContaining({
        what: "Ring fem minutter før skærmbesøget",
        municipality: "Sydby Kommune",
        solutionId: "skaermbesoeg",
        weeks: 2,
      }),
    );
    expect(mayKeep).toBe(upn === "rasmus.dahl");
  }
  expect(await (await atHome.call("GET", "/api/solutions/skaermbesoeg", "rasmus.dahl")).json()).toEqual(before);
  expect((await atHome.read<LearningsFile>(`${path}/file`, "rasmus.dahl")).learnings).not.toContainEqual(
    expect.objectContaining({ what: "Ring fem minutter før skærmbesøget" }),
  );
  const gone = await atHome.send<LearningsKept>("POST", `${path}/remove`, "rasmus.dahl", {
    municipality: "SYDBY kommune",
  });
  expect(gone).toEqual({ count: file.learnings.length });
  expect((await atHome.read<LearningsAnswer>(path, "mette.holm")).learnings).toEqual([]);
});

test("a file with a name in it is refused as a whole, and says where", async () => {
  const file = await learned("Vis det to gange");
  const [first] = file.learnings;
  if (first === undefined) throw new Error("nothing is shared");
  const named = { ...first, id: "0123456789abcdef", learned: "Birthe Hansen på stue 4 kan selv nu." };
  const problem = await problemOf({ ...file, learnings: [first, named] });
  expect(problem).toMatchObject({ code: "personalData", found: [{ field: "2.learned" }] });
  // Not even a name alone is confirmed by somebody who cannot know whose it is.
  const alone = await problemOf({ ...file, learnings: [{ ...named, learned: "Birthe kan selv nu." }] });
  expect(alone).toMatchObject({ found: [{ field: "1.learned" }] });
  expect(alone).not.toHaveProperty("confirmation");
  expect((await atHome.read<LearningsAnswer>(path, "rasmus.dahl")).learnings).toEqual([]);
});

test("the format stands in the documentation as it is read", () => {
  const text = readFileSync(new URL("../../docs/interface.md", import.meta.url), "utf8");
  const [, example = ""] = /```json\n(\{\n {2}"format": "ombord\/laering"[\s\S]*?)```/.exec(text) ?? [];
  expect(learningsFile.safeParse(JSON.parse(example)).error).toBeUndefined();
});

test.each([
  ["another format", { format: "andet", version: 1, municipality: "Sydby Kommune", learnings: [] }],
  ["a later version", { format: "ombord/laering", version: 2, municipality: "Sydby Kommune", learnings: [] }],
  ["fields that nobody knows", { format: "ombord/laering", version: 1, municipality: "Sydby", learnings: [], team: 1 }],
  ["a list", []],
  ["nothing", null],
])("%s is not read", async (_, body) => {
  expect(await problemOf(body)).toMatchObject({ status: 400 });
});

test("the municipality's own file, and whoever is no navigator", async () => {
  const own = await atHome.read<LearningsFile>(`${path}/file`, "rasmus.dahl");
  expect(own.municipality).toBe("Havnby Kommune");
  expect(await problemOf(own)).toMatchObject({ status: 400, code: "ownLearnings" });
  expect(await problemOf({ ...own, municipality: "Sydby Kommune" }, "mette.holm")).toMatchObject({ status: 403 });
  for (const upn of ["mette.holm", "torben.kjaer", "line.oestergaard"]) {
    expect((await atHome.call("POST", `${path}/remove`, upn, { municipality: "Sydby Kommune" })).status).toBe(403);
  }
});
