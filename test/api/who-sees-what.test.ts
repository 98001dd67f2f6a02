import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { v7 as uuid } from "uuid";
import { localTenant } from "../../bot/config.ts";
import { type Barrier, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { newCitizenCase } from "../../bot/domain/citizen-case.ts";
import { publishFigures } from "../../bot/use-cases/citizen/publish-figures.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { apiClient } from "../support/call-api.ts";
import { fillMunicipality } from "../support/municipality.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

// The table "Hvem ser hvad" of docs/databeskyttelse.md, measured at the API: a row without a measurement fails, and so does a
// measurement without a row.

const now = "2026-11-19T10:00:00.000Z";
const own = "nord-dag";
const foreign = "indskoling";
const words = "Billedet fryser hos borgerne langs fjorden.";
const note = "Bruger stok og har ikke en telefon.";

let api: FilledApi;
const { call } = apiClient(() => api.url);

beforeAll(async () => {
  api = await startFilledApi(now, (store) => fillMunicipality(store, localTenant, now, 2));
});
afterAll(() => api.stop());

const columns = ["leader", "navigator", "manager", "admin"] as const;
type Column = (typeof columns)[number];
type Cells = Record<Column, string>;

/** Who stands for each column; those of one column may all do the same. */
const people: Record<Column, string[]> = {
  leader: ["mette.holm", "freja.toft"],
  navigator: ["camilla.noergaard"],
  manager: ["torben.kjaer"],
  admin: ["line.oestergaard"],
};

/** What the column is given in its own scope and not outside it; `–` where it is given nothing. */
async function measured(
  scopes: Partial<Cells>,
  may: (upn: string, teamId: string) => Promise<boolean>,
): Promise<Cells> {
  const cells: Cells = { leader: "–", navigator: "–", manager: "–", admin: "–" };
  for (const column of columns) {
    const here = await Promise.all(people[column].map((upn) => may(upn, own)));
    expect(new Set(here).size).toBe(1);
    for (const upn of people[column]) expect([upn, await may(upn, foreign)]).toEqual([upn, false]);
    if (here[0]) cells[column] = scopes[column] ?? "ja";
  }
  return cells;
}

const scopes = { leader: "egne teams", navigator: "området", manager: "området" };
/** The area that a page is of which holds the team. */
const areaOf = (teamId: string) => (teamId === own ? "nord" : "skoler");
const isGood = (response: Response) => response.status === 200 || response.status === 201;

async function stored(teamId: string, more: Partial<Barrier> = {}): Promise<string> {
  const barrier = newBarrier(uuid(), { teamId, solutionId: "skaermbesoeg", week: null }, "somebody", now);
  const value = { ...barrier, consequence: words, ...more };
  await api.store.commit(localTenant, [{ op: "create", kind: "barrier", key: value.id, value }]);
  return value.id;
}

/** Of managers only: what is lifted to them, and nothing else. */
async function measuredWhenLifted(
  may: (upn: string, barrier: string) => Promise<boolean>,
  more: Partial<Barrier> = {},
) {
  const plain = await measured(scopes, async (upn, teamId) => may(upn, await stored(teamId, more)));
  const lifted = await measured(scopes, async (upn, teamId) =>
    may(upn, await stored(teamId, { ...more, escalatedAt: now })),
  );
  expect({ ...lifted, manager: plain.manager }).toEqual(plain);
  const isOnlyLifted = plain.manager === "–" && lifted.manager !== "–";
  return { ...plain, manager: isOnlyLifted ? "det, der er løftet til dem" : plain.manager };
}

const resolved = {
  status: "resolved" as const,
  resolution: "fixed" as const,
  resolvedAt: now,
  events: [
    { at: now, by: "somebody", did: "reported" as const, status: "new" as const },
    { at: now, by: "helper", did: "status" as const, status: "resolved" as const, resolution: "fixed" as const },
  ],
};

async function noted(teamId: string): Promise<string> {
  const given = { id: uuid(), teamId, solutionId: null, reasons: ["noMitId" as const], instead: [] };
  const value = newCitizenCase({ ...given, outcome: "open", note, followUpOn: null }, "somebody", now);
  await api.store.commit(localTenant, [{ op: "create", kind: "citizenCase", key: value.id, value }]);
  return value.id;
}

const rows: Record<string, () => Promise<Cells>> = {
  "Svare, springe over, rette": () =>
    measured({}, async (upn, teamId) => {
      const answers = [{ kind: "skip" }, { kind: "answer", given: [] }];
      const seen = [];
      for (const body of answers) seen.push((await call("PUT", `/api/check-ins/2026-W47/${teamId}`, upn, body)).status);
      return seen[0] === 200 && seen[1] !== 404;
    }),

  "Melde noget, skrive en borgernote": () =>
    measured({}, async (upn, teamId) => {
      const told = { category: "equipment", detail: "access", contact: "none" };
      const barrier = { id: uuid(), teamId, solutionId: teamId === own ? "journal" : "aula", told };
      const citizen = { id: uuid(), teamId, reasons: ["noMitId"], instead: ["phone"], outcome: "open" };
      const seen = [
        isGood(await call("POST", "/api/barriers", upn, barrier)),
        isGood(await call("POST", "/api/citizen-cases", upn, citizen)),
      ];
      expect(new Set(seen).size).toBe(1);
      return seen.every(Boolean);
    }),

  "Se det, der driller, med tekst": () =>
    measuredWhenLifted(async (upn, barrier) => {
      const response = await call("GET", `/api/barriers/${barrier}`, upn);
      const listed = await (await call("GET", "/api/barriers", upn)).text();
      const isShown = (await response.text()).includes(words);
      expect(listed.includes(barrier)).toBe(isShown);
      expect(response.status).toBe(isShown ? 200 : 404);
      return isShown;
    }),

  "Tage og løse det, der driller": () =>
    measuredWhenLifted(async (upn, barrier) => {
      const taken = await call("PATCH", `/api/barriers/${barrier}`, upn, { action: "take" });
      const solve = { action: "solve", resolution: "fixed", text: "Ny forstærker" };
      const solved = await call("PATCH", `/api/barriers/${barrier}`, upn, solve);
      expect(isGood(taken)).toBe(isGood(solved));
      return isGood(solved);
    }),

  "Beslutte om det, der er løftet": () => {
    const waits = { status: "waiting", resolution: "escalated" } as const;
    return measuredWhenLifted(async (upn, barrier) => {
      const body = { action: "liftDecline", text: "For dyrt" };
      return isGood(await call("PATCH", `/api/barriers/${barrier}`, upn, body));
    }, waits);
  },

  "Bekræfte, at det virker, eller genåbne": () =>
    measuredWhenLifted(async (upn, barrier) => {
      const reopened = await call("PATCH", `/api/barriers/${barrier}`, upn, { action: "reopen", text: "Stadig" });
      const other = await stored(own, resolved);
      const confirmed = await call("PATCH", `/api/barriers/${other}`, upn, { action: "confirm" });
      if (isGood(reopened)) expect(isGood(confirmed)).toBe(true);
      return isGood(reopened);
    }, resolved),

  "Sætte en prøvehandling i gang": () =>
    measuredWhenLifted(async (upn, barrierId) => {
      const { teamId = "" } = (await api.store.read(localTenant, "barrier", barrierId))?.value ?? {};
      const trial = { what: "En uge med makker", teamIds: [teamId], from: "2026-11-19", to: "2026-11-26" };
      return isGood(await call("POST", "/api/trials", upn, { id: uuid(), ...trial, barrierId }));
    }),

  "Se en borgernote med tekst": () =>
    measured(scopes, async (upn, teamId) => {
      const key = await noted(teamId);
      const listed = await (await call("GET", "/api/citizen-cases", upn)).text();
      expect(listed.includes(key)).toBe(upn !== "torben.kjaer" && upn !== "line.oestergaard" && teamId === own);
      return listed.includes(key) && listed.includes(note);
    }),

  "Rette eller slette en tekst": async () => {
    const { people: known } = await loadDirectory(api.store, localTenant);
    const mayTake = async (upn: string, writer: string, teamId: string) => {
      const about = { teamId, solutionId: "skaermbesoeg", week: null };
      const value = { ...newBarrier(uuid(), about, writer, now), consequence: words, escalatedAt: now };
      await api.store.commit(localTenant, [{ op: "create", kind: "barrier", key: value.id, value }]);
      return isGood(await call("PUT", `/api/texts/barrier/${value.id}/consequence`, upn, { text: null }));
    };
    const cells: Cells = { leader: "–", navigator: "–", manager: "–", admin: "–" };
    for (const column of columns) {
      for (const upn of people[column]) {
        const self = [...known.values()].find((person) => person.upn.startsWith(`${upn}@`))?.id ?? "";
        const [mine, others] = [await mayTake(upn, self, own), await mayTake(upn, "somebody", own)];
        expect([upn, await mayTake(upn, "somebody", foreign)]).toEqual([upn, false]);
        if (mine) cells[column] = others ? "også områdets" : "det, man selv skrev";
      }
    }
    return cells;
  },

  "Se tal om borgere, som de er nu": async () => {
    const totals = async (upn: string) => (await (await call("GET", "/api/inclusion", upn)).json()) as unknown;
    return measured(scopes, async (upn, teamId) => {
      const before = JSON.stringify(await totals(upn));
      await noted(teamId);
      return JSON.stringify(await totals(upn)) !== before;
    });
  },

  "Se offentliggjorte tal om borgere": async () => {
    const figures = async (upn: string) => await (await call("GET", "/api/citizen-figures", upn)).text();
    await publishFigures({
      store: api.store,
      tenantId: localTenant,
      directory: await loadDirectory(api.store, localTenant),
      now,
    });
    const cells: Cells = { leader: "–", navigator: "–", manager: "–", admin: "–" };
    for (const column of columns) {
      for (const upn of people[column]) {
        const before = await figures(upn);
        for (let n = 0; n < 6; n++) await noted(own);
        expect(await figures(upn)).toBe(before);
        expect(before).not.toContain(note);
        if (before.includes('"area":"*"')) cells[column] = "hele kommunen og området; små tal er skjult";
      }
    }
    return cells;
  },

  "Skrive kriterier for digitalt og ikke digitalt": () =>
    measured(scopes, async (upn, teamId) => {
      const body = { digital: "Borgeren er tryg ved det", since: "2026-11-19", principles: [] };
      const area = teamId === own ? "nord" : "skoler";
      return isGood(await call("PUT", `/api/criteria/skaermbesoeg/${area}`, upn, body));
    }),

  "Spørge juristen": () =>
    measuredWhenLifted(async (upn, barrier) => {
      const body = {
        ...{ id: uuid(), about: "barrier", aboutId: barrier, personalData: "none" },
        ...{ question: "Må vi gemme billedet?", due: "2026-11-29" },
      };
      const isAsked = isGood(await call("POST", "/api/screenings", upn, body));
      const listed = await (await call("GET", `/api/screenings?about=barrier&id=${barrier}`, upn)).text();
      expect(listed.includes(body.id)).toBe(isAsked);
      return isAsked;
    }),

  "Skrive løsningens kort": () =>
    measured({ navigator: "løsninger i området", manager: "løsninger i området" }, async (upn, teamId) => {
      const body = { task: "Skrive det ned", benefits: {}, road: "mainRoad" };
      return isGood(await call("PUT", `/api/solution-cards/${teamId === own ? "journal" : "booking"}`, upn, body));
    }),

  "Skrive et feltstudie, se områdets og prøve idéen": () =>
    measured(scopes, async (upn, teamId) => {
      const id = uuid();
      const body = { id, teamId, on: "2026-11-19", idea: "Vis det to gange", shareable: false };
      const isKept = isGood(await call("POST", "/api/field-studies", upn, body));
      const listed = await (await call("GET", "/api/field-studies", upn)).text();
      const isTried = isGood(await call("POST", `/api/field-studies/${id}/trial`, upn, {}));
      expect([isKept, listed.includes(id), isTried]).toEqual([isKept, isKept, isKept]);
      return isKept;
    }),

  "Se og hente Til rådene": async () => {
    const cells: Cells = { leader: "–", navigator: "–", manager: "–", admin: "–" };
    for (const column of columns) {
      for (const upn of people[column]) {
        const seen = ["councils", "councils?area=nord", "export/councils.csv", "export/councils.csv?area=nord"];
        const statuses = await Promise.all(seen.map(async (path) => (await call("GET", `/api/${path}`, upn)).status));
        expect(new Set(statuses).size).toBe(1);
        expect((await call("GET", "/api/councils?area=skoler", upn)).status).toBe(404);
        if (statuses[0] === 200) cells[column] = "hele kommunen og området; små tal er skjult";
      }
    }
    return cells;
  },

  "Se Kvartalet og skrive i det": () =>
    measured(scopes, async (upn, teamId) => {
      const area = areaOf(teamId);
      const seen = await Promise.all(
        [`quarters/current?area=${area}`, `export/quarter.pptx?area=${area}`].map((path) =>
          call("GET", `/api/${path}`, upn),
        ),
      );
      const path = `/api/quarters/2026-Q4/words/journal?area=${area}`;
      const written = await call("PUT", path, upn, { text: "Vi øver det sammen." });
      expect(new Set([...seen, written].map(({ status }) => status)).size).toBe(1);
      return written.status === 200;
    }),

  "Se Til politikerne": () =>
    measured(scopes, async (upn, teamId) => isGood(await call("GET", `/api/politicians?area=${areaOf(teamId)}`, upn))),

  "Se udbredelsen pr. team": () =>
    measured(scopes, async (upn, teamId) =>
      (await (await call("GET", "/api/adoption", upn)).text()).includes(`"${teamId}"`),
    ),

  "Hente filer med det, man selv må se": () =>
    measured(scopes, async (upn, teamId) => {
      const name = teamId === own ? "Hjemmeplejen Nord, dag" : "Indskolingen";
      return (await (await call("GET", "/api/export/adoption.csv", upn)).text()).includes(name);
    }),

  "Indstillinger, indlæsning og leveringsstatus": async () => {
    const cells: Cells = { leader: "–", navigator: "–", manager: "–", admin: "–" };
    for (const column of columns) {
      for (const upn of people[column]) {
        const seen = [
          (await call("GET", "/api/admin/settings", upn)).status,
          (await call("GET", "/api/admin/deliveries", upn)).status,
          (await call("POST", "/api/admin/import", upn, { files: [] })).status,
        ];
        const isAllowed = seen[0] === 200;
        expect([upn, ...seen]).toEqual(isAllowed ? [upn, 200, 200, 400] : [upn, 404, 404, 404]);
        if (isAllowed) cells[column] = "ja";
      }
    }
    return cells;
  },
};

const guide = readFileSync(new URL("../../docs/databeskyttelse.md", import.meta.url), "utf8");
const section = /## Hvem ser hvad\n([\s\S]*?)\n## /.exec(guide)?.[1] ?? "";
const table = section
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .slice(2)
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe("Hvem ser hvad", () => {
  test("has a test for every row, and no test for a row that is not there", () => {
    expect(table.length).toBeGreaterThan(5);
    expect(table.map(([row]) => row)).toEqual(Object.keys(rows));
  });

  test.each(table)("%s: as the table says", async (row, ...cells) => {
    const [leader, navigator, manager, admin] = cells;
    expect(await rows[row ?? ""]?.()).toEqual({ leader, navigator, manager, admin });
  });
});
