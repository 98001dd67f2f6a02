import type { Card } from "../channel.ts";
import type { Text } from "../text/text.ts";
import { type Choice, fitting } from "./fitting.ts";
import { type Element, isPlain, labelled, marked, shown, type Words } from "./words.ts";

// The few Adaptive Card elements that Ombord uses, always schema 1.5 (what Teams renders for bots).

export type { Choice, Element };
export type CardAction = Record<string, unknown>;

/** Whether, and for whom, Teams asks for the true state when the card comes into view. */
export interface Refresh {
  personId: string;
  verb: string;
  data: Record<string, unknown>;
}

export function card(body: (Element | null)[], actions: (CardAction | null)[] = [], refresh?: Refresh): Card {
  const elements = body.filter((element) => element !== null);
  const buttons = actions.filter((action) => action !== null);
  const isPressedAnyhow = buttons.some(({ associatedInputs }) => associatedInputs === "none");
  return fitting({
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    ...(refresh === undefined
      ? {}
      : { refresh: { action: execute("", refresh.verb, refresh.data), userIds: [refresh.personId] } }),
    body: isPressedAnyhow ? elements.map(notRequired) : elements,
    actions: buttons,
  });
}

/**
 * Some phones check every input whatever the button says, and an answer that is missing would keep *Ikke nu* from being pressed.
 * Beside such a button nothing is required: the server says what is missing.
 */
function notRequired(element: Element): Element {
  const { isRequired, errorMessage, ...rest } = element;
  return rest;
}

export function heading(words: Words): Element {
  return shown(words, { size: "Large", weight: "Bolder", style: "heading" });
}

export function paragraph(words: Words): Element {
  return shown(words);
}

export function subtle(words: Words): Element {
  return shown(words, { isSubtle: true, spacing: "None" });
}

export function strong(words: Words, place: { spacing?: string; separator?: boolean } = {}): Element {
  return shown(words, { weight: "Bolder", ...place });
}

/** A sentence of our own, with nothing of anybody else's in it: it may say `**hjælp**`. */
export function sentence(text: string): Element {
  return { type: "TextBlock", text, wrap: true };
}

/**
 * A sentence that the reader must not overlook: said in words, marked with a sign, and only then with a
 * background (coloured words on it would be too faint to read).
 */
export function notice(text: string | undefined): Element | null {
  if (text === undefined) return null;
  const words = { type: "TextBlock", text: `⚠ ${text}`, wrap: true, weight: "Bolder" };
  return { type: "Container", style: "attention", bleed: true, items: [words] };
}

/** Plain lines are a list; others stand each by itself. */
export function bullets(lines: readonly Words[]): Element {
  const list = lines.map((line) => `- ${marked(line)}`).join("\n");
  if (list.length <= longestList && lines.every(isPlain)) return { type: "TextBlock", text: list, wrap: true };
  const items = lines.map((line) => shown(["• ", ...(typeof line === "string" ? [line] : line)], { spacing: "Small" }));
  return { type: "Container", items };
}

/** A longer list may have to be cut, line by line. */
const longestList = 6000;

/** `Record` of labels as choices, in the order of the record. */
export function choicesOf(labels: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(labels).map(([value, title]) => ({ title, value }));
}

export function choiceSet(
  id: string,
  label: string,
  choices: readonly Choice[],
  options: {
    value?: string | undefined;
    required?: string;
    expanded?: boolean;
    many?: boolean;
    placeholder?: string;
  } = {},
): Element {
  return {
    type: "Input.ChoiceSet",
    id,
    label: labelled(label),
    choices,
    wrap: true,
    // What stands beside a radio button is read as Markdown, what unfolds is not.
    style: options.expanded && choices.every(({ title }) => isPlain(title)) ? "expanded" : "compact",
    ...(options.many ? { isMultiSelect: true } : {}),
    ...(options.value ? { value: options.many ? listed(options.value) : options.value } : {}),
    ...(options.placeholder ? { placeholder: options.placeholder } : {}),
    ...(options.required ? { isRequired: true, errorMessage: options.required } : {}),
  };
}

/** Several choices as a card holds them, however a client wrote them. */
function listed(value: string): string {
  return value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "")
    .join(",");
}

