import type { Card } from "../channel.ts";
import type { OfferedWhileNoting } from "../domain/citizen/offered.ts";
import { type CitizenCase, groupsOf } from "../domain/citizen-case.ts";
import { type CitizenReasonGroup, citizenReasonGroups } from "../domain/vocabulary.ts";
import type { Text } from "../text/text.ts";
import type { Origin, TeamsToReportFor } from "./barrier-card.ts";
import {
  type CardAction,
  card,
  choiceSet,
  choicesOf,
  execute,
  facts,
  type GuardNotice,
  heading,
  notice,
  paragraph,
  sendActions,
  sentence,
  subtle,
  toggle,
} from "./card.ts";
import type { FormValues } from "./check-in-card.ts";
import { fittingChoices } from "./fitting.ts";
import { offeredElements } from "./offered.ts";

export interface CitizenFormOptions {
  text: Text;
  /** Minted with the form: sending the form twice stores one case. */
  formId: string;
  /** The teams to choose among; one when the form was opened from a check-in. */
  choices: TeamsToReportFor;
  origin?: Origin | undefined;
  /** What the leader had filled in on the check-in, to come back to. */
  draft?: FormValues | undefined;
  /** The check-in was being corrected. */
  correcting?: boolean | undefined;
  values?: FormValues | undefined;
  error?: string | undefined;
  guard?: GuardNotice | undefined;
  /** What to say about where the text came from. */
  about?: string | undefined;
  /** What has helped before, and what is agreed. */
  offered?: OfferedWhileNoting | undefined;
}

/** A citizen who cannot take part: reasons, what is done instead, outcome, optional note. */
export function citizenCard(options: CitizenFormOptions): Card {
  const { text, values, choices } = options;
  const [onlyTeam] = choices.teams.length === 1 ? choices.teams : [];
  const data = {
    form: options.formId,
    ...(onlyTeam === undefined ? {} : { team: onlyTeam.id }),
    ...options.origin,
    ...(options.draft === undefined ? {} : { draft: options.draft }),
    ...(options.correcting ? { correcting: true } : {}),
  };
  return card(
    [
      heading(text.citizen.title),
      onlyTeam === undefined ? null : subtle(onlyTeam.name),
      sentence(text.common.noPersonalData),
      notice(options.error),
      onlyTeam === undefined ? teamChoice(options) : null,
      choiceSet("solution", text.citizen.solution, solutionsOf(options), {
        value: values?.solution || "any",
      }),
      choiceSet("groups", text.citizen.reasons, choicesOf(text.citizenReasonGroup), {
        value: values?.groups,
        many: true,
        placeholder: text.common.choose,
      }),
      choiceSet("reasons", text.citizenForm.details, choicesOf(text.citizenReason), {
        value: values?.reasons,
        many: true,
        placeholder: text.common.choose,
      }),
      ...offeredElements(options.offered, text),
      choiceSet("instead", text.citizen.instead, choicesOf(text.citizenAlternative), {
        value: values?.instead,
        many: true,
        placeholder: text.common.choose,
      }),
      subtle(text.citizenForm.exemption),
      choiceSet("outcome", text.citizen.outcome, choicesOf(text.citizenOutcome), {
        value: values?.outcome || "open",
      }),
      choiceSet("again", text.citizenForm.again, choicesOf(text.citizenForm.againChoices), {
        value: values?.again || "none",
      }),
      { type: "Input.Date", id: "followUpOn", label: text.citizenForm.date, ...initial(values?.followUpOn) },
      toggle("relatives", text.citizenForm.relatives, values?.relatives === "true"),
      toggle("helpWanted", text.citizenForm.helpWanted, values?.helpWanted === "true"),
      options.about === undefined ? null : subtle(options.about),
      notice(options.guard?.sentence),
      {
        type: "Input.Text",
        id: "note",
        label: text.citizen.note,
        isMultiline: true,
        maxLength: 1000,
        ...initial(values?.note),
      },
    ],
    [
      ...sendActions({ title: text.citizen.save, verb: "citizen/save", data }, options),
      options.origin === undefined ? null : backAction(options, data),
    ],
  );
}

/** The same in a dialog that was opened on a message, whose buttons send it in. */
export function citizenDialog(options: CitizenFormOptions): Card {
  const shown = citizenCard(options);
  const actions = (shown.actions as CardAction[]).map(({ title, style, data }) => ({
    ...{ type: "Action.Submit", title, data },
    ...(style === undefined ? {} : { style }),
  }));
  return { ...shown, actions };
}

/** Of the teams, and of the solutions, beside the rest of the form and what was typed. */
const choicesBytes = 7 * 1024;

function backAction(options: CitizenFormOptions, data: Record<string, unknown>): CardAction {
  return execute(options.text.common.back, "citizen/back", data, { withoutInputs: true });
}

function initial(value: string | undefined): { value?: string } {
  return value ? { value } : {};
}

function teamChoice({ text, choices, values }: CitizenFormOptions) {
  const teams = choices.teams.map((team) => ({ title: team.name, value: team.id }));
  return choiceSet("team", text.citizen.chooseTeam, fittingChoices(teams, choicesBytes).choices, {
    value: values?.team,
    required: text.barrier.chooseRequired,
    placeholder: text.common.choose,
  });
}

function solutionsOf({ text, choices }: CitizenFormOptions) {
  const named = new Map(choices.teams.flatMap((team) => team.solutions.map(({ id, name }) => [id, name] as const)));
  const known = [...named].map(([value, title]) => ({ title, value }));
  return [{ title: text.citizen.noSolution, value: "any" }, ...fittingChoices(known, choicesBytes).choices];
}

/** The details, and the groups of which none was given. */
export function whatIsDifficult(citizenCase: CitizenCase, text: Text): string[] {
  const { reasons } = citizenCase;
  const isTold = (group: CitizenReasonGroup) =>
    citizenReasonGroups[group].some((one) => reasons.includes(one as never));
  const plain = groupsOf(citizenCase).filter((group) => !isTold(group));
  return [...reasons.map((one) => text.citizenReason[one]), ...plain.map((one) => text.citizenReasonGroup[one])];
}

/** The receipt outside a check-in. */
export function citizenReceiptCard(logged: CitizenCase, text: Text): Card {
  const caseFacts = facts([
    [text.citizen.reasons, whatIsDifficult(logged, text).join(", ")],
    [text.citizen.instead, logged.instead.map((way) => text.citizenAlternative[way]).join(", ")],
    [text.citizen.outcome, text.citizenOutcome[logged.outcome]],
    [text.citizen.followUp, logged.followUpOn === null ? "" : text.date(logged.followUpOn)],
  ]);
  return card(
    [
      heading(text.citizen.title),
      paragraph(text.citizen.saved),
      caseFacts,
      logged.barrierId === undefined ? null : paragraph(text.citizenForm.helpOnItsWay),
    ],
    [execute(text.citizen.another, "citizen/form", {})],
  );
}
