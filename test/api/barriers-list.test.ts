import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { BarrierChoices, BarrierFiguresAnswer, BarriersAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { barrierClient, problemOf } from "../support/barrier-client.ts";
import { demoFolder } from "../support/bot.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const monday = "2026-11-16T09:00:00.000Z";
const later = "2026-11-18T09:00:00.000Z";
let api: FilledApi;
const { call, read, reported, changed, seenBy } = barrierClient(() => api.url);

beforeEach(async () => {
  api = await startFilledApi(monday, (store) =>
    importDirectory({ store, tenantId: localTenant, source: demoFolder, now: monday, by: "system" }),
  );
});

afterEach(() => api.stop());

describe("the list", () => {
  test("filters by area, team, solution, category, status, age, mine and words", async () => {
    const net = await reported();
    const login = await reported("jonas.krogh", {
      teamId: "nord-aften",
      solutionId: "journal",
      told: { category: "equipment", detail: "access", consequence: "Afløserne kan ikke logge ind", contact: "none" },
    });
    const booking = await reported("emma.clarke", {
      teamId: "indskoling",
      solutionId: "booking",
      told: { category: "everyday", detail: "workflow", contact: "none" },
    });
    await changed(login.id, "rasmus.dahl", { action: "take" });
    api.setNow(later);
    const found = async (query: string) => (await seenBy("rasmus.dahl", query)).sort();
    const ids = (...barriers: { id: string }[]) => barriers.map(({ id }) => id).sort();
    expect(await found("?area=sundhed")).toEqual(ids(net, login));
    expect(await found("?area=nowhere")).toEqual([]);
    expect(await found("?team=indskoling")).toEqual(ids(booking));
    expect(await found("?solution=journal")).toEqual(ids(login));
    expect(await found("?category=everyday")).toEqual(ids(booking));
    expect(await found("?status=new,seen")).toEqual(ids(net, booking));
    expect(await found("?mine=true")).toEqual(ids(login));
    expect(await found("?age=2")).toEqual(ids(net, login, booking));
    expect(await found("?age=3")).toEqual([]);
    expect(await found("?q=AFLØSERNE%20nord")).toEqual(ids(login));
    expect(await found("?q=skærm%20fjorden")).toEqual(ids(net));
  });

  test("comes page by page, everything once, the last changed first", async () => {
    const all: string[] = [];
    for (let n = 0; n < 7; n++) {
      api.setNow(`2026-11-16T10:0${n}:00.000Z`);
      all.unshift((await reported()).id);
    }
    const found: string[] = [];
    let path = "/api/barriers?limit=3";
    for (let pages = 0; pages < 5; pages++) {
      const { items, next } = await read<BarriersAnswer>(path, "mette.holm");
      found.push(...items.map(({ id }) => id));
      if (next === undefined) break;
      path = `/api/barriers?limit=3&page=${encodeURIComponent(next)}`;
    }
    expect(found).toEqual(all);
  });

  test("a page token that was not given out is refused", async () => {
    expect(await problemOf(await call("GET", "/api/barriers?page=abc", "mette.holm"))).toEqual([400, "invalid"]);
  });

  test("is not sent again while nothing has changed", async () => {
    const { id } = await reported();
    const first = await call("GET", "/api/barriers", "rasmus.dahl");
    const tag = { "If-None-Match": first.headers.get("etag") ?? "" };
    expect((await call("GET", "/api/barriers", "rasmus.dahl", undefined, tag)).status).toBe(304);
    await changed(id, "rasmus.dahl", { action: "see" });
    expect((await call("GET", "/api/barriers", "rasmus.dahl", undefined, tag)).status).toBe(200);
  });

  test("is searched for what the person may choose among", async () => {
    const { areas, solutions, report } = await read<BarrierChoices>("/api/barriers/choices", "nikolaj.bech");
    expect(areas.map(({ id }) => id)).not.toContain("sundhed");
    expect(solutions.map(({ id }) => id)).not.toContain("medicindispenser");
    expect(report.map(({ id }) => id)).toContain("regnbuen");
  });

  test("can be added to for every team, however many the person helps", async () => {
    const team = await api.store.read(localTenant, "team", "nord-dag");
    const rollout = await api.store.read(localTenant, "rollout", "skaermbesoeg:nord-dag");
    const settings = await api.store.read(localTenant, "settings", "municipality");
    if (team === undefined || rollout === undefined || settings === undefined) throw new Error("not in the demo");
    const ids = Array.from({ length: 45 }, (_, index) => `hold-${index}`);
    const { key, etag, value } = settings;
    await api.store.commit(localTenant, [
      { op: "replace", kind: "settings", key, etag, value: { ...value, directoryVersion: "next" } },
      ...ids.flatMap((id) => [
        { op: "create" as const, kind: "team" as const, key: id, value: { ...team.value, id, name: `Vagthold ${id}` } },
        {
          op: "create" as const,
          kind: "rollout" as const,
          key: `skaermbesoeg:${id}`,
          value: { ...rollout.value, teamId: id },
        },
      ]),
    ]);
    const offered = async (query: string) => {
      const { report, isCut } = await read<BarrierChoices>(`/api/barriers/choices${query}`, "rasmus.dahl");
      return { isCut, found: ids.filter((id) => report.some((one) => one.id === id)).length };
    };
    expect((await offered("")).isCut).toBe(true);
    expect(await offered("?report=all")).toEqual({ isCut: false, found: 45 });
    expect((await read<BarrierChoices>("/api/barriers/choices", "mette.holm")).isCut).toBe(false);
  });
});

describe("the figures", () => {
  test("count what happened in each week, and where things stand", async () => {
    const { id } = await reported();
    await reported();
    api.setNow(later);
    await changed(id, "rasmus.dahl", { action: "take" });
    await changed(id, "rasmus.dahl", { action: "solve", resolution: "fixed" });
    api.setNow("2026-11-23T09:00:00.000Z");
    await changed(id, "mette.holm", { action: "confirm" });
    const { weeks, now } = await read<BarrierFiguresAnswer>("/api/barriers/figures?weeks=2", "anne-grethe.skov");
    expect(weeks).toEqual([
      {
        week: "2026-W47",
        reported: 2,
        taken: 1,
        solved: 1,
        confirmed: 0,
        closedUnanswered: 0,
        reopened: 0,
        declined: 0,
        medianHoursToReaction: 48,
        medianHoursToConfirmed: null,
        oldestUntouchedDays: 7,
      },
      expect.objectContaining({ week: "2026-W48", reported: 0, confirmed: 1, medianHoursToConfirmed: 168 }),
    ]);
    expect(now).toEqual({ open: 1, untouched: 1, oldestUntouchedSince: monday });
  });

  test("hold nothing of other areas", async () => {
    await reported();
    const { now } = await read<BarrierFiguresAnswer>("/api/barriers/figures", "ulla.mikkelsen");
    expect(now.open).toBe(0);
    const foreign = await call("GET", "/api/barriers/figures?area=sundhed", "ulla.mikkelsen");
    expect(await problemOf(foreign)).toEqual([404, "notFound"]);
  });
});
