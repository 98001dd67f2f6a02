import type { Card } from "../channel.ts";
import type { Barrier } from "../domain/barrier/barrier.ts";
import { type BarrierCategory, barrierCategories, barrierCategoryIds } from "../domain/vocabulary.ts";
import type { Text } from "../text/text.ts";
import {
  card,
  choiceSet,
  choicesOf,
  execute,
  type GuardNotice,
  heading,
  notice,
  paragraph,
  sendActions,
  subtle,
} from "./card.ts";
import type { FormValues } from "./check-in-card.ts";
import { fittingChoices } from "./fitting.ts";

/** The check-in that a form was opened from and leads back to. */
export interface Origin {
  week: string;
  team: string;
}

export interface BarrierFormOptions {
  text: Text;
  barrierId: string;
  solutionName: string;
  origin?: Origin | undefined;
  values?: FormValues | undefined;
  error?: string | undefined;
  guard?: GuardNotice | undefined;
}

/** First step: which of the groups, each with an example. */
export function barrierCategoryCard(options: BarrierFormOptions): Card {
  const { text } = options;
  const data = { barrier: options.barrierId, ...options.origin };
  const { consequence, contact } = options.values ?? {};
  const typed = { ...(consequence ? { consequence } : {}), ...(contact ? { contact } : {}) };
  return card(
    [
      heading(text.barrier.title(options.solutionName)),
      notice(options.error),
      choiceSet("category", text.barrier.category, categoryChoices(text), {
        value: options.values?.category,
        expanded: true,
      }),
    ],
    [
      execute(text.barrier.next, "barrier/category", { ...data, ...typed }, { style: "positive" }),
      execute(text.barrier.notNow, "barrier/later", { ...data, ...typed }),
    ],
  );
}

function categoryChoices({ category, categoryExample }: Text) {
  return barrierCategoryIds.map((value) => {
    const example = categoryExample[value];
    return { title: example === undefined ? category[value] : `${category[value]} – ${example}`, value };
  });
}

/** Second step: the detail, what it means in everyday life, and whether to ring or come by. */
export function barrierDetailCard(category: BarrierCategory, options: BarrierFormOptions): Card {
  const { text, values } = options;
  const details = barrierCategories[category];
  const [only, ...others] = details;
  const isOnly = others.length === 0;
  const data = { barrier: options.barrierId, category, ...(isOnly ? { detail: only } : {}), ...options.origin };
  const choices = details.map((value) => ({ title: text.detail[value], value }));
  return card(
    [
      heading(text.barrier.title(options.solutionName)),
      subtle(text.category[category]),
      notice(options.error),
      isOnly ? null : choiceSet("detail", text.barrier.detail, choices, { value: values?.detail, expanded: true }),
      notice(options.guard?.sentence),
      {
        type: "Input.Text",
        id: "consequence",
        label: text.barrier.consequence,
        placeholder: text.barrier.consequencePlaceholder,
        isMultiline: true,
        maxLength: 1000,
        ...(values?.consequence ? { value: values.consequence } : {}),
      },
      choiceSet("contact", text.barrier.contact, choicesOf(text.contact), {
        value: values?.contact || "none",
        expanded: true,
      }),
    ],
    [
      ...sendActions({ title: text.common.send, verb: "barrier/describe", data }, options),
      execute(text.common.back, "barrier/form", data),
      execute(text.barrier.notNow, "barrier/later", data),
    ],
  );
}

export interface TeamsToReportFor {
  teams: { id: string; name: string; solutions: { id: string; name: string }[] }[];
  /** There are more than a card can offer. */
  isCut: boolean;
}

/** Outside a check-in: first which team (when there is more than one), then which solution. */
export function barrierTeamCard(choices: TeamsToReportFor, text: Text, solution?: string): Card {
  const teams = choices.teams.map((team) => ({ title: team.name, value: team.id }));
  const fitted = fittingChoices(teams, choicesBytes);
  return card(
    [
      heading(text.barrier.whereTitle),
      choiceSet("team", text.barrier.chooseTeam, fitted.choices, {
        required: text.barrier.chooseRequired,
        placeholder: text.common.choose,
      }),
      choices.isCut || fitted.isCut ? subtle(text.barrier.moreTeams) : null,
    ],
    [execute(text.barrier.next, "barrier/team", solution === undefined ? {} : { solution }, { style: "positive" })],
  );
}

/** The choices are nearly all there is on these cards. */
const choicesBytes = 22 * 1024;

export function barrierSolutionCard(
  team: TeamsToReportFor["teams"][number],
  formId: string,
  text: Text,
  { error, solution }: { error?: string | undefined; solution?: string | undefined } = {},
): Card {
  const named = team.solutions.map((solution) => ({ title: solution.name, value: solution.id }));
  const solutions = fittingChoices(named, choicesBytes).choices;
  return card(
    [
      heading(text.barrier.whereTitle),
      subtle(team.name),
      notice(error),
      choiceSet("solution", text.barrier.chooseSolution, solutions, {
        value: solution,
        required: text.barrier.chooseRequired,
        expanded: solutions.length <= 8,
        placeholder: text.common.choose,
      }),
    ],
    [execute(text.barrier.next, "barrier/report", { team: team.id, form: formId }, { style: "positive" })],
  );
}

/** What is flagged is reported already: nothing is reported twice without a word. */
export function alreadyReportedCard(
  known: readonly { solutionName: string; what: string; again: Record<string, unknown> }[],
  back: { verb: string; data: Record<string, unknown> },
  text: Text,
): Card {
  const { barrier } = text;
  return card(
    [
      heading(barrier.whereTitle),
      ...known.map(({ solutionName, what }) => paragraph(barrier.already(solutionName, what))),
    ],
    [
      execute(barrier.nothingNew, back.verb, back.data),
      ...known
        .slice(0, 4)
        .map(({ solutionName, again }) =>
          execute(known.length === 1 ? barrier.somethingNew : barrier.newAbout(solutionName), "barrier/report", again),
        ),
    ],
  );
}

/** In the leader's own words, or the topic that was chosen. */
export function whatWasReported({ consequence, detail }: Pick<Barrier, "consequence" | "detail">, text: Text): string {
  return consequence ?? (detail === null ? text.checkIn.troubled : text.detail[detail]);
}

/** The last card outside a check-in: thanks, and what happens now. */
export function barrierReceiptCard(
  about: {
    barrierId: string;
    solutionName: string;
    detail: string | null;
    contact: string | null;
    words?: string | null;
    helpers?: readonly string[];
  },
  text: Text,
): Card {
  const facts = [about.detail, about.contact].filter((line) => line !== null);
  return card(
    [
      heading(text.barrier.summary(about.solutionName)),
      facts.length === 0 ? null : subtle(facts.join(" · ")),
      about.words ? { type: "Container", style: "emphasis", items: [paragraph(about.words)] } : null,
      paragraph(text.barrier.goesTo(about.helpers ?? [])),
    ],
    about.words ? [execute(text.rewriting.open, "barrier/words", { barrier: about.barrierId })] : [],
  );
}
