import { v7 as uuid } from "uuid";
import {
  alreadyReportedCard,
  type BarrierFormOptions,
  barrierCategoryCard,
  barrierDetailCard,
  barrierSolutionCard,
  barrierTeamCard,
  whatWasReported,
} from "../cards/barrier-card.ts";
import { checkInCard, type FormValues } from "../cards/check-in-card.ts";
import { reportReceipt } from "../cards/report-receipt.ts";
import { parseSubmit, type Submitted } from "../cards/submit.ts";
import { sentenceCard } from "../cards/talk-cards.ts";
import { typedValues } from "../cards/typed-values.ts";
import type { Card } from "../channel.ts";
import { localDate } from "../domain/calendar.ts";
import { barrierCategories, topicOfToday } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import {
  type BarrierView,
  chooseGroup,
  describeBarrier,
  keepWords,
  showBarrier,
} from "../use-cases/barrier/describe-barrier.ts";
import { openAbout, reportBarrier, reportChoices } from "../use-cases/barrier/report-barrier.ts";
import { showCheckIn } from "../use-cases/check-in/show-check-in.ts";
import { readTogether } from "../use-cases/errand.ts";
import { citizenForm } from "./citizen-turns.ts";
import { type OutgoingCard, refreshFor, refusalOf, type Turn } from "./turn.ts";

/** `noget driller med journalen`: which team, which solution, then the same two steps as from a check-in. */
export async function startReport(turn: Turn, solutionId: string | null = null): Promise<OutgoingCard[]> {
  const { text } = turn;
  const choices = reportChoices(turn.errand);
  const solution = solutionId ?? undefined;
  const using = choices.teams.filter(
    ({ solutions }) => solution === undefined || solutions.some(({ id }) => id === solution),
  );
  const [only, ...others] = using;
  const summary = text.barrier.whereTitle;
  if (only === undefined) return [{ card: sentenceCard(summary, text.notForYou.report), summary }];
  const card =
    others.length === 0
      ? barrierSolutionCard(only, uuid(), text, { solution })
      : barrierTeamCard({ ...choices, teams: using }, text, solution);
  return [{ card, summary }];
}

export async function chooseTeam(turn: Turn, data: unknown): Promise<Card> {
  const { team, solution } = parseSubmit("barrierTeam", data);
  if (team === undefined) throw new OmbordError("invalid", "nothingChosen");
  return solutionCard(turn, team, uuid(), { solution });
}

/** From a button: the first card of it. */
export async function startFromButton(turn: Turn): Promise<Card> {
  const [first] = await startReport(turn);
  if (first === undefined) throw new OmbordError("notFound");
  return first.card;
}

function solutionCard(
  turn: Turn,
  teamId: string,
  formId: string,
  shown: { error?: string; solution?: string | undefined } = {},
): Card {
  const choices = reportChoices(turn.errand);
  const chosen = choices.teams.find(({ id }) => id === teamId);
  if (chosen === undefined) throw new OmbordError("notFound");
  return barrierSolutionCard(chosen, formId, turn.text, shown);
}

export async function report(turn: Turn, data: unknown): Promise<Card> {
  const { week, team, solution, form, fresh } = parseSubmit("barrierReport", data);
  if (solution === undefined) {
    const { errand } = await readTogether(turn.errand, []);
    return solutionCard({ ...turn, errand }, team, form, {
      error: turn.text.common.missing(turn.text.barrier.chooseSolution),
    });
  }
  const known = fresh ? null : await openAbout(turn.errand, { id: form, teamId: team, solutionId: solution });
  if (known?.barrier.detail) {
    const { barrier, solutionName } = known;
    const again = { team, solution, form, fresh: true };
    const one = { solutionName, what: whatWasReported(barrier, turn.text), again };
    return alreadyReportedCard([one], { verb: "barrier/show", data: { barrier: barrier.id } }, turn.text);
  }
  const view = known ?? (await reportBarrier(turn.errand, { id: form, teamId: team, solutionId: solution }));
  turn.deliverSoon(turn.actor.tenantId);
  const origin = week === undefined ? {} : { week, team };
  return barrierCategoryCard(formOptions(turn, { barrier: view.barrier.id, ...origin }, view));
}

/** The first step for a barrier that exists already. */
export async function describeForm(turn: Turn, data: unknown): Promise<Card> {
  const given = parseSubmit("barrier", data);
  const options = formOptions(turn, given, await showBarrier(turn.errand, given.barrier));
  return barrierCategoryCard({ ...options, values: { ...options.values, ...filledIn(data) } });
}

/** What was typed on the second step, to be carried along. */
function filledIn(data: unknown): FormValues {
  const { consequence = "", contact = "" } = typedValues(data);
  return { ...(consequence === "" ? {} : { consequence }), ...(contact === "" ? {} : { contact }) };
}

function formOptions(
  turn: Turn,
  data: Submitted<"barrier">,
  { barrier, solutionName }: BarrierView,
): BarrierFormOptions {
  const { category, detail, consequence, contact } = barrier;
  const values = {
    ...(category === null ? {} : { category }),
    ...(detail === null ? {} : { detail }),
    ...(consequence === null ? {} : { consequence }),
    contact,
  };
  return { text: turn.text, barrierId: data.barrier, solutionName, origin: originIn(data), values };
}

