import type { Card } from "../channel.ts";

/** Older clients show no card that is larger than 28 KB; what Teams adds on the way is left room for. */
const mostBytes = 27 * 1024;

/** How long a text may be, from what nobody feels to what can still be told apart. */
const lengths = [900, 600, 400, 250, 150, 100, 60, 40];

/** The card itself, or with its longest texts cut until it is small enough to be shown. Names keep their beginning and their end. */
export function fitting(card: Card): Card {
  let fitted = card;
  for (const length of lengths) {
    if (bytesOf(fitted) <= mostBytes) return fitted;
    fitted = cut(card, length) as Card;
  }
  return fitted;
}

export interface Choice {
  title: string;
  value: string;
}

/** As many choices as there is room for, with shorter titles before fewer of them. */
export function fittingChoices(
  choices: readonly Choice[],
  roomBytes: number,
): { choices: readonly Choice[]; isCut: boolean } {
  for (const length of [Number.POSITIVE_INFINITY, 150, 100, 60]) {
    const shorter = choices.map(({ title, value }) => ({ title: shortened(title, length), value }));
    if (bytesOf(shorter) <= roomBytes) return { choices: shorter, isCut: false };
  }
  const fitting: Choice[] = [];
  let left = roomBytes;
  for (const { title, value } of choices) {
    const choice = { title: shortened(title, 60), value };
    left -= bytesOf(choice) + 1;
    if (left < 0) break;
    fitting.push(choice);
  }
  return { choices: fitting, isCut: true };
}

export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

const seen = new Set(["text", "title", "label"]);

/** The texts that are read, never what an input holds or a button sends. */
function cut(node: unknown, length: number): unknown {
  if (Array.isArray(node)) return node.map((item) => cut(item, length));
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => {
    if (key === "data" || key === "refresh") return [key, value];
    if (typeof value !== "string") return [key, key === "facts" ? cutFacts(value, length) : cut(value, length)];
    return [key, seen.has(key) ? shortened(value, length) : value];
  });
  return Object.fromEntries(entries);
}

function cutFacts(facts: unknown, length: number): unknown {
  if (!Array.isArray(facts)) return facts;
  return facts.map(({ title, value }) => ({ title: shortened(title, length), value: shortened(value, length) }));
}

/** A text of many words loses its end; a name, whose end often tells it from the next, something of its middle. */
export function shortened(text: string, length: number): string {
  const characters = text.length <= length ? [] : Array.from(text);
  if (characters.length <= length) return text;
  const behind = length > 150 ? 0 : Math.floor(length / 3);
  const before = characters
    .slice(0, length - behind - 1)
    .join("")
    .trimEnd();
  return `${before}…${behind === 0 ? "" : characters.slice(-behind).join("").trimStart()}`;
}
