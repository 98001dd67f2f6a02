import { localDate } from "../../domain/calendar.ts";
import { type CasePageKind, caseTitle } from "../../domain/case-page.ts";
import type { Criteria } from "../../domain/citizen/criteria.ts";
import type { Decision } from "../../domain/decision/decision.ts";
import { type IsoDate, solutionName } from "../../domain/organisation.ts";
import { teamsWhere } from "../../domain/permissions.ts";
import { type Screening, screeningTexts } from "../../domain/screening.ts";
import { inclusionPrinciples } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { casePageDa } from "../../text/da/case-page.ts";
import { screeningDa, screeningPageDa } from "../../text/da/screening.ts";
import { casePageEn } from "../../text/en/case-page.ts";
import { screeningEn, screeningPageEn } from "../../text/en/screening.ts";
import { textFor } from "../../text/text.ts";
import { atStart } from "../../text/wording.ts";
import { personOf } from "../actor.ts";
import { seenBy } from "../decision/decisions.ts";
import { maySeeDecision } from "../decision/see-decision.ts";
import type { Errand } from "../errand.ts";
import { guardedCell, wordsFor } from "../overview/export-table.ts";
import { mayAnswerScreening, whatIsAsked } from "../screening/may-ask.ts";

/** Something as it is handed on to a case: what stands there now, in the language of whoever asks. */
export interface CasePage {
  kind: CasePageKind;
  /** At most `mostTitle` letters; no person is named in it. */
  title: string;
  /** When it was decided, written or answered. */
  on: IsoDate;
  lines: { label: string; text: string }[];
}

type Line = [label: string, text: string | null];

/**
 * A decision, criteria or an adviser's answer as a page for the case system. `id` is the key of what it is of. Throws `notFound` for what is
 * not there, is not answered yet, or is not the person's to read.
 */
export async function viewCasePage(errand: Errand, kind: CasePageKind, id: string): Promise<CasePage> {
  const { store, actor } = errand;
  switch (kind) {
    case "decision":
      return pageOfDecision(errand, (await store.read(actor.tenantId, kind, id))?.value);
    case "criteria":
      return pageOfCriteria(errand, (await store.read(actor.tenantId, kind, id))?.value);
    case "screening":
      return pageOfAnswer(errand, (await store.read(actor.tenantId, kind, id))?.value);
    default:
      return kind satisfies never;
  }
}

function wordsOf(errand: Errand) {
  const { language } = personOf(errand.directory, errand.actor);
  const isEnglish = language === "en";
  return {
    ...wordsFor(errand),
    page: isEnglish ? casePageEn : casePageDa,
    asked: isEnglish ? { ...screeningEn, ...screeningPageEn } : { ...screeningDa, ...screeningPageDa },
    date: textFor(language).date,
  };
}

const nameOf = ({ directory }: Errand, personId: string | null) =>
  personId === null ? null : (directory.people.get(personId)?.name ?? null);

function made(kind: CasePageKind, on: IsoDate, title: string, lines: readonly Line[]): CasePage {
  return { kind, title, on, lines: lines.flatMap(([label, text]) => (text === null ? [] : [{ label, text }])) };
}

