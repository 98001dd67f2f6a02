import type { Card } from "../channel.ts";
import { type BarrierDetail, barrierCategories, barrierCategoryIds } from "../domain/vocabulary.ts";
import type { Text } from "../text/text.ts";
import type { TeamsToReportFor } from "./barrier-card.ts";
import {
  type CardAction,
  card,
  choiceSet,
  choicesOf,
  type GuardNotice,
  notice,
  sentence,
  subtle,
  textInput,
} from "./card.ts";
import type { FormValues } from "./check-in-card.ts";
import { bytesOf, fittingChoices } from "./fitting.ts";

export interface BarrierDialogOptions {
  text: Text;
  /** Minted with the dialog: sending it twice stores one barrier. */
  formId: string;
  choices: TeamsToReportFor;
  values: FormValues;
  /** What to say about where the text came from. */
  about?: string | undefined;
  error?: string | undefined;
  guard?: GuardNotice | undefined;
}

/** What is left of a card beside its other questions; what was typed is taken from it. */
const placesBytes = 19 * 1024;

/** Everything about what is in the way in one form, for a dialog that was opened on a message. */
export function barrierDialog(options: BarrierDialogOptions): Card {
  const { text, values } = options;
  const { dialog } = text.loop;
  const places = options.choices.teams.flatMap((team) =>
    team.solutions.map((solution) => ({
      title: dialog.whereChoice(team.name, solution.name),
      value: `${team.id}|${solution.id}`,
    })),
  );
  const fitted = fittingChoices(places, placesBytes - bytesOf(values));
  const required = text.barrier.chooseRequired;
  const placeholder = text.common.choose;
  return card(
    [
      notice(options.error),
      options.about === undefined ? null : subtle(options.about),
      choiceSet("where", dialog.where, fitted.choices, { value: values.where, required, placeholder }),
      options.choices.isCut || fitted.isCut ? subtle(text.barrier.moreTeams) : null,
      choiceSet("detail", dialog.detail, detailChoices(text), { value: values.detail, required, placeholder }),
      notice(options.guard?.sentence),
      textInput("text", text.barrier.consequence, {
        placeholder: text.barrier.consequencePlaceholder,
        value: values.text,
      }),
      choiceSet("contact", text.barrier.contact, choicesOf(text.contact), { value: values.contact || "none" }),
    ],
    submits(options),
  );
}

function submits({ text, formId, guard }: BarrierDialogOptions): CardAction[] {
  const submit = (title: string, data: object, style?: "positive"): CardAction => {
    return { type: "Action.Submit", title, data: { form: formId, ...data }, ...(style ? { style } : {}) };
  };
  if (guard?.confirmation === undefined) return [submit(text.loop.dialog.send, {}, "positive")];
  return [
    submit(text.guard.correct, {}, "positive"),
    submit(text.guard.notACitizen, { confirmed: guard.confirmation }),
  ];
}

/** What a citizen cannot or will not do has a form of its own. */
function detailChoices(text: Text) {
  return barrierCategoryIds
    .filter((category) => category !== "citizen")
    .flatMap((category) =>
      barrierCategories[category].map((detail: BarrierDetail) => ({
        title: text.loop.dialog.detailChoice(text.category[category], text.detail[detail]),
        value: detail,
      })),
    );
}

export function dialogSentence(said: string): Card {
  return card([sentence(said)]);
}
