import { localDate } from "../../domain/calendar.ts";
import type { Criteria } from "../../domain/citizen/criteria.ts";
import type { Published } from "../../domain/citizen/publication.ts";
import { type Decision, readersOf } from "../../domain/decision/decision.ts";
import { isTooFew } from "../../domain/few-teams.ts";
import { activeTeams, areaPath, type Directory, teamIsIn } from "../../domain/organisation.ts";
import { rolesOf } from "../../domain/permissions.ts";
import { leaverNameMonths } from "../../domain/retention.ts";
import { type DecisionKind, decisionKinds } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { queryAll } from "../../store/store.ts";
import { type AccessText, accessDa } from "../../text/da/access.ts";
import { retentionDa } from "../../text/da/retention.ts";
import { accessEn } from "../../text/en/access.ts";
import { retentionEn } from "../../text/en/retention.ts";
import { personOf } from "../actor.ts";
import { criteriaRows, figureRows } from "../citizen/export-councils.ts";
import { maySeeDecision } from "../decision/see-decision.ts";
import type { Errand } from "../errand.ts";
import { aboutSheet, type Cell, type Export, guardedCell, type Sheet, wordsFor } from "../overview/export-table.ts";
import { withoutNamesIn } from "../trial/share-trial.ts";

/**
 * An extract that nobody can be found in, for access to documents: what is decided, criteria, and figures about citizens as last published for
 * the whole municipality, with how long everything is kept. Decisions are those that a manager may see; an administrator has all of them,
 * as they are suppressed here. Throws `notFound` for everybody else.
 */
export async function exportAccess(errand: Errand): Promise<Export> {
  const { store, actor, directory, now } = errand;
  const roles = rolesOf(directory, actor.personId, localDate(now)).map(({ role }) => role);
  if (!roles.includes("manager") && !roles.includes("admin")) throw new OmbordError("notFound");
  const words = wordsFor(errand);
  const access = accessWords(errand);
  const decisions: Decision[] = [];
  for await (const { value } of queryAll(store, actor.tenantId, "decision")) {
    if (roles.includes("admin") || maySeeDecision(errand, value)) decisions.push(value);
  }
  const criteria = await Array.fromAsync(queryAll(store, actor.tenantId, "criteria"), ({ value }) => value);
  const known = criteria.filter(({ solutionId }) => directory.solutions.has(solutionId));
  const published = await lastPublished(errand);
  const { text, tab } = words;
  const { name, suppressionLimit } = directory.settings;
  const notes: [string, string][] = [
    ...access.leftOutLines(suppressionLimit).map((line): [string, string] => [access.leftOut, line]),
    [access.check, access.checkLine],
    ...(published === null
      ? []
      : ([
          [text.about.hiddenTitle, text.about.hiddenWhy(published.limit)],
          [text.about.publishedTitle, text.about.publishedWhy],
          [text.about.severalTitle, text.about.severalWhy],
        ] satisfies [string, string][])),
  ];
  return {
    name: `${access.file}-${localDate(now)}`,
    sheets: [
      {
        title: access.title,
        columns: [text.table, text.what, text.period, text.count, text.area],
        rows: [
          ...decisionRows(errand, decisions),
          ...fewRows(errand, decisions),
          ...criteriaRows(errand, { criteria: known.map((one) => nobodysCriteria(directory, one)) }),
          ...figureRows(errand, { published, name }),
        ],
      },
      retentionSheet(errand),
      aboutSheet(errand, words, { notes, ...(roles.includes("admin") && { scope: tab.figures.scope.whole }) }),
    ],
  };
}

function accessWords({ directory, actor }: Errand): AccessText {
  return personOf(directory, actor).language === "en" ? accessEn : accessDa;
}

async function lastPublished({ store, actor }: Errand): Promise<Published | null> {
  const found = await Array.fromAsync(queryAll(store, actor.tenantId, "published"), ({ value }) => value);
  const whole = found.filter(({ area }) => area === "*").toSorted((a, b) => (a.from < b.from ? 1 : -1));
  return whole[0] ?? null;
}

