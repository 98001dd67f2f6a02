import type { Card } from "../channel.ts";
import { firstWays } from "../domain/citizen/first-ways.ts";
import type { OfferedWhileNoting } from "../domain/citizen/offered.ts";
import { type CitizenCase, groupsOf } from "../domain/citizen-case.ts";
import {
  type CitizenAlternative,
  type CitizenReason,
  type CitizenReasonGroup,
  citizenAlternativeGroups,
  citizenAlternatives,
  citizenReasonGroupIds,
  citizenReasonGroups,
} from "../domain/vocabulary.ts";
import type { Text } from "../text/text.ts";
import type { Origin, TeamsToReportFor } from "./barrier-card.ts";
import {
  actionSet,
  type CardAction,
  card,
  choiceSet,
  choicesOf,
  type Element,
  execute,
  facts,
  folded,
  type GuardNotice,
  heading,
  notice,
  paragraph,
  sendActions,
  sentence,
  subtle,
  toggle,
  unfolds,
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
      ...reasonElements(options),
      ...offeredElements(options.offered, text),
      ...insteadElements(options),
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

/** Six groups and active refusal, each one press; the details of each group are unfolded. */
function reasonElements({ text, values }: CitizenFormOptions): Element[] {
  const chosen = chosenIn(values, "reasons");
  const detailed = citizenReasonGroupIds.filter((group) => citizenReasonGroups[group].length > 1);
  const single = citizenReasonGroupIds.filter(
    (group) => !detailed.includes(group) && chosen.includes(citizenReasonGroups[group][0]),
  );
  return [
    choiceSet("groups", text.citizen.reasons, choicesOf(text.citizenReasonGroup), {
      value: [...(values?.groups ?? "").split(","), ...single].join(","),
      many: true,
      expanded: true,
    }),
    actionSet([unfolds(text.citizenForm.details, detailed.map(detailsId))]),
    ...detailed.map((group) => {
      const details: readonly CitizenReason[] = citizenReasonGroups[group];
      const choices = details.map((id) => ({ title: text.citizenReason[id], value: id }));
      const value = details.filter((id) => chosen.includes(id)).join(",");
      const shown = { value, many: true, placeholder: text.common.choose };
      return folded(choiceSet(detailsId(group), text.citizenReasonGroup[group], choices, shown));
    }),
  ];
}

/** The ways that are chosen most often here, each one press; the others are unfolded. */
function insteadElements({ text, values, offered }: CitizenFormOptions): Element[] {
  const chosen = chosenIn(values, "instead");
  const first = offered?.firstWays ?? firstWays([]);
  const rest = citizenAlternatives.filter((id) => !first.includes(id));
  const set = (id: string, label: string, ids: readonly CitizenAlternative[], look: { expanded: boolean }) => {
    const choices = ids.map((one) => ({ title: text.citizenAlternative[one], value: one }));
    const value = ids.filter((one) => chosen.includes(one)).join(",");
    return choiceSet(id, label, choices, { value, many: true, placeholder: text.common.choose, ...look });
  };
  const { moreWays, otherWays } = text.citizenSteps.list;
  const others = folded(set("instead.more", otherWays, rest, { expanded: false }));
  // The right to it stands where an exemption can be chosen.
  const right = { ...subtle(text.citizenForm.exemption), id: "exemption" };
  const isFirst = first.some((id) => (citizenAlternativeGroups.exemption as readonly string[]).includes(id));
  return [
    set("instead", text.citizen.instead, first, { expanded: true }),
    ...(isFirst ? [right] : []),
    actionSet([unfolds(moreWays, ["instead.more", ...(isFirst ? [] : ["exemption"])])]),
    others,
    ...(isFirst ? [] : [others.isVisible === false ? { ...right, isVisible: false } : right]),
  ];
}

const detailsId = (group: CitizenReasonGroup) => `reasons.${group}`;

/** What was chosen under a name, in the form of today or in that of an older card. */
export function chosenIn(values: FormValues | undefined, name: "reasons" | "instead"): string[] {
  const parts = Object.entries(values ?? {}).filter(([key]) => key === name || key.startsWith(`${name}.`));
  return parts.flatMap(([, value]) => value.split(",")).map((one) => one.trim());
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
