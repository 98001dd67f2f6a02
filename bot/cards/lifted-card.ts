import type { Card } from "../channel.ts";
import type { BarrierStory } from "../domain/barrier/barrier-story.ts";
import { liftOf } from "../domain/barrier/lift.ts";
import { addDays } from "../domain/calendar.ts";
import type { IsoDate } from "../domain/organisation.ts";
import type { Text } from "../text/text.ts";
import {
  type CardAction,
  card,
  choiceSet,
  dateInput,
  type Element,
  execute,
  facts,
  heading,
  notice,
  openUrl,
  paragraph,
  showCard,
  subtle,
  textInput,
  toggle,
} from "./card.ts";
import type { FormValues } from "./check-in-card.ts";
import { liftFacts, liftSentence, whoDecided } from "./lift-words.ts";
import { whatOf } from "./navigator-card.ts";

/** What the reader of the card may do about it. */
export interface LiftedFor {
  /** Opens it in the tab; without one the card says where to look. */
  link: string | null;
  mayDecide: boolean;
  /** The names of the managers that it can be lifted on to; empty when there are none above. */
  above: readonly string[];
  /** Who can be named as the one who does it. */
  doers: readonly { id: string; name: string }[];
  today: IsoDate;
  error?: string | undefined;
  values?: FormValues | undefined;
}

/**
 * A barrier that has been lifted to a manager: what is in the way, why it needs them, and the six things they can decide. It stays
 * until it is decided, and then says what was decided and by whom.
 */
export function liftedCard(story: BarrierStory, text: Text, reader: LiftedFor): Card {
  const { lift } = text;
  const isOpen = liftOf(story.barrier) !== null;
  const why = story.barrier.events.findLast(
    (event) => (event.did === "status" && event.resolution === "escalated") || event.lift === "liftedOn",
  )?.text;
  const body = [
    heading(liftedSummary(story, text)),
    subtle(`${story.teamName} · ${whatOf(story, text)}`),
    notice(reader.error),
    story.barrier.consequence === null ? null : paragraph(story.barrier.consequence),
    quoted(why),
    ...(isOpen ? waitingWords(story, text) : decidedWords(story, text)),
    isOpen && reader.link === null ? subtle(lift.where) : null,
    reader.link === null ? null : { type: "ActionSet", actions: [openUrl(lift.open, reader.link)] },
  ];
  return card(body, isOpen && reader.mayDecide ? verbsOf(story, text, reader) : []);
}

export function liftedSummary(story: BarrierStory, text: Text): string {
  const { title, titleDecided } = text.lift;
  return (liftOf(story.barrier) === null ? titleDecided : title)(story.solutionName);
}

function quoted(words: string | undefined): Element | null {
  return words === undefined ? null : { type: "Container", style: "emphasis", items: [paragraph(words)] };
}

function waitingWords(story: BarrierStory, text: Text): (Element | null)[] {
  const { events } = story.barrier;
  const { lift } = text;
  const state = liftOf(story.barrier);
  const asked = events.findLastIndex((event) => event.lift === "asked");
  const answer = events.slice(asked).find((event) => event.lift === "answered");
  const question = events[asked];
  return [
    question === undefined
      ? null
      : facts([
          [lift.askedBy(whoDecided(story, question, text)), question.text],
          [lift.answer, answer?.text],
        ]),
    subtle(state?.returned ? lift.returnedManager : state?.reminded ? lift.reminded : lift.needsYou),
  ];
}

function decidedWords(story: BarrierStory, text: Text): (Element | null)[] {
  const { events } = story.barrier;
  const step = events.findLast((event) => event.did === "lift" && event.status !== undefined);
  const last = events.findLast((event) => event.status !== undefined);
  const status = text.barrierStatus[story.barrier.status];
  if (step === undefined) return [paragraph(status)];
  const more = liftFacts(story, step, text);
  return [
    paragraph(liftSentence(story, step, text) ?? ""),
    quoted(step.text),
    more.length === 0 ? null : facts(more),
    last === step ? null : subtle(status),
  ];
}

/** Six, as many as a card shows. */
function verbsOf(story: BarrierStory, text: Text, reader: LiftedFor): CardAction[] {
  const { verbs, form } = text.lift;
  const data = { barrier: story.barrier.id };
  const send = (title: string, verb: string) => [execute(title, verb, data, { style: "positive" })];
  const forms = [
    showCard(verbs.liftDo, doForm(text, reader), send(form.send, "lift/do")),
    showCard(
      verbs.liftWait,
      [
        words("waitText", form.waitText, text, reader),
        date("waitUntil", form.waitUntil, text, reader),
        confirm("waitConfirmed", text),
      ],
      send(form.send, "lift/wait"),
    ),
    showCard(
      verbs.liftDecline,
      [words("declineText", form.declineText, text, reader), confirm("declineConfirmed", text)],
      send(form.send, "lift/decline"),
    ),
    showCard(
      verbs.ask,
      [words("askText", form.askText, text, reader), confirm("askConfirmed", text)],
      send(form.sendAsk, "lift/ask"),
    ),
    showCard(verbs.liftTake, [paragraph(form.takeNote)], send(form.sendTake, "lift/take")),
  ];
  if (reader.above.length === 0) return forms;
  const on = [
    subtle(form.onTo(reader.above.slice(0, 3).join(", "))),
    textInput("onText", form.onText, { placeholder: form.hint, value: reader.values?.onText }),
    confirm("onConfirmed", text),
  ];
  return [...forms, showCard(verbs.liftOn, on, send(form.sendOn, "lift/on"))];
}

const another = "another";
const furthestDays = 3 * 365;

function doForm(text: Text, reader: LiftedFor): Element[] {
  const { form } = text.lift;
  const choices = [
    ...reader.doers.map(({ id, name }) => ({ title: name, value: id })),
    { title: form.anotherDoer, value: another },
  ];
  return [
    words("doText", form.doText, text, reader),
    choiceSet("doer", form.doer, choices, { value: reader.values?.doer ?? reader.doers[0]?.id ?? another }),
    date("doUntil", form.doUntil, text, reader),
    confirm("doConfirmed", text),
  ];
}

function words(id: string, label: string, text: Text, { values }: LiftedFor): Element {
  const { hint, textRequired } = text.lift.form;
  return textInput(id, label, { placeholder: hint, required: textRequired, value: values?.[id] });
}

function date(id: string, label: string, text: Text, { today, values }: LiftedFor): Element {
  return dateInput(id, label, {
    value: values?.[id],
    min: addDays(today, 1),
    max: addDays(today, furthestDays),
    required: text.lift.form.dateRequired,
  });
}

function confirm(id: string, text: Text): Element {
  return toggle(id, text.loop.navigator.confirm, false);
}