export function dateInput(
  id: string,
  label: string,
  options: { value?: string | undefined; min: string; max: string; required: string },
): Element {
  const { value, min, max, required } = options;
  return {
    type: "Input.Date",
    id,
    label,
    min,
    max,
    isRequired: true,
    errorMessage: required,
    ...(value ? { value } : {}),
  };
}

export function toggle(id: string, title: string, on: boolean): Element {
  return {
    type: "Input.Toggle",
    id,
    title,
    value: on ? "true" : "false",
    valueOn: "true",
    valueOff: "false",
    wrap: true,
  };
}

export function execute(
  title: string,
  verb: string,
  data: Record<string, unknown>,
  options: { style?: "positive" | "destructive"; withoutInputs?: boolean; seldom?: boolean } = {},
): CardAction {
  return {
    type: "Action.Execute",
    title,
    verb,
    data,
    ...(options.style ? { style: options.style } : {}),
    // What is used seldom waits behind the three dots.
    ...(options.seldom ? { mode: "secondary" } : {}),
    ...(options.withoutInputs ? { associatedInputs: "none" } : {}),
  };
}

/** What the guard says beside a text, and what says that it is about no citizen where that may be said. */
export interface GuardNotice {
  sentence: string;
  confirmation?: string | undefined;
  /** What was pressed, where it was not the form's own button. */
  verb?: string;
}

/** A form's own button; after the guard has asked, *Ret* sends what was corrected to be read anew, and the other says that it is no citizen. */
export function sendActions(
  send: { title: string; verb: string; data: Record<string, unknown> },
  { text, guard }: { text: Text; guard?: GuardNotice | undefined },
): CardAction[] {
  const { title, verb, data } = send;
  const { confirmation } = guard ?? {};
  if (confirmation === undefined) return [execute(title, verb, data, { style: "positive" })];
  return [
    execute(text.guard.correct, verb, data, { style: "positive" }),
    execute(text.guard.notACitizen, guard?.verb ?? verb, { ...data, confirmed: confirmation }),
  ];
}

/** Buttons that stand beside what they are about rather than at the end of the card. */
export function actionSet(actions: readonly CardAction[]): Element {
  return { type: "ActionSet", spacing: "Small", actions };
}

/** A button that opens an address. */
export function openUrl(title: string, url: string): CardAction {
  return { type: "Action.OpenUrl", title, url };
}

/** A button that unfolds a form inside the card, for its reader alone. */
export function showCard(title: string, body: (Element | null)[], actions: CardAction[]): CardAction {
  return {
    type: "Action.ShowCard",
    title,
    card: { type: "AdaptiveCard", version: "1.5", body: body.filter((element) => element !== null), actions },
  };
}

export function textInput(
  id: string,
  label: string,
  options: { placeholder?: string; required?: string; value?: string | undefined } = {},
): Element {
  return {
    type: "Input.Text",
    id,
    label: labelled(label),
    isMultiline: true,
    maxLength: 1000,
    ...(options.placeholder ? { placeholder: options.placeholder } : {}),
    ...(options.value ? { value: options.value } : {}),
    ...(options.required ? { isRequired: true, errorMessage: options.required } : {}),
  };
}

/** A button that shows what is hidden in the card, or hides it again. What is hidden is sent with the rest. */
export function unfolds(title: string, ids: readonly string[]): CardAction {
  return { type: "Action.ToggleVisibility", title, targetElements: ids };
}

/** The element under a name that a button unfolds it by; shown at once where something is chosen in it. */
export function folded(element: Element): Element {
  return element.value === undefined ? { ...element, isVisible: false } : element;
}

/** What each thing is; what is empty is left out. */
export function facts(pairs: readonly (readonly [title: string, value: string | null | undefined])[]): Element {
  const filled = pairs.flatMap(([title, value]) => (value ? [{ title, value }] : []));
  if (filled.every(({ title, value }) => isPlain(title) && isPlain(value))) return { type: "FactSet", facts: filled };
  const rows = filled.map(({ title, value }) => ({
    type: "ColumnSet",
    spacing: "Small",
    columns: [
      { type: "Column", width: 2, items: [strong(title)] },
      { type: "Column", width: 3, items: [paragraph(value)] },
    ],
  }));
  return { type: "Container", items: rows };
}
