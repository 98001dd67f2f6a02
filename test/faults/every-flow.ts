import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { mountApi } from "../../bot/api/routes.ts";
import { loadConfig } from "../../bot/config.ts";
import { createServer } from "../../bot/create-server.ts";
import { importUpload } from "../../bot/directory/import-upload.ts";
import { addWeeks } from "../../bot/domain/calendar.ts";
import { ambitionQuestions } from "../../bot/domain/check-in/ambition.ts";
import { quarterShown } from "../../bot/domain/quarter/quarter.ts";
import { createPersonPace } from "../../bot/person-pace.ts";
import { silentLog } from "../../bot/telemetry.ts";
import type { FreshStore } from "../support/fresh-store.ts";

// Everything that can be asked of Ombord, with a mark wherever a person may write something.

/** Stands in every field that takes free text, and in every name; nothing of ours contains it. */
export const mark = "Zebrafinke-7319";

/** The demo municipality whose people are all called by the mark, written to `folder`. */
export async function writeMarkedDirectory(demoFolder: string, folder: string): Promise<string> {
  for (const name of await readdir(demoFolder)) {
    const text = await readFile(join(demoFolder, name), "utf8");
    await writeFile(
      join(folder, name),
      name === "people.csv" ? text.replaceAll(/;([^;\n]+);(da|en)$/gm, renamed) : text,
    );
  }
  return folder;
}

const renamed = (_: string, name: string, language: string) => `;${mark} ${name.split(" ").at(-1)};${language}`;

/** The same files with the mark in every cell that is no id of an area or a team: an import that is refused. */
export async function writeSpoiltDirectory(demoFolder: string, folder: string): Promise<string> {
  for (const name of await readdir(demoFolder)) {
    const [header = ""] = (await readFile(join(demoFolder, name), "utf8")).split("\n");
    const cells = header.split(";").map((column) => (/(area|team|solution)_id$/.test(column) ? `${column}-1` : mark));
    await writeFile(join(folder, name), `${header}\n${cells.join(";")}\n`);
  }
  return folder;
}

