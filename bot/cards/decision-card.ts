import type { Card } from "../channel.ts";
import { addDays } from "../domain/calendar.ts";
import type { IsoDate } from "../domain/organisation.ts";
import type { DecisionKind } from "../domain/vocabulary.ts";
import type { Text } from "../text/text.ts";
import {
  card,
  dateInput,
  execute,
  facts,
  heading,
  notice,
  openUrl,
  paragraph,
  showCard,
  textInput,
  toggle,
} from "./card.ts";

/** A decision whose date has come, as its owner reads it. */
export interface DueDecision {
  id: string;
  kind: DecisionKind;
  text: string | null;
  due: IsoDate;
  /** Where it holds, and the solution that it is about. */
  place: string;
  solutionName: string | null;
  link: string | null;
  today: IsoDate;
  error?: string | undefined;
}

const furthestDays = 3 * 365;

/** Asks the owner of a decision once, on its date: done, later, or that it comes to nothing. */
export function decisionDueCard(due: DueDecision, text: Text): Card {
  const { decisions } = text.lift;
  const asked = { ask: decisions.dueAsk, ...pickAnswers(decisions), ...ofKind(due.kind, decisions.of) };
  // Before its date it is asked about because a file says something else.
  const isFile = due.due > due.today;
  const data = { decision: due.id };
  const send = (verb: string) => [execute(decisions.save, verb, data, { style: "positive" })];
  const where = [due.place, due.solutionName].filter((part) => part !== null).join(" · ");
  return card(
    [
      heading((isFile ? decisions.fileTitle : decisions.dueTitle)(decisions.kinds[due.kind])),
      notice(due.error),
      facts([
        [where, due.text ?? " "],
        [decisions.due, text.date(due.due)],
      ]),
      paragraph(isFile ? decisions.fileAsk : asked.ask),
      due.link === null ? null : { type: "ActionSet", actions: [openUrl(decisions.log, due.link)] },
    ],
    [
      execute(asked.done, "decision/done", data, { style: "positive" }),
      showCard(
        asked.later,
        [
          dateInput("laterUntil", decisions.laterUntil, {
            min: addDays(due.today, 1),
            max: addDays(due.today, furthestDays),
            required: text.lift.form.dateRequired,
          }),
        ],
        send("decision/later"),
      ),
      showCard(
        asked.dropped,
        [
          textInput("droppedText", decisions.droppedText, {
            placeholder: text.lift.form.hint,
            required: text.lift.form.textRequired,
          }),
          toggle("droppedConfirmed", text.loop.navigator.confirm, false),
        ],
        send("decision/drop"),
      ),
    ],
  );
}

type Words = Text["lift"]["decisions"];

function pickAnswers({ done, later, dropped }: Words) {
  return { done, later, dropped };
}

function ofKind(kind: DecisionKind, of: Words["of"]): Partial<Words["of"]["exception"]> {
  return kind === "exception" || kind === "closing" || kind === "target" ? of[kind] : {};
}