function teamsWithin(directory: Directory, scope: string): Set<string> {
  const within = activeTeams(directory).filter(({ id }) => id === scope || teamIsIn(directory, id, scope));
  return new Set(within.map(({ id }) => id));
}

/** Everything, or an area with so many teams that what is said of it points at none. */
function isLarge(directory: Directory, scope: string): boolean {
  if (scope === "*") return true;
  return directory.areas.has(scope) && teamsWithin(directory, scope).size >= directory.settings.suppressionLimit;
}

/** The nearest area that is large enough, else everything. */
function largeAround(directory: Directory, area: string): string {
  return area === "*" ? "*" : (areaPath(directory, area).find((one) => isLarge(directory, one)) ?? "*");
}

function decisionRows(errand: Errand, decisions: readonly Decision[]): Cell[][] {
  const { directory } = errand;
  const { text, tab } = wordsFor(errand);
  const access = accessWords(errand);
  const newest = decisions
    .filter(({ scope }) => isLarge(directory, scope))
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  return newest.map((decision): Cell[] => {
    const { kind, about, scope, solutionId, share, state, createdAt } = decision;
    const isTold = readersOf(kind, about.kind) === "everybody";
    const written = decision.text === null ? null : isTold ? withoutNamesIn(directory, decision.text) : null;
    const missing = decision.text !== null && !isTold ? access.withoutText : null;
    const solution = solutionId === null ? null : (directory.solutions.get(solutionId)?.name ?? null);
    const target = share === undefined ? null : `${share} %`;
    const said = [solution, target, guardedCell(written, text) ?? missing, tab.decisions.states[state]];
    const what = `${tab.decisions.kinds[kind]}: ${said.filter((part) => part !== null).join(" – ")}`;
    const place = scope === "*" ? directory.settings.name : (directory.areas.get(scope)?.name ?? "");
    return [access.decisions, what, { date: localDate(createdAt) }, null, place];
  });
}

/** What would point at a team or a leader is counted by kind, and hidden where few teams stand behind it. */
function fewRows(errand: Errand, decisions: readonly Decision[]): Cell[][] {
  const { directory } = errand;
  const { text, tab } = wordsFor(errand);
  const { suppressionLimit, name } = directory.settings;
  const few = decisions.filter(({ scope }) => !isLarge(directory, scope));
  const rowOf = (kind: DecisionKind): Cell[][] => {
    const some = few.filter((one) => one.kind === kind);
    if (some.length === 0) return [];
    const teams = new Set(some.flatMap(({ scope }) => [...teamsWithin(directory, scope)]));
    const count = teams.size === 0 || isTooFew(teams, suppressionLimit) ? text.hidden : some.length;
    return [[accessWords(errand).few, tab.decisions.kinds[kind], null, count, name]];
  };
  return decisionKinds.flatMap(rowOf);
}

/** Criteria without names, of an area that is large enough to be named. */
function nobodysCriteria(directory: Directory, criteria: Criteria): Criteria {
  const plain = (written: string | null) => (written === null ? null : withoutNamesIn(directory, written));
  const { digital, hybrid, analogue, decider } = criteria;
  return {
    ...criteria,
    area: largeAround(directory, criteria.area),
    ...{ digital: plain(digital), hybrid: plain(hybrid), analogue: plain(analogue), decider: plain(decider) },
    earlier: [],
  };
}

function retentionSheet({ directory, actor }: Errand): Sheet {
  const words = personOf(directory, actor).language === "en" ? retentionEn : retentionDa;
  const { settings } = directory;
  const rows = words.rows({
    freeText: settings.freeTextRetentionMonths,
    citizenCases: settings.citizenCaseRetentionMonths,
    checkIns: settings.checkInRetentionMonths,
    leaverNames: settings.leaverNameMonths ?? leaverNameMonths,
  });
  return {
    title: words.title,
    columns: words.columns,
    rows: rows.map(([what, keeps, proposal]): Cell[] => [what, keeps, words.proposals[proposal], null]),
  };
}
