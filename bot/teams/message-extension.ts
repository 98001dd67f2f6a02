import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { TeamsToReportFor } from "../cards/barrier-card.ts";
import { barrierDialog, dialogSentence } from "../cards/barrier-dialog.ts";
import { citizenDialog } from "../cards/citizen-card.ts";
import { parseSubmit } from "../cards/submit.ts";
import { typedValues } from "../cards/typed-values.ts";
import type { Card } from "../channel.ts";
import type { Instant } from "../domain/organisation.ts";
import { categoryOf, topicOfToday } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import type { Store } from "../store/store.ts";
import type { Text } from "../text/text.ts";
import type { Actor } from "../use-cases/actor.ts";
import { reportBarrier, reportChoices } from "../use-cases/barrier/report-barrier.ts";
import { maxTextLength, wordsRefused } from "../use-cases/guard-text.ts";
import { directoryAtHand } from "../use-cases/load-directory.ts";
import { citizenDialogCard, submitCitizenDialog } from "./citizen-dialog.ts";
import { messageText } from "./message-text.ts";
import { refusalOf, type Turn } from "./turn.ts";

// *Log noget, der driller* and *Notér, hvad der er svært* on any message in Teams. The dialog is its writer's alone; Teams gives up after five seconds and
// tries again, so nothing here waits for anybody else, and a form that comes twice is stored once.

/** What Teams takes as the answer to an action of a message extension. */
export interface TaskAnswer {
  task: { type: "continue"; value: { title: string; width: string; height: string; card: object } };
}

const command = z.looseObject({
  commandId: z.enum(["logBarrier", "logCitizen"]),
  messagePayload: z
    .looseObject({
      body: z.looseObject({ content: z.string().nullish(), contentType: z.string().max(40).nullish() }).nullish(),
    })
    .nullish(),
  data: z.unknown().optional(),
});

/** Opens the dialog, with the message in it where that tells nothing about a person. Throws `invalid` for another command. */
export async function openDialog(turn: Turn, value: unknown): Promise<TaskAnswer> {
  const asked = parse(value);
  const { text, ...said } = messageIn(turn, asked);
  if (asked.commandId === "logCitizen") {
    return inCitizenDialog(turn, await citizenDialogCard(turn, { values: { note: text }, ...said }));
  }
  const choices = reportChoices(turn.errand);
  if (choices.teams.length === 0) return shown(turn.text, dialogSentence(turn.text.loop.dialog.notYours));
  return shown(turn.text, barrierDialog({ text: turn.text, formId: uuid(), choices, values: { text }, ...said }));
}

/** Where the words of the message go. */
const fieldOf = { logBarrier: "text", logCitizen: "note" } as const;

/** The words of the message, as far as they may stand in the form, and what to say of them. */
function messageIn(turn: Turn, asked: z.infer<typeof command>) {
  const { dialog } = turn.text.loop;
  const words = messageText(asked.messagePayload?.body ?? {});
  const text = words.slice(0, maxTextLength);
  // With what a number that was cut in two would go on with.
  const refused = wordsRefused(turn.errand, words.slice(0, maxTextLength + 40), fieldOf[asked.commandId]);
  const isBlocked = refused !== null && refused.confirmation === undefined;
  const about = isBlocked ? dialog.blocked : refused !== null ? dialog.warned : text === "" ? undefined : dialog.from;
  const { guard } = refused === null || isBlocked ? {} : refusalOf(refused, turn.text);
  return { text: isBlocked ? "" : text, about, guard };
}

function inCitizenDialog(turn: Turn, card: Card): TaskAnswer {
  return shown(turn.text, card, turn.text.citizen.title);
}

/** Takes the dialog: a thank you, or the form again with a word about what is missing. */
export async function submitDialog(turn: Turn, value: unknown): Promise<TaskAnswer> {
  const { commandId, data } = parse(value);
  if (commandId === "logCitizen") return inCitizenDialog(turn, await submitCitizenDialog(turn, data));
  try {
    const { where, detail, contact, confirmed, ...given } = topicOfToday(parseSubmit("barrierDialog", data));
    const { dialog } = turn.text.loop;
    if (where === undefined) return again(turn, data, { error: turn.text.common.missing(dialog.where) });
    if (detail === undefined) return again(turn, data, { error: turn.text.common.missing(dialog.detail) });
    const [teamId, solutionId] = where;
    const description = { category: categoryOf(detail), detail, contact, confirmed, consequence: given.text };
    await reportBarrier(turn.errand, { id: given.form, teamId, solutionId, told: description });
    turn.deliverSoon(turn.actor.tenantId);
    return shown(turn.text, dialogSentence(turn.text.loop.dialog.saved));
  } catch (error) {
    if (!(error instanceof OmbordError)) throw error;
    return again(turn, data, refusalOf(error, turn.text));
  }
}

/** The form with what was typed into it, and a word about what is missing or wrong. */
async function again(turn: Turn, data: unknown, said: Refusal): Promise<TaskAnswer> {
  return filledForm(turn.text, reportChoices(turn.errand), data, said);
}

type Refusal = ReturnType<typeof refusalOf>;

interface Refused {
  text: Text;
  actor: Actor;
  now: Instant;
  /** What Teams sent. */
  value: unknown;
  error: string;
}

/**
 * The same when nothing can be read, or is to be: with the teams that this process knows of. Undefined where no form was
 * sent in, and for somebody of whom it knows nothing yet.
 */
export function formAsTyped(store: Store, { text, actor, now, value, error }: Refused): TaskAnswer | undefined {
  const { data, commandId } = command.safeParse(value).data ?? {};
  const directory = directoryAtHand(store, actor.tenantId);
  const person = directory?.people.get(actor.personId);
  if (typeof data !== "object" || data === null || directory === undefined) return undefined;
  if (person === undefined || person.retired) return undefined;
  const choices = reportChoices({ store, actor, directory, now });
  if (choices.teams.length === 0) return undefined;
  if (commandId !== "logCitizen") return filledForm(text, choices, data, { error });
  const values = typedValues(data);
  const formId = z.uuid().safeParse(values.form).data ?? uuid();
  return shown(text, citizenDialog({ text, formId, choices, values, error }), text.citizen.title);
}

function filledForm(text: Text, choices: TeamsToReportFor, data: unknown, said: Refusal): TaskAnswer {
  const values = typedValues(data);
  const formId = z.uuid().safeParse(values.form).data ?? uuid();
  return shown(text, barrierDialog({ text, formId, choices, values, ...said }));
}

/** A dialog that only says something. */
export function saidInDialog(text: Text, sentence: string): TaskAnswer {
  return shown(text, dialogSentence(sentence));
}

function parse(value: unknown): z.infer<typeof command> {
  const parsed = command.safeParse(value);
  if (!parsed.success) throw new OmbordError("invalid");
  return parsed.data;
}

function shown(text: Text, card: Card, title = text.loop.dialog.title): TaskAnswer {
  const attachment = { contentType: "application/vnd.microsoft.card.adaptive", content: card };
  return {
    task: {
      type: "continue",
      value: { title, width: "medium", height: "medium", card: attachment },
    },
  };
}