/** The check-in that a form was opened from. */
export function originIn(data: { week?: string | undefined; team?: string | undefined }) {
  return data.week === undefined || data.team === undefined ? undefined : { week: data.week, team: data.team };
}

/** The second step; a category with one detail that says it all goes on to the citizen at once. */
export async function chooseCategory(turn: Turn, data: unknown): Promise<Card> {
  const chosen = parseSubmit("barrierCategory", data);
  const { category } = chosen;
  if (category === undefined) {
    const error = turn.text.common.missing(turn.text.barrier.category);
    const view = await showBarrier(turn.errand, chosen.barrier);
    return barrierCategoryCard({ ...formOptions(turn, chosen, view), error });
  }
  if (category === "citizen") {
    const [detail] = barrierCategories.citizen;
    return describeWith(turn, { ...chosen, category, detail, contact: "none", confirmed: false }, data);
  }
  const view = await chooseGroup(turn.errand, chosen.barrier, category);
  const options = formOptions(turn, chosen, view);
  return barrierDetailCard(category, { ...options, values: { ...options.values, ...filledIn(data) } });
}

export async function describe(turn: Turn, data: unknown): Promise<Card> {
  return describeWith(turn, parseSubmit("barrierDescription", data), data);
}

async function describeWith(turn: Turn, given: Submitted<"barrierDescription">, data: unknown): Promise<Card> {
  const { detail } = given;
  if (detail === undefined) {
    const shown = { error: turn.text.common.missing(turn.text.barrier.detail), values: typedValues(data) };
    const view = await showBarrier(turn.errand, given.barrier);
    return barrierDetailCard(given.category, { ...formOptions(turn, given, view), ...shown });
  }
  let view: BarrierView;
  try {
    view = await describeBarrier(
      turn.errand,
      given.barrier,
      { ...given, detail },
      { receipt: receiptHere(turn, given) },
    );
    turn.deliverSoon(turn.actor.tenantId);
  } catch (error) {
    if (error instanceof OmbordError && error.code === "notFound") throw error;
    const shown = { ...refusalOf(error, turn.text), values: typedValues(data) };
    const view = await showBarrier(turn.errand, given.barrier);
    return barrierDetailCard(given.category, { ...formOptions(turn, given, view), ...shown });
  }
  const errand = { ...turn.errand, directory: view.directory };
  if (given.category === "citizen")
    return citizenForm({ ...turn, errand }, { ...originIn(given), solution: view.barrier.solutionId });
  return afterDescribing(turn, given, view);
}

/** Outside a check-in the card that was pressed becomes the receipt, which shows the words. */
function receiptHere(turn: Turn, given: Submitted<"barrier">): string | undefined {
  return turn.isPersonalChat && originIn(given) === undefined ? turn.cardId : undefined;
}

/** *Ikke nu*: the barrier stands with what was chosen and typed, and can be described further later. */
export async function later(turn: Turn, data: unknown): Promise<Card> {
  const given = topicOfToday(parseSubmit("barrierLater", data));
  const { category, detail } = given;
  if (category !== undefined && detail !== undefined && barrierCategories[category].some((one) => one === detail)) {
    return describeWith(turn, { ...given, category }, data);
  }
  let view: BarrierView;
  try {
    view = await keepWords(turn.errand, given.barrier, given, receiptHere(turn, given));
  } catch (error) {
    if (error instanceof OmbordError && error.code === "notFound") throw error;
    const { guard, ...refused } = refusalOf(error, turn.text);
    const shown = {
      ...refused,
      values: typedValues(data),
      ...(guard && { guard: { ...guard, verb: "barrier/later" } }),
    };
    const options = { ...formOptions(turn, given, await showBarrier(turn.errand, given.barrier)), ...shown };
    return category === undefined ? barrierCategoryCard(options) : barrierDetailCard(category, options);
  }
  const origin = originIn(given);
  if (origin === undefined) return receipt(turn, view);
  const checkIn = await showCheckIn(turn.errand, { week: origin.week, teamId: origin.team });
  return checkInCard(checkIn, { text: turn.text, refreshFor: refreshFor(turn) });
}

/** The next solution of the check-in that is in the way, else the receipt. */
async function afterDescribing(turn: Turn, given: Submitted<"barrier">, described: BarrierView): Promise<Card> {
  const origin = originIn(given);
  if (origin === undefined) return receipt(turn, described);
  const view = await showCheckIn(turn.errand, { week: origin.week, teamId: origin.team });
  const [next] = view.undescribed;
  if (next === undefined) return checkInCard(view, { text: turn.text, refreshFor: refreshFor(turn) });
  const solutionName = view.solutionNames[next.solutionId] ?? next.solutionId;
  return barrierCategoryCard({ text: turn.text, barrierId: next.barrierId, solutionName, origin });
}

export function receipt(turn: Turn, view: BarrierView): Card {
  return reportReceipt(view, turn.text, localDate(turn.now));
}