function pageOfDecision(errand: Errand, decision: Decision | undefined): CasePage {
  if (decision === undefined || !maySeeDecision(errand, decision)) throw new OmbordError("notFound");
  const { directory } = errand;
  const { page, tab, text, date } = wordsOf(errand);
  const { kind, as, doer, due, state, endedAt, told, createdAt, share } = decision;
  const { scopeName, solutionName: solution } = seenBy(errand, decision);
  const { lines } = page;
  const { decisions } = tab;
  const on = localDate(createdAt);
  const what = share === undefined ? decisions.kinds[kind] : `${decisions.kinds[kind]}: ${share} %`;
  const role = as === null ? null : decisions.role(directory.areas.get(as.scope)?.name ?? null, as.standIn === true);
  const isEnded = endedAt !== null && state !== "open";
  return made("decision", on, caseTitle(on, page.kinds.decision, [decisions.kinds[kind], solution, scopeName]), [
    [lines.what, what],
    [lines.place, scopeName],
    [lines.solution, solution === null ? null : atStart(solution)],
    [lines.text, decision.textDeletedAt === undefined ? guardedCell(decision.text, text) : lines.gone],
    [lines.by, [nameOf(errand, decision.by), role].filter((part) => part !== null).join(", ")],
    [lines.on, date(on)],
    [lines.doer, nameOf(errand, doer)],
    [lines.due, due === null ? null : date(due)],
    [lines.state, isEnded ? page.ended(decisions.states[state], date(localDate(endedAt))) : decisions.states[state]],
    [lines.told, told.length === 0 ? null : lines.toldCount(told.length)],
  ]);
}

function pageOfCriteria(errand: Errand, criteria: Criteria | undefined): CasePage {
  const { directory, actor, now } = errand;
  const solution = criteria === undefined ? undefined : directory.solutions.get(criteria.solutionId);
  const isReader = teamsWhere(directory, actor.personId, "seeAdoption", localDate(now)).length > 0;
  if (criteria === undefined || solution === undefined || !isReader) throw new OmbordError("notFound");
  const { page, steps, text, date } = wordsOf(errand);
  const { criteria: words, principles } = steps;
  const { area, by, at, since } = criteria;
  const place = area === "*" ? directory.settings.name : (directory.areas.get(area)?.name ?? area);
  const on = localDate(at);
  const parts = (["digital", "hybrid", "analogue", "decider"] as const).map(
    (part): Line => [words[part], guardedCell(criteria[part], text)],
  );
  const done = inclusionPrinciples.filter((id) => criteria.principles.includes(id)).map((id) => principles.items[id]);
  return made("criteria", on, caseTitle(on, page.kinds.criteria, [solution.name, place]), [
    [page.lines.solution, atStart(solution.name)],
    [page.lines.place, place],
    ...parts,
    [words.since, date(since)],
    [page.lines.principles, done.length === 0 ? null : done.join(" ")],
    [page.lines.written, page.signed(nameOf(errand, by) ?? "", date(on))],
  ]);
}

/** Whoever asked, whoever may ask about the same, and the adviser read the answer; the adviser sees what was asked and nothing else. */
async function pageOfAnswer(errand: Errand, screening: Screening | undefined): Promise<CasePage> {
  const answer = screening?.answer ?? null;
  if (screening === undefined || answer === null) throw new OmbordError("notFound");
  const { actor, directory } = errand;
  const isTheirs = screening.by === actor.personId || mayAnswerScreening(errand, screening);
  if (!isTheirs && (await whatIsAsked(errand, screening.about, screening.aboutId)) === null) {
    throw new OmbordError("notFound");
  }
  const { page, asked, text, date } = wordsOf(errand);
  const { lines } = page;
  const { solutionId, teamIds, about, personalData } = screening;
  const solution = solutionId === null ? null : solutionName(directory, solutionId, teamIds[0] ?? "");
  const on = localDate(answer.at);
  const written = screeningTexts.map((of): Line => [asked[of], guardedCell(screening[of], text)]);
  const title = caseTitle(on, page.kinds.screening, [asked.verdicts[answer.verdict], asked.kinds[about], solution]);
  return made("screening", on, title, [
    [lines.about, asked.kinds[about]],
    [lines.solution, solution === null ? null : atStart(solution)],
    ...written,
    [asked.personalDataAsk, asked.personalData[personalData]],
    [lines.asked, page.signed(nameOf(errand, screening.by) ?? "", date(localDate(screening.createdAt)))],
    [lines.answer, asked.verdicts[answer.verdict]],
    [lines.why, answer.text === null ? lines.gone : guardedCell(answer.text, text)],
    [lines.answered, page.signed(nameOf(errand, answer.by) ?? "", date(on))],
  ]);
}