/** What exists by now, for flows that work on it. */
export interface Known {
  week: string;
  barrier: string;
  other: string;
  citizenCase: string;
  trial: string;
  study: string;
  screening: string;
  /** A small step that is to be sent, and one that stands on this week's card. */
  step: string;
  stepNow: string;
  /** Settings as the service gave them, to be put back. */
  settings: unknown;
  /** The solutions that the team is asked about this week. */
  asked: string[];
  /** An early warning that is raised. */
  warning: string;
  /** Another one, that is decided about. */
  decided: string;
  /** A decision that nobody has said the end of. */
  decision?: string;
  /** What takes back what was done to many at once, when something was. */
  undo?: string;
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Every field that any card sends: ids that exist, and the mark wherever a person may write. */
export function everyField(known: Known): Record<string, unknown> {
  const written = {
    consequence: mark,
    note: mark,
    text: mark,
    askText: mark,
    answer: mark,
    still: mark,
    solveText: mark,
    waitText: mark,
    doText: mark,
    declineText: mark,
    onText: mark,
    droppedText: mark,
    trialWhat: mark,
    trialHope: mark,
  };
  const confirmed = Object.fromEntries(
    ["", "ask", "solve", "wait", "trial", "do", "decline", "on", "dropped"].map((form) => [
      form === "" ? "confirmed" : `${form}Confirmed`,
      "true",
    ]),
  );
  return {
    ...Object.fromEntries(Object.entries(written).map(([field, text]) => [field, `${text} i ${field}`])),
    ...confirmed,
    week: known.week,
    team: "nord-dag",
    solution: "skaermbesoeg",
    form: crypto.randomUUID(),
    barrier: known.barrier,
    among: known.barrier,
    from: known.barrier,
    step: known.stepNow,
    sameAs: known.other,
    category: "equipment",
    detail: "device",
    reasons: "declines",
    instead: "phone",
    outcome: "open",
    resolution: "fixed",
    trialWeeks: "2",
    next: "others",
    until: inDays(30),
    doUntil: inDays(30),
    waitUntil: inDays(30),
    laterUntil: inDays(40),
    decision: known.decision ?? known.barrier,
    scope: "*",
    where: "nord-dag|skaermbesoeg",
    on: inDays(1),
    rhythm: "everySecondWeek",
    teams: "nord-dag",
    ...Object.fromEntries(known.asked.map((solution) => [`level.${solution}`, "routine"])),
    ...Object.fromEntries(known.asked.map((solution) => [`trouble.${solution}`, "true"])),
  };
}

/** The fields of {@link everyField} with nothing but the mark in them, also as a name of a field. */
export function onlyMarks(known: Known): Record<string, unknown> {
  const fields = [
    ...Object.keys(everyField(known)),
    `level.${mark}`,
    `trouble.${mark}`,
    `works.${mark}`,
    `trial.${mark}`,
  ];
  return Object.fromEntries(fields.map((field) => [field, mark]));
}

/** Everything that the API answers, as the service itself mounts it: `GET /api/barriers/:id`. */
export function apiRoutes({ store }: FreshStore): string[] {
  const server = createServer();
  const deps = { config: loadConfig({ OMBORD_MODE: "local" }), store, clock: () => new Date(), log: silentLog };
  mountApi(server, { ...deps, personPace: createPersonPace(), deliverSoon() {}, importFiles: importUpload });
  const routes = Object.values(server.router.getRoutes());
  server.close();
  return routes.map(({ method, path }) => `${method} ${path}`);
}

export type Person =
  | "mette.holm"
  | "freja.toft"
  | "rasmus.dahl"
  | "line.oestergaard"
  | "anne-grethe.skov"
  | "torben.kjaer"
  | "vibeke.holst";
interface Write {
  as: Person;
  path: string;
  body: unknown;
}

/** A change through each address that takes one. A new address has to come in here before the test passes. */
export function writes(known: Known): Record<string, Write> {
  const told = { category: "equipment", detail: "device", consequence: mark, contact: "call", confirmed: true };
  const where = { teamId: "nord-dag", solutionId: "skaermbesoeg" };
  return {
    "PUT /api/check-ins/:week/:team": {
      as: "mette.holm",
      path: `/api/check-ins/${known.week}/nord-dag`,
      body: { kind: "skip" },
    },
    "POST /api/barriers": { as: "mette.holm", path: "/api/barriers", body: { id: known.other, ...where, told } },
    "PATCH /api/barriers/:id": {
      as: "rasmus.dahl",
      path: `/api/barriers/${known.other}`,
      body: { action: "comment", text: mark, confirmed: true },
    },
    "POST /api/barriers/many": {
      as: "rasmus.dahl",
      path: "/api/barriers/many",
      body: { ids: [known.other], change: { action: "park", until: inDays(30), text: mark, confirmed: true } },
    },
    "POST /api/barriers/many/undo": {
      as: "rasmus.dahl",
      path: "/api/barriers/many/undo",
      body: { undo: known.undo },
    },
    "PUT /api/barriers/views": {
      as: "rasmus.dahl",
      path: "/api/barriers/views",
      body: { views: [{ name: mark, filter: { q: mark } }], confirmed: true },
    },
    "PUT /api/admin/sources": {
      as: "line.oestergaard",
      path: "/api/admin/sources",
      body: { teams: [mark], solutions: null, people: {}, units: { [mark]: mark }, unitIds: {}, solutionIds: {} },
    },
    "POST /api/admin/sources/run": { as: "line.oestergaard", path: "/api/admin/sources/run", body: {} },
    "POST /api/citizen-cases": {
      as: "mette.holm",
      path: "/api/citizen-cases",
      body: { id: known.citizenCase, ...where, reasons: ["declines"], instead: ["phone"], outcome: "open", note: mark },
    },
    "PATCH /api/citizen-cases/:id": {
      as: "mette.holm",
      path: `/api/citizen-cases/${known.citizenCase}`,
      body: { outcome: "hybrid" },
    },
    "PUT /api/criteria/:solution/:area": {
      as: "rasmus.dahl",
      path: "/api/criteria/skaermbesoeg/*",
      body: {
        digital: mark,
        hybrid: mark,
        analogue: mark,
        decider: mark,
        since: "2026-11-19",
        principles: [],
        confirmed: true,
      },
    },
    "PUT /api/solution-cards/:solution": {
      as: "rasmus.dahl",
      path: "/api/solution-cards/skaermbesoeg",
      body: {
        ...{
          task: mark,
          goodFor: mark,
          requestedBy: mark,
          drawbacks: mark,
          workflow: mark,
          replaces: mark,
          helper: mark,
        },
        benefits: { citizen: { what: mark, owner: mark, zero: mark, target: mark, method: mark, on: "2027-03-01" } },
        road: "mainRoad",
        replacesUntil: "2027-03-01",
        confirmed: true,
      },
    },
    "POST /api/screenings": {
      as: "rasmus.dahl",
      path: "/api/screenings",
      body: {
        ...{ id: known.screening, about: "barrier", aboutId: known.barrier, personalData: "unsure", question: mark },
        ...{ development: mark, operation: mark, beforePurchase: mark, beforeTest: mark, beforeOperation: mark },
        due: inDays(10),
        confirmed: true,
      },
    },
    "PATCH /api/screenings/:id": {
      as: "vibeke.holst",
      path: `/api/screenings/${known.screening}`,
      body: { action: "answer", verdict: "changed", text: mark, confirmed: true },
    },
    "POST /api/field-studies": {
      as: "mette.holm",
      path: "/api/field-studies",
      body: {
        id: known.study,
        teamId: where.teamId,
        on: "2026-11-19",
        using: mark,
        notUsing: mark,
        idea: mark,
        shareable: true,
        confirmed: true,
      },
    },
    "POST /api/field-studies/:id/trial": {
      as: "mette.holm",
      path: `/api/field-studies/${known.study}/trial`,
      body: {},
    },
    "PUT /api/texts/:kind/:id/:place": {
      as: "mette.holm",
      path: `/api/texts/citizenCase/${known.citizenCase}/note`,
      body: { text: `${mark}!`, confirmed: true },
    },
    "POST /api/trials": {
      as: "rasmus.dahl",
      path: "/api/trials",
      body: {
        id: known.trial,
        what: mark,
        hope: mark,
        teamIds: ["nord-dag"],
        solutionId: "skaermbesoeg",
        from: inDays(0),
        to: inDays(14),
        confirmed: true,
      },
    },
    "PATCH /api/trials/:id": {
      as: "rasmus.dahl",
      path: `/api/trials/${known.trial}`,
      body: { action: "change", what: mark, to: inDays(21), hope: mark, confirmed: true },
    },
    "PUT /api/ambition": {
      as: "mette.holm",
      path: "/api/ambition",
      body: {
        answers: Object.fromEntries(ambitionQuestions.map((question) => [question, mark])),
        shared: true,
        draft: false,
        targets: { skaermbesoeg: "routine" },
        confirmed: true,
      },
    },
    "POST /api/learnings": {
      as: "rasmus.dahl",
      path: "/api/learnings",
      body: {
        format: "ombord/laering",
        version: 1,
        municipality: "Sydby Kommune",
        learnings: [
          {
            ...{ id: "0123456789abcdef", solution: null, citizenReason: null, weeks: 2, worked: "yes" },
            ...{ what: mark, hope: null, learned: mark, sideGains: mark },
          },
        ],
      },
    },
    "POST /api/learnings/remove": {
      as: "rasmus.dahl",
      path: "/api/learnings/remove",
      body: { municipality: mark },
    },
    "PUT /api/absence": {
      as: "mette.holm",
      path: "/api/absence",
      body: { kind: "back" },
    },
    "PUT /api/reflection": {
      as: "torben.kjaer",
      path: "/api/reflection",
      body: { steps: { trade: "begun" }, practise: mark, confirmed: true },
    },
    "POST /api/admin/import": {
      as: "line.oestergaard",
      path: "/api/admin/import",
      body: {
        files: [{ name: "settings.csv", base64: Buffer.from(`key;value\nname;${mark}\n`).toString("base64") }],
        dryRun: false,
      },
    },
    "POST /api/small-steps": {
      as: "rasmus.dahl",
      path: "/api/small-steps",
      body: {
        id: known.step,
        solution: "skaermbesoeg",
        area: "nord",
        kind: "task",
        text: mark,
        week: addWeeks(known.week, 3),
        confirmed: true,
      },
    },
    "PATCH /api/small-steps/:id": {
      as: "rasmus.dahl",
      path: `/api/small-steps/${known.step}`,
      body: { action: "takeBack" },
    },
    "PUT /api/quarters/:quarter/words/:solution": {
      as: "torben.kjaer",
      path: `/api/quarters/${quarterShown(inDays(0)).id}/words/skaermbesoeg?area=sundhed`,
      body: { text: mark, confirmed: true },
    },
    "PUT /api/small-steps/:id/teams/:team": {
      as: "mette.holm",
      path: `/api/small-steps/${known.stepNow}/teams/nord-dag`,
      body: { isDone: true },
    },
    "PUT /api/admin/settings": { as: "line.oestergaard", path: "/api/admin/settings", body: known.settings },
    "POST /api/admin/deliveries/resend": {
      as: "line.oestergaard",
      path: "/api/admin/deliveries/resend",
      body: { messages: null },
    },
    "PUT /api/attention/:warning": {
      as: "anne-grethe.skov",
      path: `/api/attention/${encodeURIComponent(known.warning)}`,
      body: { reason: mark, until: inDays(30), confirmed: true },
    },
    "POST /api/decisions": {
      as: "anne-grethe.skov",
      path: "/api/decisions",
      body: { kind: "handling", warning: known.decided, text: mark, due: inDays(30), confirmed: true },
    },
    "PATCH /api/decisions/:id": {
      as: "torben.kjaer",
      path: `/api/decisions/${known.decision}`,
      body: { answer: "dropped", text: mark, confirmed: true },
    },
  };
}

/** The addresses to read a route at, with something that exists in place of each parameter. */
export function reads(route: string, known: Known): string[] {
  const files = ["adoption", "barriers", "inclusion", "quarter"].flatMap((name) => [`${name}.csv`, `${name}.xlsx`]);
  if (route.endsWith(":file"))
    return [...files, "quarter.pptx", "access.xlsx"].map((file) => route.replace(":file", file));
  if (route.endsWith("/quarters/:quarter")) return [route.replace(":quarter", "current")];
  if (route.endsWith("/case-pages/:kind/:id")) {
    return [
      route.replace(":kind/:id", `decision/${known.decision}`),
      route.replace(":kind/:id", "criteria/skaermbesoeg:*"),
    ];
  }
  if (route.endsWith("/barriers/:id")) return [route.replace(":id", known.barrier)];
  return [route.replace(":solution", "skaermbesoeg").replace(":team", "nord-dag").replace("*", "index.html")];
}

/** Each command of the command line with what it needs; only `export` is meant to print what people wrote. */
export function commandLines(place: string, folder: string): Record<string, string[]> {
  return {
    import: ["import", folder],
    sync: ["sync", "--dry-run"],
    tick: ["tick"],
    doctor: ["doctor"],
    export: ["export", "--person", "mette.holm@havnby.example"],
    erase: ["erase", "--person", "ulla.mikkelsen@havnby.example", "--yes"],
    backup: ["backup", `${place}-backup.db`],
    copy: ["copy", "--from", `sqlite:${place}`, "--to", `sqlite:${place}-copy.db`],
  };
}
