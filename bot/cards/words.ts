// What people wrote, and what they call their teams and solutions, stands on cards as it was typed. Clients read a TextBlock and a
// FactSet as Markdown: `[Log ind igen](https://…)` would be a disguised link in the bot's name. This is the one place that decides.

export type Element = Record<string, unknown>;

/** Words of others, with a part that stands out where there is one. */
export type Words = string | readonly (string | { bold: string })[];

/** How words look, in the terms of Adaptive Cards. */
export interface TextStyle {
  size?: "Small" | "Large";
  weight?: "Bolder";
  isSubtle?: boolean;
  style?: "heading";
  spacing?: string;
  separator?: boolean;
}

/**
 * What Markdown, or a client that makes links of addresses, could read as something else: it is enough that it might. Line breaks
 * belong here, since single ones vanish from a TextBlock.
 */
const couldBeRead =
  /[\\`*_[\]<>|~\r\n\v\f\u0085\u2028\u2029]|&#?\w+;|\{\{|--|:\/\/|\bwww\.|\S@\S|\p{L}\.\p{L}{2}|^\s|^(?:[-+#=]|\d{1,9}[.)](?:\s|$))/iu;
const lineBreak = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/g;

/** Whether every client shows it as it was typed, wherever it stands. */
export function isPlain(words: Words): boolean {
  const parts = partsOf(words);
  const whole = parts.map(({ text }) => text).join("");
  return !couldBeRead.test(whole) && parts.every(({ text, isBold }) => !isBold || text === text.trim());
}

/** Words as they were typed: in a TextBlock where they are plain, else in runs of text, which no client reads as Markdown. */
export function shown(words: Words, style: TextStyle = {}): Element {
  if (isPlain(words)) return { type: "TextBlock", text: marked(words), wrap: true, ...style };
  const { size, weight, isSubtle, spacing, separator } = style;
  const own = { ...(size && { size }), ...(weight && { weight }), ...(isSubtle && { isSubtle }) };
  const place = { ...(spacing && { spacing }), ...(separator && { separator }) };
  const inlines = partsOf(words).flatMap(({ text, isBold }) =>
    runsOf(text).map((run) => ({ type: "TextRun", text: run, ...own, ...(isBold && { weight: "Bolder" }) })),
  );
  return { type: "RichTextBlock", inlines, ...place };
}

/** Plain words with what stands out in Markdown's way. */
export function marked(words: Words): string {
  return partsOf(words)
    .map(({ text, isBold }) => (isBold ? `**${text}**` : text))
    .join("");
}

/** A run of text is no Markdown, but a date in double braces would still be written out: the braces are parted. */
function runsOf(text: string): string[] {
  return text.replaceAll(lineBreak, "\n").split(/(?<=\{)(?=\{)/);
}

function partsOf(words: Words): { text: string; isBold: boolean }[] {
  const parts = typeof words === "string" ? [words] : words;
  return parts.map((part) =>
    typeof part === "string" ? { text: part, isBold: false } : { text: part.bold, isBold: true },
  );
}

/** The label of an input is one run of text: a date in double braces is parted by a character that is not seen. */
export function labelled(label: string): string {
  return label.replaceAll(/\{(?=\{)/g, "{\u2060");
}
