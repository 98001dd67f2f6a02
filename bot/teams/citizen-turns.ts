import { v7 as uuid } from "uuid";
import type { TeamsToReportFor } from "../cards/barrier-card.ts";
import { checkInCard } from "../cards/check-in-card.ts";
import { type CitizenFormOptions, chosenIn, citizenCard, citizenReceiptCard } from "../cards/citizen-card.ts";
import { parseSubmit, type Submitted } from "../cards/submit.ts";
import { sentenceCard } from "../cards/talk-cards.ts";
import { draftOf, typedValues } from "../cards/typed-values.ts";
import type { Card } from "../channel.ts";
import { localDate } from "../domain/calendar.ts";
import { followUpDate } from "../domain/citizen/again.ts";
import type { OfferedWhileNoting } from "../domain/citizen/offered.ts";
import { citizenReasonGroupIds, citizenReasonGroups } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import { reportChoices } from "../use-cases/barrier/report-barrier.ts";
import { showCheckIn } from "../use-cases/check-in/show-check-in.ts";
import { type LoggedCase, logCitizenCase } from "../use-cases/citizen/log-citizen-case.ts";
import { offerWhileNoting } from "../use-cases/citizen/offer-while-noting.ts";
import { type OutgoingCard, refreshFor, refusalOf, type Turn } from "./turn.ts";

/** `borger`: the form on its own. */
export async function startCase(turn: Turn): Promise<OutgoingCard[]> {
  return [{ card: await citizenForm(turn, {}), summary: turn.text.citizen.summary }];
}

/** The form from a check-in card: what was filled in there is kept, and the form leads back to it. */
export async function openForm(turn: Turn, data: unknown): Promise<Card> {
  const { week, team, correcting } = parseSubmit("citizenForm", data);
  return citizenForm(turn, { week, team, correcting, draft: draftOf(typedValues(data)) });
}

interface FormState {
  week?: string | undefined;
  team?: string | undefined;
  solution?: string;
  correcting?: boolean;
  draft?: CitizenFormOptions["draft"];
}

export async function citizenForm(turn: Turn, state: FormState): Promise<Card> {
  const values = state.solution === undefined ? undefined : { solution: state.solution };
  return formOr(turn, { ...state, form: uuid() }, { values });
}

/** The form for these teams, or a sentence for a person who has none. */
async function formOr(
  turn: Turn,
  state: FormState & { form: string },
  shown: Pick<CitizenFormOptions, "values" | "error" | "guard">,
): Promise<Card> {
  const choices = reportChoices(turn.errand);
  const isFromCheckIn = state.week !== undefined && state.team !== undefined;
  const teams = isFromCheckIn ? choices.teams.filter((team) => team.id === state.team) : choices.teams;
  if (teams.length === 0 && isFromCheckIn) throw new OmbordError("notFound");
  if (teams.length === 0) return sentenceCard(turn.text.citizen.title, turn.text.notForYou.report);
  return citizenCard({
    text: turn.text,
    formId: state.form,
    choices: { ...choices, teams },
    offered: await offeredIn(turn, teams, shown.values),
    origin: originIn(state),
    draft: state.draft,
    correcting: state.correcting,
    ...shown,
  });
}

/**
 * What has helped and what is agreed, for what is filled in so far. An offer only: whatever keeps it from being read, the form
 * comes without it and with what was typed.
 */
export async function offeredIn(
  { errand }: Turn,
  teams: TeamsToReportFor["teams"],
  values: CitizenFormOptions["values"],
): Promise<OfferedWhileNoting | undefined> {
  const given = [...(values?.groups ?? "").split(",").map((one) => one.trim()), ...chosenIn(values, "reasons")];
  const group = citizenReasonGroupIds.find((id) => [id, ...citizenReasonGroups[id]].some((one) => given.includes(one)));
  const solutionIds = [...new Set(teams.flatMap((team) => team.solutions.map(({ id }) => id)))];
  const solutionId = solutionIds.find((id) => id === values?.solution);
  const teamIds = teams.map(({ id }) => id);
  try {
    return await offerWhileNoting(errand, { teamIds, solutionIds }, { solutionId, group });
  } catch {
    return undefined;
  }
}

function originIn(state: { week?: string | undefined; team?: string | undefined }) {
  return state.week === undefined || state.team === undefined ? undefined : { week: state.week, team: state.team };
}

export async function saveCase(turn: Turn, data: unknown): Promise<Card> {
  const given = parseSubmit("citizenCase", data);
  if (given.team === undefined) {
    const shown = { values: typedValues(data), error: turn.text.common.missing(turn.text.citizen.chooseTeam) };
    return formOr(turn, { ...given, solution: given.solution ?? "any" }, shown);
  }
  const outcome = await logCase(turn, { ...given, team: given.team });
  if ("refusal" in outcome) {
    const shown = { values: typedValues(data), ...outcome.refusal };
    return formOr(turn, { ...given, solution: given.solution ?? "any" }, shown);
  }
  if (originIn(given) === undefined) return citizenReceiptCard(outcome.citizenCase, turn.text);
  return backTo(turn, given, turn.text.citizen.saved);
}

/** Logs what a form says, wherever it was filled in; what keeps it from being stored is for the form to say. Throws `notFound`. */
export async function logCase(
  turn: Turn,
  given: Submitted<"citizenCase"> & { team: string },
): Promise<LoggedCase | { refusal: ReturnType<typeof refusalOf> }> {
  try {
    const logged = await logCitizenCase(turn.errand, {
      ...given,
      id: given.form,
      teamId: given.team,
      solutionId: given.solution === "any" ? undefined : given.solution,
      followUpOn: followUpOf(turn, given),
    });
    if (logged.citizenCase.barrierId !== undefined) turn.deliverSoon(turn.actor.tenantId);
    return logged;
  } catch (error) {
    if (error instanceof OmbordError && error.code === "notFound") throw error;
    return { refusal: refusalOf(error, turn.text) };
  }
}

/** The date that was chosen, in words or as one. */
function followUpOf({ now }: Turn, { again, followUpOn }: Submitted<"citizenCase">): string | undefined {
  return again === "week" || again === "month" || again === "quarter"
    ? followUpDate(again, localDate(now))
    : followUpOn;
}

export async function leaveForm(turn: Turn, data: unknown): Promise<Card> {
  return backTo(turn, parseSubmit("citizenCase", data));
}

/** The check-in as the leader left it. */
async function backTo(turn: Turn, given: Submitted<"citizenCase">, note?: string): Promise<Card> {
  const { week, team } = given;
  if (week === undefined || team === undefined) throw new OmbordError("invalid");
  const view = await showCheckIn(turn.errand, { week, teamId: team });
  return checkInCard(view, {
    text: turn.text,
    refreshFor: refreshFor(turn),
    correcting: given.correcting,
    values: given.draft,
    note,
  });
}
