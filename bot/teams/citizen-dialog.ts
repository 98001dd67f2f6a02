import { v7 as uuid } from "uuid";
import { dialogSentence } from "../cards/barrier-dialog.ts";
import { type CitizenFormOptions, citizenDialog } from "../cards/citizen-card.ts";
import { parseSubmit } from "../cards/submit.ts";
import { typedValues } from "../cards/typed-values.ts";
import type { Card } from "../channel.ts";
import { reportChoices } from "../use-cases/barrier/report-barrier.ts";
import { logCase, offeredIn } from "./citizen-turns.ts";
import type { Turn } from "./turn.ts";

// *Notér, hvad der er svært* on any message in Teams: the same form as in the chat, and the same use case.

type Shown = Pick<CitizenFormOptions, "values" | "error" | "guard" | "about">;

/** The form, or a sentence for somebody who has no team to note anything for. */
export async function citizenDialogCard(turn: Turn, shown: Shown): Promise<Card> {
  const choices = reportChoices(turn.errand);
  if (choices.teams.length === 0) return dialogSentence(turn.text.notForYou.report);
  const offered = await offeredIn(turn, choices.teams, shown.values);
  return citizenDialog({ text: turn.text, formId: formIn(shown.values), choices, offered, ...shown });
}

/** A form that is shown again is the same one: sending it twice stores one note. */
function formIn(values: CitizenFormOptions["values"]): string {
  return values?.form || uuid();
}

/** Takes the form: a thank you, or the form again with a word about what is missing. */
export async function submitCitizenDialog(turn: Turn, data: unknown): Promise<Card> {
  const given = parseSubmit("citizenCase", data);
  const values = { ...typedValues(data), form: given.form };
  if (given.team === undefined) {
    return citizenDialogCard(turn, { values, error: turn.text.common.missing(turn.text.citizen.chooseTeam) });
  }
  const outcome = await logCase(turn, { ...given, team: given.team });
  if ("refusal" in outcome) return citizenDialogCard(turn, { values, ...outcome.refusal });
  return dialogSentence(turn.text.citizen.saved);
}
