import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { CheckInItem, CheckInOutcome, CheckInReply, CheckInsAnswer, Problem } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const thursday = "2026-11-19T10:00:00.000Z";
const path = "/api/check-ins/2026-W47/nord-dag";
let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);

beforeEach(async () => {
  api = await startFilledApi(thursday, (store) => fillMunicipality(store, localTenant, thursday));
});

afterEach(() => api.stop());

async function checkInOf(upn: string, teamId = "nord-dag"): Promise<CheckInItem> {
  const { teams } = await read<CheckInsAnswer>("/api/check-ins", upn);
  const checkIn = teams.find((team) => team.teamId === teamId)?.checkIn;
  if (!checkIn) throw new Error(`no check-in for ${teamId}`);
  return checkIn;
}

function answerTo(checkIn: CheckInItem, change: Partial<{ troubled: boolean }> = {}): CheckInReply {
  const answers = checkIn.asked.map(({ solutionId }) => ({
    solutionId,
    level: "mostly" as const,
    troubled: false,
    ...change,
  }));
  return { kind: "answer", answers, seen: checkIn.answeredAt };
}

describe("this week", () => {
  test("is shown to those who answer for a team, and looking writes nothing", async () => {
    const { week, teams } = await read<CheckInsAnswer>("/api/check-ins", "hanne.lykke");
    expect(week).toBe("2026-W47");
    expect(teams.map((team) => team.teamId)).toEqual(["sygepleje-aften", "sygepleje-dag"]);
    expect(teams[0]?.checkIn?.state).toBe("open");
    expect(await api.store.read(localTenant, "checkIn", "2026-W47:sygepleje-aften")).toBeUndefined();
  });

  test.each(["rasmus.dahl", "anne-grethe.skov", "line.oestergaard"])("holds no team for %s", async (upn) => {
    expect((await read<CheckInsAnswer>("/api/check-ins", upn)).teams).toEqual([]);
  });

  test("asks about four solutions at most, in the trade's own words", async () => {
    const checkIn = await checkInOf("mette.holm");
    expect(checkIn.asked.length).toBeLessThanOrEqual(4);
    expect((await checkInOf("kasper.juhl", "genoptraening")).asked.map(({ name }) => name)).toContain(
      "træningsjournalen",
    );
  });
});

describe("beside the questions", () => {
  test.each(["answer", "skip"] as const)(
    "a solved barrier and a trial are asked about and answered with %s",
    async (kind) => {
      const open = await checkInOf("mette.holm");
      const solutionId = open.asked[0]?.solutionId ?? "";
      const id = crypto.randomUUID();
      await send("POST", "/api/barriers", "mette.holm", { id, teamId: "nord-dag", solutionId });
      await send("PATCH", `/api/barriers/${id}`, "rasmus.dahl", {
        action: "solve",
        resolution: "fixed",
        text: "Nyt kabel.",
      });
      const trialId = crypto.randomUUID();
      const dates = { from: "2026-11-19", to: "2026-12-02" };
      await send("POST", "/api/trials", "rasmus.dahl", {
        id: trialId,
        what: "Tablet. ",
        teamIds: ["nord-dag"],
        ...dates,
      });
      const asking = await checkInOf("mette.holm");
      expect(asking.toConfirm).toMatchObject([{ barrierId: id, how: "Nyt kabel", resolution: "fixed" }]);
      expect(asking.trials).toEqual([{ id: trialId, what: "Tablet" }]);
      expect(await api.store.read(localTenant, "checkIn", "2026-W47:nord-dag")).toBeUndefined();

      const also = {
        works: [
          { barrierId: id, works: true },
          { barrierId: crypto.randomUUID(), works: true },
        ],
        trials: [{ trialId, going: "partly" as const }],
      };
      const reply = kind === "skip" ? { kind, ...also } : { ...answerTo(asking), ...also };
      const { checkIn } = await send<CheckInOutcome>("PUT", path, "mette.holm", reply);
      expect(checkIn).toMatchObject({ toConfirm: [], trials: [] });
      expect((await api.store.read(localTenant, "barrier", id))?.value.status).toBe("confirmed");
      expect((await api.store.read(localTenant, "trial", trialId))?.value.progress).toEqual([
        { week: "2026-W47", teamId: "nord-dag", going: "partly" },
      ]);
    },
  );
});

