import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import type { AdoptionAnswer, CitizenFiguresAnswer, InclusionAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { type Barrier, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { noChanges, pointsOf, sharesOf } from "../../bot/domain/check-in/change.ts";
import { usageLevels } from "../../bot/domain/vocabulary.ts";
import { queryAll } from "../../bot/store/store.ts";
import { vocabularyDa } from "../../bot/text/da/vocabulary.ts";
import { apiClient } from "../support/call-api.ts";
import { fillCitizenCases, fillMunicipality } from "../support/municipality.ts";
import { openCsv, openXlsx } from "../support/open-export.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-19T10:00:00.000Z";
const otherTenant = "00000000-0000-4000-8000-0000000000ff";
let api: FilledApi;
const { call, read } = apiClient(() => api.url);

const formula = '=HYPERLINK("https://evil.example","klik")';
const told: (Partial<Barrier> & { teamId: string })[] = [
  { teamId: "nord-dag", consequence: "Vi ringer i stedet; det tager tid." },
  { teamId: "nord-dag", consequence: formula },
  { teamId: "nord-aften", consequence: "Hun hedder 111111-1118 i systemet", status: "seen" },
  { teamId: "syd-dag", consequence: "Kun for Syd", escalatedAt: "2026-11-10T09:00:00.000Z", status: "waiting" },
  { teamId: "indskoling", consequence: '"Tavlen"\ner sort' },
];

beforeAll(async () => {
  api = await startFilledApi(now, async (store) => {
    for (const tenant of [localTenant, otherTenant]) {
      await fillMunicipality(store, tenant, now);
      await fillCitizenCases(store, tenant, now, tenant === localTenant ? 4 : 40);
      for (const [index, given] of told.entries()) {
        const about = { teamId: given.teamId, solutionId: "journal", week: null };
        const at = new Date(Date.parse("2026-11-02T23:30:00.000Z") + index * 60_000).toISOString();
        const described = { category: "equipment", detail: "access" } as const;
        const value: Barrier = { ...newBarrier(uuid(), about, "somebody", at), ...described, ...given };
        if (tenant === otherTenant) value.consequence = "FREMMED KOMMUNE";
        await store.commit(tenant, [{ op: "create", kind: "barrier", key: value.id, value }]);
      }
    }
  });
});

afterAll(() => api.stop());

async function download(path: string, upn: string): Promise<Buffer> {
  const response = await call("GET", path, upn);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe("the file of the overview", () => {
  test("opens to the figures that are on screen", async () => {
    const screen = await read<AdoptionAnswer>("/api/adoption", "anne-grethe.skov");
    const rows = openCsv(await download("/api/export/adoption.csv", "anne-grethe.skov"));
    const agreed = [vocabularyDa.rolloutStatus.waiting, vocabularyDa.rolloutStatus.exception];
    for (const { id, name } of screen.solutions) {
      const spread = screen.summary.solutions[id];
      const own = rows.filter((row) => row.Løsning === name && !agreed.includes(row.Status ?? ""));
      expect(own).toHaveLength(spread?.teams ?? -1);
      expect(own.filter((row) => row["Gammelt skøn"] === "ja")).toHaveLength(spread?.stale ?? -1);
      const current = own.filter((row) => row["Gammelt skøn"] === "nej");
      for (const level of usageLevels) {
        const counted = current.filter((row) => row["Nyeste skøn (lederens skøn)"] === vocabularyDa.usage[level]);
        expect(counted).toHaveLength(spread?.levels[level] ?? 0);
      }
    }
    const team = screen.teams.find(({ teamId }) => teamId === "nord-dag");
    const journal = rows.find((row) => row.Team === team?.name && row.Løsning === nameOf(screen, "journal"));
    const weeks = Object.entries(journal ?? {}).filter(([column]) => /^\d{4} uge \d+$/.test(column));
    expect(weeks.map(([column]) => column)).toEqual(
      screen.weeks.map((week) => `${week.slice(0, 4)} uge ${Number(week.slice(6))}`),
    );
    const levels = team?.solutions.journal?.levels.map((level, at) => {
      if (level !== null) return vocabularyDa.usage[level];
      return team.states[at] === "notAsked" ? "Ikke spurgt" : "";
    });
    expect(weeks.map(([, label]) => label)).toEqual(levels);
  });

  test("is UTF-8 with a byte order mark, semicolons and Danish dates", async () => {
    const bytes = await download("/api/export/adoption.csv", "anne-grethe.skov");
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString("utf8");
    expect(text).toMatch(/^\uFEFFOmråde;Team;Løsning;/);
    expect(text).not.toMatch(/;\d\.\d+;/);
    expect(text).toMatch(/;\d\d\.\d\d\.20\d\d;/);
  });

  test("as a workbook holds the same rows, with numbers and dates as such, and says what the figures are", async () => {
    const csv = openCsv(await download("/api/export/adoption.csv", "torben.kjaer"));
    const book = await openXlsx(await download("/api/export/adoption.xlsx", "torben.kjaer"));
    expect(Object.keys(book)).toEqual(["Skøn", "Svar", "Løsninger", "Områder", "Om tallene"]);
    const [header = [], ...rows] = book.Skøn ?? [];
    expect(rows.map((row) => [row[1], row[2], row[5] ?? ""])).toEqual(
      csv.map((row) => [row.Team, row.Løsning, row["Nyeste skøn (lederens skøn)"]]),
    );
    const moved = rows.map((row) => row[header.indexOf("For fire uger siden")]).filter((value) => value !== null);
    expect(moved.length).toBeGreaterThan(0);
    expect(rows.some((row) => row[header.indexOf("I gang fra")] instanceof Date)).toBe(true);
    expect(JSON.stringify(book["Om tallene"])).toContain("bedste skøn for hele teamet");
    const screen = await read<AdoptionAnswer>("/api/adoption", "torben.kjaer");
    const journal = book.Løsninger?.find((row) => row[0] === nameOf(screen, "journal"));
    const { weekly = {}, changes = noChanges() } = screen.summary.solutions.journal ?? {};
    const shares = sharesOf(weekly, screen.weeks.length);
    expect(shares.some((share) => share !== null && share > 0)).toBe(true);
    expect(journal?.slice(-screen.weeks.length)).toEqual(
      shares.map((share) => (share === null ? null : Math.round(share * 100) / 100)),
    );
    const [columns = []] = book.Løsninger ?? [];
    expect(journal?.[columns.indexOf("Point på fire uger")]).toBe(pointsOf(changes.fourWeeks));
    expect(journal?.[columns.indexOf("Teams, der svarede både nu og for fire uger siden")]).toBe(
      changes.fourWeeks.both,
    );
    expect(changes.fourWeeks.both).toBeGreaterThan(0);
  });

  test("covers the weeks and the area that are asked for", async () => {
    const rows = openCsv(await download("/api/export/adoption.csv?weeks=3&area=nord", "anne-grethe.skov"));
    expect(new Set(rows.map((row) => row.Team))).toEqual(
      new Set(["Hjemmeplejen Nord, dag", "Hjemmeplejen Nord, aften"]),
    );
    expect(Object.keys(rows[0] ?? {}).filter((column) => column.includes(" uge "))).toHaveLength(3);
  });

  test("has its headers in the reader's language, and its figures in the spreadsheet's", async () => {
    const response = await call("GET", "/api/export/adoption.csv", "emma.clarke");
    const [row] = openCsv(Buffer.from(await response.arrayBuffer()));
    expect(row).toHaveProperty("Newest estimate (the leader's)");
    expect(row?.Started).toMatch(/^(\d\d\.\d\d\.\d{4})?$/);
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="ombord-overblik-2026-11-19.csv"');
  });
});

describe("the file of what is in the way", () => {
  const seen: [string, string, string[]][] = [
    ["a leader, their own team's", "mette.holm", ["nord-dag", "nord-dag"]],
    ["a stand-in", "freja.toft", ["nord-dag", "nord-dag"]],
    ["a navigator of everything", "rasmus.dahl", told.map(({ teamId }) => teamId)],
    ["a navigator of an area", "nikolaj.bech", ["indskoling"]],
    ["a manager, only what was lifted to them", "anne-grethe.skov", ["syd-dag"]],
    ["a manager of another area, nothing", "ulla.mikkelsen", []],
  ];
  test.each(seen)("shows %s", async (_, upn, teams) => {
    const rows = openCsv(await download("/api/export/barriers.csv", upn));
    const names: Record<string, string> = {
      "nord-dag": "Hjemmeplejen Nord, dag",
      "nord-aften": "Hjemmeplejen Nord, aften",
      "syd-dag": "Hjemmeplejen Syd, dag",
      indskoling: "Havnbyskolen, indskoling",
    };
    expect(rows.map((row) => row.Team).sort()).toEqual(teams.map((id) => names[id]).sort());
    expect(JSON.stringify(rows)).not.toContain("FREMMED");
  });

  test("leaves out what looks like a CPR number and says so", async () => {
    for (const format of ["csv", "xlsx"]) {
      const bytes = await download(`/api/export/barriers.${format}`, "rasmus.dahl");
      const content = format === "csv" ? bytes.toString() : JSON.stringify(await openXlsx(bytes));
      expect(content).not.toContain("111111");
      expect(content).toContain("Teksten er udeladt");
    }
  });

  test("holds no formula that a spreadsheet would run", async () => {
    const rows = openCsv(await download("/api/export/barriers.csv", "mette.holm"));
    const written = rows.map((row) => row["Hvad det betyder i hverdagen"] ?? "");
    expect(written).toContain(`'${formula}`);
    expect(written.every((text) => !/^[=+\-@\t\r]/.test(text))).toBe(true);
    const book = await openXlsx(await download("/api/export/barriers.xlsx", "mette.holm"));
    const values = (book["Det driller"] ?? []).flat();
    expect(values).toContain(formula);
    expect(values.some((value) => value !== null && typeof value === "object" && "formula" in value)).toBe(false);
  });

  test("keeps quotes, semicolons and line breaks, and dates by the municipality's own clock", async () => {
    const [row] = openCsv(await download("/api/export/barriers.csv", "nikolaj.bech"));
    expect(row?.["Hvad det betyder i hverdagen"]).toBe('"Tavlen"\ner sort');
    expect(row?.Meldt).toBe("03.11.2026");
  });

  test("follows the filters of the list", async () => {
    const rows = openCsv(
      await download("/api/export/barriers.csv?status=seen,waiting&area=hjemmepleje", "rasmus.dahl"),
    );
    expect(rows.map((row) => row.Status).sort()).toEqual(["Set", "Venter på andre"]);
    expect(openCsv(await download("/api/export/barriers.csv?team=indskoling", "mette.holm"))).toEqual([]);
  });

  test("names who has one and nobody else, and carries what a pivot needs", async () => {
    const bytes = await download("/api/export/barriers.csv", "rasmus.dahl");
    expect(bytes.toString()).not.toMatch(/somebody|Mette Holm/);
    const [row] = openCsv(bytes);
    expect(Object.keys(row ?? {}).slice(-5)).toEqual([
      "Løsningens fælles navn",
      "Hos",
      "Alder i dage",
      "Venter indtil",
      "Id",
    ]);
    expect(row?.Id).toMatch(/^[\da-f-]{36}$/);
    expect(Number(row?.["Alder i dage"])).toBeGreaterThanOrEqual(0);
  });

  test("is whole when there are more than one page of it", async () => {
    const many = Array.from({ length: 230 }, (): Barrier => {
      return newBarrier(uuid(), { teamId: "regnbuen", solutionId: "booking", week: null }, "somebody", now);
    });
    for (let at = 0; at < many.length; at += api.store.maxChanges) {
      const changes = many.slice(at, at + api.store.maxChanges);
      await api.store.commit(
        localTenant,
        changes.map((value) => ({ op: "create", kind: "barrier", key: value.id, value })),
      );
    }
    const rows = openCsv(await download("/api/export/barriers.csv?area=dagtilbud", "nikolaj.bech"));
    expect(rows).toHaveLength(230);
  });
});

describe("the file about citizens", () => {
  const byLabel = Object.fromEntries(Object.entries(vocabularyDa.citizenReason).map(([id, label]) => [label, id]));

  test.each([
    ["a navigator", "rasmus.dahl"],
    ["a leader", "mette.holm"],
  ])("opens to the figures that %s has on screen", async (_, upn) => {
    const screen = await read<InclusionAnswer>("/api/inclusion", upn);
    const rows = openCsv(await download("/api/export/inclusion.csv", upn));
    const counts = (table: string) => rows.filter((row) => row.Tabel === table).map((row) => row.Antal);
    expect(counts("I alt")).toEqual([String(screen.total)]);
    const reasons = rows.filter((row) => row.Tabel === "Det, der er svært");
    expect(reasons.map((row) => ({ id: byLabel[row.Hvad ?? ""], count: Number(row.Antal) }))).toEqual(screen.reasons);
    expect(counts("Det, vi gør i stedet")).toEqual(screen.instead.map(({ count }) => String(count)));
    expect(counts("Udvikling")).toEqual(
      screen.quarters.flatMap(({ outcomes, total }) => [...outcomes, total].map(String)),
    );
    expect(counts("Løsninger")).toEqual(screen.solutions.flatMap(({ outcomes }) => outcomes.map(String)));
  });

  test("opens to what is published, for a manager: every figure of it, with the same ones hidden", async () => {
    const { whole, areas } = await read<CitizenFiguresAnswer>("/api/citizen-figures", "anne-grethe.skov");
    const published = [...whole, ...areas].flatMap(({ reasons, instead, outcomes, solutions }) => [
      ...[reasons, instead, outcomes ?? {}].flatMap((some) => Object.values(some)),
      ...solutions.flatMap((solution) => Object.values(solution.reasons)),
    ]);
    const rows = openCsv(await download("/api/export/inclusion.csv", "anne-grethe.skov"));
    const sorted = (some: (string | undefined)[]) => some.toSorted();
    expect(sorted(rows.map((row) => row.Antal))).toEqual(
      sorted(published.map((count) => (count === null ? "skjult" : String(count)))),
    );
  });

  test("gives a manager no figure under the limit, hides some, and says why", async () => {
    const rows = openCsv(await download("/api/export/inclusion.csv", "ulla.mikkelsen"));
    const figures = rows.map((row) => row.Antal);
    expect(figures).toContain("skjult");
    for (const figure of figures) if (figure !== "skjult") expect(Number(figure)).toBeGreaterThanOrEqual(5);
    const book = await openXlsx(await download("/api/export/inclusion.xlsx", "ulla.mikkelsen"));
    expect(JSON.stringify(book["Om tallene"])).toContain("Tal under 5 er skjult");
  });

  test("holds no case and no note, even for those who see them", async () => {
    const bytes = await download("/api/export/inclusion.csv", "rasmus.dahl");
    expect(bytes.toString()).not.toContain("dagslyset");
  });

  test("cannot be cut into areas whose difference would give back what is hidden", async () => {
    const whole = await download("/api/export/inclusion.csv", "anne-grethe.skov");
    const cut = await download("/api/export/inclusion.csv?area=nord", "anne-grethe.skov");
    expect(cut.equals(whole)).toBe(true);
  });
});

describe("a file", () => {
  const refused: [string, string, string | null, number][] = [
    ["an administrator, who sees no figures", "adoption.csv", "line.oestergaard", 404],
    ["an administrator, who sees no barriers", "barriers.xlsx", "line.oestergaard", 404],
    ["an administrator, who sees nothing of citizens", "inclusion.csv", "line.oestergaard", 404],
    ["somebody else's area", "adoption.csv?area=boern-unge", "torben.kjaer", 404],
    ["somebody else's area of barriers", "barriers.csv?area=boern-unge", "torben.kjaer", 404],
    ["an area that does not exist", "barriers.csv?area=atlantis", "torben.kjaer", 404],
    ["a file that does not exist", "secrets.csv", "anne-grethe.skov", 404],
    ["a format that does not exist", "adoption.pdf", "anne-grethe.skov", 404],
    ["too many weeks", "adoption.csv?weeks=5000", "anne-grethe.skov", 400],
    ["nobody", "adoption.csv", null, 401],
    ["somebody whom the directory does not know", "adoption.csv", "nobody", 403],
  ];
  test.each(refused)("is refused to %s", async (_, file, upn, status) => {
    const response = await call("GET", `/api/export/${file}`, upn);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(response.headers.get("content-disposition")).toBeNull();
  });

  test("is kept by nobody on the way and runs as nothing", async () => {
    const response = await call("GET", "/api/export/barriers.xlsx", "mette.holm");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("content-type")).toContain("spreadsheetml");
    expect(response.headers.get("content-disposition")).toBe(
      'attachment; filename="ombord-det-driller-2026-11-19.xlsx"',
    );
  });
});

function nameOf(screen: AdoptionAnswer, id: string): string | undefined {
  return screen.solutions.find((solution) => solution.id === id)?.name;
}

test("whoever takes a file along is noted, with its scope and never with its content; who gets none is not", async () => {
  const noted = async () =>
    (await Array.fromAsync(queryAll(api.store, localTenant, "audit")))
      .map(({ value }) => value)
      .filter(({ did }) => did.startsWith("exported."));
  const before = (await noted()).length;
  await download("/api/export/adoption.xlsx?area=nord", "torben.kjaer");
  await download("/api/export/barriers.csv?q=Hun+hedder+Lis&area=nord", "rasmus.dahl");
  await download("/api/export/inclusion.csv?team=Hun+hedder+Lis", "anne-grethe.skov");
  expect((await call("GET", "/api/export/adoption.csv?area=nord", "ulla.mikkelsen")).status).toBe(404);
  const after = await noted();
  expect(after.length - before).toBe(3);
  const person = (number: number) => `0a7b0000-0000-4000-8000-0000000000${number}`;
  expect(after).toEqual(
    expect.arrayContaining([
      { at: now, by: person(21), did: "exported.xlsx", kind: "adoption", key: "nord" },
      { at: now, by: person(16), did: "exported.csv", kind: "barrier", key: "nord" },
      { at: now, by: person(20), did: "exported.csv", kind: "citizenCase", key: "*" },
    ]),
  );
  expect(JSON.stringify(after)).not.toContain("Lis");
});
