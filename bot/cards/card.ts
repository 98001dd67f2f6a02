import type { Card } from "../channel.ts";

// The few Adaptive Card elements that Ombord uses, always schema 1.5 (what Teams renders for bots).

export type Element = Record<string, unknown>;
export type CardAction = Record<string, unknown>;

/** Whether, and for whom, Teams asks for the true state when the card comes into view. */
export interface Refresh {
  personId: string;
  verb: string;
  data: Record<string, unknown>;
}

export function card(body: (Element | null)[], actions: (CardAction | null)[] = [], refresh?: Refresh): Card {
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    ...(refresh === undefined
      ? {}
      : { refresh: { action: execute("", refresh.verb, refresh.data), userIds: [refresh.personId] } }),
    body: body.filter((element) => element !== null),
    actions: actions.filter((action) => action !== null),
  };
}

export function heading(text: string): Element {
  return { type: "TextBlock", text, size: "Large", weight: "Bolder", wrap: true, style: "heading" };
}

export function paragraph(text: string): Element {
  return { type: "TextBlock", text, wrap: true };
}

export function subtle(text: string): Element {
  return { type: "TextBlock", text, wrap: true, isSubtle: true, spacing: "None" };
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

export function bullets(lines: readonly string[]): Element {
  return paragraph(lines.map((line) => `- ${line}`).join("\n"));
}

export interface Choice {
  title: string;
  value: string;
}

// The labels are those of the texts, the same for every card.
const choicesByLabels = new WeakMap<Readonly<Record<string, string>>, readonly Choice[]>();

/** `Record` of labels as choices, in the order of the record. */
export function choicesOf(labels: Readonly<Record<string, string>>): readonly Choice[] {
  const known = choicesByLabels.get(labels);
  if (known !== undefined) return known;
  const choices = Object.entries(labels).map(([value, title]) => ({ title, value }));
  choicesByLabels.set(labels, choices);
  return choices;
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
    label,
    choices,
    wrap: true,
    style: options.expanded ? "expanded" : "compact",
    ...(options.many ? { isMultiSelect: true } : {}),
    ...(options.value ? { value: options.value } : {}),
    ...(options.placeholder ? { placeholder: options.placeholder } : {}),
    ...(options.required ? { isRequired: true, errorMessage: options.required } : {}),
  };
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
    label,
    isMultiline: true,
    maxLength: 1000,
    ...(options.placeholder ? { placeholder: options.placeholder } : {}),
    ...(options.value ? { value: options.value } : {}),
    ...(options.required ? { isRequired: true, errorMessage: options.required } : {}),
  };
}

export function facts(pairs: readonly (readonly [title: string, value: string | null | undefined])[]): Element {
  const shown = pairs.flatMap(([title, value]) => (value ? [{ title, value }] : []));
  return { type: "FactSet", facts: shown };
}