describe("an answer", () => {
  test("is stored, seen by the leader at once, and counted in the overview", async () => {
    const { outcome, checkIn } = await send<CheckInOutcome>(
      "PUT",
      path,
      "mette.holm",
      answerTo(await checkInOf("mette.holm")),
    );
    expect(outcome).toBe("stored");
    expect(checkIn.state).toBe("answered");
    expect(await checkInOf("mette.holm")).toEqual(checkIn);
    const adoption = await read<{ teams: { states: string[] }[] }>("/api/adoption", "mette.holm");
    expect(adoption.teams[0]?.states.at(-1)).toBe("answered");
  });

  test("that flags a solution opens its barrier, which the leader then sees", async () => {
    const flagged = answerTo(await checkInOf("mette.holm"), { troubled: true });
    const { checkIn } = await send<CheckInOutcome>("PUT", path, "mette.holm", flagged);
    expect(Object.values(checkIn.answers).every(({ troubled }) => troubled)).toBe(true);
    const { teams } = await read<CheckInsAnswer>("/api/check-ins", "mette.holm");
    expect(teams[0]?.barriers).toHaveLength(checkIn.asked.length);
    expect(teams[0]?.barriers[0]).toMatchObject({ status: "new", detail: null });
  });

  test("built on an older answer than the one that stands changes nothing and shows what stands", async () => {
    const seenByBoth = await checkInOf("mette.holm");
    await send<CheckInOutcome>("PUT", path, "mette.holm", answerTo(seenByBoth));
    api.setNow("2026-11-19T10:05:00.000Z");
    const late: CheckInReply = {
      kind: "answer",
      answers: [{ solutionId: seenByBoth.asked[0]!.solutionId, level: "rarely", troubled: false }],
      seen: seenByBoth.answeredAt,
    };
    const { outcome, checkIn } = await send<CheckInOutcome>("PUT", path, "mette.holm", late);
    expect(outcome).toBe("changedMeanwhile");
    expect(Object.values(checkIn.answers).every(({ level }) => level === "mostly")).toBe(true);
  });

  test("that comes too late for the levels still counts for what was asked along, which is asked only once", async () => {
    const open = await checkInOf("mette.holm");
    const id = crypto.randomUUID();
    await send("POST", "/api/barriers", "mette.holm", {
      id,
      teamId: "nord-dag",
      solutionId: open.asked[0]?.solutionId ?? "",
    });
    const solved = { action: "solve", resolution: "fixed", text: "Nyt kabel" };
    await send("PATCH", `/api/barriers/${id}`, "rasmus.dahl", solved);
    const seenByBoth = await checkInOf("mette.holm");
    await send<CheckInOutcome>("PUT", path, "mette.holm", answerTo(seenByBoth));
    const other = { solutionId: seenByBoth.asked[0]?.solutionId ?? "", level: "rarely", troubled: false };
    const late = { ...answerTo(seenByBoth), answers: [other], works: [{ barrierId: id, works: false }] };
    expect((await send<CheckInOutcome>("PUT", path, "mette.holm", late)).outcome).toBe("changedMeanwhile");
    expect((await api.store.read(localTenant, "barrier", id))?.value.status).toBe("working");
  });

  test("can be repeated, skipped and corrected until the week closes, and not after", async () => {
    expect((await send<CheckInOutcome>("PUT", path, "mette.holm", { kind: "skip" })).checkIn.state).toBe("skipped");
    const repeated = await send<CheckInOutcome>("PUT", path, "mette.holm", { kind: "asLast" });
    expect(repeated.checkIn.state).toBe("answered");
    for (const { solutionId, previous } of repeated.checkIn.asked) {
      expect(repeated.checkIn.answers[solutionId]?.level).toBe(previous);
    }
    api.setNow("2026-11-23T10:00:00.000Z");
    const response = await call("PUT", path, "mette.holm", answerTo(repeated.checkIn));
    expect(response.status).toBe(409);
    expect(((await response.json()) as Problem).userMessage).toBe("Ugen er lukket, så svaret kan ikke ændres.");
  });

  test("can be put off to the next working day, once, and says so", async () => {
    api.setNow(thursday);
    expect(await checkInOf("mette.holm")).toMatchObject({ canBePutOff: true, remindsOn: null });
    const said = await send<CheckInOutcome>("PUT", path, "mette.holm", { kind: "remind" });
    expect(said).toMatchObject({
      outcome: "stored",
      checkIn: { state: "open", canBePutOff: false, remindsOn: "2026-11-20" },
    });
    const reminders = await api.store.query(localTenant, "message", {
      where: { purpose: "reminder", state: ["pending"] },
    });
    expect(reminders.items.map(({ value }) => value.dueAt)).toEqual(["2026-11-20T08:00:00.000Z"]);
    expect((await call("PUT", path, "jonas.krogh", { kind: "remind" })).status).toBe(404);
  });

  test("stands beside what a navigator has asked, which is answered there", async () => {
    api.setNow(thursday);
    const id = crypto.randomUUID();
    await send("POST", "/api/barriers", "mette.holm", { id, teamId: "nord-dag", solutionId: "journal" });
    await send("PATCH", `/api/barriers/${id}`, "rasmus.dahl", { action: "ask", text: "Sker det hver morgen?" });
    const asked = async () =>
      (await read<CheckInsAnswer>("/api/check-ins", "mette.holm")).teams[0]?.barriers.find((one) => one.id === id);
    expect(await asked()).toMatchObject({ question: { by: "Rasmus Dahl", text: "Sker det hver morgen?" } });
    await send("PATCH", `/api/barriers/${id}`, "mette.holm", { action: "answer", text: "Kun om mandagen" });
    expect(await asked()).toMatchObject({ question: null });
  });

  const strangers = ["jonas.krogh", "rasmus.dahl", "anne-grethe.skov", "torben.kjaer", "line.oestergaard", "nobody"];
  test.each(strangers)("is not %s's to give", async (upn) => {
    const response = await call("PUT", path, upn, answerTo(await checkInOf("mette.holm")));
    expect([403, 404]).toContain(response.status);
    expect(await api.store.read(localTenant, "checkIn", "2026-W47:nord-dag")).toBeUndefined();
  });

  const answer = (part: object) => ({
    kind: "answer",
    seen: null,
    answers: [{ solutionId: "journal", level: "mostly", troubled: false, ...part }],
  });
  const refused: [string, unknown, number][] = [
    ["nothing", undefined, 400],
    ["no JSON", "{", 400],
    ["a list", [], 400],
    ["null", "null", 400],
    ["an unknown kind", { kind: "delete" }, 400],
    ["no answers", { kind: "answer", seen: null, answers: [] }, 400],
    ["an unknown level", answer({ level: "always" }), 400],
    ["a level of another type", answer({ level: 1 }), 400],
    ["an unknown extra answer", answer({ extra: "maybe" }), 400],
    ["a toggle that is a word", answer({ troubled: "yes" }), 400],
    ["a solution that was not asked about", answer({ solutionId: "booking" }), 400],
    ["the prototype as a solution", answer({ solutionId: "__proto__" }), 400],
    ["far too many answers", { kind: "answer", seen: null, answers: Array(50).fill(answer({}).answers[0]) }, 400],
    ["a hundred kilobytes", { kind: "answer", answers: [], padding: "x".repeat(100_000) }, 413],
  ];
  test.each(refused)("that is %s is refused with a sentence", async (_, body, status) => {
    const response = await call("PUT", path, "mette.holm", body);
    expect(response.status).toBe(status);
    expect(((await response.json()) as Problem).userMessage).not.toBe("");
    expect((await checkInOf("mette.holm")).answers).toEqual({});
  });

  test.each(["2026-W48", "2026-W46", "2026-W60", "next", "2026-W47x"])(
    "for week %s, which has no check-in, finds nothing",
    async (week) => {
      const response = await call("PUT", `/api/check-ins/${week}/nord-dag`, "mette.holm", { kind: "skip" });
      expect(response.status).toBe(404);
    },
  );
});
